import type { Environment, Expression, Reference } from './expression';
import { FUNCTIONS, type GrammarFunction } from './functions';

/** What an expression is in an environment; undefined for an optional value that is absent or null. */
export function evaluate(expression: Expression, environment: Environment): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference':
      return evaluateReference(expression, environment);
    case 'current':
      return environment.items.get(expression.loop)![expression.part];
    case 'builtIn':
      return environment.builtIns[expression.name];
    case 'variable':
      return evaluate(expression.value, environment);
    case 'call': {
      const { evaluate: apply }: GrammarFunction = FUNCTIONS[expression.name];
      const { args } = expression;
      if (args.length === 1) return apply(evaluate(args[0], environment));
      if (args.length === 2) return apply(evaluate(args[0], environment), evaluate(args[1], environment));
      return apply(...args.map((argument) => evaluate(argument, environment)));
    }
  }
}

function evaluateReference({ loop, path }: Reference, environment: Environment): unknown {
  let value: any = loop ? environment.items.get(loop)!.value : environment.values;
  for (const name of path) {
    // Own members only: a value may be called "constructor".
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value ?? undefined;
}
