import type { Expression } from './private/expression';
import { Value } from './value';

/** An integer or a text, such as a port and its name. It is passed on as it is. */
export class IntOrStringValue extends Value {
  /** @internal */
  public static _of(expression: Expression): IntOrStringValue {
    return new IntOrStringValue()._with(expression);
  }

  private constructor() {
    super();
  }
}
