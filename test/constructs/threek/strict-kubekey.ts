/**
 * A reader of KubeKey's v1alpha2 that refuses what it does not know, apart from the table of the library: written from the structs of
 * kubesphere/kubekey (v3.0.2 and v3.1.12), one path a line. `*` is any item or name. What follows ` 3.1` only that line has.
 */
const FIELDS = `
apiVersion: kubekey.kubesphere.io/v1alpha2
kind: Cluster
metadata.name: string
spec.hosts.*.name: string
spec.hosts.*.address: string
spec.hosts.*.internalAddress: string
spec.hosts.*.port: number
spec.hosts.*.user: string
spec.hosts.*.password: string
spec.hosts.*.privateKeyPath: string
spec.hosts.*.arch: string
spec.hosts.*.timeout: number
spec.hosts.*.labels.*: string
spec.roleGroups.etcd.*: string
spec.roleGroups.control-plane.*: string
spec.roleGroups.worker.*: string
spec.roleGroups.registry.*: string
spec.controlPlaneEndpoint.internalLoadbalancer: string
spec.controlPlaneEndpoint.domain: string
spec.controlPlaneEndpoint.address: string
spec.controlPlaneEndpoint.port: number
spec.controlPlaneEndpoint.externalDNS: boolean 3.1
spec.system.ntpServers.*: string
spec.system.timezone: string
spec.system.debs.*: string
spec.system.rpms.*: string
spec.system.preInstall.*.name: string
spec.system.preInstall.*.bash: string
spec.system.preInstall.*.materials.*: string
spec.system.postInstall.*.name: string
spec.system.postInstall.*.bash: string
spec.system.postInstall.*.materials.*: string
spec.etcd.type: string
spec.etcd.external.endpoints.*: string
spec.etcd.external.caFile: string
spec.etcd.external.certFile: string
spec.etcd.external.keyFile: string
spec.etcd.backupDir: string
spec.etcd.backupPeriod: number
spec.etcd.keepBackupNumber: number
spec.kubernetes.version: string
spec.kubernetes.clusterName: string
spec.kubernetes.containerManager: string
spec.kubernetes.autoRenewCerts: boolean
spec.kubernetes.maxPods: number
spec.kubernetes.nodeCidrMaskSize: number
spec.kubernetes.apiserverCertExtraSans.*: string
spec.kubernetes.featureGates.*: boolean
spec.kubernetes.apiserverArgs.*: string
spec.kubernetes.kubeletArgs.*: string
spec.network.plugin: string
spec.network.kubePodsCIDR: string
spec.network.kubeServiceCIDR: string
spec.network.calico.vethMTU: number
spec.network.multusCNI.enabled: boolean
spec.registry.type: string
spec.registry.privateRegistry: string
spec.registry.namespaceOverride: string
spec.registry.registryMirrors.*: string
spec.registry.insecureRegistries.*: string
spec.registry.auths.*.username: string
spec.registry.auths.*.password: string
spec.registry.auths.*.certsPath: string
spec.registry.auths.*.skipTLSVerify: boolean
spec.addons.*.name: string
spec.addons.*.namespace: string
spec.addons.*.sources.chart.name: string
spec.addons.*.sources.chart.repo: string
spec.addons.*.sources.chart.version: string
spec.addons.*.sources.chart.values.*: string
spec.addons.*.sources.yaml.path.*: string
`
  .trim()
  .split('\n')
  .map((line) => {
    const [, path, wanted, since] = /^(\S+): (\S+)(?: (\S+))?$/.exec(line)!;
    return { path: path.split('.'), wanted, since };
  });

/** Every scalar of a document that KubeKey has no field for, or another type of. Empty lists and mappings say nothing. */
export function strictProblems(document: unknown, line: string, path: string[] = []): string[] {
  if (typeof document === 'object' && document !== null) {
    return Object.entries(document).flatMap(([key, value]) => strictProblems(value, line, [...path, key]));
  }
  const field = FIELDS.find(
    (one) => one.path.length === path.length && one.path.every((part, index) => part === '*' || part === path[index]),
  );
  const where = path.join('.');
  if (!field) return [`${where} is unknown`];
  if (field.since !== undefined && line < field.since) return [`${where} is of ${field.since}`];
  return typeof document === field.wanted || document === field.wanted ? [] : [`${where} is ${typeof document}`];
}
