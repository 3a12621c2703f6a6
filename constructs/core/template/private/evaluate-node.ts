import { evaluate } from '../../values/private/evaluate';
import type { Environment, Expression, Loop } from '../../values/private/expression';
import { byCodePoint } from '../../values/private/go-text';
import type { Cases, EachNode, ListItem, ListNode, MapNode, SpreadEntry, TemplateNode } from './node';

type Json = { [key: string]: unknown };

/** Where a loop is: an item with its index, or an entry with its key. */
export interface LoopEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/** The plain data that a tree stands for. Parts without references are not copied: they are frozen and shared. */
export function evaluateNode(node: TemplateNode, environment: Environment): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'expression':
      return evaluate(node.expression, environment);
    case 'list':
      return listOf(node, environment);
    case 'map':
      return mapOf(node, environment);
  }
}

/** What a loop runs over, in its order: items as they are, entries by the bytes of their keys, as Go's `range` does. */
export function entriesOf(loop: Loop, environment: Environment): LoopEntry[] {
  const source = evaluate(loop.source, environment);
  if (!loop.overMap) return (source as unknown[]).map((value, key) => ({ key, value }));
  return sortedKeys(source as Json).map((key) => ({ key, value: (source as Json)[key] }));
}

const sortedKeys = (map: Json): string[] => Object.keys(map).sort(byCodePoint);

/** The case that holds; undefined when nothing is to be written. */
function chosen<T>(cases: Cases<T>, environment: Environment): T | undefined {
  for (let i = 0; i < cases.length; i++) {
    const { condition, content } = cases[i];
    if (condition === undefined || evaluate(condition, environment) === true) return content;
  }
  return undefined;
}

function listOf(node: ListNode, environment: Environment): unknown[] {
  const list: unknown[] = [];
  for (let i = 0; i < node.items.length; i++) addItem(list, node.items[i], environment);
  return list;
}

function addItem(list: unknown[], item: ListItem, environment: Environment): void {
  const content = chosen(item, environment);
  if (content === undefined) return;
  if (content.kind === 'each') addEach(list, content, environment);
  else list.push(evaluateNode(content, environment));
}

function addEach(list: unknown[], { loop, item }: EachNode, environment: Environment): void {
  const items = new Map(environment.items);
  const inside = { ...environment, items };
  for (const entry of entriesOf(loop, environment)) {
    items.set(loop, entry);
    addItem(list, item, inside);
  }
}

function mapOf(node: MapNode, environment: Environment): Json {
  const map: Json = {};
  for (let i = 0; i < node.entries.length; i++) {
    const entry = node.entries[i];
    if (entry.kind === 'spread') addSpread(map, entry, environment);
    else {
      const content = chosen(entry.value, environment);
      if (content === undefined) continue;
      const key = evaluate(entry.key, environment) as string;
      if (!isTaken(key, entry.winners, environment)) put(map, key, evaluateNode(content, environment));
    }
  }
  return map;
}

function addSpread(map: Json, { map: source, winners }: SpreadEntry, environment: Environment): void {
  const entries = evaluate(source, environment) as Json;
  for (const key of sortedKeys(entries)) if (!isTaken(key, winners, environment)) put(map, key, entries[key]);
}

function isTaken(key: string, winners: readonly Expression[], environment: Environment): boolean {
  for (let i = 0; i < winners.length; i++) if (evaluate(winners[i], environment) === key) return true;
  return false;
}

/** An assignment to `__proto__` would set the prototype instead of a member. */
export function put(map: Json, key: string, value: unknown): void {
  if (key !== '__proto__') map[key] = value;
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}
