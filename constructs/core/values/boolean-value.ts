import { IntegerValue } from './integer-value';
import { call, type Expression, literal } from './private/expression';
import { textExpression } from './private/text';
import { StringValue } from './string-value';
import { Value } from './value';

/** True or false. */
export class BooleanValue extends Value {
  /** A value that is known already. */
  public static literal(value: boolean): BooleanValue {
    return BooleanValue._of(literal(value));
  }

  /** @internal */
  public static _of(expression: Expression): BooleanValue {
    return new BooleanValue()._with(expression);
  }

  /**
   * What a prop of type `boolean | BooleanValue` holds.
   * @internal
   */
  public static _from(value: boolean | BooleanValue): BooleanValue {
    return value instanceof BooleanValue ? value : BooleanValue.literal(value);
  }

  private constructor() {
    super();
  }

  /** True when this is false. */
  public negate(): BooleanValue {
    return BooleanValue._of(call('negate', this._expression));
  }

  /** True when both are. */
  public both(other: BooleanValue): BooleanValue {
    return BooleanValue._of(call('both', this._expression, other._expression));
  }

  /** True when one of the two is. */
  public either(other: BooleanValue): BooleanValue {
    return BooleanValue._of(call('either', this._expression, other._expression));
  }

  /** This, or `fallback` when it is absent. */
  public orDefault(fallback: boolean): BooleanValue {
    return BooleanValue._of(call('orElse', this._expression, literal(fallback)));
  }

  /** One of two texts. */
  public pickText(whenTrue: string, whenFalse: string): StringValue {
    return StringValue._of(call('pick', this._expression, textExpression(whenTrue), textExpression(whenFalse)));
  }

  /** One of two integers. */
  public pickInteger(whenTrue: number | IntegerValue, whenFalse: number | IntegerValue): IntegerValue {
    const [then, otherwise] = [IntegerValue._from(whenTrue), IntegerValue._from(whenFalse)];
    return IntegerValue._of(call('pick', this._expression, then._expression, otherwise._expression));
  }
}

Value._boolean = BooleanValue._of;
