/** What differs between the minor versions of Rook, and nowhere else in this room. */
export interface RookLine {
  /** 20 for 1.20. */
  readonly minor: number;

  /** Lowest and highest minor version of Kubernetes that it is for; 1.12 and 1.13 name no highest. */
  readonly kubernetes: readonly [lowest: number, highest: number];

  /** Tag of the Ceph image in the values of its last release. */
  readonly cephTag: string;
}

const NO_HIGHEST = Number.POSITIVE_INFINITY;

/**
 * Source: rook/rook, the last tag of each line: Documentation/Getting-Started/Prerequisites/prerequisites.md and
 * deploy/charts/rook-ceph-cluster/values.yaml.
 */
const LINES: readonly RookLine[] = [
  { minor: 12, kubernetes: [22, NO_HIGHEST], cephTag: 'v17.2.6' },
  { minor: 13, kubernetes: [22, NO_HIGHEST], cephTag: 'v18.2.2' },
  { minor: 14, kubernetes: [25, 29], cephTag: 'v18.2.4' },
  { minor: 15, kubernetes: [26, 31], cephTag: 'v18.2.4' },
  { minor: 16, kubernetes: [27, 32], cephTag: 'v19.2.2' },
  { minor: 17, kubernetes: [28, 32], cephTag: 'v19.2.3' },
  { minor: 18, kubernetes: [29, 34], cephTag: 'v19.2.3' },
  { minor: 19, kubernetes: [30, 35], cephTag: 'v19.2.6' },
  { minor: 20, kubernetes: [31, 36], cephTag: 'v20.2.4' },
];

/** From 1.18 on classes name the secret that attaches volumes. A class cannot be changed, only be made anew. */
export const publishesWithSecret = ({ minor }: RookLine): boolean => minor >= 18;

/** From 1.19 on the image of Ceph stands beside the spec of the cluster; in both places it would be there twice. */
export const hasImageBesideSpec = ({ minor }: RookLine): boolean => minor >= 19;

/** From 1.20 on the CSI drivers are a release of their own. */
export const hasDriversApart = ({ minor }: RookLine): boolean => minor >= 20;

/** A version as the repository writes it, from one with or without a `v`; undefined if it is no version. */
export const rookVersionOf = (text: string): string | undefined => {
  const [, version] = /^v?(1\.\d{1,3}\.\d{1,3})$/.exec(text) ?? [];
  return version && `v${version}`;
};

/** The line of a version as the repository writes it. */
export const rookLineOf = (version: string): RookLine | undefined =>
  LINES.find(({ minor }) => version.startsWith(`v1.${minor}.`));

/** For messages: `1.12 to 1.20`. */
export const KNOWN_LINES = `1.${LINES[0].minor} to 1.${LINES[LINES.length - 1].minor}`;

/** For messages: `1.31 to 1.36`, `1.22 or higher`. */
export const kubernetesRange = ({ kubernetes: [lowest, highest] }: RookLine): string =>
  highest === NO_HIGHEST ? `1.${lowest} or higher` : `1.${lowest} to 1.${highest}`;

/** Lines of Rook that are for a minor version of Kubernetes, newest first. */
export const linesFor = (kubernetes: number): string[] =>
  LINES.filter((line) => isFor(line, kubernetes))
    .map(({ minor }) => `1.${minor}`)
    .reverse();

/** Is a line of Rook for this minor version of Kubernetes? */
export const isFor = ({ kubernetes: [lowest, highest] }: RookLine, kubernetes: number): boolean =>
  kubernetes >= lowest && kubernetes <= highest;
