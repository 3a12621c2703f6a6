import { BooleanValue, IntegerValue, ListValue, StringValue, Values } from '../../core/values';

/** What an option may be that can be left out. */
type Option = string | number | readonly string[] | IntegerValue | ListValue;

/**
 * Is an option given? A literal is known now; a reference is not given while it is empty: a text without characters, the
 * number 0, a list without items.
 */
export function isGiven(option: Option | undefined): BooleanValue {
  if (option instanceof IntegerValue) return option.greaterThan(0);
  if (option instanceof ListValue) return option.notEmpty();
  if (typeof option === 'string' && !Values.isLiteral(option)) return StringValue.of(option).notEmpty();
  return BooleanValue.literal(option !== undefined && option !== 0);
}

/** A list of what may be there, without what is known not to be. */
export const listOf = (...items: unknown[]): unknown[] => items.filter((item) => item !== undefined);

/** An option as far as it is known when the program runs: a default in place of a reference. */
export function known<T extends string | number, D>(option: T | IntegerValue | undefined, otherwise: D): T | D {
  if (option === undefined || option instanceof IntegerValue) return otherwise;
  return typeof option === 'string' && !Values.isLiteral(option) ? otherwise : option;
}
