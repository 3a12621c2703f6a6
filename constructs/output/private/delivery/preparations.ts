import type { Preparation } from '../../../core/releases/by-hand';
import { code, codeBlock } from './markdown';
import type { Plan, Step } from './plan';
import { shellCommand, shellWords } from './shell';

export const preparationsOf = (step: Step): readonly Preparation[] =>
  step.kind === 'release' ? step.preparations : [];

/**
 * The part of a document that tells what is done by hand; nothing where there is no such work.
 * @param first number of the first step of the plan
 */
export function preparationSection(plan: Plan, first = 1): string[] {
  const items = plan.flatMap((step, index) =>
    preparationsOf(step).flatMap((one) => itemOf(one, `step ${index + first} (${code(step.name)})`, plan, first)),
  );
  if (items.length === 0) return [];
  return [
    '## Before you begin',
    'No step does this: it is work by hand, each before the step that needs it.',
    ...items,
  ];
}

function itemOf({ text, command, check, namespace }: Preparation, before: string, plan: Plan, first: number): string[] {
  const maker = namespace === undefined ? -1 : plan.findIndex((step) => makesNamespace(step, namespace));
  const where =
    namespace === undefined
      ? ''
      : maker < 0
        ? ' Make the namespace first.'
        : ` Step ${maker + first} makes the namespace.`;
  return [
    `Before ${before}: ${text}.${where}`,
    ...(command ? [codeBlock('sh', shellCommand([command]))] : []),
    `It is done if this shows it: ${code(shellWords(check))}`,
  ];
}

const makesNamespace = (step: Step, name: string): boolean =>
  step.kind === 'manifests' &&
  step.manifests().some(({ kind, metadata }) => kind === 'Namespace' && metadata?.name === name);

/** Ends the installation before a step that would wait for what nobody made. */
export const PREPARED = `# prepared COUNT TEXT COMMAND...: does the command print so many lines?
prepared() {
  local wanted=$1 text=$2 found line
  shift 2
  found=0
  while IFS= read -r line; do
    if [ -n "$line" ]; then found=$((found + 1)); fi
  done < <("$@" || true)
  if [ "$found" -lt "$wanted" ]; then
    printf 'to be done by hand before this step: %s\\n' "$text" >&2
    printf 'INSTALL.md says how; this looks for it: %s\\n' "$*" >&2
    exit 1
  fi
}
`;

export const preparedWords = ({ text, check, least }: Preparation): string[] => [
  'prepared',
  String(least),
  text.replaceAll('`', ''),
  ...check,
];
