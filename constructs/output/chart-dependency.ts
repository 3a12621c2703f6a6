/** Another chart that Helm installs together with this one: an upstream chart in a registry or repository. */
export interface ChartDependency {
  /** Name of the other chart. */
  readonly name: string;

  /** Its version, or a range such as `~1.4.0`. */
  readonly version: string;

  /** Where it is: `oci://...`, `https://...`, or `file://...` for a chart beside this one. */
  readonly repository: string;

  /**
   * Values path of a boolean that switches it on and off, as `dcgm.enabled`.
   * @default - always on
   */
  readonly condition?: string;

  /**
   * Another name for it, so that one chart can be there twice; its values stand below this name.
   * @default - its own name
   */
  readonly alias?: string;
}
