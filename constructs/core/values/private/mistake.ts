import { dirname, sep } from 'node:path';
import type { Problem } from '../../checks/check';
import { FindingLevel } from '../../finding';
import { LabError } from '../../lab-error';
import { positionOfStack } from '../../private/source-position';

/** Something wrong about values that the program can be told at the call that made it. */
export const problem = (code: string, message: string, hint?: string): Problem => ({
  level: FindingLevel.ERROR,
  code,
  message,
  hint,
});

/** One problem, to be thrown. */
export const mistake = (code: string, message: string, hint?: string): LabError =>
  mistakes([problem(code, message, hint)]);

/** Problems of one call, to be thrown; their place is the user's call, the innermost outside of the library. */
export function mistakes(problems: readonly Problem[]): LabError {
  let library: string | undefined;
  const isTheirs = (file: string): boolean => {
    // The first frame is in this file, four folders below the library's.
    library ??= dirname(dirname(dirname(dirname(file)))) + sep;
    return !file.startsWith(library);
  };
  const position = positionOfStack(new Error().stack ?? '', isTheirs);
  return new LabError(problems.map((found) => ({ ...found, ...position })));
}
