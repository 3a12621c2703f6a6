import { call, type Expression, literal, presenceOf } from '../../values/private/expression';
import { type Marked, splitMarkers } from '../../values/private/marker';
import { textExpression } from '../../values/private/text';
import { EachPart, TreePart, WhenPart } from '../../values/private/tree-part';
import { always, guarded, literalNode, literalOf } from './cases';
import { mapNode } from './compile-map';
import { describe, isPlainObject, resolved } from './given';
import type { Case, Cases, ListItem, TemplateNode } from './node';
import { Place, type Surroundings } from './place';
import { checkReferences } from './references';
import { checkText } from './suspicious-text';

/**
 * JSON with markers in it, as cdk8s makes it, as a tree. What is undefined is left out. Every problem is reported; where there
 * was one, the tree is of no use.
 */
export function compile(json: unknown, surroundings: Surroundings): TemplateNode {
  const place = new Place(surroundings);
  const cases = fieldCases(json, place);
  if (cases.some(({ condition }) => condition)) {
    place.error('GPULAB1533', 'the whole of it cannot depend on a condition', 'use Values.onlyIf() for a whole object');
  }
  return cases[0]?.content ?? literalNode(undefined);
}

/** What may stand as the value of a field. */
export function fieldCases(value: unknown, place: Place): Cases<TemplateNode> {
  const cases: Case<TemplateNode>[] = [];
  for (const { condition, content } of casesOf(value, place)) {
    if (content.kind !== 'each') cases.push({ condition, content });
    else
      place.error(
        'GPULAB1533',
        'a loop makes items of a list, and this is none',
        'put it into a list: [Values.eachItem(...)] or [Values.eachEntry(...)]',
      );
  }
  return cases;
}

/** A value with all it may turn out to be; no case at all for undefined. */
function casesOf(given: unknown, place: Place): ListItem {
  const value = resolved(given);
  if (value === undefined) return [];
  if (typeof value === 'string') return textCases(value, place);
  if (Array.isArray(value)) return always(listNode(value, place));
  if (isPlainObject(value)) return always(mapNode(value, place));
  if (typeof value === 'number' || typeof value === 'boolean') return expressionCases(() => literal(value), place);
  place.error('GPULAB1536', `${describe(value)} cannot be written`, 'give plain data; undefined leaves a field out');
  return [];
}

function textCases(text: string, place: Place): ListItem {
  const [only, ...others] = splitMarkers(text);
  const isReference = only !== undefined && typeof only !== 'string' && others.length === 0;
  if (isReference) return targetCases(only, place);
  checkText(text, place);
  return expressionCases(() => textExpression(text), place);
}

function targetCases(target: Marked, place: Place): ListItem {
  if (target instanceof WhenPart) return whenCases(target, place);
  if (target instanceof EachPart) return eachCases(target, place);
  if (!(target instanceof TreePart)) return expressionCases(() => target, place);
  place.error('GPULAB1534', 'a spread stands alone', 'write { ...labels.spread() } for a map of its entries');
  return [];
}

function whenCases({ condition, whenTrue, whenFalse }: WhenPart, place: Place): ListItem {
  checkReferences(condition, place);
  return [
    ...guarded(condition, casesOf(whenTrue, place)),
    ...guarded(call('negate', condition), casesOf(whenFalse, place)),
  ];
}

function eachCases({ loop, template }: EachPart, place: Place): ListItem {
  checkReferences(loop.source, place);
  return always({ kind: 'each', loop, item: casesOf(template, place.inside(loop)) });
}

/** @param make throws for text or numbers that cannot be written */
function expressionCases(make: () => Expression, place: Place): ListItem {
  const expression = place.attempt(make);
  if (!expression) return [];
  if (expression.kind === 'literal') return always(literalNode(expression.value));
  checkReferences(expression, place);
  const content = { kind: 'expression', expression } as const;
  return [{ condition: presenceOf(expression), content }];
}

function listNode(values: readonly unknown[], place: Place): TemplateNode {
  const items = values.map((value, index) => casesOf(value, place.member(index))).filter((item) => item.length > 0);
  const literals = items.map(literalOf);
  return literals.every((node) => node !== undefined)
    ? literalNode(literals.map(({ value }) => value))
    : { kind: 'list', items };
}
