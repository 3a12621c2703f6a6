import type { KubeKeyClusterProps } from '../../kubekey/kubekey-cluster-props';
import { KubeKeyLoadBalancer } from '../../kubekey/kubekey-endpoint';
import type { KubeKeyEtcd } from '../../kubekey/kubekey-etcd';
import type { KubeKeyHost } from '../../kubekey/kubekey-host';
import type { KubeKeyRegistry } from '../../kubekey/kubekey-registry';
import type { KubeKeyAddon, KubeKeyScript, KubeKeySystem } from '../../kubekey/kubekey-system';
import { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { API_VERSION } from './fields';
import { expand } from './range';
import { CERTIFICATES, LOCAL_REGISTRY } from './registry-check';

/** What the platform takes for each line (facts: threek.md 3.1, "two coherent profiles"). */
const KUBERNETES: { readonly [line: string]: string } = { '3.0': 'v1.24.3', '3.1': 'v1.33.4' };

/** Key that the guides make on the first host. */
const KEY = '/root/.ssh/id_rsa';

/** Project that all images of the platform are in. */
export const LOCAL_PROJECT = 'kubesphereio';

type Document = { readonly [key: string]: unknown };

/** Machines and what they do, whether given or of an inventory. */
export interface Machines {
  readonly hosts: readonly KubeKeyHost[];
  readonly groups: { readonly [group: string]: readonly string[] | undefined };
}

/** The document that KubeKey reads. Members without a value are left out when it is written. */
export function documentFor(name: string, props: KubeKeyClusterProps, { hosts, groups }: Machines): Document {
  const { kubernetes = {}, network = {}, etcd = {} } = props;
  const { line } = props.version ?? KubeKeyVersion.V3_0;
  return {
    apiVersion: API_VERSION,
    kind: 'Cluster',
    metadata: { name },
    spec: {
      hosts: hosts.map(hostOf),
      roleGroups: groups,
      controlPlaneEndpoint: endpointOf(props, groups),
      system: systemOf(props.system),
      etcd: etcdOf(etcd),
      kubernetes: {
        version: kubernetes.version ?? KUBERNETES[line],
        clusterName: kubernetes.clusterName ?? 'cluster.local',
        containerManager: kubernetes.containerManager ?? 'containerd',
        autoRenewCerts: kubernetes.autoRenewCerts ?? true,
        maxPods: kubernetes.maxPods,
        nodeCidrMaskSize: kubernetes.nodeCidrMaskSize,
        apiserverCertExtraSans: kubernetes.apiserverCertExtraSans,
        featureGates: kubernetes.featureGates,
        apiserverArgs: kubernetes.apiserverArgs,
        kubeletArgs: kubernetes.kubeletArgs,
      },
      network: {
        plugin: network.plugin ?? 'calico',
        kubePodsCIDR: network.podCidr ?? '10.233.64.0/18',
        kubeServiceCIDR: network.serviceCidr ?? '10.233.0.0/18',
        calico: network.calicoMtu === undefined ? undefined : { vethMTU: network.calicoMtu },
        // The network operator may bring multus, and there can be one only.
        multusCNI: { enabled: false },
      },
      registry: registryOf(props.registry, (groups.registry ?? []).length > 0),
      addons: (props.addons ?? []).map(addonOf),
    },
  };
}

/** 3kctl reads internalAddress, port and user without asking whether they are there. */
const hostOf = (host: KubeKeyHost): Document => ({
  name: host.name,
  address: host.address,
  internalAddress: host.internalAddress ?? host.address,
  port: host.port ?? 22,
  user: host.user ?? 'root',
  password: host.password?._placeholder,
  privateKeyPath: host.privateKeyPath ?? (host.password ? undefined : KEY),
  arch: host.arch,
  timeout: host.timeout?.toSeconds(),
  labels: host.labels,
});

function endpointOf(
  { controlPlaneEndpoint: endpoint = {} }: KubeKeyClusterProps,
  groups: Machines['groups'],
): Document {
  const hosts = (groups['control-plane'] ?? []).flatMap(namesOf);
  const isAlone = hosts.length < 2 || endpoint.address !== undefined;
  return {
    internalLoadbalancer: endpoint.internalLoadBalancer ?? (isAlone ? undefined : KubeKeyLoadBalancer.HAPROXY),
    domain: endpoint.domain ?? 'lb.kubesphere.local',
    address: endpoint.address ?? '',
    port: endpoint.port ?? 6443,
    externalDNS: endpoint.externalDns,
  };
}

function namesOf(entry: string): readonly string[] {
  const expansion = expand(entry);
  return 'names' in expansion ? expansion.names : [];
}

const systemOf = (system?: KubeKeySystem): Document | undefined =>
  system && {
    ntpServers: system.ntpServers,
    timezone: system.timezone,
    debs: system.debs,
    rpms: system.rpms,
    preInstall: system.preInstall?.map(scriptOf),
    postInstall: system.postInstall?.map(scriptOf),
  };

const scriptOf = ({ name, bash, materials }: KubeKeyScript): Document => ({ name, bash, materials });

const etcdOf = ({ external, backupDir, backupPeriod, keepBackups }: KubeKeyEtcd): Document => ({
  type: external ? 'external' : 'kubekey',
  external: external && { ...external },
  backupDir,
  backupPeriod: backupPeriod?.toMinutes(),
  keepBackupNumber: keepBackups,
});

function registryOf(registry: KubeKeyRegistry = {}, isInstalled: boolean): Document {
  return {
    type: (registry.harbor ?? isInstalled) ? 'harbor' : undefined,
    privateRegistry: registry.privateRegistry ?? (isInstalled ? LOCAL_REGISTRY : ''),
    namespaceOverride: registry.namespaceOverride ?? (isInstalled ? LOCAL_PROJECT : ''),
    registryMirrors: registry.mirrors ?? [],
    insecureRegistries: registry.insecureRegistries ?? [],
    auths:
      registry.auths &&
      Object.fromEntries(
        Object.entries(registry.auths).map(([host, auth]) => [
          host,
          {
            username: auth.username,
            password: auth.password._placeholder,
            certsPath: auth.certsPath ?? (host === LOCAL_REGISTRY && isInstalled ? CERTIFICATES : undefined),
            skipTLSVerify: auth.skipTlsVerify,
          },
        ]),
      ),
  };
}

const addonOf = (addon: KubeKeyAddon): Document => ({
  name: addon.name,
  namespace: addon.namespace,
  sources: {
    chart: addon.chartRepository && {
      name: addon.chart ?? addon.name,
      repo: addon.chartRepository,
      version: addon.chartVersion,
      values: addon.values,
    },
    yaml: addon.manifests && { path: addon.manifests },
  },
});
