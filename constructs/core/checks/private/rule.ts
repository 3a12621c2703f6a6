import type { Format } from './formats';
import type { Step } from './key';
import type { Fields, Rule, Walk } from './walk';
import { quoted } from './words';

/** Rules that many structs need, made of their fields' names. */

/** Is the field there? Empty text and empty lists are, as in Kubernetes, the same as nothing. */
export const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

const NO_ITEMS: readonly [number, any][] = [];

/** The items of a list that are there, with their index. */
export function items(list: unknown): Iterable<[number, any]> {
  if (!Array.isArray(list)) return NO_ITEMS;
  // An array's own iterator costs next to nothing; a list with a hole is a rare accident.
  if (list.includes(null) || list.includes(undefined)) return [...list.entries()].filter(([, item]) => item != null);
  return list.entries();
}

const INT_MAX = Number.POSITIVE_INFINITY;

/** Whole numbers with limits. */
export const range =
  (min: number, max: number, ...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      const number = value[field];
      if (typeof number === 'number' && (number < min || number > max)) {
        const allowed = max === INT_MAX ? `at least ${min} is` : `${min} to ${max} are`;
        walk.error('GPULAB1206', field, `${field} is ${number}; ${allowed} allowed`);
      }
    }
  };

export const notNegative = (...fields: string[]): Rule => range(0, INT_MAX, ...fields);

/** Zero means absent where a field has no pointer in Go. */
export const rangeUnlessZero = (min: number, max: number, ...fields: string[]): Rule => {
  const rule = range(min, max, ...fields);
  return (value, walk) => {
    if (fields.some((field) => value[field])) rule(value, walk);
  };
};

/** Text with a form. Empty text is absent. */
export const format =
  (form: Format, ...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      const text = value[field];
      if (typeof text === 'string' && text !== '' && !form.matches(text)) badText(walk, field, text, form);
    }
  };

/** Every text of a list. */
export const formatOfItems =
  (form: Format, ...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      for (const [index, text] of items(value[field])) {
        if (!form.matches(text)) badText(walk, [field, index], text, form);
      }
    }
  };

/** Every key of a map. */
export const formatOfKeys =
  (form: Format, ...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      for (const key in value[field]) {
        if (value[field][key] != null && !form.matches(key)) badText(walk, [field, key], key, form);
      }
    }
  };

export function badText(walk: Walk, at: Step | readonly Step[], text: string, form: Format): void {
  walk.error('GPULAB1209', at, `${quoted(text)} is not ${form.allowed}`);
}

const namesOf = (fields: readonly string[]): string => fields.join(', ');

/** A union without a discriminator: at most one of the fields, or exactly one. */
function union(needed: boolean, what: string, fields: readonly string[]): Rule {
  const known = new Set(fields);
  return (value, walk) => {
    let first: string | undefined;
    for (const field in value) {
      if (!known.has(field) || value[field] == null) continue;
      if (first === undefined) first = field;
      else walk.error('GPULAB1211', field, `${what} has both ${first} and ${field}; one is allowed`);
    }
    if (needed && first === undefined)
      walk.error('GPULAB1211', [], `${what} has none of ${namesOf(fields)}; one of them is needed`);
  };
}

export const exactlyOne = (what: string, ...fields: string[]): Rule => union(true, what, fields);
export const atMostOne = (what: string, ...fields: string[]): Rule => union(false, what, fields);

/** Items of a list that must differ in the given fields, or, without fields, in themselves. */
export const unique =
  (list: string, ...keys: string[]): Rule =>
  (value, walk) => {
    const entries = value[list];
    if (!Array.isArray(entries) || entries.length < 2 || !mayHaveTwins(entries, keys[0])) return;
    const seen = new Map<string, number>();
    for (const [index, item] of items(entries)) {
      const key = keys.length === 0 ? String(item) : identityOf(item, keys);
      if (key === undefined) continue;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, index);
      else {
        const at = keys.length === 0 ? [list, index] : [list, index, keys[0]];
        walk.error('GPULAB1210', at, `${keys[0] ?? list} ${key} is there twice, also at ${list}[${first}]`);
      }
    }
  };

/** Longer lists are not compared item by item. */
const SHORT_LIST = 16;

/** Comparing a few texts with each other is cheaper than any table of them. */
function mayHaveTwins(entries: readonly any[], key: string | undefined): boolean {
  if (entries.length > SHORT_LIST) return true;
  for (let i = 1; i < entries.length; i++) {
    const one = key === undefined ? entries[i] : entries[i]?.[key];
    for (let j = 0; j < i; j++) if ((key === undefined ? entries[j] : entries[j]?.[key]) === one) return true;
  }
  return false;
}

/** What Kubernetes takes for a field of an identity that is not given. */
const DEFAULTS: Fields = { protocol: 'TCP' };

/** Undefined when the item does not say who it is: a missing field is reported as such. */
function identityOf(item: Fields, keys: readonly string[]): string | undefined {
  let identity: string | undefined;
  for (const key of keys) {
    const part = item[key] ?? DEFAULTS[key];
    if (identity === undefined && !isSet(part)) return undefined;
    if (isSet(part)) identity = identity === undefined ? String(part) : `${identity}/${part}`;
  }
  return identity;
}

/** Fields that must be there although the API's document does not say so. */
export const required =
  (...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) if (!isSet(value[field])) missing(walk, field);
  };

export function missing(walk: Walk, at: Step | readonly Step[], hint?: string): void {
  const field = typeof at === 'object' ? at[at.length - 1] : at;
  walk.error('GPULAB1204', at, `${field} is missing`, hint);
}

/** Optional texts for which empty is not the same as absent. */
export const notEmpty =
  (...fields: string[]): Rule =>
  (value, walk) => {
    for (const field of fields) {
      if (value[field] === '') walk.error('GPULAB1207', field, `${field} is empty`, 'leave it out, or give it a value');
    }
  };

/** One of a few texts, where the API's document has no list. */
export const oneOf =
  (field: string, ...allowed: string[]): Rule =>
  (value, walk) => {
    const text = value[field];
    if (isSet(text) && !allowed.includes(text))
      walk.error('GPULAB1207', field, `${field} is ${quoted(text)}; allowed are ${allowed.join(', ')}`);
  };

/** Applies rules only to some objects or some Kubernetes versions. */
export const when =
  (condition: (walk: Walk) => boolean, ...rules: Rule[]): Rule =>
  (value, walk) => {
    if (condition(walk)) for (const rule of rules) rule(value, walk);
  };
