import { type Expression, type Loop, visitExpression } from './expression';

/** Keys and indices from the values of a chart to one of them. */
export type ValuePath = readonly (string | number)[];

/** Is one of two paths the beginning of the other? */
export const isAlong = (a: ValuePath, b: ValuePath): boolean => a.every((step, i) => i >= b.length || step === b[i]);

/** An item that a loop is at. */
export interface ItemPath {
  readonly loop: Loop;
  readonly path: ValuePath;
}

/** The values that an expression reads, as they stand in it; of an item that is not known, the list. */
export function valuesIn(expression: Expression, item?: ItemPath): ValuePath[] {
  switch (expression.kind) {
    case 'reference':
      return expression.loop ? fieldOf(expression.loop, expression.path, item) : [expression.path];
    case 'current':
      return fieldOf(expression.loop, [], item);
    case 'variable':
      return valuesIn(expression.value, item);
    case 'call':
      return expression.args.flatMap((argument) => valuesIn(argument, item));
    default:
      return [];
  }
}

const fieldOf = (loop: Loop, path: ValuePath, item?: ItemPath): ValuePath[] =>
  item?.loop === loop ? [[...item.path, ...path]] : valuesIn(loop.source);

/** Does an expression read what Helm says of a release? */
export function readsRelease(expression: Expression): boolean {
  let reads = false;
  visitExpression(expression, (part) => {
    reads ||= part.kind === 'builtIn' && part.name.startsWith('Release.');
  });
  return reads;
}
