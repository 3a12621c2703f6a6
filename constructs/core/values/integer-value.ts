import { BooleanValue } from './boolean-value';
import { call, type Expression, literal } from './private/expression';
import type { FunctionName } from './private/functions';
import { mistake } from './private/mistake';
import { Value } from './value';

/** An integer. Arithmetic is exact, or refused: give values a minimum and a maximum. */
export class IntegerValue extends Value {
  /** A value that is known already. */
  public static literal(value: number): IntegerValue {
    if (!Number.isInteger(value)) throw mistake('GPULAB1511', `an integer is wanted, got ${value}`);
    return IntegerValue._of(literal(value));
  }

  /** @internal */
  public static _of(expression: Expression): IntegerValue {
    return new IntegerValue()._with(expression);
  }

  /**
   * What a prop of type `number | IntegerValue` holds.
   * @internal
   */
  public static _from(value: number | IntegerValue): IntegerValue {
    return value instanceof IntegerValue ? value : IntegerValue.literal(value);
  }

  private constructor() {
    super();
  }

  /** The sum. */
  public plus(other: number | IntegerValue): IntegerValue {
    return this.calculated('plus', other);
  }

  /** The product. */
  public times(other: number | IntegerValue): IntegerValue {
    return this.calculated('times', other);
  }

  /** The greater one of the two. */
  public atLeast(other: number | IntegerValue): IntegerValue {
    return this.calculated('atLeast', other);
  }

  /** The lesser one of the two. */
  public atMost(other: number | IntegerValue): IntegerValue {
    return this.calculated('atMost', other);
  }

  /** This, or `fallback` when it is absent; zero is not absent. */
  public orDefault(fallback: number | IntegerValue): IntegerValue {
    return this.calculated('orElse', fallback);
  }

  /** True when both are the same. */
  public equalTo(other: number | IntegerValue): BooleanValue {
    return BooleanValue._of(call('equalInteger', this._expression, IntegerValue._from(other)._expression));
  }

  /** True when this is less. */
  public lessThan(other: number | IntegerValue): BooleanValue {
    return BooleanValue._of(call('lessThan', this._expression, IntegerValue._from(other)._expression));
  }

  /** True when this is greater. */
  public greaterThan(other: number | IntegerValue): BooleanValue {
    return IntegerValue._from(other).lessThan(this);
  }

  private calculated(name: FunctionName, other: number | IntegerValue): IntegerValue {
    return IntegerValue._of(call(name, this._expression, IntegerValue._from(other)._expression));
  }
}
