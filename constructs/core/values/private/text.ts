import { call, type Expression, literal, requirePresence, type Type } from './expression';
import type { FunctionName } from './functions';
import { isDamaged, splitMarkers } from './marker';
import { mistake } from './mistake';
import { TreePart } from './tree-part';

/** How a value of each type is written inside of a text. */
const TEXT_FORM: { readonly [T in Exclude<Type, 'text'>]: FunctionName } = {
  integer: 'integerText',
  number: 'json',
  boolean: 'booleanText',
  intOrString: 'intOrStringText',
  list: 'json',
  map: 'json',
};

const forms = new WeakMap<Expression, Expression>();

/** A value as text; the same expression each time, so that it has one marker. */
export function textForm(expression: Expression): Expression {
  requirePresence(expression);
  if (expression.type === 'text') return expression;
  let form = forms.get(expression);
  if (!form) {
    form = call(TEXT_FORM[expression.type], expression);
    forms.set(expression, form);
  }
  return form;
}

/** What a text with references in it means. Throws when one was damaged. */
export function textExpression(text: string): Expression {
  if (typeof text !== 'string') throw mistake('GPULAB1511', `text is wanted, got ${typeof text}`);
  const parts = splitMarkers(text).map(partOf);
  if (parts.length === 0) return literal('');
  return parts.length === 1 ? parts[0] : call('concat', ...parts);
}

function partOf(part: ReturnType<typeof splitMarkers>[number]): Expression {
  if (part instanceof TreePart) throw mistake('GPULAB1511', 'a condition or loop cannot be a part of a text');
  if (typeof part !== 'string') return textForm(part);
  if (isDamaged(part)) throw damaged();
  return literal(part);
}

/** The one thing to say about a reference that was damaged, wherever it is found. */
const DAMAGED = {
  code: 'GPULAB1512',
  message: 'a value reference was changed by a text operation (cut, case, split, JSON, URL or base64 encoding)',
  hint: 'its text is not known before rendering: use the methods of the value, such as lower(), truncate() and base64()',
};

const damaged = () => mistake(DAMAGED.code, DAMAGED.message, DAMAGED.hint);
