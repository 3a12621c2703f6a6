import type { Problem } from '../../checks/check';
import { keyOf, type Step } from '../../checks/private/key';
import { FindingLevel } from '../../finding';
import { LabError } from '../../lab-error';
import type { Loop } from '../../values/private/expression';
import type { Values } from '../../values/values';

/** What surrounds a tree that is compiled. */
export interface Surroundings {
  /** The values of the chart, which are the only ones that the tree may name. */
  readonly values: Values;

  /** Loops that the whole tree is in. */
  readonly loops: readonly Loop[];

  /** Is told every problem, with its key in the tree. */
  report(problem: Problem): void;
}

/** A place in a tree that is compiled: what is wrong there is reported with its key. */
export class Place {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly steps: readonly Step[] = [],
    /** Loops around the place. */
    readonly loops: readonly Loop[] = surroundings.loops,
  ) {}

  get values(): Values {
    return this.surroundings.values;
  }

  member(step: Step): Place {
    return new Place(this.surroundings, [...this.steps, step], this.loops);
  }

  inside(loop: Loop): Place {
    return new Place(this.surroundings, this.steps, [...this.loops, loop]);
  }

  error(code: string, message: string, hint?: string): void {
    this.surroundings.report({ level: FindingLevel.ERROR, code, message, hint, key: keyOf(this.steps) });
  }

  /** Runs what throws for a mistake, which is then reported here. */
  attempt<T>(body: () => T): T | undefined {
    try {
      return body();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      for (const { code, message, hint } of error.findings) this.error(code, message, hint);
      return undefined;
    }
  }
}
