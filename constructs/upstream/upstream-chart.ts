import { ensure } from '../core/private/ensure';
import { dataText } from '../data-text';
import type { ChartFacts } from './chart-facts';
import { GPU_OPERATOR } from './charts/gpu-operator';
import { KUBE_PROMETHEUS_STACK } from './charts/kube-prometheus-stack';
import { NETWORK_OPERATOR } from './charts/network-operator';
import { NODE_FEATURE_DISCOVERY } from './charts/node-feature-discovery';
import { type KeyTree, readKeyTree } from './private/key-tree';

/** Key trees by their text or, for charts of the library, by their name: read once, when a release is checked. */
const trees = new Map<string, KeyTree>();

/** Somebody else's Helm chart as data: version, repository, keys of its values, images, and what must be there before it. */
export class UpstreamChart {
  /** GPU operator of NVIDIA: driver, container toolkit, device plugin, monitoring. */
  public static readonly GPU_OPERATOR = new UpstreamChart(GPU_OPERATOR);

  /** Prometheus, Alertmanager and Grafana, with the operator that runs them. */
  public static readonly KUBE_PROMETHEUS_STACK = new UpstreamChart(KUBE_PROMETHEUS_STACK);

  /** Network operator of NVIDIA: drivers and device plugins of InfiniBand and RoCE cards. */
  public static readonly NETWORK_OPERATOR = new UpstreamChart(NETWORK_OPERATOR);

  /** Labels nodes with what their hardware is. */
  public static readonly NODE_FEATURE_DISCOVERY = new UpstreamChart(NODE_FEATURE_DISCOVERY);

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

  /** The same chart in another version. Keys of values are those of the pinned one, so one that is unknown is only a warning. */
  public at(version: string): UpstreamChart {
    return new UpstreamChart({ ...this._facts, version }, this.origin);
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
