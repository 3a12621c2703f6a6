import { share } from '../../private/plain';
import { call, type Expression } from '../../values/private/expression';
import type { Cases, ListItem, LiteralNode } from './node';

/** Content that is always there. */
export const always = (content: ListItem[number]['content']): ListItem => [{ content }];

/** The cases, under one more condition. */
export function guarded<T>(condition: Expression, cases: Cases<T>): Cases<T> {
  return cases.map((one) => ({
    condition: one.condition ? call('both', condition, one.condition) : condition,
    content: one.content,
  }));
}

/** The one literal that cases always give. */
export function literalOf([only, ...others]: ListItem): LiteralNode | undefined {
  return !only.condition && others.length === 0 && only.content.kind === 'literal' ? only.content : undefined;
}

export function literalNode(value: unknown): LiteralNode {
  return { kind: 'literal', value: typeof value === 'object' && value !== null ? share(value) : value };
}
