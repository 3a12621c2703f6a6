import type { IConstruct } from 'constructs';
import type { HamiNames } from '../hami-names';

/** Who asks for resources of HAMi by which names. */
export interface NamedWorkload {
  readonly construct: IConstruct;
  readonly names: HamiNames;

  /** Are the names those of the chart, since there was neither a stack yet nor a prop? */
  readonly isAssumed: boolean;
}

/** What a tree has of HAMi. */
interface Hami {
  /** The first one made. */
  stack?: { readonly construct: IConstruct; readonly names: HamiNames };
  readonly workloads: NamedWorkload[];
}

const trees = new WeakMap<IConstruct, Hami>();

/** Of the tree that `construct` is in. */
export function hamiIn(construct: IConstruct): Hami {
  const { root } = construct.node;
  let hami = trees.get(root);
  if (!hami) {
    hami = { workloads: [] };
    trees.set(root, hami);
  }
  return hami;
}
