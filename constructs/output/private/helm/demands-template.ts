import type { Demand } from '../../../core/template/private/chart-template';
import { call } from '../../../core/values/private/expression';
import { goString } from '../../../core/values/private/go-text';
import { printBare } from '../../../core/values/private/print';
import type { Values } from '../../../core/values/values';
import { PRINT_RULES } from './print-rules';
import { variableActions } from './variables';

/** A template that writes nothing, and refuses to when the values break a rule between them: with all that are broken. */
export function demandsTemplate(values: Values, demands: readonly Demand[]): string {
  const lines = [
    ...variableActions(
      values,
      demands.map(({ condition }) => condition),
    ),
    '{{- $_broken := list }}',
    ...demands.flatMap(({ condition, message }) => [
      PRINT_RULES.if(printBare(call('negate', condition))),
      `{{- $_broken = append $_broken ${goString(message)} }}`,
      PRINT_RULES.end,
    ]),
    PRINT_RULES.if('$_broken'),
    '{{- fail (join "; " $_broken) }}',
    PRINT_RULES.end,
  ];
  return `${lines.join('\n')}\n`;
}
