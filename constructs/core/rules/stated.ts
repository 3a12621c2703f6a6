import type { TargetKind } from '../checks/private/reference-paths';
import { stateOf } from '../private/state';
import type { Release } from '../releases/release';

/** An object that a release has to do with, though no manifest of the program shows it. */
export interface StatedObject {
  readonly release: Release;
  readonly kind: TargetKind;
  readonly name: string;

  /** Empty for objects of the whole cluster. */
  readonly namespace: string;
}

/** An object that must be there for a release. */
export interface StatedReference extends StatedObject {
  /** Where the program names it, for findings: a prop. */
  readonly key: string;

  /** What must be in it, as "with the keys `user` and `password`", for whoever makes it by hand. */
  readonly content?: string;
}

/**
 * Says that a release names an object in its values, such as a StorageClass: one that nobody makes, declares or provides is an
 * error, and the release comes after whoever makes or provides it.
 */
export function refers(reference: StatedReference): void {
  stateOf(reference.release).references.push(reference);
}

/** Says that a release brings an object, such as the StorageClasses of a storage system. */
export function provides(object: StatedObject): void {
  stateOf(object.release).provided.push(object);
}

/** Do two statements mean the same object? */
export const isSame = (a: Omit<StatedObject, 'release'>, b: Omit<StatedObject, 'release'>): boolean =>
  a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
