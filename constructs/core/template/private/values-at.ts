import type { Step } from '../../checks/private/key';
import type { Expression, Loop } from '../../values/private/expression';
import { type ItemPath, type ValuePath, valuesIn } from '../../values/private/value-paths';
import type { TemplateManifest } from './chart-template';
import { expressionsOf } from './expressions';
import type { Cases, EachNode, ListNode, MapNode, TemplateNode } from './node';

/** What a field of a manifest may be made of, and the steps that lead on into the value. */
interface Source {
  readonly expression: Expression;
  readonly rest: readonly Step[];
}

/**
 * The values that a field of a manifest is made of, then the item that the whole object is for. None where a list has as many
 * items as conditions and loops give: what stands at which place is not known then.
 */
export function valuesAt({ document, item }: TemplateManifest, steps: readonly Step[]): ValuePath[] {
  const at = document.loop && item ? itemPath(document.loop, item.key as Step) : undefined;
  const sources = steps.length === 0 ? [] : sourcesAt(document.node, steps);
  return [...sources.flatMap((source) => pathsOf(source, at)), ...(at ? [at.path] : [])];
}

function itemPath(loop: Loop, key: Step): ItemPath | undefined {
  const [list] = valuesIn(loop.source);
  return list && { loop, path: [...list, key] };
}

/** What is below a value that is passed on whole has a path of its own. */
function pathsOf({ expression, rest }: Source, item: ItemPath | undefined): ValuePath[] {
  const paths = valuesIn(expression, item);
  return rest.length === 0 ? paths : paths.flatMap((path) => [[...path, ...rest], path]);
}

function sourcesAt(node: TemplateNode | EachNode, steps: readonly Step[]): Source[] {
  const [step, ...rest] = steps;
  if (node.kind === 'expression') return [{ expression: node.expression, rest: steps }];
  if (step === undefined) return [...expressionsOf(node)].map((expression) => ({ expression, rest: [] }));
  if (node.kind === 'map') return sourcesInMap(node, step, rest);
  return node.kind === 'list' ? sourcesInList(node, step, rest) : [];
}

function sourcesInMap({ entries }: MapNode, step: Step, rest: readonly Step[]): Source[] {
  for (const entry of entries) {
    const isField = entry.kind === 'field' && entry.key.kind === 'literal' && entry.key.value === step;
    if (isField) return sourcesInCases(entry.value, rest);
  }
  return entries.flatMap((entry) =>
    entry.kind === 'spread' ? [{ expression: entry.map, rest: [step, ...rest] }] : [],
  );
}

function sourcesInList({ items }: ListNode, step: Step, rest: readonly Step[]): Source[] {
  const isKnown = items
    .slice(0, Number(step) + 1)
    .every(([first]) => !first.condition && first.content.kind !== 'each');
  return isKnown && items[Number(step)] ? sourcesInCases(items[Number(step)], rest) : [];
}

const sourcesInCases = (cases: Cases<TemplateNode | EachNode>, rest: readonly Step[]): Source[] =>
  cases.flatMap(({ content }) => sourcesAt(content, rest));
