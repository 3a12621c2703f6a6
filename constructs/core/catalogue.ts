/** One entry of the catalogue of codes: what `gpulab explain` prints and docs/errors.md is made of. */
export interface CodeEntry {
  /** One line: what the code means. */
  readonly title: string;

  /** Why it is reported: what would happen on the cluster or to the data. */
  readonly cause: string;

  /** What to do about it. */
  readonly remedy: string;
}

/** A room's own codes. Ranges: 10 program, 11 objects, 12 shapes, 13 references, 14 limits, 20-23 lab and rules of props, 24 upstream, 25 gpu, 26 ceph, 30 output, 32 deliveries and images, 40-44 command. */
export type Codes = { readonly [code: string]: CodeEntry };
