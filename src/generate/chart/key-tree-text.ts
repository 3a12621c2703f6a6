import { quoted } from 'cdk8s-gpulab/lib/core/private/visible';
import { type KeyNode, keyText } from 'cdk8s-gpulab/lib/upstream/private/key-tree';
import { byCode } from '../crd/text';

/** Writes what `readKeyTree` reads. Keys are sorted, so that a new version of a chart is a small difference. */
export const keyTreeText = (root: KeyNode): string => linesOf(root, '').join('');

function linesOf(node: KeyNode, indent: string): string[] {
  return [...node.keys]
    .sort(([a], [b]) => byCode(a, b))
    .flatMap(([key, child]) => [
      `${indent}${keyText(key)}${typeText(child)}${defaultText(child)}\n`,
      ...linesOf(child, `${indent}  `),
    ]);
}

function typeText({ types, isClosed }: KeyNode): string {
  if (types.length === 0) return ' any';
  return isClosed ? '' : ` ${types.join('|')}`;
}

const defaultText = (node: KeyNode): string => (node.default === undefined ? '' : ` = ${quoted(node.default)}`);
