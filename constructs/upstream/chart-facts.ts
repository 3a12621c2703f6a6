/** A chart that another one can install as a part of itself. */
export interface EmbeddedChart {
  /** Name of the other chart, as `node-feature-discovery`. */
  readonly chart: string;

  /** Values path of the boolean that switches it, as `nfd.enabled`. */
  readonly condition: string;

  /** What the chart's own values say. */
  readonly isDefault: boolean;
}

/** A part of the values that a chart hands on as it is: the spec of an object of a custom kind. */
export interface ChartResource {
  /** Path of that part, as `cephClusterSpec`. With `[]` at its end it is a list of objects that have `name` and `spec`. */
  readonly values: string;

  /** API version of the object, as `ceph.rook.io/v1`. */
  readonly apiVersion: string;

  /** Kind of the object. */
  readonly kind: string;
}

/** A password that a chart has for everybody who does not choose another. */
export interface ChartPassword {
  /** Path of its value, as `harborAdminPassword`. */
  readonly key: string;

  /** The password: anybody can read it in the chart. */
  readonly known: string;

  /**
   * Path of the value that takes the name of a Secret in its place.
   * @default - there is none
   */
  readonly existingSecret?: string;

  /**
   * Path of a value that must be this word for the password to be used, as `database.type=internal`; the chart's own default.
   * @default - it is used always
   */
  readonly usedIf?: string;

  /**
   * First major version of the chart that does not have it any more.
   * @default - every version has it
   */
  readonly goneSince?: number;
}

/** Something of a node that only one release may look after. */
export interface ChartExclusion {
  /** What it is, as `nvidia.com/gpu`. */
  readonly what: string;

  /** Values path of the boolean that switches it, as `devicePlugin.enabled`; true by default. */
  readonly condition: string;

  /**
   * Values path of the labels of the nodes that it keeps to, as `nodeSelector`.
   * @default - it is on every node
   */
  readonly nodeSelector?: string;
}

/** What is known of somebody else's Helm chart. */
export interface ChartFacts {
  /** Name in its repository. */
  readonly name: string;

  /** Pinned version, as its repository writes it: some begin with `v`. */
  readonly version: string;

  /** `https://...` of a chart repository, or `oci://...` of the folder that the chart is in. */
  readonly repository: string;

  /** Namespace that upstream installs it to. */
  readonly namespace: string;

  /**
   * Charts that must be there before it, unless they are declared as external.
   * @default - none
   */
  readonly needs?: string[];

  /**
   * Charts that it can install as a part of itself.
   * @default - none
   */
  readonly embeds?: EmbeddedChart[];

  /**
   * Names of the CustomResourceDefinitions that it brings, as `clusterpolicies.nvidia.com`.
   * @default - none
   */
  readonly definitions?: string[];

  /**
   * Does one of them exceed the 256 KiB that client-side apply can store in an annotation?
   * @default false
   */
  readonly largeDefinitions?: boolean;

  /**
   * Parts of its values that are checked as objects of custom kinds.
   * @default - none
   */
  readonly resources?: ChartResource[];

  /**
   * Oldest Kubernetes version that it runs on, as "1.25" (`kubeVersion` of its Chart.yaml).
   * @default - any
   */
  readonly kubernetes?: string;

  /**
   * Why it should not be used any more, as a part of a sentence.
   * @default - it is maintained
   */
  readonly retired?: string;

  /**
   * Its images, one line each, with the keys of the values that make them, and the chart's defaults behind "=":
   *
   * - `{image.repository=quay.io/ceph/ceph}:{image.tag=v20.2.4}`: keys with what the chart puts between them;
   * - `{image=quay.io/ceph/ceph:v20.2.4}`: one key with the whole reference;
   * - `{global.imageRegistry={image.registry=quay.io}}/...`: a key that takes the place of another;
   * - `docker.io/prom/prometheus:latest`: no key can change it;
   * - `...:*`: a name that an operator puts a tag to;
   * - `... if {dcgm.enabled=false}`: used when the switch is on; `!{...}`, `{...} is word`, `{...} is not word`, `... and ...`.
   * @default - not known: it can be used, but not with a mirror
   */
  readonly images?: string[];

  /**
   * Values without which the chart refuses images of another registry than its own.
   * @default - it takes any
   */
  readonly mirrorValues?: { [key: string]: any };

  /**
   * What it looks after on nodes so that no other release may: two charts with the same are refused.
   * @default - nothing
   */
  readonly excludes?: ChartExclusion[];

  /**
   * Passwords that the chart's own values have: known to everybody, and a warning where they are left as they are.
   * @default - none
   */
  readonly passwords?: ChartPassword[];

  /**
   * The keys of its values as `gpulab generate chart` writes them, one a line.
   * @default - those that the library has of its own charts; none, and so no check of values, of any other
   */
  readonly keys?: string;

  /**
   * Paths of values, as `cephClusterSpec`, at which anything is right, whatever `keys` says: the chart hands on what is there.
   * @default - none
   */
  readonly openKeys?: string[];
}
