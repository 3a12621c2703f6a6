import type { IConstruct } from 'constructs';
import type { Problem } from '../checks/check';
import type { Mapping } from '../values/private/coalesce';
import type { Wait } from './wait';

/** Where a Helm chart comes from. */
export interface ChartSource {
  readonly name: string;
  readonly version: string;

  /** `https://...` of a chart repository, or `oci://...` of the folder that the chart is in. */
  readonly repository: string;
}

/**
 * A release of somebody else's Helm chart: a part of the tree that makes no objects itself and takes its place in the order
 * beside the charts. The writers know releases by this and nothing else.
 * @internal
 */
export interface Release extends IConstruct {
  readonly releaseName: string;
  readonly namespace: string;

  /** @internal */
  readonly _source: ChartSource;

  /** What the chart is given, with every null that takes a default away. @internal */
  readonly _values: Mapping;

  /** @internal */
  readonly _waits: readonly Wait[];

  /** Are there CustomResourceDefinitions that client-side apply cannot store in an annotation? @internal */
  readonly _largeDefinitions: boolean;

  /** API groups of the custom kinds that it brings. @internal */
  readonly _groups: readonly string[];

  /** Releases and charts that must come before, whether or not the program says so. @internal */
  _needs(others: readonly Release[]): readonly IConstruct[];

  /** Path of the value by which it installs another chart as a part of itself; undefined when it does not. @internal */
  _embeds(chart: string): string | undefined;

  /** What is wrong with it, given all releases of the program. @internal */
  _problems(others: readonly Release[]): Problem[];
}

const RELEASE = Symbol.for('cdk8s-gpulab.Release');

/** To be called in the constructor of what is a release. */
export function markRelease(release: Release): void {
  Object.defineProperty(release, RELEASE, { value: true });
}

export const isRelease = (construct: unknown): construct is Release =>
  typeof construct === 'object' && construct !== null && RELEASE in construct;
