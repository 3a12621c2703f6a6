import { quoted } from '../../../core/rules/problem';
import type { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { at, type DocumentProblems, isText } from './document-problem';

const KUBERNETES = ['spec', 'kubernetes'];

/** `-k3s` makes another distribution of it. */
const VERSION = /^v1\.(\d+)\.(\d+)(?:-k3s)?$/;

/** From here on the kubelet has no way to talk to docker. */
const FIRST_WITHOUT_DOCKER = 24;

/** What kk takes when no version is given. */
const DEFAULT_VERSION: { readonly [line: string]: string } = { '3.0': 'v1.23.10', '3.1': 'v1.23.17' };

/** Version and container runtime: where kk finds a version that it cannot read, it silently takes its default. */
export function checkKubernetes(document: unknown, version: KubeKeyVersion, problems: DocumentProblems): void {
  const path = [...KUBERNETES, 'version'];
  const given = at(document, ...path);
  if (!isText(given)) {
    const message = `kubernetes.version is missing: kk ${version.line} takes ${DEFAULT_VERSION[version.line]}`;
    problems.warning('GPULAB2821', path, message, 'give the version that is meant');
    return;
  }
  const [whole, minor] = VERSION.exec(given) ?? [];
  if (whole === undefined) {
    const message = `kubernetes.version ${quoted(given)} cannot be read: kk would silently take ${DEFAULT_VERSION[version.line]}`;
    const hint = /^1\.\d+\.\d+$/.test(given) ? `write v${given}` : 'write it as v1.24.3';
    problems.error('GPULAB2821', path, message, hint);
    return;
  }
  if (isNewer(given, version)) {
    const message = `kk ${version.line} makes Kubernetes up to ${version.newestKubernetes}; version is ${quoted(given)}`;
    problems.error('GPULAB2821', path, message, 'take an older Kubernetes, or a newer kk');
  }
  checkRuntime(document, Number(minor), version, problems);
  checkSwitches(document, problems);
}

function isNewer(given: string, { newestKubernetes }: KubeKeyVersion): boolean {
  const [, minor, patch] = VERSION.exec(given)!.map(Number);
  const [, newestMinor, newestPatch] = newestKubernetes.split('.').map(Number);
  return minor > newestMinor || (minor === newestMinor && patch > newestPatch);
}

function checkRuntime(document: unknown, minor: number, { line }: KubeKeyVersion, problems: DocumentProblems): void {
  const path = [...KUBERNETES, 'containerManager'];
  const manager = at(document, ...path) ?? 'docker';
  if (manager !== 'docker' || minor < FIRST_WITHOUT_DOCKER) return;
  const given = at(document, ...path) === undefined ? 'is missing, and docker is the default' : 'is docker';
  const message = `kubernetes.containerManager ${given}, but Kubernetes 1.${minor} does not work with it`;
  if (line === '3.0') problems.error('GPULAB2821', path, message, 'set it to containerd');
  else problems.warning('GPULAB2821', path, `${message} by itself: kk 3.1 adds cri-dockerd`, 'set it to containerd');
}

/** Parts that kk can install and that the platform brings itself. */
function checkSwitches(document: unknown, problems: DocumentProblems): void {
  if (at(document, ...KUBERNETES, 'nodeFeatureDiscovery', 'enabled') === true) {
    const message = 'kk installs node feature discovery 0.10, and there can be one only';
    problems.warning('GPULAB2825', [...KUBERNETES, 'nodeFeatureDiscovery'], message, 'leave it to the GPU stack');
  }
  if (at(document, ...KUBERNETES, 'nvidiaRuntime') === true) {
    const message = 'kk configures the NVIDIA runtime, which the toolkit of the GPU operator does, too';
    problems.warning('GPULAB2825', [...KUBERNETES, 'nvidiaRuntime'], message, 'leave it to the GPU operator');
  }
}
