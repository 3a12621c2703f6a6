import type { Problem } from '../../core/checks/check';
import type { Release } from '../../core/releases/release';
import { DNS_LABEL, LONGEST_LABEL } from '../../core/rules/names';
import { error, quoted, warning } from '../../core/rules/problem';
import type { UpstreamRelease } from '../upstream-release';
import { chartProblems } from './chart-problems';
import { exclusionProblems } from './exclusions';
import { knownPasswords } from './known-passwords';
import { chartsInstalledTwice, missingCharts } from './neighbours';
import { noPlainData } from './plain-data';
import { valueProblems } from './value-problems';

/** Source: `chartutil.ValidateReleaseName` of Helm 3.22.0; it takes dots, too, which names of many objects do not. */
const LONGEST_RELEASE_NAME = 53;

/** Everything that is wrong with one release: its name, its values, what it needs and what is there twice. */
export function releaseProblems(release: UpstreamRelease, all: readonly Release[]): Problem[] {
  const missing = missingParts(release);
  if (missing.length > 0) return missing;
  return [
    ...wrongName('releaseName', release.releaseName, LONGEST_RELEASE_NAME),
    ...wrongName('namespace', release.namespace, LONGEST_LABEL),
    ...credentials(release),
    ...wrongValues(release),
    ...missingCharts(release, all),
    ...chartsInstalledTwice(release, all),
    ...exclusionProblems(release, all),
    ...chartProblems(release),
    ...knownPasswords(release),
  ];
}

function wrongName(key: string, name: string, longest: number): Problem[] {
  if (typeof name === 'string' && DNS_LABEL.test(name) && name.length <= longest) return [];
  const wanted = `lower-case letters, digits and "-" in between, at most ${longest} characters`;
  return [error('GPULAB2404', `${key} ${quoted(name)} is not allowed: ${wanted}`, key, nearName(name, longest))];
}

/** The same name with what is not allowed in it replaced. */
function nearName(name: unknown, longest: number): string | undefined {
  const near = String(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return typeof name === 'string' && near !== '' ? `such as "${near}"` : undefined;
}

/** Of a chart of the program's own. */
function missingParts({ chart, namespace }: UpstreamRelease): Problem[] {
  const parts = { name: chart.name, version: chart.version, repository: chart.repository, namespace };
  const missing = Object.entries(parts).filter(([, value]) => typeof value !== 'string');
  return missing.map(([key]) => {
    const hint = `give ${key} in the call of UpstreamChart.of${key === 'namespace' ? ', or to the release' : ''}`;
    return error('GPULAB2427', `the chart has no ${key}`, `chart.${key}`, hint);
  });
}

/** User and password before the host. They are not shown: a finding is in logs. */
const CREDENTIALS = /^[a-z+]+:\/\/[^/?#]*@/i;

function credentials({ chart }: UpstreamRelease): Problem[] {
  if (!CREDENTIALS.test(chart.repository)) return [];
  const message = `the repository of ${chart.name} has a user or password in its URL, which would be in every file`;
  const hint = 'take them out of the URL; whoever installs logs in to the repository';
  return [error('GPULAB2428', message, 'chart.repository', hint)];
}

function wrongValues(release: UpstreamRelease): Problem[] {
  const strange = noPlainData(release._values);
  if (strange.length > 0) {
    const hint = 'give plain data: text, numbers, booleans, null, lists and maps of them';
    return strange.map(({ key, message }) => error('GPULAB2407', `the value ${message}`, key, hint));
  }
  const tree = release.chart._keys;
  if (!tree) return [];
  if (tree.strange) {
    const message = `line ${tree.strange.line} of the keys of ${release.chart.name} is none: ${quoted(tree.strange.text)}`;
    return [error('GPULAB2408', message, 'keys', 'give the text that gpulab generate chart writes, unchanged')];
  }
  const { version, _pinnedVersion: pinned, _facts } = release.chart;
  const problems = valueProblems(release._checkedValues, tree.root, new Set(_facts.openKeys));
  return problems.map(({ kind, key, message, hint }) =>
    version === pinned
      ? error(kind === 'unknown' ? 'GPULAB2401' : 'GPULAB2402', message, key, hint)
      : warning('GPULAB2403', `${message}; this is known of version ${pinned}, not of ${version}`, key, hint),
  );
}
