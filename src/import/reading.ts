import type { Fate, Remark } from './entry';

/** One value of a file: what Helm reads, and the text that it reads it from. */
export interface Given {
  readonly key: string;
  readonly value: unknown;

  /** The scalar as it is written; undefined for a list or mapping. */
  readonly source: string | undefined;
}

/** What is made of a value. */
export interface Reading {
  readonly fate: Fate;

  /** What is written; undefined for what is dropped or wrong. */
  readonly value?: unknown;

  /** Undefined for what is mapped. */
  readonly remark?: Remark;
}

export const mapped = (value: unknown): Reading => ({ fate: 'mapped', value });

export const changed = (value: unknown, code: string, message: string, hint?: string): Reading => ({
  fate: 'changed',
  value,
  remark: { code, message, hint },
});

export const dropped = (code: string, message: string, hint?: string): Reading => ({
  fate: 'dropped',
  remark: { code, message, hint },
});

export const wrong = (code: string, message: string, hint?: string): Reading => ({
  fate: 'wrong',
  remark: { code, message, hint },
});
