import { stateOf } from '../private/state';
import type { Release } from './release';

/** What somebody must have done before a release, because no step of an installation can do it. */
export interface Preparation {
  /** What must be true, as a sentence in Markdown without its full stop. */
  readonly text: string;

  /** Words of the command that does it. */
  readonly command?: readonly string[];

  /** Words of a command that changes nothing and prints a line for each thing that is there. */
  readonly check: readonly string[];

  /** How many lines it must print. */
  readonly least: number;

  /** Namespace that must be there for it. */
  readonly namespace?: string;
}

/** What somebody must know before a release is removed. */
export interface Farewell {
  /** Sentences in Markdown. */
  readonly text: string;

  /** Commands that go with it, by words. None of them deletes data. */
  readonly commands: readonly (readonly string[])[];
}

/** What a construct says of work by hand for one of its releases. */
export interface ByHand {
  readonly release: Release;
  readonly preparation?: Preparation;
  readonly farewell?: Farewell;
}

/** Says what is done by hand before a release is installed, or removed. */
export function byHand(work: ByHand): void {
  stateOf(work.release).byHand.push(work);
}
