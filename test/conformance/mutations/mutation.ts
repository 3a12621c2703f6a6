import { Shapes } from '../../../constructs/core/shapes/shapes';
import { copyOf, type Mutable, NAMESPACE } from './bases';

/** What an API server does with an object. */
export type Verdict = 'refused' | 'accepted';

/** An object, and what a real API server (server-side apply, strict validation) does with it. */
export interface Mutation {
  /** What is odd about the object. */
  readonly name: string;
  readonly manifest: Mutable;
  readonly verdict: Verdict;
  /** Code of our error; only where the verdict is `refused`. */
  readonly code?: string;
  /** The versions that judge so; all others judge the other way round. Without it: all versions. */
  readonly versions?: readonly string[];
  /** A dry run is not enough: the object is refused by an allocator that a dry run does not ask. */
  readonly withoutDryRun?: boolean;
  /** Path of the objects of an API that no version has. */
  readonly collection?: string;
}

/** What may be said of a mutation besides its verdict. */
type Extras = Partial<Pick<Mutation, 'versions' | 'withoutDryRun' | 'collection'>>;

type Change = (object: Mutable) => void;

let count = 0;

function mutation(kind: string, name: string, change: Change, rest: Omit<Mutation, 'name' | 'manifest'>): Mutation {
  const manifest = copyOf(kind, `m-${++count}`);
  change(manifest);
  return { name: `${kind}: ${name}`, manifest, ...rest };
}

/** A change that makes the API server refuse the object, and our checks report the code. */
export const refused = (kind: string, name: string, code: string, change: Change, extras: Extras = {}): Mutation =>
  mutation(kind, name, change, { verdict: 'refused', code, ...extras });

/** A change that looks odd and is legal. */
export const accepted = (kind: string, name: string, change: Change, extras: Extras = {}): Mutation =>
  mutation(kind, name, change, { verdict: 'accepted', ...extras });

/** What the API server of a version (`1.28`, `1.35`) does with the object. */
export function verdictFor({ verdict, versions }: Mutation, version: string): Verdict {
  if (versions === undefined || versions.includes(version)) return verdict;
  return verdict === 'refused' ? 'accepted' : 'refused';
}

/** The path of the object in the API, for a request that applies it. */
export function pathOf({ manifest, collection }: Mutation): string {
  return `${collection ?? collectionOf(manifest)}/${encodeURIComponent(manifest.metadata.name)}`;
}

function collectionOf({ apiVersion, kind }: Mutable): string {
  const known = Shapes.versions.map((version) => Shapes.for(version).kind(apiVersion, kind)).find((found) => found);
  if (!known) throw new Error(`no version has ${apiVersion} ${kind}: give the mutation a collection`);
  const api = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${api}${known.namespaced ? `/namespaces/${NAMESPACE}` : ''}/${known.plural}`;
}
