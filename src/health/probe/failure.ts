import type { Reason } from '../reasons';

/** Ends a probe: the reason is known, and the detail says what was met. */
export class ProbeFailure extends Error {
  constructor(
    readonly reason: Reason,
    /** One line for a person, safe to print. */
    readonly detail: string,
  ) {
    super(detail);
  }
}
