/** How bad a finding is. */
export enum FindingLevel {
  /** The API server would refuse it, or two things collide: nothing is written. */
  ERROR = 'error',
  /** Legal, but most likely not what was meant. Can be acknowledged. */
  WARNING = 'warning',
}

/** One problem as data: what is wrong, where, and what to do. Formatting is apart (`formatFinding`). */
export interface Finding {
  /** Error or warning. */
  readonly level: FindingLevel;

  /** Stable code of the form `GPULAB1234`; `gpulab explain CODE` tells more. */
  readonly code: string;

  /** What was got and what is allowed: lower case, no full stop, no secret. */
  readonly message: string;

  /**
   * Construct path.
   * @default - the finding belongs to no construct
   */
  readonly path?: string;

  /**
   * File of the place that caused it: the user's program, a roster, an inventory.
   * @default - unknown
   */
  readonly file?: string;

  /**
   * Line in `file`, from 1.
   * @default - the whole file
   */
  readonly line?: number;

  /**
   * Column in `line`, from 1: the first character of the offending field or call.
   * @default - the whole line
   */
  readonly column?: number;

  /**
   * Field inside the object or the file, as `spec.template.spec.containers[0].image`.
   * @default - the whole object
   */
  readonly key?: string;

  /**
   * What to do.
   * @default - the message says it all
   */
  readonly hint?: string;
}
