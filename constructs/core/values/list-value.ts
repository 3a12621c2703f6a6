import { BooleanValue } from './boolean-value';
import { IntegerValue } from './integer-value';
import { call, type Expression, type Loop, literal, type Reference } from './private/expression';
import { mistake } from './private/mistake';
import { textExpression } from './private/text';
import { defineHidden } from './private/tree-part';
import { StringValue } from './string-value';
import { Value } from './value';
import type { Values } from './values';

/** A list: of texts, of objects, or of anything. */
export class ListValue extends Value {
  /** @internal */
  public static _of(expression: Expression, loop: Loop, content: 'text' | 'any' | Values): ListValue {
    const list = new ListValue()._with(expression);
    defineHidden(list, { _loop: loop, _content: content });
    return list;
  }

  /** @internal */
  declare public readonly _loop: Loop;

  /** @internal */
  declare public readonly _content: 'text' | 'any' | Values;

  private constructor() {
    super();
  }

  /** The fields of one object of the list; inside of a loop over it, those of the current one. */
  public get item(): Values {
    if (typeof this._content !== 'string') return this._content;
    throw mistake('GPULAB1514', 'only a list of objects has fields', 'declare it with list(), or use `current`');
  }

  /** Inside of a loop over the list: the current text. */
  public get current(): StringValue {
    this.requireTexts('current');
    return StringValue._of({ kind: 'current', type: 'text', loop: this._loop, part: 'value' });
  }

  /**
   * Inside of a loop over a list whose items are integers by its schema: the current one.
   * @internal
   */
  public get _currentInteger(): IntegerValue {
    return IntegerValue._of({ kind: 'current', type: 'integer', loop: this._loop, part: 'value' });
  }

  /** All texts, one behind the other. */
  public join(separator: string): StringValue {
    this.requireTexts('join()');
    return StringValue._of(call('join', this._expression, textExpression(separator)));
  }

  /** True when the list has this text. */
  public has(text: string): BooleanValue {
    this.requireTexts('has()');
    return BooleanValue._of(call('has', this._expression, textExpression(text)));
  }

  /** Number of items. */
  public count(): IntegerValue {
    return IntegerValue._of(call('count', this._expression));
  }

  /** True when it has an item. */
  public notEmpty(): BooleanValue {
    return BooleanValue._of(call('notEmpty', this._expression));
  }

  /**
   * True when no two objects of the list have the same text in a field, upper and lower case aside. For lists whose objects hold
   * no lists and maps: their fields could have the name of this one.
   * @internal
   */
  public _hasDistinct(field: StringValue): BooleanValue {
    const { path } = field._expression as Reference;
    return BooleanValue._of(call('distinct', this._expression, literal(path[0])));
  }

  /** The list as JSON. */
  public jsonText(): StringValue {
    return StringValue._of(call('json', this._expression));
  }

  private requireTexts(member: string): void {
    if (this._content === 'text') return;
    throw mistake('GPULAB1514', `only a list of texts has ${member}`, 'declare it with stringList(), or use `item`');
  }
}
