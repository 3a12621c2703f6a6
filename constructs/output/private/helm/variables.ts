import type { Cases, EachNode, MapEntry, TemplateNode } from '../../../core/template/private/node';
import { type Expression, visitExpression } from '../../../core/values/private/expression';
import { printBare } from '../../../core/values/private/print';
import type { Values } from '../../../core/values/values';
import { PRINT_RULES } from './print-rules';

/** The actions that name the computed texts in use. In the order of declaration: each can use those before it. */
export function variableActions({ _computed: computed }: Values, expressions: Iterable<Expression>): string[] {
  const used = new Set<string>();
  for (const expression of expressions) {
    visitExpression(expression, (part) => {
      if (part.kind === 'variable') used.add(part.name);
    });
  }
  return computed
    .filter(({ name }) => used.has(name))
    .map(({ name, value }) => PRINT_RULES.variable(name, printBare(value)));
}

/** Every expression that a tree is printed with. */
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
      yield node.loop.source;
      return yield* expressionsOfCases(node.item);
    case 'map':
      for (const entry of node.entries) yield* expressionsOfEntry(entry);
  }
}

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
