import type { Problem } from '../../core/checks/check';
import { isMapping, valueAt } from '../../core/private/mapping';
import type { Release } from '../../core/releases/release';
import { error, warning } from '../../core/rules/problem';
import type { ChartExclusion, ChartFacts } from '../chart-facts';
import { GPU_OPERATOR } from '../charts/gpu-operator';
import { HAMI } from '../charts/hami';
import { NVIDIA_DEVICE_PLUGIN } from '../charts/nvidia-device-plugin';
import type { UpstreamRelease } from '../upstream-release';

/** What a device plugin of NVIDIA's cards offers. */
export const GPUS = 'nvidia.com/gpu';

/** By name, so that a chart of another place or version is known, too. */
const KNOWN = new Map<string, ChartFacts>(
  [GPU_OPERATOR, HAMI, NVIDIA_DEVICE_PLUGIN].map((facts) => [facts.name, facts]),
);

/** How a release looks after something of a node; undefined when it does not, or is told not to. */
export function exclusionOf(release: Release, what: string): ChartExclusion | undefined {
  const { excludes } = (release as Partial<UpstreamRelease>).chart?._facts ?? {};
  const all = excludes ?? KNOWN.get(release._source.name)?.excludes ?? [];
  return all.find((one) => one.what === what && valueAt(release._values, one.condition) !== false);
}

/** Does a release keep to nodes of its own by its values? */
export function selectsNodes({ _values }: Release, { nodeSelector }: ChartExclusion): boolean {
  const labels = nodeSelector === undefined ? undefined : valueAt(_values, nodeSelector);
  return isMapping(labels) && Object.keys(labels).length > 0;
}

const answered = new WeakSet<Release>();

/** Says that a construct tells itself what its release cannot be beside: it knows more than the values say. */
export const answersFor = (release: Release): void => void answered.add(release);

/** Other releases that look after the same things of nodes. Told at the second of two. */
export function exclusionProblems(release: UpstreamRelease, all: readonly Release[]): Problem[] {
  if (answered.has(release)) return [];
  const before = all.slice(0, all.indexOf(release)).filter((other) => !answered.has(other));
  return (release.chart._facts.excludes ?? []).flatMap(({ what }) => {
    const mine = exclusionOf(release, what);
    if (!mine) return [];
    return before.flatMap((other): Problem[] => {
      const theirs = exclusionOf(other, what);
      return theirs ? [twoOf(what, [release, mine], [other, theirs])] : [];
    });
  });
}

type Side = readonly [Release, ChartExclusion];

function twoOf(what: string, [release, mine]: Side, [other, theirs]: Side): Problem {
  if (selectsNodes(release, mine) || selectsNodes(other, theirs)) {
    const message = `${pairOf(release, other)} both offer ${what}; only one may on each node`;
    return warning('GPULAB2426', message, mine.condition, 'acknowledge the warning when labels keep both apart');
  }
  const off = `set ${mine.condition} to false here, or ${theirs.condition} of ${other.node.path}`;
  return offeredTwice(what, release, other, mine.condition, off);
}

/** A release looks after the same thing of nodes as another, and nothing keeps the two apart. */
export const offeredTwice = (what: string, release: Release, other: Release, key: string, hint: string): Problem =>
  error('GPULAB2426', `${pairOf(release, other)} both offer ${what} on the same nodes`, key, hint);

const pairOf = (release: Release, other: Release): string =>
  `${other._source.name} (${other.node.path}) and ${release._source.name}`;
