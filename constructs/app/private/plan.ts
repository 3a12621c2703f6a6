import { Chart } from 'cdk8s';
import { FindingLevel } from '../../core/finding';
import type { LabChart } from '../../core/lab-chart';
import type { Mapping } from '../../core/private/mapping';
import { isNamespace } from '../../core/private/namespace';
import type { Ordered, Planned } from '../../core/private/order';
import { type ChartSource, isRelease, type Release } from '../../core/releases/release';
import type { ManifestsStep, Plan, ReleaseStep, Step } from '../../output/private/delivery/plan';
import { farewellsOf, preparationsOf } from './by-hand';
import type { ChartOutput } from './chart-output';
import type { ChartSources } from './chart-sources';
import type { Collector } from './collector';
import type { ImageLedger } from './image-ledger';

type Outputs = ReadonlyMap<Chart, ChartOutput>;

interface PlanOptions {
  readonly outputs: Outputs;
  readonly extension: string;
  readonly collector: Collector;

  /** Where the charts of releases come from. */
  readonly sources: ChartSources;

  /** Knows values with images of a mirror, if there is one. */
  readonly images?: ImageLedger;
}

/** The order of charts and releases as steps that writers understand. */
export function planOf(
  { plan, objects }: Ordered,
  { outputs, extension, collector, sources, images }: PlanOptions,
): Plan {
  const namespaces = new Set(
    [...objects.values()]
      .flat()
      .filter(isNamespace)
      .map(({ name }) => name),
  );
  const steps = new Map<unknown, Step>();
  // Needs are listed in it, whatever the order of the calls of addDependency.
  const order = new Map<Step, number>();
  const names = new Map<string, string>();
  for (const planned of plan) {
    const { source } = planned;
    // Charts by rows were made, and a chart that is for Helm only is not installed here.
    const needs = planned.needs.flatMap((need) => steps.get(need) ?? []).sort((a, b) => order.get(a)! - order.get(b)!);
    const step = isRelease(source)
      ? releaseStep(source, { ...planned, needs }, namespaces, {
          source: sources.of(source),
          values: images?.valuesOf(source) ?? source._values,
        })
      : Chart.isChart(source) && manifestsStep(source, { ...planned, needs }, outputs.get(source), extension);
    if (!step) continue;
    const other = names.get(step.name);
    if (other !== undefined) collector.add(source as Release, sameName(step.name, other));
    names.set(step.name, step.path);
    steps.set(source, step);
    order.set(step, order.size);
  }
  return [...steps.values()];
}

/** What a planned group and its step have in common. */
interface Place extends Pick<Planned, 'rank'> {
  readonly needs: readonly Step[];
}

function releaseStep(
  release: Release,
  { rank, needs }: Place,
  namespaces: ReadonlySet<string>,
  given: { readonly source: ChartSource; readonly values: Mapping },
): ReleaseStep {
  const { releaseName, namespace, _waits, _largeDefinitions } = release;
  return {
    kind: 'release',
    name: releaseName,
    path: release.node.path,
    rank,
    needs,
    namespace,
    ownsNamespace: namespaces.has(namespace),
    ...given,
    waits: _waits,
    largeDefinitions: _largeDefinitions,
    preparations: preparationsOf(release),
    farewells: farewellsOf(release),
  };
}

function manifestsStep(
  chart: Chart,
  { rank, needs }: Place,
  output: ChartOutput | undefined,
  extension: string,
): ManifestsStep | undefined {
  return (
    output && {
      kind: 'manifests',
      name: output.fileName,
      path: chart.node.path,
      rank,
      needs,
      waits: (chart as Partial<LabChart>)._waits ?? [],
      file: output.fileName + extension,
      manifests: once(() => output.manifests()),
    }
  );
}

/** Several writers look at the objects of a step, some of them more than once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const sameName = (name: string, other: string) => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB1010',
  message: `${name} is also the name of ${other}`,
  hint: 'give the release another releaseName, or the chart another id',
});
