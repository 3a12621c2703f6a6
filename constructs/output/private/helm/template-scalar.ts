import { doubleQuoted, numberText, quoteScalar, scalarText } from '../quoting';
import { PRINT_RULES } from './print-rules';

const NO_VALUE = '<no value>';

/** A literal block that keeps empty lines at its end would lose them to the next action, and at the end of a file to Helm. */
const ENDS_IN_EMPTY_LINES = /\n\n$/;

/** A literal key in a template. */
export function keyText(key: string): string {
  return PRINT_RULES.braces(key.includes(NO_VALUE) ? PRINT_RULES.noValue(doubleQuoted(key)) : quoteScalar(key));
}

/** A literal text, number or boolean as the value of a key or list item, the lines of a block at `depth`. */
export function literalText(value: unknown, depth: number): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  const isRisky = value.includes(NO_VALUE) || ENDS_IN_EMPTY_LINES.test(value);
  return PRINT_RULES.braces(isRisky ? PRINT_RULES.noValue(doubleQuoted(value)) : scalarText(value, depth));
}
