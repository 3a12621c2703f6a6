import type { Expression, Loop } from '../../values/private/expression';
import type { Cases, EachNode, MapEntry, TemplateNode } from './node';

/** Every expression that a tree is made with. */
export function* expressionsOf(node: TemplateNode | EachNode): Iterable<Expression> {
  switch (node.kind) {
    case 'literal':
      return;
    case 'expression':
      return yield node.expression;
    case 'list':
      for (const item of node.items) yield* expressionsOfCases(item);
      return;
    case 'each':
      yield walkOf(node.loop);
      return yield* expressionsOfCases(node.item);
    case 'map':
      for (const entry of node.entries) yield* expressionsOfEntry(entry);
  }
}

/** What a loop reads by itself: where it is at, and with it the source, but no field of an item. */
export const walkOf = (loop: Loop): Expression => ({ kind: 'current', type: 'map', loop, part: 'value' });

function* expressionsOfEntry(entry: MapEntry): Iterable<Expression> {
  yield* entry.winners;
  if (entry.kind === 'spread') return yield entry.map;
  yield entry.key;
  yield* expressionsOfCases(entry.value);
}

function* expressionsOfCases(cases: Cases<TemplateNode | EachNode>): Iterable<Expression> {
  for (const { condition, content } of cases) {
    if (condition) yield condition;
    yield* expressionsOf(content);
  }
}
