import type { TemplateDocument } from '../../../core/template/private/chart-template';
import { expressionsOf } from '../../../core/template/private/expressions';
import { printBare, printExpression } from '../../../core/values/private/print';
import type { Values } from '../../../core/values/values';
import { PRINT_RULES } from './print-rules';
import { linesOfManifest, rangeOf } from './template-printer';
import { variableActions } from './variables';

/** The template of one object: there when its conditions hold, or once for each item of its loop. */
export function objectTemplate(values: Values, { node, conditions, loop }: TemplateDocument): string {
  const expressions = [...conditions, ...(loop ? [loop.source] : []), ...expressionsOf(node)];
  const body = linesOfManifest(node);
  const conditional = conditions.length === 0 ? body : [PRINT_RULES.if(allOf(conditions)), ...body, PRINT_RULES.end];
  const lines = loop ? [rangeOf(loop), '---', ...conditional, PRINT_RULES.end] : conditional;
  return `${[...variableActions(values, expressions), ...lines].join('\n')}\n`;
}

const allOf = ([only, ...others]: TemplateDocument['conditions']): string =>
  others.length === 0 ? printBare(only) : `and ${[only, ...others].map(printExpression).join(' ')}`;
