import type { Problem } from '../../core/checks/check';
import { type Finding, FindingLevel } from '../../core/finding';

/** An error before it has a place. */
export const error = (code: string, message: string, key?: string, hint?: string): Problem => ({
  level: FindingLevel.ERROR,
  code,
  message,
  key,
  hint,
});

/** A warning before it has a place. */
export const warning = (code: string, message: string, key?: string, hint?: string): Problem => ({
  level: FindingLevel.WARNING,
  code,
  message,
  key,
  hint,
});

/** What nobody sees, or takes for a plain blank: controls, directions of writing, blanks of no width or of other scripts. */
const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Z}]/gu;

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Text with everything in it made visible. */
export const visible = (text: string): string => text.replace(INVISIBLE, escaped);

/** Text as it was given, safe to show on one line. */
export const quoted = (text: unknown): string => visible(JSON.stringify(text) ?? String(text));

/** A value of the wrong type, so that text is told from the number that it looks like. */
export function typed(value: unknown): string {
  if (typeof value === 'string') return `${quoted(value)}, a string`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/** Findings of one file in the order of its text. */
export const byPlace = (a: Finding, b: Finding): number => a.line! - b.line! || a.column! - b.column!;
