import { isMapping, valueAt } from '../../core/private/mapping';
import type { CustomResource } from '../../core/releases/release';
import type { ChartResource } from '../chart-facts';
import type { UpstreamRelease } from '../upstream-release';

/** The objects of custom kinds that a chart makes of parts of its values. */
export const customResourcesOf = (release: UpstreamRelease): CustomResource[] =>
  (release.chart._facts.resources ?? []).flatMap((resource) => objectsOf(resource, release));

function objectsOf({ values: path, apiVersion, kind }: ChartResource, release: UpstreamRelease): CustomResource[] {
  const { version, _pinnedVersion: pinned } = release.chart;
  const object = (key: string, name: unknown, spec: unknown): CustomResource => ({
    key,
    manifest: { apiVersion, kind, metadata: { name: String(name), namespace: release.namespace }, spec },
    otherVersion: version === pinned ? undefined : pinned,
  });
  const isList = path.endsWith('[]');
  const list = isList ? path.slice(0, -2) : path;
  const at = valueAt(release._values, list);
  if (!isList) return at === undefined ? [] : [object(list, release.releaseName, at)];
  const items: readonly unknown[] = Array.isArray(at) ? at : [];
  return items.flatMap((item, i) => (isMapping(item) ? [object(`${list}[${i}].spec`, item.name, item.spec)] : []));
}
