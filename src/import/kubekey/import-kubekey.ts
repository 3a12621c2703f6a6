import type { SummaryLine } from 'cdk8s-gpulab';
import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { readText } from 'cdk8s-gpulab/lib/core/rules/text-file';
import { documentOf } from 'cdk8s-gpulab/lib/output/private/yaml';
import type { KubeKeyVersion } from 'cdk8s-gpulab/lib/threek/kubekey/kubekey-version';
import { documentProblems } from 'cdk8s-gpulab/lib/threek/private/kubekey/check';
import { wrapperText } from 'cdk8s-gpulab/lib/threek/private/kubekey/wrapper';
import { commandError } from '../../cli/finding';
import { type Entry, entryOf } from '../entry';
import type { Output } from '../import-values';
import type { Input } from '../inputs';
import { identifier } from '../job-name';
import { summaryOf } from '../report';
import { forPlatform } from './platform';
import { withoutPasswords } from './secrets';
import { Source } from './source';
import { withStructure } from './structure';
import type { Translation } from './translation';

/** What came of a file. */
export interface KubeKeyImport {
  readonly entries: readonly Entry[];
  readonly summary: readonly SummaryLine[];

  /** The right file and the script that runs kk with it; nothing when something cannot be mended. */
  readonly outputs: readonly Output[];
}

/** Reads a file for KubeKey: mends what can be mended, names what cannot, and tells of both. */
export function importKubeKey({ file, name }: Input, version: KubeKeyVersion): KubeKeyImport {
  const source = new Source(readText(file, 'KubeKey file', 'GPULAB4201'), file);
  if (source.problem) return failed([entryOf(source.problem)]);
  if (!isMapping(source.value)) {
    const problem = commandError('GPULAB4230', 'there is no mapping in the file', { file, line: 1, column: 1 });
    return failed([entryOf(problem)]);
  }
  const translation = withStructure(source.value, source, name);
  tellOthers(source, translation);
  forPlatform(translation);
  withoutPasswords(translation);
  check(translation, version);
  tellMapped(translation);
  const entries = [...translation.entries].sort(byPlace);
  const outputs = entries.some(({ fate }) => fate === 'wrong') ? [] : outputsOf(translation, name);
  return { entries, summary: summaryOf([entries]), outputs };
}

/** What a document of these kinds does to the cluster (kubesphere/kubekey v3, cmd/kk/pkg/common/loader.go). */
function tellOthers({ others, file }: Source, { entries }: Translation): void {
  for (const { kind, line, column } of others) {
    const place = { file, line, column };
    if (kind === 'Cluster') {
      const message =
        'there is another document of kind Cluster: kk lays each over those before it, and names all after the last';
      const hint = 'keep the one that is meant, and put the others into files of their own';
      entries.push({ fate: 'wrong', ...place, remark: { code: 'GPULAB4231', message, hint } });
    } else if (kind === 'ClusterConfiguration' || kind === 'ConfigMap') {
      const message = `kk takes a ${kind} for the configuration of KubeSphere, and installs that; the platform does not need it`;
      entries.push({ fate: 'dropped', ...place, remark: { code: 'GPULAB4249', message } });
    } else {
      const message = 'kk looks at the document of kind Cluster only';
      entries.push({ fate: 'dropped', ...place, remark: { code: 'GPULAB4248', message } });
    }
  }
}

const failed = (entries: readonly Entry[]): KubeKeyImport => ({ entries, summary: summaryOf([entries]), outputs: [] });

function check(translation: Translation, version: KubeKeyVersion): void {
  for (const { level, code, message, path, hint } of documentProblems(translation.document, version)) {
    if (level === 'error') translation.tell('wrong', path, { code, message, hint });
    else translation.remarked(path, code, message, hint);
  }
}

/** Parts of which there is nothing to say. */
function tellMapped(translation: Translation): void {
  if (!isMapping(translation.spec)) return;
  const told = new Set(translation.entries.map(({ key }) => key));
  for (const key of ['hosts', 'roleGroups', ...Object.keys(translation.spec)]) {
    const path = `spec.${key}`;
    if (!(key in translation.spec) || told.has(path)) continue;
    told.add(path);
    translation.tell('mapped', ['spec', key]);
  }
}

function outputsOf({ document }: Translation, name: string): Output[] {
  const stem = identifier(name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
  return [
    { name: `${stem}.yaml`, text: `${documentOf(document, { sortKeys: false })}\n` },
    { name: `${stem}.sh`, text: wrapperText(stem) },
  ];
}

const byPlace = (a: Entry, b: Entry): number => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
