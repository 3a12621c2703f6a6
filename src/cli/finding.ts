import type { Finding } from 'cdk8s-gpulab';

/** An error of the command itself. The levels are text here, so that the library need not be loaded. */
export function commandError(code: string, message: string, more: Partial<Finding> = {}): Finding {
  return { level: 'error' as Finding['level'], code, message, ...more };
}

/** Ends a command with findings instead of a result: a user's mistake, told without a stack. */
export class FindingsError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map((finding) => finding.message).join('\n'));
  }
}

/** The findings that an exception carries, whichever copy of the library threw it. */
export function findingsOf(error: unknown): readonly Finding[] | undefined {
  const findings = (error as { findings?: unknown } | undefined)?.findings;
  return Array.isArray(findings) ? findings : undefined;
}

/** A mistake in the command line. */
export const usageError = (message: string, hint: string): FindingsError =>
  new FindingsError([commandError('GPULAB4001', message, { hint })]);

export const isError = ({ level }: Finding): boolean => level === 'error';

/** What a function gives; undefined when it throws a user's mistakes, which go to `findings`. */
export function attempt<T>(body: () => T, findings: Finding[]): T | undefined {
  try {
    return body();
  } catch (error) {
    const found = findingsOf(error);
    if (!found) throw error;
    findings.push(...found);
    return undefined;
  }
}
