import type { Expression, Type } from './expression';
import { FUNCTIONS, type GrammarFunction } from './functions';
import { goString } from './go-text';

/** A field that a template can name behind a dot. */
const GO_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** An expression as an operand of a template of Go. `range` moves the dot, so everything starts at `$`. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? goString(expression.value) : String(expression.value);
    case 'reference':
      return printPath(expression.loop ? `$v${expression.loop.id}` : '$.Values', expression.path);
    case 'current':
      return `$${expression.part === 'key' ? 'k' : 'v'}${expression.loop.id}`;
    case 'builtIn':
      return `$.${expression.name}`;
    case 'variable':
      return `$${expression.name}`;
    case 'call': {
      const { print }: GrammarFunction = FUNCTIONS[expression.name];
      return print(...expression.args.map(printExpression));
    }
  }
}

/** An expression where it stands alone: behind `if`, `range` or `:=`. */
export function printBare(expression: Expression): string {
  const text = printExpression(expression);
  return expression.kind === 'call' ? text.slice(1, -1) : text;
}

/** The action that writes an expression as one node of YAML: a scalar, or a list or map in flow style. */
export const printAction = (expression: Expression): string => `{{ ${NODE[expression.type](expression)} }}`;

const asJson = (expression: Expression): string => `toJson ${printExpression(expression)}`;

/** How a node of each type is written. Integers are floats in Helm, which would print a million as 1e+06. */
export const NODE: { [T in Type]: (expression: Expression) => string } = {
  text: asJson,
  number: asJson,
  intOrString: asJson,
  list: asJson,
  map: asJson,
  integer: (expression) => `int64 ${printExpression(expression)}`,
  boolean: printBare,
};

function printPath(root: string, path: readonly string[]): string {
  return path.reduce(
    (text, name) => (GO_NAME.test(name) ? `${text}.${name}` : `(index ${text} ${goString(name)})`),
    root,
  );
}
