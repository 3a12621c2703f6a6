import type { Problem } from '../../core/checks/check';
import { External } from '../../core/external';
import type { Release } from '../../core/releases/release';
import { error } from '../../core/rules/problem';
import type { UpstreamRelease } from '../upstream-release';

/** Charts that a release needs and nobody installs. */
export function missingCharts(release: UpstreamRelease, all: readonly Release[]): Problem[] {
  const external = External.of(release);
  const isThere = (chart: string): boolean =>
    external._hasChart(chart) || all.some((one) => one._source.name === chart || one._embeds(chart) !== undefined);
  const missing = (release.chart._facts.needs ?? []).filter((chart) => !isThere(chart));
  return missing.map((chart) => {
    const message = `${release.chart.name} needs the chart ${chart}, which nothing here installs`;
    const hint = `add a release of ${chart}, or External.of(app).helmChart("${chart}") if the cluster has it`;
    return error('GPULAB2405', message, undefined, hint);
  });
}

/** Who installs a chart: a release of it, or one of another that has it as a part. */
interface Installer {
  readonly release: Release;

  /** Path of the value that switches the part. */
  readonly switchedBy?: string;
}

/**
 * Charts that this release installs a second time. What brings CustomResourceDefinitions or watches the whole cluster can be there
 * once: two of them fight for the same objects. Told at the second of the two, once.
 */
export function chartsInstalledTwice(release: UpstreamRelease, all: readonly Release[]): Problem[] {
  const parts = (release.chart._facts.embeds ?? []).map(({ chart }) => chart);
  const own = release.chart._facts.definitions?.length ? [release.chart.name] : [];
  return [...new Set([...own, ...parts])].flatMap((chart) => {
    const installers = all.flatMap((one): Installer[] => installersIn(one, chart));
    const mine = installers.findIndex((one) => one.release === release);
    if (mine < 0) return [];
    if (External.of(release)._hasChart(chart)) return [twice(chart, installers[mine], undefined)];
    return mine > 0 ? [twice(chart, installers[mine], installers[0])] : [];
  });
}

function installersIn(release: Release, chart: string): Installer[] {
  if (release._source.name === chart) return [{ release }];
  const switchedBy = release._embeds(chart);
  return switchedBy === undefined ? [] : [{ release, switchedBy }];
}

function twice(chart: string, mine: Installer, other: Installer | undefined): Problem {
  const switches = [mine, ...(other ? [other] : [])].filter(({ switchedBy }) => switchedBy !== undefined);
  const off = switches.map(({ release, switchedBy }) => `${switchedBy} of ${release.node.path} to false`);
  const message = other
    ? `${chart} is installed twice: by ${shown(other)} and by ${shown(mine)}`
    : `${chart} is installed by ${shown(mine)} and declared as a chart that somebody else has installed`;
  const hint = off.length > 0 ? `set ${off.join(', or ')}` : 'leave one of the two out';
  return error('GPULAB2406', message, mine.switchedBy, hint);
}

const shown = ({ release, switchedBy }: Installer): string =>
  switchedBy === undefined ? release.node.path : `${switchedBy} of ${release.node.path}`;
