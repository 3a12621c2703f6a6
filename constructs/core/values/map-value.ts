import { BooleanValue } from './boolean-value';
import { IntegerValue } from './integer-value';
import { call, type Expression, type Loop } from './private/expression';
import { mistake } from './private/mistake';
import { defineHidden, SpreadPart } from './private/tree-part';
import { StringValue } from './string-value';
import { Value } from './value';

/** A map: from texts to texts, or to anything. */
export class MapValue extends Value {
  /** @internal */
  public static _of(expression: Expression, loop: Loop, content: 'text' | 'any'): MapValue {
    const map = new MapValue()._with(expression, new SpreadPart(expression, loop));
    defineHidden(map, { _loop: loop, _content: content });
    return map;
  }

  /** @internal */
  declare public readonly _loop: Loop;

  /** @internal */
  declare public readonly _content: 'text' | 'any';

  private constructor() {
    super();
  }

  /** Inside of a loop over the map: the current key. */
  public get key(): StringValue {
    return StringValue._of({ kind: 'current', type: 'text', loop: this._loop, part: 'key' });
  }

  /** Inside of a loop over the map: the current text. */
  public get current(): StringValue {
    if (this._content === 'text') {
      return StringValue._of({ kind: 'current', type: 'text', loop: this._loop, part: 'value' });
    }
    throw mistake('GPULAB1514', 'only a map of texts has `current`', 'declare it with stringMap()');
  }

  /** All entries, to stand among other fields, which win: `{ app: 'x', ...labels.spread() }`. */
  public spread(): { [key: string]: string } {
    return { ...this } as unknown as { [key: string]: string };
  }

  /** Number of entries. */
  public count(): IntegerValue {
    return IntegerValue._of(call('count', this._expression));
  }

  /** True when it has an entry. */
  public notEmpty(): BooleanValue {
    return BooleanValue._of(call('notEmpty', this._expression));
  }

  /** The map as JSON. */
  public jsonText(): StringValue {
    return StringValue._of(call('json', this._expression));
  }
}
