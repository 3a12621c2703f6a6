import type { IConstruct } from 'constructs';
import type { Manifest, Problem } from '../checks/check';
import type { ImageMirror } from '../images/image-mirror';
import type { Mapping } from '../private/mapping';
import type { Wait } from './wait';

/** Where a Helm chart comes from. */
export interface ChartSource {
  readonly name: string;
  readonly version: string;

  /** `https://...` of a chart repository, or `oci://...` of the folder that the chart is in. */
  readonly repository: string;
}

/** An object of a custom kind whose spec is a part of the values, which the chart hands on as it is. */
export interface CustomResource {
  /** Path of that part, as `cephClusterSpec`. */
  readonly key: string;

  /** The object that the chart makes of it. */
  readonly manifest: Manifest;

  /** The version of the chart that its definition is known of, if the release is of another: what is wrong is a warning then. */
  readonly otherVersion?: string;
}

/** An image that a release starts. */
export interface ReleaseImage {
  /** The reference, as the chart puts it together. */
  readonly text: string;

  /** The key of the values that makes it; undefined when none does. */
  readonly key?: string;
}

/** Values of a release with every image from a mirror. */
export interface MovedImages {
  readonly values: Mapping;

  /** Images that no key can move. */
  readonly stuck: readonly ReleaseImage[];
}

/** What is known of the images of a release. */
export interface KnownImages {
  list(): readonly ReleaseImage[];
  moved(mirror: ImageMirror): MovedImages;
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

  /** What is checked as an object, because no definition of values says what may stand there. @internal */
  readonly _customResources?: readonly CustomResource[];

  /** Undefined where nothing is known of them. @internal */
  _images(): KnownImages | undefined;

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
