import { DNS_LABEL, HOST, IMAGE, LABEL_VALUE, MAIL, SERVICE_NAME, SUBDOMAIN } from '../../rules/names';
import type { IntegerProps, NumberProps, TextProps } from '../value-props';
import type { JsonSchema } from './schema';

/**
 * Text that survives a double-quoted YAML scalar as `toJson` writes it: no controls but tab and line breaks, no byte order mark,
 * no U+FFFE and U+FFFF. Only `\xHH` escapes: Go reads no `\uHHHH`.
 */
export const TEXT_PATTERN = '^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\ufeff\ufffe\uffff]*$';

/** Keys are in one line, and hold nothing that JSON escapes to six characters: an implicit key of YAML ends at 1024. */
const KEY_PATTERN = '^[^<>&\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufeff\ufffe\uffff]*$';
const KEY: JsonSchema = { pattern: KEY_PATTERN, maxLength: 500 };

export const TEXT: JsonSchema = { type: 'string', pattern: TEXT_PATTERN };
export const TEXT_LIST: JsonSchema = { type: 'array', items: TEXT };
export const TEXT_MAP: JsonSchema = { type: 'object', additionalProperties: TEXT, propertyNames: KEY };
export const ANY_LIST: JsonSchema = { type: 'array', items: { $ref: '#/definitions/any' } };
export const ANY_MAP: JsonSchema = { $ref: '#/definitions/anyMap' };

/** Integers are exact to here in JavaScript, and in the floats that Helm reads them as. */
const MOST_INTEGER = Number.MAX_SAFE_INTEGER;
/** Near the end of all floats, readers differ. */
const MOST_NUMBER = 1e300;

/** A quantity of Kubernetes that is not negative; without exponents, signs and the units below a thousandth. */
const QUANTITY_PATTERN = '^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$';
export const QUANTITY: JsonSchema = {
  anyOf: [
    { type: 'integer', minimum: 0, maximum: MOST_INTEGER },
    { type: 'string', pattern: QUANTITY_PATTERN },
  ],
};

export const INT_OR_STRING: JsonSchema = {
  anyOf: [{ type: 'integer', minimum: -MOST_INTEGER, maximum: MOST_INTEGER }, TEXT],
};

/** A JSON list of strings, or nothing. No `\u`, `\b` and `\f`: they could hide what `TEXT_PATTERN` refuses. */
const JSON_STRING = '"([^"\\\\\\x00-\\x1f\\x7f-\\x9f\ufeff\ufffe\uffff]|\\\\["\\\\/nrt])*"';
const BLANKS = '[ \\t\\r\\n]*';
const JSON_LIST = `\\[${BLANKS}(${JSON_STRING}${BLANKS}(,${BLANKS}${JSON_STRING}${BLANKS})*)?\\]`;
const COMMAND_PATTERN = `^(${BLANKS}${JSON_LIST}${BLANKS})?$`;
export const COMMAND_LIST: JsonSchema = { anyOf: [TEXT_LIST, { type: 'string', pattern: COMMAND_PATTERN }] };

/** What patterns that are used often ask for, in words. */
const PATTERN_WORDS: ReadonlyMap<string, string> = new Map([
  [TEXT_PATTERN, 'text without control characters'],
  [KEY_PATTERN, 'a key in one line, without control characters, <, > and &'],
  [QUANTITY_PATTERN, 'a quantity, as 8, 500m or 16Gi'],
  [COMMAND_PATTERN, 'a JSON list of texts, as ["bash", "-c", "date"]'],
  [DNS_LABEL.source, 'a name of lower-case letters, digits and "-" in between'],
  [SERVICE_NAME.source, 'a name of lower-case letters, digits and "-" in between, with a letter first'],
  [SUBDOMAIN.source, 'a name of lower-case letters, digits, "-" and "." in between'],
  [LABEL_VALUE.source, 'a name of letters, digits, "-", "_" and "." in between'],
  [HOST.source, 'a host name, as job.example.edu'],
  [IMAGE.source, 'a reference to an image, as docker.io/library/ubuntu:24.04'],
  [MAIL.source, 'a mail address, as zhang3@example.edu'],
]);

/** A pattern of which nothing, too, is right. */
const OR_EMPTY = /^\^\(\?:(.*)\)\?\$$/;

/** What a pattern asks for, in words; undefined for one of a user's own. */
export const patternWords = (pattern: string): string | undefined =>
  PATTERN_WORDS.get(pattern) ?? PATTERN_WORDS.get(`^${OR_EMPTY.exec(pattern)?.[1]}$`);

export const DEFINITIONS: { readonly [name: string]: JsonSchema } = {
  any: {
    anyOf: [
      TEXT,
      { type: 'boolean' },
      { type: 'number', minimum: -MOST_NUMBER, maximum: MOST_NUMBER },
      ANY_LIST,
      ANY_MAP,
    ],
  },
  anyMap: { type: 'object', additionalProperties: { $ref: '#/definitions/any' }, propertyNames: KEY },
};

export function textSchema({ allowed, forbidden = [], pattern, minLength, maxLength }: TextProps): JsonSchema {
  return {
    type: 'string',
    // Helm refuses a schema with an `enum` that is empty or has a text twice.
    ...(allowed && { enum: [...new Set(allowed)] }),
    ...(forbidden.length > 0 && { not: { enum: [...new Set(forbidden)] } }),
    // A pattern of the user's says nothing of control characters.
    ...(pattern === undefined
      ? !allowed && { pattern: TEXT_PATTERN }
      : { pattern, allOf: [{ pattern: TEXT_PATTERN }] }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  };
}

export function integerSchema({ minimum = -MOST_INTEGER, maximum = MOST_INTEGER }: IntegerProps): JsonSchema {
  return { type: 'integer', minimum, maximum };
}

export function numberSchema({ minimum = -MOST_NUMBER, maximum = MOST_NUMBER }: NumberProps): JsonSchema {
  return { type: 'number', minimum, maximum };
}
