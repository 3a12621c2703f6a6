import type { GpuMonitoringProps } from '../../gpu/gpu-monitoring';
import type { ProviderVersion } from '../provider-version';
import type { ProviderGpu } from './provider-gpu';
import type { ProviderIngress } from './provider-ingress';
import type { TaskPolicies } from './task-policies';

/** How packets between pods of two nodes are wrapped; as `Installation` of Calico has it. */
export enum CalicoEncapsulation {
  /** VXLAN where a router stands between the nodes. */
  VXLAN_CROSS_SUBNET = 'VXLANCrossSubnet',
  /** VXLAN always. */
  VXLAN = 'VXLAN',
  /** IP in IP where a router stands between the nodes. */
  IPIP_CROSS_SUBNET = 'IPIPCrossSubnet',
  /** IP in IP always. */
  IPIP = 'IPIP',
  /** Not at all: the network knows the way to pods. */
  NONE = 'None',
}

/** The network of the cluster. */
export interface ProviderCalico {
  /**
   * Network that pods get addresses of. It must be the `podSubnet` of kubeadm, and cannot be changed later.
   * @default - podSubnet
   */
  readonly poolCidr?: string;

  /**
   * How packets between nodes are wrapped.
   * @default CalicoEncapsulation.VXLAN_CROSS_SUBNET
   */
  readonly encapsulation?: CalicoEncapsulation;
}

/** Redis in the cluster, for versions before 0.5.0. The provider keeps tasks and when they end in it. */
export interface ProviderRedis {
  /**
   * Secret in namespace `computing-provider` with the key `auth.conf`, which holds the line `requirepass "..."`: the password is in no
   * argument of a process.
   */
  readonly authSecret: string;

  /** Storage class of its data: without them no task ends. */
  readonly storageClass: string;

  /**
   * Image.
   * @default "docker.io/library/redis:7.4.6"
   */
  readonly image?: string;
}

/** A registry in the cluster, that the provider pushes images of tasks to and every node pulls them from. */
export interface ProviderClusterRegistry {
  /** Secret of type `kubernetes.io/tls` in namespace `computing-provider`, for the names and addresses that nodes use. */
  readonly tlsSecret: string;

  /** Secret in namespace `computing-provider` with the key `htpasswd`: users with bcrypt hashes of their passwords. */
  readonly htpasswdSecret: string;

  /** Storage class of the images. */
  readonly storageClass: string;

  /**
   * Room for images, as "500Gi".
   * @default "200Gi"
   */
  readonly size?: string;

  /**
   * Port of every node, 30000 to 32767.
   * @default 30500
   */
  readonly nodePort?: number;

  /**
   * Image.
   * @default "docker.io/library/registry:3.0.0"
   */
  readonly image?: string;
}

/** Properties of a `ComputeProviderStack`. */
export interface ComputeProviderStackProps {
  /** Version of the provider: rights, exporter and what else it looks for go by it. */
  readonly version: ProviderVersion;

  /** Domain of the tasks, as "example.com": each is at a name below it. */
  readonly domain: string;

  /**
   * Network of pods: `podSubnet` of kubeadm, and Calico's pool.
   * @default "10.244.0.0/16"
   */
  readonly podSubnet?: string;

  /**
   * The network of the cluster.
   * @default - one pool, podSubnet, with VXLAN between subnets
   */
  readonly calico?: ProviderCalico;

  /**
   * Does the cluster have Calico and its API server (`APIServer` `default`) already?
   * @default false - the stack installs both
   */
  readonly existingCalico?: boolean;

  /**
   * What tasks may reach.
   * @default TaskPolicies.isolated()
   */
  readonly policies?: TaskPolicies;

  /**
   * Who offers the GPUs.
   * @default ProviderGpu.devicePlugin()
   */
  readonly gpu?: ProviderGpu;

  /**
   * Who takes requests to tasks.
   * @default ProviderIngress.nginx()
   */
  readonly ingress?: ProviderIngress;

  /**
   * Image of the exporter, whose last line of log the provider reads.
   * @default - that of the version
   */
  readonly exporterImage?: string;

  /**
   * Wallets that get a namespace now: "0x" and 40 hexadecimal digits. The provider makes those of others as tasks come, and deletes
   * empty ones.
   * @default - none
   */
  readonly wallets?: string[];

  /**
   * Redis in the cluster.
   * @default - none: on the host of the provider, or not needed
   */
  readonly redis?: ProviderRedis;

  /**
   * A registry in the cluster.
   * @default - none: on a host, or not needed with one node
   */
  readonly registry?: ProviderClusterRegistry;

  /**
   * Prometheus, Alertmanager and Grafana. Figures of GPUs come from the GPU operator.
   * @default - none
   */
  readonly monitoring?: GpuMonitoringProps;
}
