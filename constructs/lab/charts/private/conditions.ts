import type { BooleanValue, StringValue } from '../../../core/values';

/** The pattern of a text that may be empty. `pattern` is of a whole text: it begins with `^` and ends with `$`. */
export const orEmpty = (pattern: RegExp): string => `^(?:${pattern.source.slice(1, -1)})?$`;

/** False only when the first holds and the second does not. */
export const implies = (first: BooleanValue, second: BooleanValue): BooleanValue => first.negate().either(second);

/** Has a text at most so many bytes? */
export const isAtMost = (text: StringValue, bytes: number): BooleanValue => text.byteLength().lessThan(bytes + 1);

/** Is a character anywhere in a text? */
export const holds = (text: StringValue, character: string): BooleanValue =>
  text.replaceAll(character, '').equalTo(text.text).negate();

/** Does a text begin with one of these? */
export const beginsWith = (text: StringValue, ...beginnings: string[]): BooleanValue =>
  beginnings
    .reduce((rest, beginning) => rest.trimPrefix(beginning), text)
    .equalTo(text.text)
    .negate();

/** Is a quantity more than nothing? One of its digits is no zero then. */
export const isAboveZero = (quantity: StringValue): BooleanValue =>
  [...'123456789']
    .reduce((rest, digit) => rest.replaceAll(digit, ''), quantity)
    .equalTo(quantity.text)
    .negate();
