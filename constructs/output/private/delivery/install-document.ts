import type { CommandStep } from '../../../core/releases/command-step';
import { type Awaited, applyFile, awaitedOf, type Command, upgradeRelease } from './commands';
import { code, codeBlock, listed } from './markdown';
import { type ManifestsStep, namespaceOf, needsNamespace, type Plan, type ReleaseStep, type Step } from './plan';
import { preparationSection } from './preparations';
import { removalSection } from './removal';
import { shellCommand, shellWord, shellWords } from './shell';
import { valuesFileOf } from './values-text';

/** `INSTALL.md`: the page of a wiki that the program replaces. */
export function installDocument(plan: Plan, commands: readonly CommandStep[] = []): string {
  const before = commands.filter(({ phase }) => phase === 'before');
  const after = commands.filter(({ phase }) => phase === 'after');
  const way: Way = { commandsOf, valuesFileOf, isRelease: ({ kind }) => kind === 'release' };
  const sections = [
    '# Installation',
    `${plan.length + commands.length} steps, in this order. ${code('bash install.sh')} runs them; ${code('bash install.sh --from STEP')} begins at one of ` +
      'them. Every command may be repeated: it changes what is not yet as it should be. Run them in this folder.',
    ...environmentSection(commands),
    ...preparationSection(plan, before.length + 1),
    ...commandSections(before, 1),
    ...stepSections(plan, way, before.length + 1),
    ...commandSections(after, before.length + plan.length + 1),
    ...removalSection(plan),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Lines for the variables that hold for all steps. */
export const exportsOf = (steps: readonly CommandStep[]): string[] =>
  steps.flatMap(({ environment = {} }) =>
    Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  );

function environmentSection(commands: readonly CommandStep[]): string[] {
  const lines = exportsOf(commands);
  return lines.length === 0 ? [] : ['Every step is run with this:', codeBlock('sh', lines.join('\n'))];
}

const commandsOf = (step: Step): Command[] => [step.kind === 'release' ? upgradeRelease(step) : applyFile(step)];

/** How a form installs. */
export interface Way {
  commandsOf(step: Step): readonly Command[];

  /** Where the values of a release stand. */
  valuesFileOf(step: ReleaseStep): string;

  /** Does Helm know of the step? */
  isRelease(step: Step): boolean;
}

/** For each step what it is for, its commands, and how to see that it worked. @param first number of the first one */
export const stepSections = (plan: Plan, way: Way, first = 1): string[] =>
  plan.flatMap((step, index) => [`## ${index + first}. ${step.name}`, ...stepSection(step, way)]);

/** In a shell of their own: pasted, they stop where one fails, and neither `exit` nor a trap touches the shell of the reader. */
const commandSections = (steps: readonly CommandStep[], first: number): string[] =>
  steps.flatMap(({ name, title, why, script, replaces }, index) => [
    `## ${index + first}. ${name}`,
    `${title}. ${why}`,
    ...(replaces === undefined ? [] : [`In the guide: ${code(replaces)}.`]),
    codeBlock('bash', ['(', 'set -euo pipefail', ...script, ')'].join('\n')),
  ]);

function stepSection(step: Step, way: Way): string[] {
  const waits = awaitedOf(step);
  const isRelease = way.isRelease(step);
  return [
    [purposeOf(step, way), ...reasons(step)].join(' '),
    codeBlock('sh', way.commandsOf(step).map(joined).join('\n')),
    ...(waits.length === 0
      ? []
      : ['Wait until the next step finds what it needs:', codeBlock('sh', waits.map(waitText).join('\n'))]),
    `It worked if this shows ${isRelease ? code('STATUS: deployed') : 'every object'}:`,
    codeBlock('sh', joined(isRelease ? statusOf(step) : [['kubectl', 'get', '-f', (step as ManifestsStep).file]])),
  ];
}

const joined = (command: Command): string => shellCommand(command);

const statusOf = (step: Step): Command => [['helm', 'status', step.name, '--namespace', namespaceOf(step)]];

function purposeOf(step: Step, way: Way): string {
  if (step.kind === 'manifests') return `The objects of ${code(step.path)}.`;
  const { source } = step;
  return (
    `Chart ${code(source.name)} ${code(source.version)} of ${code(source.repository)} as release ${code(step.name)}, ` +
    `with the values in ${code(way.valuesFileOf(step))}.`
  );
}

function reasons(step: Step): string[] {
  const needs = step.needs.map(({ name }) => name);
  return [
    ...(step.kind === 'release' ? [namespaceText(step)] : []),
    ...(needs.length > 0 ? [`It needs ${listed(needs)}, so it comes after.`] : []),
  ];
}

const namespaceText = (step: ReleaseStep): string =>
  needsNamespace(step)
    ? `Its namespace ${code(step.namespace)} is made with it.`
    : `Its namespace ${code(step.namespace)} is there already.`;

/** The loop ends when the time is over. It is there because `kubectl wait` fails at once for an object that does not exist yet. */
const waitText = ({ object, scope, expression, seconds }: Awaited): string =>
  [
    `for i in $(seq ${Math.ceil(seconds / 2)}); do kubectl get ${shellWords([...scope, '--', ...object])} >/dev/null 2>&1 && break; sleep 2; done`,
    shellCommand([['kubectl', 'wait', `--for=${expression}`, `--timeout=${seconds}s`, ...scope, '--', ...object]]),
  ].join('\n');
