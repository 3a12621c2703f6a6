import type { ChartFacts } from './chart-facts';
import { GPU_OPERATOR } from './charts/gpu-operator';
import { HAMI } from './charts/hami';
import { NODE_FEATURE_DISCOVERY } from './charts/node-feature-discovery';

/** Somebody else's Helm chart as data: version, repository, keys of its values, images, and what must be there before it. */
export class UpstreamChart {
  /** GPU operator of NVIDIA: driver, container toolkit, device plugin, monitoring. */
  public static readonly GPU_OPERATOR = new UpstreamChart(GPU_OPERATOR);

  /** HAMi: cards shared by memory and compute. */
  public static readonly HAMI = new UpstreamChart(HAMI);

  /** Labels nodes with what their hardware is. */
  public static readonly NODE_FEATURE_DISCOVERY = new UpstreamChart(NODE_FEATURE_DISCOVERY);

  /** A chart that the library does not know; `gpulab generate chart` writes the call. */
  public static of(facts: ChartFacts): UpstreamChart {
    return new UpstreamChart(facts);
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

  private constructor(facts: ChartFacts) {
    this.name = facts.name;
    this.version = facts.version;
    this.repository = facts.repository;
    this.namespace = facts.namespace;
    this._facts = facts;
  }

  /** The same chart in another version. Keys of values are those of the pinned one, so one that is unknown is only a warning. */
  public at(version: string): UpstreamChart {
    return new UpstreamChart({ ...this._facts, version });
  }
}
