import type { Finding, HelmChart, LabApp } from 'cdk8s-gpulab';
import type { Mapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { releaseProblems } from 'cdk8s-gpulab/lib/output/private/helm/release';
import { documentOf, fileOf } from 'cdk8s-gpulab/lib/output/private/yaml';
import { commandError } from '../cli/finding';
import { pathFromHere } from '../cli/here';
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
    const refused = findingsOf(renderer, release, merged);
    findings.push(...refused);
    if (refused.length > 0) return [];
    const objects = renderer.objects(merged, release);
    checks.visit(objects, sourceOf(values));
    return [{ name, text: fileOf(objects.map(({ manifest }) => documentOf(manifest, style))) }];
  });
  return { findings: [...findings, ...checks.finish()], texts };
}

const sourceOf = ({ lastFile }: ReleaseValues) =>
  lastFile && { file: lastFile.file, shown: pathFromHere(lastFile.file) };

function findingsOf(renderer: HelmChart['_renderer'], release: Release, merged: Mapping): Finding[] {
  const { values, namesake } = release;
  const refused: Finding[] = releaseProblems(release).map((problem) => ({ ...problem, file: namesake }));
  const issues = renderer.issuesOf(merged).map((issue) => values.findingOf(issue));
  if (refused.length + issues.length > 0) return [...refused, ...issues];
  const broken = renderer.brokenDemands(merged, release);
  return broken.map((message) => commandError('GPULAB3107', message, { file: values.lastFile?.file }));
}
