import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRelease } from '../releases/release';
import { isSame, type StatedReference } from '../rules/stated';
import { groupOf } from '../shapes/shapes';
import { isNamespace } from './namespace';
import { stateOf } from './state';
import type { Dependency, Tree } from './tree';

/**
 * What nobody has to declare: a release comes after what its chart needs, after the Namespace that the program makes for it and
 * after who makes or provides what its values name; objects of a custom kind come after the release that brings their definition.
 */
export function impliedDependencies(tree: Tree): Dependency[] {
  const { releases, objects } = tree;
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
  for (const reference of stateOf(releases[0]).references) {
    for (const target of makersOf(reference, tree)) dependencies.push({ source: reference.release, target });
  }
  return dependencies.filter(({ source, target }) => !(isRelease(source) && source === target));
}

/** The releases that provide an object, and the charts that hold one of this kind and name. */
function makersOf(reference: StatedReference, { releases, objects }: Tree): IConstruct[] {
  // A chart that is looked at alone knows nothing of what is outside of it.
  if (!releases.includes(reference.release)) return [];
  const providers = stateOf(reference.release).provided.filter((object) => isSame(object, reference));
  const makes = ({ kind, name }: ApiObject): boolean => kind === reference.kind && name === reference.name;
  return [
    ...providers.map(({ release }) => release).filter((release) => releases.includes(release)),
    ...[...objects].filter(([, own]) => own.some(makes)).map(([chart]) => chart),
  ];
}
