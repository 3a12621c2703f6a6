import type { IConstruct } from 'constructs';
import type { Expression, Loop } from './expression';
import { mistake } from './mistake';

/** When, and how often, the objects below a construct exist. */
const conditions = new WeakMap<IConstruct, Expression[]>();
const loops = new WeakMap<IConstruct, Loop>();

export function addCondition(scope: IConstruct, condition: Expression): void {
  const known = conditions.get(scope);
  if (known) known.push(condition);
  else conditions.set(scope, [condition]);
}

/** All conditions of a construct: those of its parents and its own. */
export const conditionsOf = (construct: IConstruct): Expression[] =>
  construct.node.scopes.flatMap((scope) => conditions.get(scope) ?? []);

export function setLoop(scope: IConstruct, loop: Loop): void {
  const isInLoop = [...scope.node.scopes, ...scope.node.findAll()].some((other) => loops.has(other));
  if (isInLoop)
    throw mistake('GPULAB1515', `${scope.node.path} would be repeated twice`, 'repeat over one list of objects');
  loops.set(scope, loop);
}

/** The loops that a construct is in, outermost first. */
export const loopsOf = (construct: IConstruct): Loop[] =>
  construct.node.scopes.flatMap((scope) => loops.get(scope) ?? []);
