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
