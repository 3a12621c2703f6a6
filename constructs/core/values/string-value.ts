import { BooleanValue } from './boolean-value';
import { IntegerValue } from './integer-value';
import { call, type Expression, literal, optionalIn } from './private/expression';
import type { FunctionName } from './private/functions';
import { mistake } from './private/mistake';
import { textExpression } from './private/text';
import { Value } from './value';

/** RE2, the regular expressions of Go, repeats no more often. */
const MOST_CHARACTERS = 1000;
/** RFC 1123. */
const LONGEST_LABEL = 63;

/** A text. Arguments of its methods are text, too, and may hold references. */
export class StringValue extends Value {
  /** A text, perhaps with references in it, to compute with. */
  public static of(text: string): StringValue {
    return StringValue._of(textExpression(text));
  }

  /** @internal */
  public static _of(expression: Expression): StringValue {
    return new StringValue()._with(expression);
  }

  private constructor() {
    super();
  }

  /** In lower case. */
  public lower(): StringValue {
    return this.changed('lower');
  }

  /** Its first characters; 1000 at most. */
  public truncate(characters: number): StringValue {
    return this.changed('truncate', lengthLimit(characters));
  }

  /**
   * A DNS label made of it: lower-case letters, digits, and dashes for everything else. Empty when it has no letter or digit.
   *
   * @param maxLength at most 63 for a name of Kubernetes
   */
  public dnsLabel(maxLength: number = LONGEST_LABEL): StringValue {
    return this.changed('dnsLabel', lengthLimit(maxLength));
  }

  /** Without this beginning, if it has it. */
  public trimPrefix(prefix: string): StringValue {
    return this.changed('trimPrefix', textExpression(prefix));
  }

  /** Without this end, if it has it. */
  public trimSuffix(suffix: string): StringValue {
    return this.changed('trimSuffix', textExpression(suffix));
  }

  /** With `replacement` in all places of `search`, which is a literal text. */
  public replaceAll(search: string, replacement: string): StringValue {
    const searched = textExpression(search);
    if (searched.kind !== 'literal' || searched.value === '') {
      throw mistake('GPULAB1511', 'the text to search for must be a literal, and not empty');
    }
    return this.changed('replaceAll', searched, textExpression(replacement));
  }

  /** In base64, as the data of a Secret. */
  public base64(): StringValue {
    return this.changed('base64');
  }

  /** Its SHA-256, as 64 hexadecimal digits. */
  public sha256(): StringValue {
    return this.changed('sha256');
  }

  /** This, or `fallback` when it is absent or empty. */
  public orDefault(fallback: string): StringValue {
    const otherwise = textExpression(fallback);
    const optional = optionalIn(this._expression);
    if (!optional || optional === this._expression) return this.changed('orElseEmpty', otherwise);
    // A quantity: text that is made of a value that may be absent.
    const present = call('quantityText', { ...optional, optional: false });
    return StringValue._of(call('pick', call('isSet', optional), present, otherwise));
  }

  /** True when both are the same. */
  public equalTo(other: string): BooleanValue {
    return BooleanValue._of(call('equalText', this._expression, textExpression(other)));
  }

  /** True when it has a character. */
  public notEmpty(): BooleanValue {
    return BooleanValue._of(call('notEmpty', this._expression));
  }

  /** Its length in UTF-8, which limits of Kubernetes count. */
  public byteLength(): IntegerValue {
    return IntegerValue._of(call('byteLength', this._expression));
  }

  /**
   * Number of different pieces that match a pattern of the subset that Go and JavaScript have in common.
   * @internal
   */
  public _countMatches(pattern: string): IntegerValue {
    return IntegerValue._of(call('countMatches', this._expression, textExpression(pattern)));
  }

  private changed(name: FunctionName, ...args: Expression[]): StringValue {
    return StringValue._of(call(name, this._expression, ...args));
  }
}

function lengthLimit(characters: number): Expression {
  if (Number.isInteger(characters) && characters >= 1 && characters <= MOST_CHARACTERS) return literal(characters);
  throw mistake('GPULAB1511', `a length is an integer from 1 to ${MOST_CHARACTERS}, got ${characters}`);
}
