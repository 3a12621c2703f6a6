import { sharedOf } from '../../core/private/plain';
import { indentOf } from './indent';
import { DOCUMENT_START, itemStartAt, type KeyLine, type KeyLines, linesAt } from './key-lines';
import { documentKeysOf, keysOf } from './key-order';
import { numberText, scalarText } from './quoting';
import { UnwritableError, unwritableValues } from './unwritable';

/** How a document is written. */
export interface DocumentStyle {
  /** Keys in alphabetical order (cdk8s's default) or as given. */
  readonly sortKeys: boolean;
}

/** A null that is written: in values of a release it takes a default away. Elsewhere a member that is null is left out. */
export const EXPLICIT_NULL: object = Object.freeze({});

type Members = { readonly [key: string]: unknown };

/**
 * A JSON object (or list) as one YAML document, without `---` and without the last line break: two blanks of indent, lists
 * indented below their key, no folded text, no anchors, no tags. As cdk8s does, members that are null or undefined are
 * left out, null in a list is written, and a Kubernetes object begins with apiVersion, kind and metadata.
 *
 * The caller knows that `json` is plain data. Throws `UnwritableError` with every number that is not finite and every
 * text with half of a surrogate pair.
 */
export function documentOf(json: object, style: DocumentStyle): string {
  try {
    if (Array.isArray(json)) return json.length === 0 ? '[]' : list(json, 0, style.sortKeys).slice(1);
    const keys = documentKeysOf(json, style.sortKeys);
    if (!hasValue(json as Members, keys)) return '{}';
    return mapping(json as Members, keys, DOCUMENT_START, linesAt(0), style.sortKeys);
  } catch (error) {
    // Only now is it worth its time to find out where the value is, and whether there are more.
    throw error instanceof UnwritableError ? new UnwritableError(unwritableValues(json)) : error;
  }
}

/** The text of a file that holds these documents. */
export function fileOf(documents: readonly string[]): string {
  return documents.length === 0 ? '' : `${documents.join('\n---\n')}\n`;
}

/*
 * But for the first line of a document, every function below returns text that begins with a line break: what stands
 * before needs to know nothing of what follows.
 */

/** @param first where the first member stands; the others stand on lines of their own */
function mapping(
  object: Members,
  keys: readonly string[],
  first: KeyLines,
  others: KeyLines,
  sortKeys: boolean,
): string {
  let text = '';
  let lines = first;
  for (let i = 0; i < keys.length; i++) {
    const value = object[keys[i]];
    if (value === null || value === undefined) continue;
    text += member(lines.of(keys[i]), value, others.depth, sortKeys);
    lines = others;
  }
  return text;
}

function member(line: KeyLine, value: unknown, depth: number, sortKeys: boolean): string {
  if (typeof value === 'string') return line.of(value);
  if (typeof value !== 'object') return line.withBlank + literal(value);
  if (value === EXPLICIT_NULL) return `${line.withBlank}null`;
  return line.text + bodyOf(value!, depth + 1, sortKeys);
}

/** What follows the colon. Of shared data it is kept: the same spec stands in thousands of files. */
function bodyOf(value: object, depth: number, sortKeys: boolean): string {
  const texts = sharedOf(value)?.texts;
  if (texts === undefined) return body(value, depth, sortKeys);
  const index = depth * 2 + (sortKeys ? 1 : 0);
  texts[index] ??= inOnePiece(body(value, depth, sortKeys));
  return texts[index];
}

function body(value: object, depth: number, sortKeys: boolean): string {
  if (Array.isArray(value)) return value.length === 0 ? ' []' : list(value, depth, sortKeys);
  const keys = keysOf(value, sortKeys);
  const lines = linesAt(depth);
  return hasValue(value as Members, keys) ? mapping(value as Members, keys, lines, lines, sortKeys) : ' {}';
}

/** A text that was added up is a tree of its parts, which would be walked again for every file. */
const inOnePiece = (text: string): string => Buffer.from(text).toString();

function list(items: readonly unknown[], depth: number, sortKeys: boolean): string {
  let text = '';
  for (let i = 0; i < items.length; i++) text += item(items[i], depth, sortKeys);
  return text;
}

function item(value: unknown, depth: number, sortKeys: boolean): string {
  const dash = `\n${indentOf(depth)}- `;
  if (typeof value === 'string') return dash + scalarText(value, depth + 1);
  if (value === null || value === undefined || value === EXPLICIT_NULL) return `${dash}null`;
  if (typeof value !== 'object') return dash + literal(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return `${dash}[]`;
    // The first item of the inner list stands on the line of the outer dash: its own line break and indent go.
    return dash + list(value, depth + 1, sortKeys).slice(1 + indentOf(depth + 1).length);
  }
  const keys = keysOf(value, sortKeys);
  if (!hasValue(value as Members, keys)) return `${dash}{}`;
  return mapping(value as Members, keys, itemStartAt(depth + 1), linesAt(depth + 1), sortKeys);
}

function literal(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : numberText(value as number);
}

function hasValue(object: Members, keys: readonly string[]): boolean {
  for (let i = 0; i < keys.length; i++) {
    const value = object[keys[i]];
    if (value !== null && value !== undefined) return true;
  }
  return false;
}
