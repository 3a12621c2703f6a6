import type {
  Cases,
  EachNode,
  FieldEntry,
  ListItem,
  ListNode,
  LiteralNode,
  MapEntry,
  MapNode,
  SpreadEntry,
  TemplateNode,
} from '../../../core/template/private/node';
import type { Expression, Loop } from '../../../core/values/private/expression';
import { printAction, printBare, printExpression } from '../../../core/values/private/print';
import { indentOf } from '../indent';
import { type Block, linesOf } from './blocks';
import { PRINT_RULES } from './print-rules';
import { keyText, literalText } from './template-scalar';

type Collection = ListNode | MapNode;

/** What a collection writes when nothing in it does. */
const EMPTY = { list: '[]', map: '{}' } as const;

const DASH = '-';

/** YAML refuses a key of more than 1024 characters unless it is marked with `?`. */
const LONGEST_IMPLICIT_KEY = 1000;

/** The lines of a manifest as a template: what a person would have written, with one action a line. */
export function linesOfManifest(manifest: TemplateNode): string[] {
  return new Printer().manifest(manifest);
}

/** The action that begins a loop. */
export function rangeOf({ id, source }: Loop): string {
  return PRINT_RULES.range(id, printBare(source));
}

/** Counts the flags of one file. */
class Printer {
  private flags = 0;

  /** A manifest is never empty: it has an API version. */
  manifest(node: TemplateNode): string[] {
    return this.lines(collectionOf(node)!, 0);
  }

  /** A value behind its head: a key with its colon, or the dash of an item. */
  private put(head: string, node: TemplateNode, depth: number): string[] {
    const start = indentOf(depth) + head;
    const collection = collectionOf(node);
    if (!collection) return [`${start} ${scalarOf(node, depth + 1)}`];
    if (membersOf(collection).length === 0) return [`${start} ${EMPTY[collection.kind]}`];
    if (!isNeverEmpty(collection)) return [start, ...this.flagged(collection, depth + 1)];
    if (head !== DASH) return [start, ...this.lines(collection, depth + 1)];
    return besideDash(start, this.lines(certainFirst(collection), depth + 1));
  }

  private flagged(collection: Collection, depth: number): string[] {
    const flag = `$e${++this.flags}`;
    const actions = [PRINT_RULES.ifFlag(flag, EMPTY[collection.kind]), PRINT_RULES.end];
    return [
      indentOf(depth) + PRINT_RULES.flagUp(flag),
      ...this.lines(collection, depth, flag),
      ...actions.map((action) => indentOf(depth) + action),
    ];
  }

  private lines(collection: Collection, depth: number, flag?: string): string[] {
    const blocks =
      collection.kind === 'list'
        ? collection.items.map((item) => this.item(item, depth, flag))
        : collection.entries.map((entry) => this.entry(entry, depth, flag));
    return linesOf(blocks, depth, flag);
  }

  private item(item: ListItem, depth: number, flag: string | undefined): Block {
    return withElse(item).map(({ condition, content }) => ({
      condition: condition && printBare(condition),
      lines: content.kind === 'each' ? this.each(content, depth, flag) : this.put(DASH, content, depth),
      isElement: content.kind !== 'each',
    }));
  }

  private each({ loop, item }: EachNode, depth: number, flag: string | undefined): string[] {
    const indent = indentOf(depth);
    return [indent + rangeOf(loop), ...linesOf([this.item(item, depth, flag)], depth, flag), indent + PRINT_RULES.end];
  }

  private entry(entry: MapEntry, depth: number, flag: string | undefined): Block {
    if (entry.kind === 'spread') return [{ lines: spread(entry, depth, flag), isElement: false }];
    const head = headOf(entry.key, depth);
    const isFree = freeText(entry.key, entry.winners);
    return withElse(entry.value).map(({ condition, content }) => ({
      condition: both(isFree, condition && printBare(condition)),
      lines: this.put(head, content, depth),
      isElement: true,
    }));
  }
}

/** A collection of the tree, or literal data as one: a level at a time. */
function collectionOf(node: TemplateNode): Collection | undefined {
  if (node.kind === 'list' || node.kind === 'map') return node;
  if (node.kind === 'expression' || typeof node.value !== 'object') return undefined;
  if (Array.isArray(node.value)) return { kind: 'list', items: node.value.map(always) };
  const entries = Object.entries(node.value!).map(
    ([key, value]): MapEntry => ({
      kind: 'field',
      key: { kind: 'literal', type: 'text', value: key },
      value: always(value),
      winners: [],
    }),
  );
  return { kind: 'map', entries };
}

const always = (value: unknown): Cases<TemplateNode> => [{ content: { kind: 'literal', value } }];

const membersOf = (collection: Collection): readonly unknown[] =>
  collection.kind === 'list' ? collection.items : collection.entries;

function isNeverEmpty(collection: Collection): boolean {
  return collection.kind === 'list' ? collection.items.some(isCertain) : collection.entries.some(isCertainField);
}

/** Is one of the cases an item or a field, whatever the values are? */
function isCertain(cases: ListItem): boolean {
  const [last] = withElse(cases).slice(-1);
  return last.condition === undefined && cases.every(({ content }) => content.kind !== 'each');
}

/** A last case that holds whenever the one before it does not needs no condition. */
function withElse<T>(cases: Cases<T>): Cases<T> {
  const [before, last] = cases.slice(-2);
  const { condition } = last ?? {};
  const isElse = condition?.kind === 'call' && condition.name === 'negate' && condition.args[0] === before.condition;
  return isElse ? [...cases.slice(0, -1), { content: last.content }] : cases;
}

const isCertainField = (entry: MapEntry): entry is FieldEntry =>
  entry.kind === 'field' && entry.winners.length === 0 && isCertain(entry.value);

/** A field that is always there goes to the front, beside the dash of the item. */
function certainFirst(collection: Collection): Collection {
  if (collection.kind === 'list') return collection;
  const first = collection.entries.find((entry) => isCertainField(entry) && entry.value.length === 1);
  if (first === undefined) return collection;
  return { ...collection, entries: [first, ...collection.entries.filter((entry) => entry !== first)] };
}

/** The first line of an item stands on the line of its dash, unless it is an action, which would take the dash along. */
function besideDash(dash: string, [first, ...others]: string[]): string[] {
  const text = first.trimStart();
  return text.startsWith('{{-') ? [dash, first, ...others] : [`${dash} ${text}`, ...others];
}

/** The key of a field with its colon. How long a computed one will be nobody knows. */
function headOf(key: Expression, depth: number): string {
  const text = key.kind === 'literal' ? keyText(String(key.value)) : printAction(key);
  const isShort = key.kind === 'literal' && text.length <= LONGEST_IMPLICIT_KEY;
  return isShort ? `${text}:` : `? ${text}\n${indentOf(depth)}:`;
}

function scalarOf(node: TemplateNode, depth: number): string {
  return node.kind === 'expression' ? printAction(node.expression) : literalText((node as LiteralNode).value, depth);
}

function spread({ map, loop, winners }: SpreadEntry, depth: number, flag: string | undefined): string[] {
  const source = winners.length === 0 ? printBare(map) : PRINT_RULES.withoutTaken(printExpression(map), texts(winners));
  return [
    PRINT_RULES.range(loop.id, source),
    ...(flag === undefined ? [] : [PRINT_RULES.flagDown(flag)]),
    PRINT_RULES.entry(loop.id),
    PRINT_RULES.end,
  ].map((line) => indentOf(depth) + line);
}

const texts = (expressions: readonly Expression[]): string[] => expressions.map(printExpression);

/** The condition that a computed key is free. */
const freeText = (key: Expression, winners: readonly Expression[]): string | undefined =>
  winners.length === 0 ? undefined : PRINT_RULES.unlessTaken(printExpression(key), texts(winners));

const both = (one: string | undefined, other: string | undefined): string | undefined =>
  one !== undefined && other !== undefined ? `and (${one}) (${other})` : (one ?? other);
