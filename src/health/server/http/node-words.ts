import type { Words } from '../../reasons';
import type { NodeRecord } from '../../store/node-record';
import { Refusal } from './answer';

/** Where the routes of nodes are, and how the document groups them. */
export const AT = '/computeNode';
export const TAGS = ['computeNode'];

/** What is said when all went well (facts: compute-nodes.md 4). */
export const SAID = {
  created: { zh: '创建成功', en: 'created' },
  updated: { zh: '更新成功', en: 'updated' },
  deleted: { zh: '删除成功', en: 'deleted' },
  deletedMany: { zh: '批量删除成功', en: 'deleted' },
  found: { zh: '成功', en: 'found' },
  listed: { zh: '获取成功', en: 'listed' },
  tested: { zh: '测试完成', en: 'tested' },
} as const satisfies { readonly [name: string]: Words };

/** Names need not be unique in the old system, and confuse all the same. */
export const namesakeWarning = (id: number): string => `node ${id} has this name, too`;

/** The node, or a refusal. */
export function there<T>(node: T | undefined): T {
  if (!node) throw new Refusal('GPULAB4422');
  return node;
}

/** A node that may be changed here, or a refusal. */
export function ours(node: NodeRecord | undefined): NodeRecord {
  if (there(node).source !== 'api') throw new Refusal('GPULAB4423');
  return node!;
}
