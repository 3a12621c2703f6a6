import type { Problem } from '../../core/checks/check';
import { FindingLevel } from '../../core/finding';
import type { ImageMirror } from '../../core/images/image-mirror';
import { mirrorProblems } from '../../core/images/private/mirror-problems';
import type { ChartSource, Release } from '../../core/releases/release';
import { mistake } from '../../core/values/private/mistake';
import type { Collector } from './collector';

/** A chart of somebody else, and where it is used. */
export interface ListedChart extends ChartSource {
  /** The folder of the mirror that it is taken from; absent without one, and where it is from there already. */
  readonly target?: string;

  /** Construct paths of its releases. */
  readonly from: readonly string[];
}

const OCI = 'oci://';

/** A folder of a registry that charts can be pushed to. Throws for anything else: `helm push` knows no other place. */
export function checkedChartMirror(repository: string): string {
  if (repository.startsWith(OCI) && mirrorProblems(repository.slice(OCI.length), {}).length === 0) return repository;
  throw mistake(
    'GPULAB3206',
    `not a folder of a registry for charts: "${repository}"`,
    'give oci://, host, port and path, without a slash at the end, as oci://registry.lab:5000/charts',
  );
}

/** Where the charts of releases come from: from where they are published, or all from one registry. */
export class ChartSources {
  constructor(private readonly mirror: string | undefined) {}

  of({ _source }: Release): ChartSource {
    return this.mirror === undefined || this.isThere(_source) ? _source : { ..._source, repository: this.mirror };
  }

  /** Each chart once, by name, version and repository. */
  list(releases: readonly Release[]): ListedChart[] {
    const charts = new Map<string, ListedChart>();
    for (const release of releases) {
      const { name, version, repository } = release._source;
      const key = `${name} ${version} ${repository}`;
      const from = [...(charts.get(key)?.from ?? []), release.node.path].sort();
      const target = this.of(release).repository;
      charts.set(key, { name, version, repository, ...(target !== repository && { target }), from });
    }
    return [...charts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, chart]) => chart);
  }

  /** What would keep an installation in a closed network from its charts. */
  check(releases: readonly Release[], images: ImageMirror | undefined, collector: Collector): void {
    if (this.mirror === undefined) {
      const outside = images
        ? releases.filter(({ _source }) => hostOf(_source.repository) !== hostOf(images.prefix))
        : [];
      for (const release of outside) collector.add(release, notMirrored(release._source, images!));
      return;
    }
    const sources = new Map<string, string>();
    for (const release of releases) {
      const { name, version, repository } = release._source;
      const other = sources.get(`${name} ${version}`);
      if (other !== undefined && other !== repository) {
        collector.add(release, clash(release._source, other, this.mirror));
      }
      sources.set(`${name} ${version}`, repository);
    }
  }

  private isThere({ repository }: ChartSource): boolean {
    return repository.startsWith(OCI) && hostOf(repository) === hostOf(this.mirror!);
  }
}

/** `registry.lab:5000` of `oci://registry.lab:5000/charts`, and of the same without a scheme. */
const hostOf = (place: string): string => place.replace(/^[a-z]+:\/\//, '').split('/', 1)[0];

const notMirrored = ({ name, repository }: ChartSource, { prefix }: ImageMirror): Problem => ({
  level: FindingLevel.WARNING,
  code: 'GPULAB3208',
  message: `images come from ${prefix}, and the chart ${name} still from ${repository || 'no repository'}`,
  hint: `copy it and give --chart-mirror ${OCI}${hostOf(prefix)}/charts, or the app a chartMirror`,
});

const clash = ({ name, version, repository }: ChartSource, other: string, mirror: string): Problem => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB3207',
  message: `${name} ${version} of ${other} and that of ${repository} would both be ${mirror}/${name}:${version}`,
  hint: 'take both from one repository, or put one into another folder of the mirror and say fromRepository()',
});
