import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import type { Document, Node, Pair, Scalar } from 'yaml';
import type { Path } from './values-reader';

/** The key that was begun last at or before a place of a text, broken as it may be; the first one where there is none. */
export function keyAt(document: Document, offset: number): Path {
  const { isPair, isSeq, visit } = yaml();
  let path: Path = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      const isBehind = ((pair.key as Node | null)?.range?.[0] ?? 0) > offset;
      if (isBehind && path.length > 0) return visit.BREAK;
      const nodes = [...ancestors, pair];
      path = nodes.flatMap((node, i): Path => {
        if (isSeq(node)) return [node.items.indexOf(nodes[i + 1])];
        return isPair(node) ? [textOf(node)] : [];
      });
      return isBehind ? visit.BREAK : undefined;
    },
  });
  return path;
}

const textOf = ({ key }: Pair): string => (yaml().isScalar(key) ? String((key as Scalar).value) : '?');
