import type { ApiObject } from 'cdk8s';
import { ensure, newMap } from '../private/ensure';
import { groupOf } from '../shapes/shapes';
import type { Manifest } from './check';

/** The one object of a namespace, or all of them by name. Most kinds are in a namespace once. */
type Entry = ApiObject | Map<string, ApiObject>;
type Namespaces = Map<string, Entry>;

/**
 * Which objects there are, by API group, kind, namespace and name: 130,000 of them in a few megabytes. Keys are strings that
 * exist already, and a Map is made only for the second name.
 */
export class ObjectIndex {
  private readonly groups = new Map<string, Map<string, Namespaces>>();
  private readonly kindsOfApiVersion = new Map<string, Map<string, Namespaces>>();

  /** The object that has the same place already, if there is one; then nothing changes. */
  add(manifest: Manifest, object: ApiObject): ApiObject | undefined {
    const { name, namespace } = manifest.metadata;
    if (name === undefined) return undefined;
    const kinds = this.kindsOf(manifest.apiVersion);
    const namespaces = ensure(kinds, manifest.kind, newMap<string, Entry>);
    const key = namespace ?? '';
    const entry = namespaces.get(key);
    if (entry === undefined) {
      // The object's own name tells which it is, unless a patch has changed the manifest.
      namespaces.set(key, object.name === name ? object : new Map([[name, object]]));
      return undefined;
    }
    return this.addToEntry(namespaces, key, entry, name, object);
  }

  has(group: string, kind: string, namespace: string, name: string): boolean {
    const entry = this.groups.get(group)?.get(kind)?.get(namespace);
    if (entry === undefined) return false;
    return entry instanceof Map ? entry.has(name) : entry.name === name;
  }

  private addToEntry(
    namespaces: Namespaces,
    key: string,
    entry: Entry,
    name: string,
    object: ApiObject,
  ): ApiObject | undefined {
    if (entry instanceof Map) {
      const first = entry.get(name);
      if (first === undefined) entry.set(name, object);
      return first;
    }
    if (entry.name === name) return entry;
    namespaces.set(
      key,
      new Map([
        [entry.name, entry],
        [name, object],
      ]),
    );
    return undefined;
  }

  /** Versions of a group share their objects: `apps/v1` and `apps/v1beta1` name the same Deployment. */
  private kindsOf(apiVersion: string): Map<string, Namespaces> {
    return ensure(this.kindsOfApiVersion, apiVersion, () =>
      ensure(this.groups, groupOf(apiVersion), newMap<string, Namespaces>),
    );
  }
}
