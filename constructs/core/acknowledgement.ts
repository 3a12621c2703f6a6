/** A warning that is known and accepted. Errors cannot be acknowledged. */
export interface Acknowledgement {
  /** Code of the warning, as `GPULAB1301`. */
  readonly code: string;

  /**
   * Construct path; the warning is accepted there and everywhere below.
   * @default - everywhere
   */
  readonly path?: string;

  /** Why it is accepted: read by the next engineer. */
  readonly reason: string;
}
