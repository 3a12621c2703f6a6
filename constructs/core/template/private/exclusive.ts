import type { Expression } from '../../values/private/expression';
import type { Cases } from './node';

/**
 * Can never a case of the one and a case of the other hold together? Only what is plain to see counts: both sides of one
 * condition.
 */
export function excludeEachOther(some: Cases<unknown>, others: Cases<unknown>): boolean {
  return some.every((one) => others.every((other) => areOpposite(partsOf(one.condition), partsOf(other.condition))));
}

function areOpposite(some: readonly Expression[], others: readonly Expression[]): boolean {
  return some.some((one) => others.some((other) => negates(one, other) || negates(other, one)));
}

const negates = (one: Expression, other: Expression): boolean =>
  one.kind === 'call' && one.name === 'negate' && one.args[0] === other;

/** A condition, and what must hold for it to hold. */
function partsOf(condition: Expression | undefined): Expression[] {
  if (!condition) return [];
  const isBoth = condition.kind === 'call' && condition.name === 'both';
  return isBoth ? [condition, ...condition.args.flatMap(partsOf)] : [condition];
}
