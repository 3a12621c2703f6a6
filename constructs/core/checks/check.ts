import type { FindingLevel } from '../finding';

/**
 * An object as the plain JSON that will be written. Members that are null or undefined are not written, so a check
 * takes them for absent; null inside a list is written.
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
    readonly [field: string]: unknown;
  };
  readonly [field: string]: any;
}

/** A finding before the app adds construct path and place. */
export interface Problem {
  readonly level: FindingLevel;
  readonly code: string;
  readonly message: string;
  readonly key?: string;
  readonly hint?: string;
}

/** Who a finding is about: an object of the tree, or of a row that has none. */
export interface Subject {
  readonly name: string;
  readonly node: { readonly path: string };
}

/** Where a check puts what it finds. */
export type Report = (object: Subject, problem: Problem) => void;

/** One rule over all objects, in one pass: `visit` for each object in tree order, then `finish` once. */
export interface ManifestCheck {
  visit(manifest: Manifest, object: Subject): void;
  finish?(): void;
}
