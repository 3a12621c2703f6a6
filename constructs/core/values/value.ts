import type { BooleanValue } from './boolean-value';
import { call, type Expression, type Literal, optionalIn } from './private/expression';
import { issueMarker } from './private/marker';
import { mistake } from './private/mistake';
import { textForm } from './private/text';
import { defineHidden, defineOrigin, MISSPREAD, type TreePart } from './private/tree-part';

/**
 * A value that is known when a chart is rendered, not when the program runs. It can stand in any field of a manifest, and its
 * text inside of any other text.
 */
export abstract class Value {
  /**
   * Set by BooleanValue, which extends this class and so cannot be imported here.
   * @internal
   */
  public static _boolean: (expression: Expression) => BooleanValue;

  /** @internal */
  declare public readonly _expression: Expression;

  protected constructor() {}

  /** The value as text, to be put into other text: the same as `${value}` of TypeScript. */
  public get text(): string {
    return shown(textForm(this._expression)) as string;
  }

  /** See `text`. */
  public toString(): string {
    return this.text;
  }

  /** Called by cdk8s: the value with its type, wherever it stands alone. */
  public resolve(): any {
    return shown(this._expression);
  }

  /** For fields of the generated types IntOrString and Quantity. */
  public asUnion(): any {
    return { value: this };
  }

  /**
   * Lets the reference pass through a prop of type number. Arithmetic and comparison on it throw.
   * @jsii ignore
   */
  public asNumber(): number {
    return this as unknown as number;
  }

  /** Was the value given: is it neither absent nor null? */
  public isSet(): BooleanValue {
    return Value._boolean(call('isSet', optionalIn(this._expression) ?? this._expression));
  }

  /** @internal */
  public _with(expression: Expression, origin: TreePart = MISSPREAD): this {
    defineHidden(this, { _expression: expression });
    defineOrigin(this, origin);
    return this;
  }
}

/** What stands for an expression until rendering; what is known already stands for itself. */
const shown = (expression: Expression): Literal['value'] =>
  expression.kind === 'literal' ? expression.value : issueMarker(expression);

// Not part of the jsii surface, which has no symbols: what JavaScript does by itself with an object in the wrong place.
Object.defineProperties(Value.prototype, {
  [Symbol.toPrimitive]: {
    value(this: Value, hint: string): string {
      const isText = hint === 'string' || (hint === 'default' && this._expression.type === 'text');
      if (isText) return this.text;
      throw mistake(
        'GPULAB1509',
        'a value is not known before rendering: it cannot be compared or used in arithmetic',
        'use the methods of the value, as plus() and lessThan(), and its `text` inside of a text',
      );
    },
  },
  // cdk8s copies patches through JSON. In JSON text that a program makes for itself, the marker shows that it was quoted.
  toJSON: {
    value(this: Value): unknown {
      return this.resolve();
    },
  },
});
