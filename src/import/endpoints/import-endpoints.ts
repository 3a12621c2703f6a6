import type { Finding, SummaryLine } from 'cdk8s-gpulab';
import { Inventory } from 'cdk8s-gpulab/lib/inventory/inventory';
import { documentOf, fileOf } from 'cdk8s-gpulab/lib/output/private/yaml';
import { pathFromHere } from '../../cli/here';
import { type Entry, entryOf } from '../entry';
import { summaryOf } from '../report';
import { type ExportedNode, NoExport, nodesOf } from './export-file';
import { hostOf, type ImportedHost } from './host';
import type { Material } from './material';

/** A file as it was read. */
export interface ExportText {
  readonly file: string;
  readonly text: string;
}

/** What came of an import. */
export interface EndpointsImport {
  readonly entries: readonly (readonly Entry[])[];
  readonly summary: readonly SummaryLine[];
  /** Undefined when anything is wrong. */
  readonly inventory?: string;
}

const API_VERSION = 'gpulab/v1';

/** Reads exports of the old system, tells what became of every field, and makes one inventory of them if nothing is wrong. */
export function importEndpoints(texts: readonly ExportText[], material: Material): EndpointsImport {
  const read = texts.map(({ file, text }) => ({ file, nodes: readNodes(text) }));
  const hosts: ImportedHost['host'][] = [];
  const origins: Origin[] = [];
  const entries = read.map(({ file, nodes }): readonly Entry[] => {
    if (nodes instanceof NoExport) {
      const hint = 'export the nodes as JSON, or as CSV with a header';
      return [{ fate: 'wrong', file, remark: { code: 'GPULAB4210', message: `the export ${nodes.message}`, hint } }];
    }
    return nodes.flatMap((node) => {
      const { host, entries } = hostOf(node, file, material);
      if (host) {
        hosts.push(host);
        origins.push({ file, line: node.line, key: node.key });
      }
      return entries;
    });
  });
  const inventory = inventoryText(hosts);
  const isWrong = entries.flat().some(({ fate }) => fate === 'wrong');
  // The reader of inventories has the last word: what is written is one.
  const problems = isWrong ? [] : Inventory.fromText(inventory, texts[0]?.file ?? '').findings;
  const told = problems.map((problem) => atOrigin(problem, origins));
  const all = told.length > 0 ? [...entries, told] : entries;
  return {
    entries: all,
    summary: [...summaryOf(all), { label: 'nodes', value: String(hosts.length) }],
    inventory: isWrong || told.length > 0 ? undefined : inventory,
  };
}

/** Where a host of the inventory comes from. */
type Origin = Pick<Entry, 'line'> & { readonly file: string; readonly key: string };

const HOST = /^hosts\[(\d+)\]/;
const FIRST = /(?<=^(?:name|address) .* is also that of )hosts\[(\d+)\]$/;

/** A finding about the inventory, which nobody has seen, as one about the nodes that it is made of. */
function atOrigin({ line: _line, column: _column, ...finding }: Finding, origins: readonly Origin[]): Entry {
  const origin = origins[Number(HOST.exec(finding.key ?? '')?.[1])];
  const message = finding.message.replace(FIRST, (_, index) => {
    const { file, line, key } = origins[index];
    const place = file === origin?.file ? '' : ` of ${pathFromHere(file)}`;
    return `${key}${place}${line === undefined ? '' : `, line ${line}`}`;
  });
  return entryOf({ ...finding, ...origin, message });
}

function readNodes(text: string): ExportedNode[] | NoExport {
  try {
    return nodesOf(text);
  } catch (error) {
    if (error instanceof NoExport) return error;
    throw error;
  }
}

const inventoryText = (hosts: readonly object[] | readonly ImportedHost['host'][]): string =>
  fileOf([documentOf({ apiVersion: API_VERSION, hosts }, { sortKeys: false })]);
