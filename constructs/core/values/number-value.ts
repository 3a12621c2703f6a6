import type { Expression } from './private/expression';
import { Value } from './value';

/** A number, perhaps with a fraction. It is passed on as it is: fractions are not exact. */
export class NumberValue extends Value {
  /** @internal */
  public static _of(expression: Expression): NumberValue {
    return new NumberValue()._with(expression);
  }

  private constructor() {
    super();
  }
}
