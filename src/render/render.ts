import type { Finding, HelmChart } from 'cdk8s-gpulab';
import type { Mapping } from 'cdk8s-gpulab/lib/core/values/private/coalesce';
import { releaseProblems } from 'cdk8s-gpulab/lib/output/private/helm/release';
import { documentOf, fileOf } from 'cdk8s-gpulab/lib/output/private/yaml';
import { commandError } from '../cli/finding';
import type { ReleaseValues } from './release-values';

/** One release to be rendered. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: ReleaseValues;

  /** The file that it is named after. */
  readonly namesake?: string;
}

/** What came of a release: its manifests as text, or why there are none. */
export interface Rendered {
  readonly findings: readonly Finding[];
  readonly text: string;
}

/** Renders one release as Helm would. A chart is compiled at its first release. */
export function render({ _renderer: renderer }: HelmChart, release: Release): Rendered {
  const merged = renderer.merged(release.values.given);
  const findings = findingsOf(renderer, release, merged);
  if (findings.length > 0) return { findings, text: '' };
  const style = { sortKeys: !process.env.CDK8S_DISABLE_SORT };
  const documents = renderer.manifests(merged, release).map((manifest) => documentOf(manifest, style));
  return { findings, text: fileOf(documents) };
}

function findingsOf(renderer: HelmChart['_renderer'], release: Release, merged: Mapping): Finding[] {
  const { values, namesake } = release;
  const refused: Finding[] = releaseProblems(release).map((problem) => ({ ...problem, file: namesake }));
  const issues = renderer.issuesOf(merged).map((issue) => values.findingOf(issue));
  if (refused.length + issues.length > 0) return [...refused, ...issues];
  const broken = renderer.brokenDemands(merged, release);
  return broken.map((message) => commandError('GPULAB3107', message, { file: values.lastFile?.file }));
}
