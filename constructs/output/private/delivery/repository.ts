import type { ChartSource } from '../../../core/releases/release';

const OCI = 'oci://';

/** Is the chart in a registry of images, instead of a chart repository with an index? */
export const isOci = ({ repository }: ChartSource): boolean => repository.startsWith(OCI);

/** A chart of a registry as Helm takes it: `oci://registry.example.com/charts/name`. */
export const ociChartOf = ({ repository, name }: ChartSource): string => `${withoutSlash(repository)}/${name}`;

/** Registry and folder without the scheme, as Argo CD wants them. */
export const registryOf = ({ repository }: ChartSource): string => withoutSlash(repository).slice(OCI.length);

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Every repository once, each with a name of its own, in the order of their first use. */
export function namedRepositories(sources: readonly ChartSource[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  // In the order of their text: names must not depend on which release comes first.
  for (const url of [...new Set(sources.map(({ repository }) => repository))].sort()) {
    const base = nameOf(url);
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    names.set(url, name);
  }
  return names;
}

/** Longest name that leaves room for a number in a label. */
const LONGEST = 50;

/** `https://charts.rook.io/release` -> `charts-rook-io-release`. */
function nameOf(url: string): string {
  const words = url
    .replace(/^[a-z]+:\/\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, LONGEST).replace(/^-+|-+$/g, '') || 'repository';
}
