import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { csv } from 'cdk8s-gpulab/lib/core/private/third-party';
import { FIELDS, fieldOf } from './fields';

/** One node of an export: its fields by their names in JSON. */
export interface ExportedNode {
  /** From 1; that of the header is 1 in CSV. Undefined in JSON. */
  readonly line?: number;
  /** `nodes[3]`. */
  readonly key: string;
  readonly values: ReadonlyMap<string, unknown>;
  /** Keys that the old system does not have. */
  readonly strange: readonly string[];
}

/** Why a text is no export. */
export class NoExport extends Error {}

/**
 * Nodes of an export: JSON as the old system's API answers (a list of nodes, or the envelope `{code, data: {list}, msg}` around it; facts:
 * compute-nodes.md 4), or CSV with a header of field names, in JSON's words or in those of its pages.
 */
export function nodesOf(text: string): ExportedNode[] {
  const plain = text.replace(/^\ufeff/, '');
  return /^\s*[[{]/.test(plain) ? ofJson(plain) : ofCsv(plain);
}

function ofJson(text: string): ExportedNode[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The message of the parser shows a piece of the text, and that may be a key.
    throw new NoExport('is not JSON');
  }
  const list = listIn(value);
  if (!list) throw new NoExport('has no list of nodes: wanted is [...], or {"data": {"list": [...]}}');
  return list.map((node, index) => {
    const key = `nodes[${index}]`;
    if (!isMapping(node)) throw new NoExport(`has something else than a node at ${key}`);
    return nodeOf(key, Object.entries(node));
  });
}

/** The list itself, or what the envelope holds, or one node alone as `findComputeNode` answers. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isMapping(value)) return undefined;
  for (const key of ['data', 'list', 'nodes']) {
    if (Object.hasOwn(value, key)) return listIn(value[key]);
  }
  return Object.hasOwn(value, 'name') ? [value] : undefined;
}

function ofCsv(text: string): ExportedNode[] {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = csv().parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as any;
  } catch (error) {
    throw new NoExport(`is neither JSON nor CSV (${(error as { code?: string }).code ?? 'unknown'})`);
  }
  const [header, ...nodes] = rows;
  if (!header?.record.some((name) => fieldOf(name) === FIELDS.name)) {
    throw new NoExport('is neither JSON nor CSV whose header has a column "name"');
  }
  return nodes.map(({ record, info }, index) => ({
    ...nodeOf(
      `nodes[${index}]`,
      header.record.map((name, column) => [name, record[column] ?? '']),
    ),
    line: info.lines,
  }));
}

function nodeOf(key: string, entries: readonly (readonly [string, unknown])[]): ExportedNode {
  const values = new Map<string, unknown>();
  const strange: string[] = [];
  for (const [name, value] of entries) {
    const field = fieldOf(name);
    if (field) values.set(field.name, value);
    else strange.push(name);
  }
  return { key, values, strange };
}
