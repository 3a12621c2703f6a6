import type { ApiObject } from 'cdk8s';
import type { LabApp } from 'cdk8s-gpulab';
import type { Manifest } from 'cdk8s-gpulab/lib/core/checks/check';
import { walk } from 'cdk8s-gpulab/lib/core/private/tree';
import { requiredOf } from 'cdk8s-gpulab/lib/core/values/private/declaration';
import { type HamiFacts, hamiFacts } from 'cdk8s-gpulab/lib/gpu/hami/fit/hami-facts';
import type { ProgramObject } from 'cdk8s-gpulab/lib/gpu/hami/fit/program-pods';

type AppChart = LabApp['charts'][number];

/** What members of a program's own copy of the library have; its classes are not those of the command. */
interface LabChartLike {
  readonly _hasValues?: boolean;
  readonly values: Parameters<typeof requiredOf>[0];
}

/** Objects of a program that was checked, in the order they are applied. Charts that nobody can write without values are left out. */
export function objectsOf(app: LabApp): ProgramObject[] {
  const { charts } = app;
  // Behind the getter, which makes the charts of rows.
  const { objects } = walk(app);
  return charts
    .filter((chart) => !lacksValues(chart))
    .flatMap((chart) => {
      const manifests: Manifest[] = chart.toJson();
      const paths = pathsOf(objects.get(chart) ?? []);
      return manifests.map((manifest) => ({ path: paths.get(keyOf(manifest)) ?? chart.node.path, manifest }));
    });
}

function lacksValues(chart: AppChart): boolean {
  const { _hasValues, values } = chart as unknown as LabChartLike;
  return _hasValues === true && requiredOf(values).length > 0;
}

/** Construct paths of objects by what they are. */
const pathsOf = (objects: readonly ApiObject[]): Map<string, string> =>
  new Map(
    objects.map(({ kind, name, metadata: { namespace }, node }) => [
      keyOf({ kind, metadata: { name, namespace } }),
      node.path,
    ]),
  );

const keyOf = ({ kind, metadata }: Pick<Manifest, 'kind' | 'metadata'>): string =>
  [kind, metadata.namespace ?? '', metadata.name ?? ''].join('/');

/**
 * The HAMi of a program: its release of the chart, whoever makes it. Without one, pods that name HAMi's scheduler say that there is
 * one, as its chart makes it.
 */
export function hamiOf(app: LabApp, objects: readonly ProgramObject[]): HamiFacts | undefined {
  const release = walk(app).releases.find(({ _source }) => _source.name === 'hami');
  if (release)
    return hamiFacts(release._values, (release.node.scope as { _hamiHosts?: string } | undefined)?._hamiHosts);
  const facts = hamiFacts();
  const schedulers = objects.map(
    ({ manifest }) => manifest.spec?.template?.spec?.schedulerName ?? manifest.spec?.schedulerName,
  );
  return schedulers.includes(facts.names.scheduler) ? facts : undefined;
}
