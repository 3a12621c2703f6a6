import { ensure } from '../core/private/ensure';
import { dataText } from '../data-text';
import type { ChartFacts } from './chart-facts';
import { CALICO_CRDS } from './charts/calico-crds';
import { CEPH_CSI_DRIVERS } from './charts/ceph-csi-drivers';
import { CERT_MANAGER } from './charts/cert-manager';
import { CSI_DRIVER_NFS } from './charts/csi-driver-nfs';
import { DEX } from './charts/dex';
import { DEX_K8S_AUTHENTICATOR } from './charts/dex-k8s-authenticator';
import { GPU_OPERATOR } from './charts/gpu-operator';
import { HAMI } from './charts/hami';
import { HARBOR } from './charts/harbor';
import { INGRESS_NGINX } from './charts/ingress-nginx';
import { KUBE_PROMETHEUS_STACK } from './charts/kube-prometheus-stack';
import { LOCAL_PATH_PROVISIONER } from './charts/local-path-provisioner';
import { NETWORK_OPERATOR } from './charts/network-operator';
import { NFS_SUBDIR_EXTERNAL_PROVISIONER } from './charts/nfs-subdir-external-provisioner';
import { NODE_FEATURE_DISCOVERY } from './charts/node-feature-discovery';
import { NVIDIA_DEVICE_PLUGIN } from './charts/nvidia-device-plugin';
import { OPENLDAP_STACK_HA } from './charts/openldap-stack-ha';
import { REDIS } from './charts/redis';
import { ROOK_CEPH } from './charts/rook-ceph';
import { ROOK_CEPH_CLUSTER } from './charts/rook-ceph-cluster';
import { TIGERA_OPERATOR } from './charts/tigera-operator';
import { VOLCANO } from './charts/volcano';
import { type ImageSlot, parseSlot } from './private/image-slot';
import { type KeyTree, readKeyTree } from './private/key-tree';

/** Key trees by their text or, for charts of the library, by their name: read once, when a release is checked. */
const trees = new Map<string, KeyTree>();

/** Somebody else's Helm chart as data: version, repository, keys of its values, images, and what must be there before it. */
export class UpstreamChart {
  /** Definitions of Calico's kinds, a chart of its own since v3.32; named `crd.projectcalico.org.v1`. */
  public static readonly CALICO_CRDS = new UpstreamChart(CALICO_CRDS);

  /**
   * CSI drivers of Ceph: with Rook 1.20 and later a chart of its own. Its defaults do not work with Rook: give
   * `operatorConfig.driverSpecDefaults.imageSet.name` and the names of drivers as Rook's values-rook.yaml has them.
   */
  public static readonly CEPH_CSI_DRIVERS = new UpstreamChart(CEPH_CSI_DRIVERS);

  /** Certificates as objects. Its definitions come only with `crds.enabled: true`. */
  public static readonly CERT_MANAGER = new UpstreamChart(CERT_MANAGER);

  /** Volumes on an NFS server, with snapshots. No storage class by default. */
  public static readonly CSI_DRIVER_NFS = new UpstreamChart(CSI_DRIVER_NFS);

  /** OpenID Connect over LDAP and others. Does nothing without `config`. */
  public static readonly DEX = new UpstreamChart(DEX);

  /**
   * A web page that gives kubeconfig files to those who log in at Dex. Retired (GPULAB2422), and published nowhere: put the chart
   * into a registry and say so with `fromRepository()`.
   */
  public static readonly DEX_K8S_AUTHENTICATOR = new UpstreamChart(DEX_K8S_AUTHENTICATOR);

  /** GPU operator of NVIDIA: driver, container toolkit, device plugin, monitoring. */
  public static readonly GPU_OPERATOR = new UpstreamChart(GPU_OPERATOR);

  /** GPUs in slices of memory and cores. Nodes need the label `gpu=on`, and no other device plugin of NVIDIA. */
  public static readonly HAMI = new UpstreamChart(HAMI);

  /** A registry of images. Its defaults have known passwords: give `existingSecretAdminPassword` and `existingSecretSecretKey`. */
  public static readonly HARBOR = new UpstreamChart(HARBOR);

  /** Ingress by nginx. Retired (GPULAB2422). Its Service is a LoadBalancer by default. */
  public static readonly INGRESS_NGINX = new UpstreamChart(INGRESS_NGINX);

  /** Prometheus, Alertmanager and Grafana with rules and dashboards for Kubernetes. */
  public static readonly KUBE_PROMETHEUS_STACK = new UpstreamChart(KUBE_PROMETHEUS_STACK);

  /** Volumes on the disk of a node. Its helper image floats (`busybox:latest`). */
  public static readonly LOCAL_PATH_PROVISIONER = new UpstreamChart(LOCAL_PATH_PROVISIONER);

  /** Network operator of NVIDIA: drivers and RDMA of InfiniBand cards. What it installs is said by a NicClusterPolicy. */
  public static readonly NETWORK_OPERATOR = new UpstreamChart(NETWORK_OPERATOR);

  /** Volumes as folders of an NFS server, which must be given: `nfs.server`. */
  public static readonly NFS_SUBDIR_EXTERNAL_PROVISIONER = new UpstreamChart(NFS_SUBDIR_EXTERNAL_PROVISIONER);

  /** Labels nodes with what their hardware is. One in a cluster. */
  public static readonly NODE_FEATURE_DISCOVERY = new UpstreamChart(NODE_FEATURE_DISCOVERY);

  /** The device plugin of NVIDIA alone, where the driver is there already. */
  public static readonly NVIDIA_DEVICE_PLUGIN = new UpstreamChart(NVIDIA_DEVICE_PLUGIN);

  /**
   * LDAP server with two web pages. Its defaults have known passwords: give `global.existingSecret`. Two of its images float
   * (`debian:latest`, `alpine/openssl:latest`).
   */
  public static readonly OPENLDAP_STACK_HA = new UpstreamChart(OPENLDAP_STACK_HA);

  /** Redis by Bitnami, whose images have moved: the one of the chart may not be there any more. */
  public static readonly REDIS = new UpstreamChart(REDIS);

  /** Operator of Ceph, and the definitions of its kinds, which stay when it is removed. */
  public static readonly ROOK_CEPH = new UpstreamChart(ROOK_CEPH);

  /** A Ceph cluster. Its defaults take all empty disks of all nodes. */
  public static readonly ROOK_CEPH_CLUSTER = new UpstreamChart(ROOK_CEPH_CLUSTER);

  /** Operator of Calico, the network. */
  public static readonly TIGERA_OPERATOR = new UpstreamChart(TIGERA_OPERATOR);

  /** Scheduler of batch jobs: all pods of a job at once. Its webhook refuses pods everywhere while it is down. */
  public static readonly VOLCANO = new UpstreamChart(VOLCANO);

  /** A chart that the library does not know; `gpulab generate chart` writes the call. */
  public static of(facts: ChartFacts): UpstreamChart {
    return new UpstreamChart(facts, { isOurs: false, version: facts.version });
  }

  /** Name in its repository. */
  public readonly name: string;

  /** Version that is installed. */
  public readonly version: string;

  /** `https://...` of a chart repository, or `oci://...` of the folder that the chart is in. */
  public readonly repository: string;

  /** Namespace that upstream installs it to. */
  public readonly namespace: string;

  /** @internal */
  public readonly _facts: ChartFacts;

  private slots: readonly ImageSlot[] | undefined;

  private constructor(
    facts: ChartFacts,
    /** Where its keys are from. */
    private readonly origin = { isOurs: true, version: facts.version },
  ) {
    this.name = facts.name;
    this.version = facts.version;
    this.repository = facts.repository;
    this.namespace = facts.namespace;
    this._facts = facts;
  }

  /**
   * The same chart in another version. Keys of values are those of the pinned one, so one that is unknown is only a warning.
   * @param images of that version, as in `ChartFacts`; without them they are not known
   */
  public at(version: string, images?: string[]): UpstreamChart {
    if (version === this.version && !images) return this;
    return new UpstreamChart({ ...this._facts, version, images, kubernetes: undefined }, this.origin);
  }

  /**
   * The same chart from another repository, as one of a closed network.
   * @param repository `https://...` of a chart repository, or `oci://...` of the folder that the chart is in
   */
  public fromRepository(repository: string): UpstreamChart {
    return new UpstreamChart({ ...this._facts, repository }, this.origin);
  }

  /**
   * Where its images come from; undefined where that is not known. Lines that cannot be read are left out: they are a problem of
   * every release.
   * @internal
   */
  public get _slots(): readonly ImageSlot[] | undefined {
    this.slots ??= this._facts.images?.map(parseSlot).filter((slot) => slot !== undefined);
    return this.slots;
  }

  /**
   * The keys of its values; undefined when nobody knows them.
   * @internal
   */
  public get _keys(): KeyTree | undefined {
    const { name, keys } = this._facts;
    if (keys === undefined && !this.origin.isOurs) return undefined;
    return ensure(trees, keys ?? name, () => readKeyTree(keys ?? dataText(`upstream/data/${name}.txt`)));
  }

  /**
   * The version that the keys are of.
   * @internal
   */
  public get _pinnedVersion(): string {
    return this.origin.version;
  }
}
