import { Construct, type IConstruct } from 'constructs';
import type { Problem } from '../core/checks/check';
import { type Mapping, valueAt } from '../core/private/mapping';
import { recordCall } from '../core/private/place';
import { kubernetesVersionOf } from '../core/private/state';
import {
  type ChartSource,
  type CustomResource,
  type KnownImages,
  markRelease,
  type Release,
} from '../core/releases/release';
import type { Wait } from '../core/releases/wait';
import { report } from '../core/rules/report';
import { coalesce, merge } from '../core/values/private/coalesce';
import { customResourcesOf } from './private/custom-resources';
import { isChart, noChart } from './private/no-chart';
import { ReleaseImages } from './private/release-images';
import { releaseProblems } from './private/release-problems';
import { UpstreamChart } from './upstream-chart';

/** Properties of an `UpstreamRelease`. */
export interface UpstreamReleaseProps {
  /** The chart, in its version. */
  readonly chart: UpstreamChart;

  /**
   * Name of the release: lower-case letters, digits and "-", at most 53.
   * @default - the name of the chart
   */
  readonly releaseName?: string;

  /**
   * Namespace of the release. Made by whoever installs, unless the program has a Namespace of this name.
   * @default - the one that upstream installs the chart to
   */
  readonly namespace?: string;

  /**
   * Values, held against the keys of the chart: an unknown one is an error, because Helm would ignore it in silence. Null takes
   * a default of the chart away.
   * @default - the chart's own
   */
  readonly values?: { [key: string]: any };

  /**
   * Values that nobody checks, over the others: for keys that the chart reads and does not declare.
   * @default - none
   */
  readonly rawValues?: { [key: string]: any };

  /**
   * When the release is ready, beyond what Helm waits for itself.
   * @default - when Helm says so
   */
  readonly readyWhen?: Wait[];
}

/**
 * A release of somebody else's Helm chart, at its place in the order. How it is delivered (helmfile, Argo CD, Flux, a script, ...)
 * the app says once for all.
 */
export class UpstreamRelease extends Construct implements Release {
  /** The chart. */
  public readonly chart: UpstreamChart;

  /** Name of the release. */
  public readonly releaseName: string;

  /** Namespace of the release. */
  public readonly namespace: string;

  /** @internal */
  public readonly _waits: readonly Wait[];

  private values: Mapping;
  private readonly raw: Mapping;

  constructor(scope: Construct, id: string, props: UpstreamReleaseProps) {
    super(scope, id);
    recordCall(this, new.target);
    const isGiven = isChart(props.chart);
    this.chart = isGiven ? props.chart : UpstreamChart.of({ name: id, version: '', repository: '', namespace: '' });
    this.releaseName = props.releaseName ?? this.chart.name;
    this.namespace = props.namespace ?? this.chart.namespace;
    this.values = props.values ?? {};
    this.raw = props.rawValues ?? {};
    this._waits = props.readyWhen ?? [];
    // Without a chart it is no release: that is told once, and nothing else of it.
    if (isGiven) markRelease(this);
    else report(this, [noChart(id, props.chart)]);
  }

  /** Adds values over those that there are; checked like them. */
  public addValues(values: { [key: string]: any }): void {
    this.values = merge(this.values, values);
  }

  /** @internal */
  public get _checkedValues(): Mapping {
    return this.values;
  }

  /** @internal */
  public get _values(): Mapping {
    return merge(this.values, this.raw);
  }

  /** @internal */
  public get _source(): ChartSource {
    const { name, version, repository } = this.chart;
    return { name, version, repository };
  }

  /** @internal */
  public get _largeDefinitions(): boolean {
    return this.chart._facts.largeDefinitions === true;
  }

  /** @internal */
  public get _groups(): readonly string[] {
    const definitions = this.chart._facts.definitions ?? [];
    return [...new Set(definitions.map((name) => name.slice(name.indexOf('.') + 1)))];
  }

  /** @internal */
  public get _customResources(): readonly CustomResource[] {
    return customResourcesOf(this);
  }

  /** @internal */
  public _images(): KnownImages | undefined {
    const { _slots: slots, _facts: facts } = this.chart;
    const given = { values: this._values, kubernetes: kubernetesVersionOf(this) ?? '' };
    return slots && new ReleaseImages(slots, given, facts.mirrorValues);
  }

  /** @internal */
  public _needs(others: readonly Release[]): readonly IConstruct[] {
    const needs = (this.chart._facts.needs ?? []).filter((chart) => this._embeds(chart) === undefined);
    return others.filter((other) =>
      needs.some((chart) => other._source.name === chart || other._embeds(chart) !== undefined),
    );
  }

  /** @internal */
  public _problems(others: readonly Release[]): Problem[] {
    return releaseProblems(this, others);
  }

  /** @internal */
  public _embeds(chart: string): string | undefined {
    const values = coalesce({}, this._values);
    return (this.chart._facts.embeds ?? []).find(
      (embedded) => embedded.chart === chart && isOn(valueAt(values, embedded.condition), embedded.isDefault),
    )?.condition;
  }
}

const isOn = (value: unknown, isDefault: boolean): boolean => (typeof value === 'boolean' ? value : isDefault);
