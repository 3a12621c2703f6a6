import type { Mapping } from '../../../core/private/mapping';
import { documentOf } from '../yaml';
import { awaitedOf, type Command, upgradeLocal } from './commands';
import { stepSections } from './install-document';
import { LOCAL_VERSION, localChart, localChartOf } from './local-chart';
import { code } from './markdown';
import { type Files, namespaceOf, type Plan, type ReleaseStep, type Step } from './plan';
import { preparationSection } from './preparations';
import { LONGEST_RELEASE } from './step-problems';
import { valuesText } from './values-text';
import type { Writer } from './writer';

/**
 * One chart a step, which has the upstream chart as its dependency. Not one chart for all: Helm (4.3.1) installs the objects of a
 * release in an order of kinds and knows no order of dependencies, and a release has one namespace.
 */
export const UMBRELLA: Writer = {
  longestName: LONGEST_RELEASE,
  files: (plan): Files =>
    new Map([
      ['umbrella/README.md', readme(plan)],
      ['umbrella/install-order.txt', plan.map(orderLine).join('')],
      ...plan.flatMap((step) => (step.kind === 'release' ? wrapperOf(step) : [...localChart(step)])),
    ]),
};

const folderOf = (step: Step): string => (step.kind === 'release' ? `umbrella/${step.name}` : localChartOf(step));

/**
 * The values of a wrapper, which are also to be given by hand: what the values of a chart say about a part of it takes no default
 * away in Helm 4.3.1, and in 3.22.0 it does.
 */
const valuesOf = (step: Step): string | undefined =>
  step.kind === 'release' ? `${folderOf(step)}/values.yaml` : undefined;

/** `RELEASE NAMESPACE FOLDER [VALUES]`, for a pipeline to read. */
const orderLine = (step: Step): string =>
  `${[step.name, namespaceOf(step), folderOf(step), ...[valuesOf(step) ?? []].flat()].join(' ')}\n`;

function wrapperOf(step: ReleaseStep): [string, string][] {
  const { name, source, values } = step;
  const chart = {
    apiVersion: 'v2',
    name,
    description: `${source.name} ${source.version} with the values of this installation, made by gpulab`,
    type: 'application',
    version: LOCAL_VERSION,
    dependencies: [{ name: source.name, version: source.version, repository: source.repository }],
  };
  const folder = folderOf(step);
  const own: Mapping = { [source.name]: values };
  return [
    [`${folder}/Chart.yaml`, `${documentOf(chart, { sortKeys: false })}\n`],
    [`${folder}/values.yaml`, valuesText(own)],
  ];
}

function commandsOf(step: Step): Command[] {
  const folder = folderOf(step);
  const fetch = [['helm', 'dependency', 'update', folder]];
  const upgrade = upgradeLocal(step, folder, valuesOf(step));
  return step.kind === 'release' ? [fetch, upgrade] : [upgrade];
}

function readme(plan: Plan): string {
  const waits = plan.some((step) => awaitedOf(step).length > 0);
  const sections = [
    '# Installation by wrapper charts',
    `${plan.length} charts, to be installed in this order, which ${code('install-order.txt')} has for a pipeline: release, namespace, ` +
      'folder and values on each line. Paths are relative to the folder above this one; run the commands there.',
    ...(waits ? ['Helm does not wait for custom resources. Where a step says so, wait before you go on.'] : []),
    ...preparationSection(plan),
    ...stepSections(plan, {
      commandsOf,
      valuesFileOf: (step) => valuesOf(step)!,
      isRelease: () => true,
    }),
  ];
  return `${sections.join('\n\n')}\n`;
}
