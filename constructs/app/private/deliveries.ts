import { YamlOutputType } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';
import { type Finding, FindingLevel } from '../../core/finding';
import { LabError } from '../../core/lab-error';
import { stateOf } from '../../core/private/state';
import { error } from '../../core/rules/problem';
import type { DeclaredScopes } from '../../core/scope';
import { Delivery } from '../../output/delivery';
import type { Files, Plan } from '../../output/private/delivery/plan';
import type { LabApp } from '../lab-app';
import type { OutputFile } from './file-names';

/** What the output folder will hold. */
interface Delivered {
  /** Files to be applied, in this order: those of charts, and those of releases that are rendered here. */
  readonly applied: readonly OutputFile[];

  /** What deliveries write beside them. */
  readonly others: readonly OutputFile[];
}

/** What deliveries must know, beside the app. */
interface Surroundings {
  readonly plan: Plan;
  readonly scopes: DeclaredScopes;
  render(manifests: Manifest[]): string;
}

const deliveriesOf = ({ _deliveries }: LabApp): readonly Delivery[] =>
  _deliveries.length > 0 ? _deliveries : [Delivery.script()];

/** Everything for which the deliveries could not be written or would not work. What two of them find is told once. */
export function deliveryProblems(app: LabApp, plan: Plan): Finding[] {
  if (plan.length === 0) return [];
  const problems = deliveriesOf(app).flatMap((delivery) => delivery._problems(plan));
  return [
    ...outputTypeProblems(app),
    ...nameProblems(app, plan),
    ...new Map(problems.map((one) => [JSON.stringify(one), one])).values(),
  ];
}

function outputTypeProblems({ yamlOutputType }: LabApp): Finding[] {
  if (yamlOutputType === YamlOutputType.FILE_PER_CHART) return [];
  const message = `yamlOutputType is ${yamlOutputType}, but what is delivered step by step needs one file a chart`;
  return [error('GPULAB3210', message, 'yamlOutputType', 'leave yamlOutputType out')];
}

/** A step is called by its name (`install.sh --from NAME`), whether it is commands, a chart or a release. */
function nameProblems(app: LabApp, plan: Plan): Finding[] {
  const names = new Set(plan.map(({ name }) => name));
  return stateOf(app).commands.flatMap(({ name, title }) => {
    const isFirst = !names.has(name);
    names.add(name);
    const message = `${name} (${title}) is also the name of another step of the installation`;
    return isFirst ? [] : [error('GPULAB1010', message, undefined, 'give the chart or release another name')];
  });
}

/** Adds what the deliveries of an app write to its manifests. A file that two of them share is written once. */
export function withDeliveries(
  manifests: readonly OutputFile[],
  app: LabApp,
  { plan, ...more }: Surroundings,
): Delivered {
  if (plan.length === 0) return { applied: manifests, others: [] };
  const { kubernetesVersion, outputFileExtension: extension } = app;
  const { commands } = stateOf(app);
  const context = { kubernetesVersion, extension, commands, ...more };
  const files = together(deliveriesOf(app).map((delivery) => delivery._files(plan, context)));
  const byName = new Map(manifests.map((file) => [file.name, file]));
  const applied = plan.flatMap((step): OutputFile[] => {
    const name = step.name + extension;
    if (step.kind === 'manifests') return [byName.get(name)!];
    const text = files.get(name);
    files.delete(name);
    return text === undefined ? [] : [{ name, text: () => text }];
  });
  return { applied, others: [...files].map(([name, text]) => ({ name, text: () => text })) };
}

function together(all: readonly Files[]): Map<string, string> {
  const files = new Map<string, string>();
  const problems: Finding[] = [];
  for (const [name, text] of all.flatMap((one) => [...one])) {
    if ((files.get(name) ?? text) !== text) problems.push(twoTexts(name));
    files.set(name, text);
  }
  if (problems.length > 0) throw new LabError(problems);
  return files;
}

const twoTexts = (name: string): Finding => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB3213',
  message: `two deliveries would write different texts to ${name}`,
  hint: 'keep one of them, or make a program for each',
});
