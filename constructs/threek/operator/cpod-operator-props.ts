import type { AccessKey } from './access-key';

/** Where the manager and portalsynch find what the portal must know. */
export enum CPodInfoForm {
  /** A Secret. */
  SECRET = 'Secret',
  /** A ConfigMap, as the platform's own tools make it: anybody who may read ConfigMaps reads the access key. */
  CONFIG_MAP = 'ConfigMap',
}

/** Images of the operator. */
export interface CPodOperatorImages {
  /**
   * Controller manager.
   * @default "sxwl-registry.cn-beijing.cr.aliyuncs.com/sxwl-ai/cpodoperator:60f1361"
   */
  readonly manager?: string;

  /**
   * Synchronizer with the portal.
   * @default "sxwl-registry.cn-beijing.cr.aliyuncs.com/sxwl-ai/portalsynch:60f1361"
   */
  readonly portalSync?: string;

  /**
   * Proxy in front of the manager's figures.
   * @default "quay.io/brancz/kube-rbac-proxy:v0.15.0"
   */
  readonly rbacProxy?: string;

  /**
   * Image of JupyterLab, which the manager starts for users.
   * @default - that of the manager's version
   */
  readonly jupyterLab?: string;
}

/** Keys of the object store that models are uploaded to. */
export interface CPodObjectStore {
  /** Secret in the operator's namespace that holds both keys: made by the program, or declared with `app.external.secret`. */
  readonly secret: string;

  /**
   * Key in it of the access key.
   * @default "access-key"
   */
  readonly accessKeyKey?: string;

  /**
   * Key in it of the secret key.
   * @default "secret-key"
   */
  readonly secretKeyKey?: string;
}

/** Properties of a `CPodOperator`. */
export interface CPodOperatorProps {
  /** Token of the portal. */
  readonly accessKey: AccessKey;

  /**
   * Id of this cluster at the portal: 32 hexadecimal digits. Two clusters of one id corrupt each other.
   * @default - made when it is installed, of the UID of the namespace kube-system, as the platform's own tools do
   */
  readonly cpodId?: string;

  /**
   * Address of the portal.
   * @default "https://cloud.nascentcore.ai"
   */
  readonly apiAddress?: string;

  /**
   * Storage class of models, data sets and checkpoints. Many nodes must be able to mount one claim.
   * @default "ceph-filesystem"
   */
  readonly storageClass?: string;

  /**
   * Bucket of the platform's object store.
   * @default "sxwl-ai"
   */
  readonly ossBucket?: string;

  /**
   * How much is logged.
   * @default "INFO"
   */
  readonly logLevel?: string;

  /**
   * Form of `cpod-info`.
   * @default CPodInfoForm.SECRET
   */
  readonly info?: CPodInfoForm;

  /**
   * Images.
   * @default - those of the platform's online packages
   */
  readonly images?: CPodOperatorImages;

  /**
   * Object store for uploads.
   * @default - models cannot be uploaded
   */
  readonly objectStore?: CPodObjectStore;

  /**
   * Is KServe in the cluster, so that inference works? Without it a definition of InferenceService is made, because the manager does not
   * start without one.
   * @default false
   */
  readonly kserve?: boolean;

  /**
   * Users of the portal who get a namespace now: their ids as the portal writes them, as "user-7e6...". Their own service account
   * may report about models and data sets of the namespace.
   * @default - none
   */
  readonly users?: string[];

  /**
   * May portalsynch make the default service account of every user that the portal names an administrator of the cluster, as upstream
   * does? Then the portal need not be told users in advance, and every pod of a user owns the cluster.
   * @default false
   */
  readonly clusterAdminForUsers?: boolean;
}
