import type { IConstruct } from 'constructs';
import { isMapping, type Mapping } from '../../core/private/mapping';
import { quoted } from '../../core/rules/problem';
import { HostSecret } from '../host-secret';
import { SecretQuote } from '../secret-quote';

/** What a part of a JSON file wants. */
export interface JsonPart {
  readonly part: IConstruct;
  readonly content: Mapping;
}

/** A key that two parts give different values. */
export interface JsonConflict {
  /** As `log-opts.max-size`. */
  readonly key: string;
  readonly first: JsonPart;
  readonly second: JsonPart;

  /** Both values, safe to show. */
  readonly values: readonly [string, string];
}

interface Merged {
  readonly value: unknown;

  /** Who gave it first. */
  readonly from: JsonPart;
}

type Members = Map<string, Merged>;

/** All parts as one object, its keys sorted; and the keys that they do not agree on. */
export function mergedParts(parts: readonly JsonPart[]): {
  readonly content: object;
  readonly conflicts: JsonConflict[];
} {
  const conflicts: JsonConflict[] = [];
  const members: Members = new Map();
  for (const part of parts) mergeInto(members, part.content, part, [], conflicts);
  return { content: plainOf(members) as object, conflicts };
}

function mergeInto(
  members: Members,
  content: { readonly [key: string]: unknown },
  from: JsonPart,
  path: readonly string[],
  conflicts: JsonConflict[],
): void {
  for (const [key, value] of Object.entries(content)) {
    if (value === undefined) continue;
    const here = [...path, key];
    const before = members.get(key);
    if (isObject(value)) {
      if (before && !(before.value instanceof Map)) {
        conflicts.push(conflict(here, before, from, value));
        continue;
      }
      const inner = (before?.value as Members | undefined) ?? new Map();
      if (!before) members.set(key, { value: inner, from });
      mergeInto(inner, value, from, here, conflicts);
    } else if (!before) {
      members.set(key, { value: scalarOf(value), from });
    } else if (Array.isArray(before.value) && Array.isArray(value)) {
      members.set(key, { value: union(before.value, scalarOf(value) as unknown[]), from: before.from });
    } else if (textOf(before.value) !== textOf(scalarOf(value))) {
      conflicts.push(conflict(here, before, from, value));
    }
  }
}

/** Lists say what is wanted at least: what the second has more stands behind what the first one has. */
function union(first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const known = new Set(first.map(textOf));
  return [...first, ...second.filter((item) => !known.has(textOf(item)))];
}

const conflict = (path: readonly string[], { value, from: first }: Merged, second: JsonPart, other: unknown) => ({
  key: path.join('.'),
  first,
  second,
  values: [shownValue(value), shownValue(other)] as const,
});

const shownValue = (value: unknown): string => {
  if (value instanceof Map || isObject(value)) return 'an object';
  if (value instanceof HostSecret) return 'a secret';
  return quoted(value);
};

const isObject = (value: unknown): value is Mapping => isMapping(value) && !(value instanceof HostSecret);

/** Secrets as what is written for them, in lists, too. */
function scalarOf(value: unknown): unknown {
  if (value instanceof HostSecret) return value.quotedFor(SecretQuote.JSON);
  if (Array.isArray(value)) return value.map(scalarOf);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scalarOf(inner)]));
  return value;
}

const textOf = (value: unknown): string => JSON.stringify(value instanceof Map ? plainOf(value) : value) ?? '';

function plainOf(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const sorted = [...(value as Members)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, { value: inner }]) => [key, plainOf(inner)]));
}
