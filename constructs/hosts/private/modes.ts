import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';

const OTHERS_READ = 0o004;
const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

/** What is wrong with the mode of a file. */
export function checkFileMode(rules: Rules, mode: string, holdsSecret: boolean): void {
  if (!rules.text('mode', mode)) return;
  if (!isOctal(rules, mode, /^0?[0-7]{3}$/, '"0644"')) return;
  const bits = Number.parseInt(mode, 8);
  if (bits & OTHERS_WRITE) writable(rules, mode);
  else if (holdsSecret && bits & OTHERS_READ) {
    rules.error('GPULAB2952', `mode ${quoted(mode)} lets everybody read a file with a secret`, 'mode');
  }
}

/** What is wrong with the mode of a directory. */
export function checkDirectoryMode(rules: Rules, mode: string): void {
  if (!rules.text('mode', mode)) return;
  if (!isOctal(rules, mode, /^[01]?[0-7]{3}$/, '"0755"')) return;
  const bits = Number.parseInt(mode, 8);
  if (bits & OTHERS_WRITE && !(bits & STICKY)) writable(rules, mode);
}

/** Four digits, so that one mode has one text. */
export const fourDigits = (mode: string): string => mode.padStart(4, '0');

function isOctal(rules: Rules, mode: string, form: RegExp, example: string): boolean {
  if (form.test(mode)) return true;
  rules.error('GPULAB2951', `mode ${quoted(mode)} is not octal text as ${example}`, 'mode');
  return false;
}

const writable = (rules: Rules, mode: string): void =>
  rules.error('GPULAB2951', `mode ${quoted(mode)} lets everybody write`, 'mode');
