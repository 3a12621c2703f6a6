import type { Expression, Loop } from './expression';
import { issueMarker, type Marked, markerOf } from './marker';

/** A part of a manifest that values decide about. It travels through cdk8s as a marker, like a value. */
export abstract class TreePart {
  /** cdk8s calls this wherever it meets an object that has it. */
  public resolve(): string {
    return issueMarker(this);
  }

  /** cdk8s copies patches through JSON. */
  public toJSON(): string {
    return this.resolve();
  }
}

/** One of two branches; undefined: nothing. */
export class WhenPart extends TreePart {
  declare public readonly condition: Expression;
  declare public readonly whenTrue: unknown;
  declare public readonly whenFalse: unknown;

  constructor(condition: Expression, whenTrue: unknown, whenFalse: unknown) {
    super();
    defineHidden(this, { condition, whenTrue, whenFalse });
    defineOrigin(this, this);
  }
}

/** A list item that is there once for each item of a list, or entry of a map. */
export class EachPart extends TreePart {
  declare public readonly loop: Loop;
  declare public readonly template: unknown;

  constructor(loop: Loop, template: unknown) {
    super();
    defineHidden(this, { loop, template });
    defineOrigin(this, this);
  }
}

/** The entries of a map value among the fields of a map. */
export class SpreadPart extends TreePart {
  declare public readonly map: Expression;
  declare public readonly loop: Loop;

  constructor(map: Expression, loop: Loop) {
    super();
    defineHidden(this, { map, loop });
  }
}

/** What a copy with `{ ...x }` of a value that is no map gives: a mistake, which shows wherever it ends. */
class MisspreadPart extends TreePart {}
export const MISSPREAD = new MisspreadPart();

/** Members that no copy with `{ ...x }` takes along, and no writer takes for fields of a manifest. */
export function defineHidden(target: object, members: { readonly [name: string]: unknown }): void {
  for (const [name, value] of Object.entries(members)) Object.defineProperty(target, name, { value });
}

/**
 * Gives an object one enumerable member whose name is a marker. cdk8s copies labels and annotations with `{ ...x }`, and so do
 * users: the member survives the copy and says what was copied.
 */
export function defineOrigin(target: object, origin: Marked): void {
  const marker = markerOf(origin);
  Object.defineProperty(target, marker, { value: marker, enumerable: true });
}
