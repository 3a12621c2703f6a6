import type { IConstruct } from 'constructs';
import type { HamiNames } from '../hami-names';

/** What a tree has of HAMi. */
interface Hami {
  stack?: { readonly construct: IConstruct; readonly names: HamiNames };

  /** Names that workloads took because there was no stack yet. */
  readonly assumed: { readonly construct: IConstruct; readonly names: HamiNames }[];
}

const trees = new WeakMap<IConstruct, Hami>();

/** Of the tree that `construct` is in. */
export function hamiIn(construct: IConstruct): Hami {
  const { root } = construct.node;
  let hami = trees.get(root);
  if (!hami) {
    hami = { assumed: [] };
    trees.set(root, hami);
  }
  return hami;
}
