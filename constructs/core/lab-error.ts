import type { Finding } from './finding';
import { formatFindings } from './format';

/**
 * Thrown for a user's mistake: carries every finding, and reads as a report instead of a stack trace.
 * Not part of the jsii surface (jsii has no exceptions of its own); other languages see the message.
 */
export class LabError extends Error {
  declare readonly findings: Finding[];

  constructor(findings: Finding[]) {
    super(formatFindings(findings));
    this.name = 'LabError';
    // Not enumerable: Node prints the enumerable members of an uncaught error, and the message says them already.
    Object.defineProperty(this, 'findings', { value: findings });
    // A user's mistake is in the findings, not in our stack.
    this.stack = this.message;
  }
}
