import { join } from 'node:path';
import { binary, kwokStages, type Version } from './binaries';
import type { ProcessGroup } from './processes';

/** Everything listens here and nowhere else. */
export const HOST = '127.0.0.1';

/** Addresses reserved for documentation: they must be given, and nobody ever connects to them. */
const NOWHERE = '192.0.2.1';
const FAKE_NODE = '192.0.2.2';

/** Who talks to the API server, and with what rights; each has a token of its own. */
export const ACCOUNTS = {
  admin: { user: 'admin', group: 'system:masters' },
  kwok: { user: 'kwok', group: 'system:masters' },
  'controller-manager': { user: 'system:kube-controller-manager', group: '' },
  scheduler: { user: 'system:kube-scheduler', group: '' },
} as const;
export type Account = keyof typeof ACCOUNTS;

/** Annotation that marks a Node as one of kwok's. */
export const FAKE_NODE_ANNOTATION = { 'kwok.x-k8s.io/node': 'fake' };

export interface Ports {
  readonly etcd: number;
  readonly peer: number;
  readonly server: number;
}

export function startStorage(group: ProcessGroup, { etcd, peer }: Ports): void {
  const client = `http://${HOST}:${etcd}`;
  const peers = `http://${HOST}:${peer}`;
  const args = {
    name: 'member',
    'data-dir': join(group.folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peers,
    'initial-advertise-peer-urls': peers,
    'initial-cluster': `member=${peers}`,
    'log-level': 'warn',
    // Data that lives for minutes need not survive a power cut.
    'unsafe-no-fsync': true,
  };
  group.start('etcd', binary('etcd', 'etcd'), flags(args));
}

export function startServer(group: ProcessGroup, version: Version, ports: Ports): void {
  const args = {
    'etcd-servers': `http://${HOST}:${ports.etcd}`,
    'bind-address': HOST,
    'secure-port': ports.server,
    // Without these two the server looks for a default route, which a build machine may not have.
    'advertise-address': NOWHERE,
    'endpoint-reconciler-type': 'none',
    'service-cluster-ip-range': '10.96.0.0/16',
    // An empty folder: the server makes itself an authority and a certificate there.
    'cert-dir': certificateFolder(group),
    'token-auth-file': join(group.folder, 'tokens.csv'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': join(group.folder, 'accounts.pub'),
    'service-account-signing-key-file': join(group.folder, 'accounts.key'),
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction',
    'allow-privileged': true,
    profiling: false,
  };
  group.start('apiserver', binary(`kubernetes-${version}`, 'kube-apiserver'), flags(args));
}

const certificateFolder = (group: ProcessGroup): string => join(group.folder, 'certificates');
/** The server's certificate, followed by that of its authority. */
export const certificateFile = (group: ProcessGroup): string => join(certificateFolder(group), 'apiserver.crt');
export const kubeconfigFile = (group: ProcessGroup, account: Account): string =>
  join(group.folder, `${account}.kubeconfig`);

export function startControllers(group: ProcessGroup, version: Version): void {
  const kubeconfig = kubeconfigFile(group, 'controller-manager');
  const args = {
    kubeconfig,
    'authentication-kubeconfig': kubeconfig,
    'authorization-kubeconfig': kubeconfig,
    'secure-port': 0,
    controllers: '*',
    // With one account for all of them, quotas and the root certificate are refused by RBAC.
    'use-service-account-credentials': true,
    'service-account-private-key-file': join(group.folder, 'accounts.key'),
    'root-ca-file': certificateFile(group),
    'allocate-node-cidrs': false,
    'leader-elect': false,
    'kube-api-qps': 200,
    'kube-api-burst': 400,
    'resource-quota-sync-period': '10s',
    profiling: false,
  };
  group.start('controller-manager', binary(`kubernetes-${version}`, 'kube-controller-manager'), flags(args));
}

export function startScheduler(group: ProcessGroup, version: Version): void {
  const args = { config: schedulerFile(group), 'secure-port': 0 };
  group.start('scheduler', binary(`kubernetes-${version}`, 'kube-scheduler'), flags(args));
}

export const schedulerFile = (group: ProcessGroup): string => join(group.folder, 'scheduler.json');
export const schedulerConfiguration = (group: ProcessGroup): object => ({
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
  leaderElection: { leaderElect: false },
  podMaxBackoffSeconds: 2,
  clientConnection: { kubeconfig: kubeconfigFile(group, 'scheduler'), qps: 200, burst: 400 },
});

export function startFakeKubelets(group: ProcessGroup): void {
  const [[key, value]] = Object.entries(FAKE_NODE_ANNOTATION);
  const args = {
    kubeconfig: kubeconfigFile(group, 'kwok'),
    config: kwokStages(),
    'manage-all-nodes': false,
    'manage-nodes-with-annotation-selector': `${key}=${value}`,
    'node-ip': FAKE_NODE,
    cidr: '10.244.0.0/16',
    'node-lease-duration-seconds': 40,
  };
  group.start('kwok', binary('kwok', 'kwok'), flags(args));
}

const flags = (values: Record<string, string | number | boolean>): string[] =>
  Object.entries(values).map(([name, value]) => `--${name}=${value}`);
