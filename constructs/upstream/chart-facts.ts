/** A chart that another one can install as a part of itself. */
export interface EmbeddedChart {
  /** Name of the other chart, as `node-feature-discovery`. */
  readonly chart: string;

  /** Values path of the boolean that switches it, as `nfd.enabled`. */
  readonly condition: string;

  /** What the chart's own values say. */
  readonly isDefault: boolean;
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
