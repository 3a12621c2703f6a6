import { expect } from 'vitest';
import type { Finding } from '../../../constructs/core/finding';
import { LabError } from '../../../constructs/core/lab-error';

/** The findings of an error, without level and hint, which every one of them has. */
export function errorsOf(body: () => unknown): Pick<Finding, 'code' | 'message' | 'file'>[] {
  try {
    body();
  } catch (error) {
    expect(error).toBeInstanceOf(LabError);
    return (error as LabError).findings.map(({ level, hint, ...rest }) => {
      expect(level).toBe('error');
      expect(hint).toBeTruthy();
      return rest;
    });
  }
  throw new Error('nothing was thrown');
}
