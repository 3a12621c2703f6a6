import {
  ANYTHING,
  BOOLEAN,
  byName,
  type Field,
  type Fields,
  listOf,
  MAP,
  object,
  oneOf,
  required,
  SECRET,
  since,
  TEXT,
  TEXTS,
  until,
  whole,
} from './field-types';

/*
 * Every field of `kubekey.kubesphere.io/v1alpha2` Cluster (facts: threek.md 1.3; source: kubesphere/kubekey v3.0.2 and v3.1.12).
 * KubeKey itself decodes without looking: a misspelt key has no effect, and nobody is told.
 */

export const API_VERSION = 'kubekey.kubesphere.io/v1alpha2';

const PORT = whole(1, 65535);

const HOST: Fields = {
  name: required(TEXT),
  address: TEXT,
  internalAddress: TEXT,
  port: PORT,
  user: TEXT,
  password: SECRET,
  privateKey: SECRET,
  privateKeyPath: TEXT,
  arch: oneOf('amd64', 'arm64'),
  timeout: whole(1),
  labels: MAP,
};

const ENDPOINT: Fields = {
  internalLoadbalancer: oneOf('', 'haproxy', 'kube-vip'),
  domain: TEXT,
  address: TEXT,
  port: PORT,
  kubevip: object({ mode: oneOf('ARP', 'BGP') }),
  externalDNS: since('3.1', BOOLEAN),
};

const ETCD: Fields = {
  type: oneOf('kubekey', 'kubeadm', 'external'),
  external: object({ endpoints: TEXTS, caFile: TEXT, certFile: TEXT, keyFile: TEXT }),
  backupDir: TEXT,
  backupPeriod: whole(0),
  keepBackupNumber: whole(0),
  backupScript: TEXT,
  port: since('3.1', PORT),
  peerPort: since('3.1', PORT),
  extraArgs: since('3.1', TEXTS),
  dataDir: since('3.1', TEXT),
  heartbeatInterval: since('3.1', whole(1)),
  electionTimeout: since('3.1', whole(1)),
  snapshotCount: since('3.1', whole(1)),
  autoCompactionRetention: since('3.1', whole(0)),
  metrics: since('3.1', TEXT),
  quotaBackendBytes: since('3.1', whole(1)),
  maxRequestBytes: since('3.1', whole(1)),
  maxSnapshots: since('3.1', whole(0)),
  maxWals: since('3.1', whole(0)),
  logLevel: since('3.1', TEXT),
};

const ENABLED = object({ enabled: BOOLEAN });

const KUBERNETES: Fields = {
  type: TEXT,
  version: TEXT,
  clusterName: TEXT,
  dnsDomain: TEXT,
  containerManager: oneOf('docker', 'containerd', 'crio', 'isula'),
  containerRuntimeEndpoint: TEXT,
  maxPods: whole(1),
  podPidsLimit: whole(1),
  nodeCidrMaskSize: whole(8, 32),
  nodeCidrMaskSizeIPv6: since('3.1', whole(8, 128)),
  proxyMode: oneOf('ipvs', 'iptables'),
  autoRenewCerts: BOOLEAN,
  masqueradeAll: BOOLEAN,
  disableKubeProxy: BOOLEAN,
  nodelocaldns: BOOLEAN,
  apiserverCertExtraSans: TEXTS,
  featureGates: ANYTHING,
  apiserverArgs: TEXTS,
  controllerManagerArgs: TEXTS,
  schedulerArgs: TEXTS,
  kubeletArgs: TEXTS,
  kubeProxyArgs: TEXTS,
  kubeletConfiguration: ANYTHING,
  kubeProxyConfiguration: ANYTHING,
  kata: ENABLED,
  nodeFeatureDiscovery: ENABLED,
  audit: since('3.1', ENABLED),
  nvidiaRuntime: since('3.1', BOOLEAN),
};

const NETWORK: Fields = {
  plugin: {
    ...oneOf('calico', 'flannel', 'cilium', 'kubeovn', 'hybridnet', 'none'),
    newValues: { hybridnet: '3.1' },
  },
  kubePodsCIDR: TEXT,
  kubeServiceCIDR: TEXT,
  calico: object({
    ipipMode: TEXT,
    vxlanMode: TEXT,
    vethMTU: whole(0),
    ipAutoDetectionMethod: since('3.1', TEXT),
    ipv4NatOutgoing: since('3.1', BOOLEAN),
    ipv6NatOutgoing: since('3.1', BOOLEAN),
    defaultIPPOOL: since('3.1', BOOLEAN),
    typha: since('3.1', ANYTHING),
    controller: since('3.1', ANYTHING),
  }),
  flannel: object({ backendMode: TEXT, directRouting: BOOLEAN }),
  kubeovn: ANYTHING,
  hybridnet: since('3.1', ANYTHING),
  multusCNI: ENABLED,
};

const REGISTRY: Fields = {
  type: oneOf('', 'harbor'),
  privateRegistry: TEXT,
  namespaceOverride: TEXT,
  registryMirrors: TEXTS,
  insecureRegistries: TEXTS,
  dataRoot: until('3.0', TEXT),
  containerdDataDir: since('3.1', TEXT),
  dockerDataDir: since('3.1', TEXT),
  registryDataDir: since('3.1', TEXT),
  bridgeIP: since('3.1', TEXT),
  namespaceRewrite: since('3.1', ANYTHING),
  remoteMirrors: since('3.1', ANYTHING),
  auths: byName({ username: TEXT, password: SECRET, skipTLSVerify: BOOLEAN, plainHTTP: BOOLEAN, certsPath: TEXT }),
};

const COMMANDS: Fields = { name: TEXT, bash: TEXT, materials: TEXTS, role: since('3.1', TEXT) };

const SYSTEM: Fields = {
  ntpServers: TEXTS,
  timezone: TEXT,
  rpms: TEXTS,
  debs: TEXTS,
  preInstall: listOf(COMMANDS),
  postInstall: listOf(COMMANDS),
  postClusterInstall: since('3.1', listOf(COMMANDS)),
  skipConfigureOS: since('3.1', BOOLEAN),
};

const ADDON: Fields = {
  name: required(TEXT),
  namespace: TEXT,
  sources: object({
    chart: object({
      name: TEXT,
      repo: TEXT,
      path: TEXT,
      version: TEXT,
      valuesFile: TEXT,
      values: TEXTS,
      wait: BOOLEAN,
    }),
    yaml: object({ path: TEXTS, values: since('3.1', ANYTHING) }),
  }),
  preInstall: listOf(COMMANDS),
  postInstall: listOf(COMMANDS),
  retries: whole(0),
  delay: whole(0),
};

/** Groups that KubeKey knows, the aliases too. Others it accepts, and they do nothing. */
export const ROLE_GROUPS = ['etcd', 'control-plane', 'master', 'worker', 'registry'];

const SPEC: Fields = {
  hosts: required(listOf(HOST)),
  roleGroups: required(object(Object.fromEntries(ROLE_GROUPS.map((group) => [group, TEXTS])))),
  controlPlaneEndpoint: object(ENDPOINT),
  system: object(SYSTEM),
  etcd: object(ETCD),
  dns: since('3.1', ANYTHING),
  kubernetes: object(KUBERNETES),
  network: object(NETWORK),
  storage: object({ openebs: object({ basePath: TEXT }) }),
  registry: object(REGISTRY),
  addons: listOf(ADDON),
  kubesphere: object({ enabled: BOOLEAN, version: TEXT, configurations: TEXT }),
};

export const SPEC_KEYS: readonly string[] = Object.keys(SPEC);

/** The whole document. */
export const CLUSTER: Field = object({
  apiVersion: required(oneOf(API_VERSION)),
  kind: required(oneOf('Cluster')),
  metadata: required(object({ name: required(TEXT), namespace: TEXT, labels: MAP, annotations: MAP })),
  spec: required(object(SPEC)),
});
