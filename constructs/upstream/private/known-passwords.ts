import type { Problem } from '../../core/checks/check';
import { valueAt } from '../../core/private/mapping';
import { warning } from '../../core/rules/problem';
import type { ChartPassword } from '../chart-facts';
import type { UpstreamRelease } from '../upstream-release';

/** Passwords of a chart that everybody knows, and that a release leaves as they are. */
export function knownPasswords(release: UpstreamRelease): Problem[] {
  const left = (release.chart._facts.passwords ?? []).filter((password) => isLeft(password, release));
  return left.map(({ key, existingSecret }) => {
    const message = `${key} is the password that everybody can read in the chart ${release.chart.name}`;
    const hint =
      existingSecret === undefined
        ? `set ${key} to one of your own`
        : `set ${existingSecret} to the name of a Secret that you made: a password in values is in files and in the cluster`;
    return warning('GPULAB2425', message, key, hint);
  });
}

function isLeft(password: ChartPassword, { chart, _values: values }: UpstreamRelease): boolean {
  const { key, known, existingSecret, usedIf, goneSince } = password;
  const [condition, word] = usedIf?.split('=') ?? [];
  if (condition !== undefined && String(valueAt(values, condition) ?? word) !== word) return false;
  if (existingSecret !== undefined && valueAt(values, existingSecret)) return false;
  const given = valueAt(values, key);
  return given === known || (given === undefined && !(majorOf(chart.version) >= (goneSince ?? Number.NaN)));
}

/** NaN for what is no version: it has every password. */
const majorOf = (version: string): number => Number(/^v?(\d+)\./.exec(version)?.[1]);
