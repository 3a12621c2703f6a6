import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../../tools/cache';
import { buildWithGo } from './go';

/** The control planes that manifests are tried on: the oldest that we promise, and a current one. */
export const VERSIONS = ['1.28', 'current'] as const;
export type Version = (typeof VERSIONS)[number];

/** The major versions of Helm that charts are tried on. */
export const HELM_MAJORS = [3, 4] as const;
export type HelmMajor = (typeof HELM_MAJORS)[number];

/** A group of pins in `mods/`: one build graph, so that moving one tool's version moves no other tool. */
export type Group = 'etcd' | 'helmfile' | 'kwok' | `kubernetes-${Version}` | `helm-${HelmMajor}`;

interface Tool {
  readonly group: Group;
  readonly name: string;
  readonly source: string;
}

const MODS = join(__dirname, '../mods');

/** One client for all servers: kubectl may be newer than what it talks to. */
const KUBECTL: Tool = { group: 'kubernetes-current', name: 'kubectl', source: 'k8s.io/kubernetes/cmd/kubectl' };

const HELMFILE: Tool = { group: 'helmfile', name: 'helmfile', source: 'github.com/helmfile/helmfile' };

const TOOLS: readonly Tool[] = [
  { group: 'etcd', name: 'etcd', source: 'go.etcd.io/etcd/server/v3' },
  { group: 'kwok', name: 'kwok', source: 'sigs.k8s.io/kwok/cmd/kwok' },
  KUBECTL,
  HELMFILE,
  ...VERSIONS.flatMap((version) =>
    ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => ({
      group: `kubernetes-${version}` as const,
      name,
      source: `k8s.io/kubernetes/cmd/${name}`,
    })),
  ),
  ...HELM_MAJORS.flatMap((major) => [
    { group: `helm-${major}` as const, name: 'helm', source: `${helmModule(major)}/cmd/helm` },
    { group: `helm-${major}` as const, name: 'helm-templates', source: '.' },
  ]),
];

/** Where a built tool is. */
export const binary = (group: Group, name: string): string => join(CACHE, 'tools', group, name);
export const kubectlBinary = (): string => binary(KUBECTL.group, KUBECTL.name);
export const helmfileBinary = (): string => binary(HELMFILE.group, HELMFILE.name);
export const helmBinary = (major: HelmMajor): string => binary(`helm-${major}`, 'helm');

/** The stages that tell kwok what a fake kubelet does; its module has them, its binary does not. */
export const kwokStages = (): string => join(CACHE, 'tools/kwok/stages.yaml');
const KWOK_MODULE = 'sigs.k8s.io/kwok';
const KWOK_STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
];

/** Builds what is missing or out of date: minutes on a bare machine, nothing at all the next time. */
export async function buildTools(say: (line: string) => void): Promise<void> {
  for (const { group, name, source } of TOOLS) {
    const output = binary(group, name);
    await buildWithGo({ folder: join(MODS, group), source, output, linkerFlags: linkerFlags(group), say });
  }
  writeKwokStages();
}

/** A server says which version it is only if its linker was told so. */
function linkerFlags(group: Group): string {
  const strip = '-s -w';
  if (group === 'helm-3') return `${strip} ${helm3Flags()}`;
  if (group === 'helm-4') return `${strip} ${helmVersionFlag(4)}`;
  if (group === 'kwok') return `${strip} -X ${KWOK_MODULE}/pkg/consts.Version=${pinned(group, KWOK_MODULE)}`;
  if (!group.startsWith('kubernetes-')) return strip;
  const version = pinned(group, 'k8s.io/kubernetes');
  const told = {
    gitVersion: version,
    gitMajor: '1',
    gitMinor: version.split('.')[1],
    gitTreeState: 'clean',
    gitCommit: 'none',
    buildDate: '1970-01-01T00:00:00Z',
  };
  return [strip, ...Object.entries(told).map(([k, v]) => `-X k8s.io/component-base/version.${k}=${v}`)].join(' ');
}

function helmModule(major: HelmMajor): string {
  return `helm.sh/helm/v${major}`;
}

function helmVersionFlag(major: HelmMajor): string {
  return `-X ${helmModule(major)}/internal/version.version=${pinned(`helm-${major}`, helmModule(major))}`;
}

/** Helm 4 finds out by itself which Kubernetes it speaks to; Helm 3 believes in 1.20 unless told as by its Makefile. */
function helm3Flags(): string {
  const minor = pinned('helm-3', 'k8s.io/client-go').split('.')[1];
  const places = ['pkg/lint/rules', 'pkg/chartutil'].map((name) => `${helmModule(3)}/${name}`);
  const told = places.flatMap((place) => [`-X ${place}.k8sVersionMajor=1`, `-X ${place}.k8sVersionMinor=${minor}`]);
  return [helmVersionFlag(3), ...told].join(' ');
}

function pinned(group: Group, module: string): string {
  const line = readFileSync(join(MODS, group, 'go.mod'), 'utf8')
    .split('\n')
    .map((text) => text.trim().replace(/^require /, ''))
    .find((text) => text.startsWith(`${module} v`));
  if (line === undefined) throw new Error(`mods/${group}/go.mod pins no ${module}`);
  return line.split(' ')[1];
}

function writeKwokStages(): void {
  const options = {
    cwd: join(MODS, 'kwok'),
    env: { ...process.env, GOFLAGS: '-mod=readonly' },
    encoding: 'utf8',
  } as const;
  const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', KWOK_MODULE], options).trim();
  const stages = KWOK_STAGES.map((file) => readFileSync(join(module, 'kustomize/stage', file), 'utf8'));
  // Renamed at the end: another run may be about to read it.
  const unfinished = `${kwokStages()}.${process.pid}`;
  writeFileSync(unfinished, stages.join('\n---\n'));
  renameSync(unfinished, kwokStages());
}
