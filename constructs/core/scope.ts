import { ensure } from './private/ensure';
import { customKindsOf } from './shapes/custom-kinds';
import { groupOf, kindEntries } from './shapes/shapes';

/** Where the objects of a kind live. */
export enum Scope {
  /** In the whole cluster: no namespace. */
  CLUSTER = 'Cluster',
  /** In a namespace. */
  NAMESPACED = 'Namespaced',
}

/** Scopes of custom kinds that the library does not know: `example.com/v1/Widget` -> scope. */
export type DeclaredScopes = ReadonlyMap<string, Scope>;

/** The key of a kind in `DeclaredScopes`. */
export const scopeKey = (apiVersion: string, kind: string): string => `${apiVersion}/${kind}`;

/** All versions of a group agree on the scope of a kind, so that one we have never seen has it too. */
const clusterScopedByGroup = new Map<string, ReadonlyMap<string, boolean>>();

function scopesIn(group: string): ReadonlyMap<string, boolean> {
  return ensure(clusterScopedByGroup, group, () => {
    const builtIn = kindEntries().filter(({ apiVersion }) => groupOf(apiVersion) === group);
    return new Map([...builtIn, ...customKindsOf(group)].map(({ kind, namespaced }) => [kind, !namespaced]));
  });
}

/** Do objects of this kind live outside namespaces? Undefined for a custom kind that nobody has declared. */
export function isClusterScoped(apiVersion: string, kind: string, declared?: DeclaredScopes): boolean | undefined {
  const scope = declared?.get(scopeKey(apiVersion, kind));
  if (scope !== undefined) return scope === Scope.CLUSTER;
  return scopesIn(groupOf(apiVersion)).get(kind);
}

/** The scopes that a CustomResourceDefinition declares, one for each of its versions. */
export function scopesOfDefinition(definition: { readonly [field: string]: any }): [string, Scope][] {
  const { group, names, scope, versions } = definition.spec ?? {};
  if (!group || !names?.kind || !Array.isArray(versions)) return [];
  return versions.map((version) => [
    scopeKey(`${group}/${version?.name}`, names.kind),
    scope === 'Cluster' ? Scope.CLUSTER : Scope.NAMESPACED,
  ]);
}
