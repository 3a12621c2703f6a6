import type { Problem } from '../../../core/checks/check';
import { warning } from '../../../core/rules/problem';
import type { KubeKeyCluster } from '../../kubekey/kubekey-cluster';
import { at } from '../kubekey/document-problem';

/** The oldest Kubernetes whose API the library knows: an older cluster is checked by it. */
const OLDEST = 28;

const minorOf = (version: unknown): number => Number(/^v?1\.(\d+)/.exec(String(version))?.[1]);

/** Objects are checked for the Kubernetes of the app; kk makes that of its file. */
export function versionProblems({ _document }: KubeKeyCluster, ofApp: string | undefined): Problem[] {
  const made = at(_document, 'spec', 'kubernetes', 'version');
  const wanted = Math.max(minorOf(made), OLDEST);
  if (ofApp === undefined || !Number.isInteger(wanted) || minorOf(ofApp) === wanted) return [];
  const message = `kk makes Kubernetes ${made}, and objects are checked for that of the app, ${ofApp}`;
  return [
    warning('GPULAB2844', message, 'kubeKey.kubernetes.version', `give the LabApp kubernetesVersion: '1.${wanted}'`),
  ];
}
