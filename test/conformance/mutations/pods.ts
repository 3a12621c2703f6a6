import { accepted, type Mutation, refused } from './mutation';

const container = (o: any) => o.spec.containers[0];
const NEWER = ['1.35'];

export const podMutations: readonly Mutation[] = [
  refused('Pod', 'no spec', 'GPULAB1204', (o) => delete o.spec),
  refused('Pod', 'no containers', 'GPULAB1204', (o) => (o.spec.containers = [])),
  refused('Pod', 'containers misspelt', 'GPULAB1203', (o) => {
    o.spec.contianers = o.spec.containers;
    delete o.spec.containers;
  }),
  refused('Pod', 'containers as an object', 'GPULAB1205', (o) => (o.spec.containers = { main: container(o) })),
  refused('Pod', 'two containers of one name', 'GPULAB1210', (o) =>
    o.spec.containers.push({ ...container(o), ports: [] }),
  ),
  refused(
    'Pod',
    'an init container with the name of a container',
    'GPULAB1210',
    (o) => (o.spec.initContainers[0].name = 'main'),
  ),
  refused('Pod', 'two volumes of one name', 'GPULAB1210', (o) => (o.spec.volumes[1].name = 'home')),
  refused('Pod', 'a volume name with a dot', 'GPULAB1209', (o) => o.spec.volumes.push({ name: 'a.b', emptyDir: {} })),
  refused('Pod', 'a volume with two sources', 'GPULAB1211', (o) => (o.spec.volumes[0].emptyDir = {})),
  accepted('Pod', 'a volume without source', (o) => o.spec.volumes.push({ name: 'empty' })),
  refused(
    'Pod',
    'a mount of a volume that is not there',
    'GPULAB1212',
    (o) => (container(o).volumeMounts[0].name = 'homes'),
  ),
  refused(
    'Pod',
    'a mount in an init container of a volume that is not there',
    'GPULAB1212',
    (o) => (o.spec.initContainers[0].volumeMounts[0].name = 'x'),
  ),
  accepted('Pod', 'a volume that nobody mounts', (o) => o.spec.volumes.push({ name: 'unused', emptyDir: {} })),
  refused('Pod', 'a claim without name', 'GPULAB1204', (o) => (o.spec.volumes[0].persistentVolumeClaim.claimName = '')),
  refused('Pod', 'a config map volume without name', 'GPULAB1204', (o) => delete o.spec.volumes[2].configMap.name),
  refused(
    'Pod',
    'a secret volume with name instead of secretName',
    'GPULAB1203',
    (o) => (o.spec.volumes[3].secret = { name: 'token' }),
  ),
  refused('Pod', 'a file mode above 0777', 'GPULAB1206', (o) => (o.spec.volumes[2].configMap.defaultMode = 1000)),
  refused('Pod', 'a file mode as text', 'GPULAB1205', (o) => (o.spec.volumes[2].configMap.defaultMode = '0644')),
  refused(
    'Pod',
    'a file with .. in its path',
    'GPULAB1209',
    (o) => (o.spec.volumes[2].configMap.items[0].path = '../mode'),
  ),
  refused(
    'Pod',
    'a file that begins with ..',
    'GPULAB1209',
    (o) => (o.spec.volumes[2].configMap.items[0].path = '..mode'),
  ),
  refused('Pod', 'a host path with ..', 'GPULAB1209', (o) => (o.spec.volumes[4].hostPath.path = '/var/../etc')),
  accepted('Pod', 'a host path with dots in a name', (o) => (o.spec.volumes[4].hostPath.path = '/var/..lib')),
  refused('Pod', 'an unknown type of host path', 'GPULAB1207', (o) => (o.spec.volumes[4].hostPath.type = 'Folder')),
  accepted('Pod', 'an empty type of host path', (o) => (o.spec.volumes[4].hostPath.type = '')),
  refused('Pod', 'an NFS path that is not absolute', 'GPULAB1209', (o) => (o.spec.volumes[5].nfs.path = 'export')),
  refused('Pod', 'a size that is not a quantity', 'GPULAB1208', (o) => (o.spec.volumes[1].emptyDir.sizeLimit = '8GB')),
  refused('Pod', 'a negative size', 'GPULAB1213', (o) => (o.spec.volumes[1].emptyDir.sizeLimit = '-1Gi')),
  accepted('Pod', 'a size that is a number', (o) => (o.spec.volumes[1].emptyDir.sizeLimit = 1_000_000)),
  refused(
    'Pod',
    'a field of the pod that a volume cannot have',
    'GPULAB1207',
    (o) => (o.spec.volumes[6].downwardAPI.items[0].fieldRef.fieldPath = 'spec.nodeName'),
  ),
  refused(
    'Pod',
    'a projected source of two kinds',
    'GPULAB1211',
    (o) => (o.spec.volumes[7].projected.sources[0].secret = { name: 'token' }),
  ),
  refused(
    'Pod',
    'one path twice in a projected volume',
    'GPULAB1210',
    (o) => (o.spec.volumes[7].projected.sources[1].secret.items[0].path = 'mode'),
  ),
  refused(
    'Pod',
    'a claim template without access modes',
    'GPULAB1204',
    (o) => delete o.spec.volumes[8].ephemeral.volumeClaimTemplate.spec.accessModes,
  ),

  refused('Pod', 'a restart policy in small letters', 'GPULAB1207', (o) => (o.spec.restartPolicy = 'always')),
  accepted('Pod', 'a pod that ends', (o) => (o.spec.restartPolicy = 'Never')),
  accepted('Pod', 'an empty restart policy', (o) => (o.spec.restartPolicy = '')),
  refused('Pod', 'a DNS policy that is none', 'GPULAB1207', (o) => (o.spec.dnsPolicy = 'Cluster')),
  refused('Pod', 'DNS policy None without name servers', 'GPULAB1204', (o) => {
    o.spec.dnsPolicy = 'None';
    delete o.spec.dnsConfig;
  }),
  refused(
    'Pod',
    'a name server that is a name',
    'GPULAB1209',
    (o) => (o.spec.dnsConfig.nameservers = ['dns.example.com']),
  ),
  refused(
    'Pod',
    'four name servers',
    'GPULAB1216',
    (o) => (o.spec.dnsConfig.nameservers = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']),
  ),
  refused(
    'Pod',
    'an underscore in a search path',
    'GPULAB1209',
    (o) => (o.spec.dnsConfig.searches = ['lab_x.example.com']),
    {
      versions: ['1.28'],
    },
  ),
  refused('Pod', 'a host alias that is no address', 'GPULAB1209', (o) => (o.spec.hostAliases[0].ip = 'harbor')),
  accepted('Pod', 'a host alias in IPv6', (o) => (o.spec.hostAliases[0].ip = '2001:db8::1')),
  refused(
    'Pod',
    'a node selector that is a number',
    'GPULAB1205',
    (o) => (o.spec.nodeSelector = { 'gpu-model': 4090 }),
  ),
  refused(
    'Pod',
    'a node selector with a blank',
    'GPULAB1107',
    (o) => (o.spec.nodeSelector = { 'gpu-model': 'RTX 4090' }),
  ),
  accepted('Pod', 'an empty value in a node selector', (o) => (o.spec.nodeSelector = { 'gpu-model': '' })),
  refused(
    'Pod',
    'a toleration without key or operator',
    'GPULAB1211',
    (o) => (o.spec.tolerations = [{ effect: 'NoSchedule' }]),
  ),
  accepted('Pod', 'a toleration of everything', (o) => (o.spec.tolerations = [{ operator: 'Exists' }])),
  refused('Pod', 'Exists with a value', 'GPULAB1211', (o) => (o.spec.tolerations[0].value = 'x')),
  refused('Pod', 'an effect that is none', 'GPULAB1207', (o) => (o.spec.tolerations[0].effect = 'NoRun')),
  refused(
    'Pod',
    'toleration seconds without NoExecute',
    'GPULAB1211',
    (o) => (o.spec.tolerations[0].tolerationSeconds = 1),
  ),
  refused(
    'Pod',
    'a node affinity without terms',
    'GPULAB1204',
    (o) => (o.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms = []),
  ),
  refused(
    'Pod',
    'In without values',
    'GPULAB1211',
    (o) =>
      (o.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values =
        []),
  ),
  refused(
    'Pod',
    'Gt with two values',
    'GPULAB1211',
    (o) =>
      (o.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator =
        'Gt'),
  ),
  refused(
    'Pod',
    'a weight of 101',
    'GPULAB1206',
    (o) => (o.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight = 101),
  ),
  refused(
    'Pod',
    'a pod affinity without topology key',
    'GPULAB1204',
    (o) => delete o.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey,
  ),
  accepted(
    'Pod',
    'a node affinity term that matches nothing',
    (o) => (o.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms = [{}]),
  ),
  refused(
    'Pod',
    'a node affinity value with a blank',
    'GPULAB1107',
    (o) =>
      (o.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values =
        ['RTX 4090']),
    { versions: NEWER },
  ),
  refused('Pod', 'a skew of 0', 'GPULAB1206', (o) => (o.spec.topologySpreadConstraints[0].maxSkew = 0)),
  refused('Pod', 'one spread constraint twice', 'GPULAB1210', (o) =>
    o.spec.topologySpreadConstraints.push({ ...o.spec.topologySpreadConstraints[0] }),
  ),
  refused('Pod', 'a group id below 0', 'GPULAB1206', (o) => (o.spec.securityContext.fsGroup = -1)),
  refused('Pod', 'a user id above 2^31', 'GPULAB1206', (o) => (o.spec.securityContext.runAsUser = 2 ** 31)),
  accepted('Pod', 'the user root', (o) => (o.spec.securityContext.runAsUser = 0)),
  refused(
    'Pod',
    'a kernel parameter with a blank',
    'GPULAB1209',
    (o) => (o.spec.securityContext.sysctls[0].name = 'net core'),
  ),
  refused('Pod', 'a deadline of 0', 'GPULAB1206', (o) => (o.spec.activeDeadlineSeconds = 0)),
  refused('Pod', 'a host name with a dot', 'GPULAB1209', (o) => (o.spec.hostname = 'a.b')),
  refused('Pod', 'a service account in capitals', 'GPULAB1209', (o) => (o.spec.serviceAccountName = 'Default')),
  refused(
    'Pod',
    'an ephemeral container',
    'GPULAB1215',
    (o) => (o.spec.ephemeralContainers = [{ name: 'debug', image: 'busybox' }]),
  ),
  refused('Pod', 'an operating system that is none', 'GPULAB1207', (o) => (o.spec.os = { name: 'macos' })),
  refused('Pod', 'process namespaces of host and pod', 'GPULAB1211', (o) =>
    Object.assign(o.spec, { hostPID: true, shareProcessNamespace: true }),
  ),
  refused('Pod', 'host network with another host port', 'GPULAB1211', (o) => {
    delete o.spec.securityContext.sysctls;
    o.spec.hostNetwork = true;
    container(o).ports[0].hostPort = 80;
  }),
  accepted('Pod', 'host network', (o) => {
    delete o.spec.securityContext.sysctls;
    o.spec.hostNetwork = true;
  }),
  refused('Pod', 'a field of a newer version', 'GPULAB1203', (o) => (o.spec.hostnameOverride = 'lab'), {
    versions: ['1.28'],
  }),
  refused('Pod', 'hostNetwork as text', 'GPULAB1205', (o) => (o.spec.hostNetwork = 'true')),
  accepted('Pod', 'a pull secret twice removed', (o) => (o.spec.imagePullSecrets = [])),
  accepted('Pod', 'no volumes and no mounts', (o) => {
    delete o.spec.volumes;
    delete container(o).volumeMounts;
    delete o.spec.initContainers;
  }),
];
