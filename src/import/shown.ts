import { quoted } from 'cdk8s-gpulab/lib/core/private/visible';

/** A value may be a secret that went astray, and is never shown whole when it is long. */
const MOST = 60;

/** A value on one line, short. */
export const shown = (value: unknown): string => shortened(quoted(value));

/** A text with its long quoted parts cut. */
export const withShortQuotes = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, shortened);

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > MOST ? `${characters.slice(0, MOST).join('')}..."` : text;
}
