import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { itemsOf } from 'cdk8s-gpulab/lib/threek/private/kubekey/document-problem';
import { API_VERSION, SPEC_KEYS } from 'cdk8s-gpulab/lib/threek/private/kubekey/fields';
import { identifier } from '../job-name';
import type { Source } from './source';
import { type Members, Translation } from './translation';

const SAMPLE = /\.ya?ml$/;

/** The frame of the document: what every v1alpha2 file has, and which KubeKey misses without a word. */
export function withStructure(value: Members, source: Source, name: string): Translation {
  const document: Members = { ...value };
  const translation = new Translation(document, source);
  translation.isOfGuide = document.kind === undefined && document.spec === undefined;
  nameOfFile(translation, name);
  if (source.shift) {
    const { firstLine, columns } = source.shift;
    translation.entries.push({
      fate: 'changed',
      file: source.file,
      line: firstLine,
      column: columns + 1,
      key: 'spec.roleGroups',
      remark: {
        code: 'GPULAB4241',
        message: 'roleGroups stands in the column of the items of hosts, so the file is no YAML; it moves beside hosts',
      },
    });
  }
  belowSpec(translation);
  outOfHosts(translation);
  head(translation, name);
  return translation;
}

function nameOfFile(translation: Translation, name: string): void {
  if (SAMPLE.test(name)) return;
  const message = `the file is called ${name}; the tools of the platform read conf/config-sample.yaml`;
  translation.changed([], 'GPULAB4243', message, 'what is written ends in .yaml');
}

/** Parts of the spec that stand at the top. */
function belowSpec(translation: Translation): void {
  const { document } = translation;
  const stray = SPEC_KEYS.filter((key) => key in document);
  if (document.spec === undefined || document.spec === null) document.spec = {};
  if (stray.length === 0 || !isMapping(document.spec)) return;
  translation.wrapped = true;
  document.spec = { ...document.spec };
  for (const key of stray) {
    document.spec[key] ??= document[key];
    delete document[key];
  }
  const message = `${stray.join(' and ')} ${stray.length === 1 ? 'stands' : 'stand'} at the top; in v1alpha2 all of it is below spec`;
  translation.changed(['spec', stray[0]], 'GPULAB4242', message);
}

/** `roleGroups` one level too deep is YAML, too: a field of the last host. */
function outOfHosts(translation: Translation): void {
  const { spec } = translation;
  if (!isMapping(spec) || spec.roleGroups !== undefined) return;
  for (const [index, host] of itemsOf(spec.hosts).entries()) {
    if (!isMapping(host) || !isMapping(host.roleGroups)) continue;
    const path = ['spec', 'hosts', index, 'roleGroups'];
    translation.changed(path, 'GPULAB4241', 'roleGroups is a part of a host here; it moves beside hosts');
    const { roleGroups, ...rest } = host;
    translation.document.spec = {
      ...spec,
      hosts: itemsOf(spec.hosts).map((one) => (one === host ? rest : one)),
      roleGroups,
    };
    return;
  }
}

function head(translation: Translation, name: string): void {
  const { document } = translation;
  const missing: string[] = [];
  const fill = (key: string, value: unknown): void => {
    if (document[key] !== undefined && document[key] !== null) return;
    missing.push(key);
    document[key] = value;
  };
  fill('apiVersion', API_VERSION);
  fill('kind', 'Cluster');
  fill('metadata', {});
  if (isMapping(document.metadata) && document.metadata.name === undefined) {
    document.metadata = { ...document.metadata, name: identifier(name.replace(/\.\w+$/, '')) };
    if (!missing.includes('metadata')) missing.push('metadata.name');
  }
  if (missing.length > 0) {
    const message = `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: KubeKey would ignore the document, or crash`;
    translation.changed([], 'GPULAB4242', message, 'added');
  }
  const { apiVersion, kind, metadata, spec, ...rest } = document;
  for (const key of Object.keys(document)) delete document[key];
  Object.assign(document, { apiVersion, kind, metadata, spec, ...rest });
}
