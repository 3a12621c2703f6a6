import { expressionsOf } from '../../../core/template/private/expressions';
import type { LiteralNode, TemplateNode } from '../../../core/template/private/node';
import { printBare } from '../../../core/values/private/print';
import type { Values } from '../../../core/values/values';
import { PRINT_RULES } from './print-rules';
import { variableActions } from './variables';

/** NOTES.txt: a text as it is, with an action for each value in it. Helm shows what it renders, and reads no YAML in it. */
export function notesText(values: Values, notes: TemplateNode): string {
  return `${variableActions(values, expressionsOf(notes)).join('')}${partsOf(notes).join('')}\n`;
}

function partsOf(notes: TemplateNode): string[] {
  if (notes.kind !== 'expression') return [literalPart((notes as LiteralNode).value as string)];
  const { expression } = notes;
  const parts = expression.kind === 'call' && expression.name === 'concat' ? expression.args : [expression];
  return parts.map((part) =>
    part.kind === 'literal' ? literalPart(part.value as string) : `{{ ${printBare(part)} }}`,
  );
}

/** A brace at the end would become a part of the next action. */
const literalPart = (text: string): string => PRINT_RULES.braces(text).replace(/\{$/, '{{ "{" }}');
