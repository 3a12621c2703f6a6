import type { Problem } from '../checks/check';
import { LabError } from '../lab-error';
import { positionOfStack } from '../private/source-position';

/**
 * Throws all problems of a value that is no construct, with the place of the user's call of `entrance` (the public
 * constructor or factory). Does nothing without problems.
 */
export function refuse(problems: readonly Problem[], entrance: NewableFunction | CallableFunction): void {
  if (problems.length === 0) return;
  const call: { stack?: string } = {};
  Error.captureStackTrace(call, entrance);
  const position = positionOfStack(call.stack ?? '');
  throw new LabError(problems.map((problem) => ({ ...problem, ...position })));
}
