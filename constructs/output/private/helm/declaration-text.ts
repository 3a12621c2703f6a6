import { quoted } from '../../../core/private/visible';
import type { Declaration } from '../../../core/values/private/declaration';
import type { JsonSchema } from '../../../core/values/private/schema';
import {
  ANY_LIST,
  ANY_MAP,
  COMMAND_LIST,
  INT_OR_STRING,
  QUANTITY,
  TEXT_LIST,
  TEXT_MAP,
} from '../../../core/values/private/value-schemas';

/** Schemas that have a name. */
const KINDS = new Map<JsonSchema, string>([
  [QUANTITY, 'quantity'],
  [INT_OR_STRING, 'integer or text'],
  [COMMAND_LIST, 'list of texts, or the same as JSON in a text'],
  [TEXT_LIST, 'list of texts'],
  [TEXT_MAP, 'map of texts'],
  [ANY_LIST, 'list'],
  [ANY_MAP, 'map'],
]);

const TYPES: { readonly [type: string]: string } = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  object: 'map',
};

/** The type of a value (not of a group) in words, as "integer, 1 to 65535". */
export function typeText(declaration: Declaration): string {
  if (declaration.item) return 'list of objects';
  const { schema } = declaration;
  const kind = KINDS.get(schema) ?? TYPES[schema.type as string];
  const limits = limitsText(schema);
  return limits === undefined ? kind : `${kind}, ${limits}`;
}

/** What a value is limited to, as "one of: a, b" or "at least 1". */
export function limitsText({ enum: allowed, not, minimum, maximum }: JsonSchema): string | undefined {
  if (allowed) return `one of: ${allowed.map(wordOf).join(', ')}`;
  if (not) return `not one of: ${not.enum.map(wordOf).join(', ')}`;
  const least = isLimit(minimum) ? minimum : undefined;
  const most = isLimit(maximum) ? maximum : undefined;
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (least !== undefined) return `at least ${least}`;
  return most === undefined ? undefined : `at most ${most}`;
}

/** A text in a row of others: in quotes, unless it is plain to see where it ends. */
const wordOf = (text: string | null): string => (/^[\w./:@-]+$/.test(text ?? '') ? text! : quoted(text));

/** Every number has bounds in the schema; those that keep arithmetic exact are no news to a reader. */
const isLimit = (bound: number | undefined): boolean =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

/** Must a user give it, or may he leave it out? Nothing is said of a value with a default. */
export function needText({ optional, defaultValue, group }: Declaration): string | undefined {
  if (group || defaultValue !== undefined) return undefined;
  return optional ? 'optional' : 'required';
}
