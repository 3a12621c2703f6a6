import type { ApiObject } from 'cdk8s';
import { isRelease } from '../releases/release';
import { groupOf } from '../shapes/shapes';
import type { Dependency, Tree } from './tree';

/**
 * What nobody has to declare: a release comes after what its chart needs and after the Namespace that the program makes for it,
 * objects of a custom kind come after the release that brings their definition.
 */
export function impliedDependencies({ releases, objects }: Tree): Dependency[] {
  if (releases.length === 0) return [];
  const dependencies: Dependency[] = releases.flatMap((source) =>
    source._needs(releases).map((target) => ({ source, target })),
  );
  for (const [chart, own] of objects) {
    const namespaces = new Set(own.filter(isNamespace).map(({ name }) => name));
    const groups = new Set(own.map(({ apiVersion }) => groupOf(apiVersion)));
    for (const release of releases) {
      if (namespaces.has(release.namespace)) dependencies.push({ source: release, target: chart });
      if (release._groups.some((group) => groups.has(group))) dependencies.push({ source: chart, target: release });
    }
  }
  return dependencies.filter(({ source, target }) => !(isRelease(source) && source === target));
}

const isNamespace = ({ apiVersion, kind }: ApiObject): boolean => apiVersion === 'v1' && kind === 'Namespace';
