import type { Problem } from '../checks/check';
import { type Finding, FindingLevel } from '../finding';
import { quoted } from '../private/visible';

export { quoted, visible } from '../private/visible';

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

export const isError = ({ level }: { readonly level: FindingLevel }): boolean => level === FindingLevel.ERROR;

/** Does one of the problems forbid to go on? */
export const hasError = (problems: readonly Problem[]): boolean => problems.some(isError);

/** A value of the wrong type, so that text is told from the number that it looks like. */
export function typed(value: unknown): string {
  if (typeof value === 'string') return `${quoted(value)}, a string`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/** Findings of one file in the order of its text. */
export const byPlace = (a: Finding, b: Finding): number => a.line! - b.line! || a.column! - b.column!;
