import { ensure, newMap } from '../private/ensure';
import { groupOf } from '../shapes/shapes';
import type { Manifest, Subject } from './check';

/** The one object of a namespace, a few of them, or many by name. Most kinds are in a namespace once. */
type Entry = Subject | Subject[] | Map<string, Subject>;
/** So many names are compared faster than hashed, and take a tenth of the memory of a Map. */
const FEW = 12;
type Namespaces = Map<string, Entry>;

/**
 * Which objects there are, by API group, kind, namespace and name: 130,000 of them in a few megabytes. Keys are strings that
 * exist already, and a Map is made only where there are many names.
 */
export class ObjectIndex {
  private readonly groups = new Map<string, Map<string, Namespaces>>();
  private readonly kindsOfApiVersion = new Map<string, Map<string, Namespaces>>();

  /** The object that has the same place already, if there is one; then nothing changes. */
  add(manifest: Manifest, object: Subject): Subject | undefined {
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

  /** Every namespace that holds an object; the empty one stands for the whole cluster. */
  namespaces(): ReadonlySet<string> {
    const all = new Set<string>();
    for (const kinds of this.groups.values()) {
      for (const namespaces of kinds.values()) for (const namespace of namespaces.keys()) all.add(namespace);
    }
    return all;
  }

  /** Kinds that have an object of the whole cluster, or without namespace, as `apps/Deployment`. */
  clusterWideKinds(): ReadonlySet<string> {
    const all = new Set<string>();
    for (const [group, kinds] of this.groups) {
      for (const [kind, namespaces] of kinds) if (namespaces.has('')) all.add(`${group}/${kind}`);
    }
    return all;
  }

  has(group: string, kind: string, namespace: string, name: string): boolean {
    const entry = this.groups.get(group)?.get(kind)?.get(namespace);
    return entry !== undefined && find(entry, name) !== undefined;
  }

  private addToEntry(
    namespaces: Namespaces,
    key: string,
    entry: Entry,
    name: string,
    object: Subject,
  ): Subject | undefined {
    const first = find(entry, name);
    if (first !== undefined) return first;
    if (entry instanceof Map) entry.set(name, object);
    else if (object.name !== name) namespaces.set(key, byName(entry).set(name, object));
    else if (!Array.isArray(entry)) namespaces.set(key, [entry, object]);
    else if (entry.length < FEW) entry.push(object);
    else namespaces.set(key, byName(entry).set(name, object));
    return undefined;
  }

  /** Versions of a group share their objects: `apps/v1` and `apps/v1beta1` name the same Deployment. */
  private kindsOf(apiVersion: string): Map<string, Namespaces> {
    return ensure(this.kindsOfApiVersion, apiVersion, () =>
      ensure(this.groups, groupOf(apiVersion), newMap<string, Namespaces>),
    );
  }
}

function find(entry: Entry, name: string): Subject | undefined {
  if (entry instanceof Map) return entry.get(name);
  if (!Array.isArray(entry)) return entry.name === name ? entry : undefined;
  for (let i = 0; i < entry.length; i++) if (entry[i].name === name) return entry[i];
  return undefined;
}

const byName = (entry: Subject | Subject[]): Map<string, Subject> =>
  new Map([entry].flat().map((object) => [object.name, object]));
