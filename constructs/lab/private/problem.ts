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

/** Text as it was given, safe to show on one line. */
export const quoted = (text: unknown): string => JSON.stringify(text) ?? String(text);

/** Findings of one file in the order of its text. */
export const byPlace = (a: Finding, b: Finding): number => a.line! - b.line! || a.column! - b.column!;
