import type { Problem } from '../../core/checks/check';
import { LabError } from '../../core/lab-error';
import { positionOfStack } from '../../core/private/source-position';

/** The error of a value that is no construct, with the place of the user's call of `entrance`. */
export function refuseSecret(problem: Problem, entrance: CallableFunction): LabError {
  const call: { stack?: string } = {};
  Error.captureStackTrace(call, entrance);
  return new LabError([{ ...problem, ...positionOfStack(call.stack ?? '') }]);
}
