import { error, quoted } from '../../core/rules/problem';
import { refuse } from '../../core/rules/refuse';

/**
 * Refuses a text that the language of a file has no way to write. Constructs look at what they are given before; this is the last
 * line, so that no text ever becomes a line of its own.
 */
export function refuseUnfit(text: string, language: string, why: string, entrance: CallableFunction): never {
  refuse([error('GPULAB2959', `${quoted(text)} cannot stand in ${language}: ${why}`)], entrance);
  throw new Error('refused');
}
