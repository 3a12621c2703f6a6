import type { Finding, HelmChart, LabApp } from 'cdk8s-gpulab';
import type { ReleaseSource } from 'cdk8s-gpulab/lib/app/private/release-checks';
import type { Mapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { releaseProblems } from 'cdk8s-gpulab/lib/output/private/helm/release';
import { documentOf, fileOf } from 'cdk8s-gpulab/lib/output/private/yaml';
import { pathFromHere } from '../cli/here';
import { elsewhere } from './elsewhere';
import type { ReleaseValues } from './release-values';

/** One release to be rendered. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: ReleaseValues;

  /** The file that it is named after. */
  readonly namesake?: string;
}

/** What came of releases. */
export interface Rendered {
  readonly findings: readonly Finding[];

  /** The manifests of the releases whose values are allowed. */
  readonly texts: readonly ReleaseText[];
}

export interface ReleaseText {
  readonly name: string;
  readonly text: string;
}

/** Renders releases as Helm would. Their objects are checked, and compared with each other. A chart is compiled once. */
export function render({ chart, _renderer: renderer }: HelmChart, releases: readonly Release[]): Rendered {
  const style = { sortKeys: !process.env.CDK8S_DISABLE_SORT };
  const checks = (chart.node.root as LabApp)._releaseChecks();
  const findings: Finding[] = [];
  const texts = releases.flatMap((release): ReleaseText[] => {
    const { name, values } = release;
    const merged = renderer.merged(values.given);
    const { refused, isRenderable } = refusalOf(renderer, release, merged);
    findings.push(...refused);
    if (!isRenderable) return [];
    const objects = renderer.objects(merged, release);
    checks.visit(objects, sourceOf(values));
    const manifests = objects.map(({ manifest }) => manifest);
    findings.push(...elsewhere(release, manifests, values.lastFile?.file));
    if (refused.length > 0) return [];
    return [{ name, text: fileOf(manifests.map((manifest) => documentOf(manifest, style))) }];
  });
  return { findings: [...findings, ...checks.finish()], texts };
}

const sourceOf = (values: ReleaseValues): ReleaseSource => ({
  file: values.lastFile?.file,
  shown: values.lastFile && pathFromHere(values.lastFile.file),
  firstGiven: (paths) => values.firstGiven(paths),
});

/** What Helm refuses a release for, and whether its objects can be asked nevertheless. */
interface Refusal {
  readonly refused: readonly Finding[];
  readonly isRenderable: boolean;
}

/** A key that no value resembles changes no object; after every other mistake objects would be wrong only because of it. */
function refusalOf(renderer: HelmChart['_renderer'], release: Release, merged: Mapping): Refusal {
  const { values, namesake } = release;
  const problems = releaseProblems(release).map((problem): Finding => ({ ...problem, file: namesake }));
  const issues = renderer.issuesOf(merged);
  const broken = renderer.brokenDemands(merged, release, issues);
  const isHarmless = issues.every(({ problem, meant }) => problem === 'unknown' && !meant);
  return {
    refused: [
      ...problems,
      ...issues.filter(({ path }) => !values.isTold(path)).map((issue) => values.findingOf(issue)),
      ...broken.map((demand) => values.findingOfDemand(demand)),
    ],
    isRenderable: problems.length + broken.length === 0 && isHarmless,
  };
}
