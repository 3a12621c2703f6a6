import { refuse } from '../core/rules/refuse';
import { siteProblems } from './private/site-rules';

/** Who may mount a claim at the same time. */
export enum ClaimAccess {
  /** Pods of one node. */
  ONE_NODE = 'ReadWriteOnce',
  /** Pods of all nodes. */
  MANY_NODES = 'ReadWriteMany',
  /** Pods of all nodes, to read only. */
  MANY_READERS = 'ReadOnlyMany',
}

/** A long-term claim that every student of the site gets, and where workloads find it. */
export interface SiteClaim {
  /** Name of the volume in a pod. */
  readonly volume: string;

  /** Name of the claim without the student: `pvc-home` gives the claim `pvc-home-wang`. */
  readonly claimPrefix: string;

  /** Storage class. */
  readonly storageClass: string;

  /** Size of each student's claim, as "2T". */
  readonly size: string;

  /** Where a workload mounts it. */
  readonly mountPath: string;

  /**
   * Who may mount it at the same time.
   * @default ClaimAccess.MANY_NODES
   */
  readonly access?: ClaimAccess;

  /**
   * Can a workload do without it (`sharedStorage: false`)?
   * @default false
   */
  readonly optional?: boolean;
}

/** Claims that belong to one workload and are removed with it: fast disks of the node that it runs on. */
export interface SiteScratch {
  /** Name of the volume in a pod and of its folder, without the number: `scratch` gives `/scratch1`. */
  readonly volume: string;

  /** Name of the claim without number, student and workload. */
  readonly claimPrefix: string;

  /** Storage class. */
  readonly storageClass: string;

  /** Size of each claim, unless a workload says otherwise. */
  readonly size: string;

  /** Number of claims of each workload. */
  readonly count: number;
}

/** The InfiniBand of a site, shared by IP over InfiniBand (NVIDIA network operator, whereabouts). */
export interface SiteInfiniband {
  /** Interface of the hosts. */
  readonly master: string;

  /** Addresses for pods, as "192.168.0.0/16". */
  readonly range: string;

  /** Gateway in `range`. */
  readonly gateway: string;

  /** Extended resource of the RDMA device plugin that a workload asks for. */
  readonly resource: string;

  /** Path on the hosts of the kubeconfig that whereabouts uses. */
  readonly kubeconfig: string;

  /**
   * Path on the hosts of whereabouts' log.
   * @default - no log
   */
  readonly logFile?: string;

  /**
   * Level of that log.
   * @default - that of whereabouts
   */
  readonly logLevel?: string;
}

/** How workloads of a site are reached by host name. */
export interface SiteIngress {
  /** Ingress class. */
  readonly className: string;

  /** Cluster issuer of cert-manager. */
  readonly clusterIssuer: string;

  /** Secret in the student's namespace that cert-manager keeps the certificate in. */
  readonly tlsSecret: string;
}

/** Properties of a `Site`: the facts of one campus. */
export interface SiteProps {
  /** Label of nodes that holds the GPU model. */
  readonly gpuNodeLabel: string;

  /** Values of that label: the GPU models of the site. */
  readonly gpuModels: string[];

  /** Image of a workload that names none. */
  readonly defaultImage: string;

  /** ClusterRole that a student has in the own namespace. */
  readonly studentRole: string;

  /** Long-term claims of every student, in the order they are mounted. */
  readonly claims: SiteClaim[];

  /**
   * ClusterRoles that every student has in the whole cluster.
   * @default - none
   */
  readonly clusterRoles?: string[];

  /**
   * Claims of each workload.
   * @default - none
   */
  readonly scratch?: SiteScratch;

  /**
   * InfiniBand network of every student.
   * @default - none
   */
  readonly infiniband?: SiteInfiniband;

  /**
   * Ingress of workloads.
   * @default - workloads cannot ask for a host name
   */
  readonly ingress?: SiteIngress;

  /**
   * Label of Services that a dashboard of the site reads the workload's name from.
   * @default - no such label
   */
  readonly serviceNameLabel?: string;

  /**
   * Namespaces that no student may have, beside those of Kubernetes.
   * @default - none
   */
  readonly reservedNamespaces?: string[];
}

/** What is particular to one campus. There are no defaults: a lab of another campus would silently get wrong ones. */
export class Site {
  /** Label of nodes that holds the GPU model. */
  public readonly gpuNodeLabel: string;
  /** GPU models of the site. */
  public readonly gpuModels: string[];
  /** Image of a workload that names none. */
  public readonly defaultImage: string;
  /** ClusterRole that a student has in the own namespace. */
  public readonly studentRole: string;
  /** ClusterRoles that every student has in the whole cluster. */
  public readonly clusterRoles: string[];
  /** Long-term claims of every student. */
  public readonly claims: SiteClaim[];
  /** Claims of each workload. */
  public readonly scratch?: SiteScratch;
  /** InfiniBand network of every student. */
  public readonly infiniband?: SiteInfiniband;
  /** Ingress of workloads. */
  public readonly ingress?: SiteIngress;
  /** Label of Services that holds the workload's name. */
  public readonly serviceNameLabel?: string;
  /** Namespaces that no student may have, beside those of Kubernetes. */
  public readonly reservedNamespaces: string[];

  /** Throws when a fact cannot be one, with all such facts. */
  constructor(props: SiteProps) {
    refuse(siteProblems(props), new.target);
    this.gpuNodeLabel = props.gpuNodeLabel;
    this.gpuModels = props.gpuModels;
    this.defaultImage = props.defaultImage;
    this.studentRole = props.studentRole;
    this.clusterRoles = props.clusterRoles ?? [];
    this.claims = props.claims;
    this.scratch = props.scratch;
    this.infiniband = props.infiniband;
    this.ingress = props.ingress;
    this.serviceNameLabel = props.serviceNameLabel;
    this.reservedNamespaces = props.reservedNamespaces ?? [];
  }
}
