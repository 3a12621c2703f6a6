import type { Manifest, Subject } from '../../core/checks/check';
import { FindingLevel } from '../../core/finding';
import type { ImageMirror } from '../../core/images/image-mirror';
import { mapImages } from '../../core/images/private/manifest-images';
import { type ImageReference, nameOf, parseReference, textOf } from '../../core/images/private/reference';
import type { Mapping } from '../../core/private/mapping';
import type { Release } from '../../core/releases/release';
import type { Collector } from './collector';

/** An image, and one place that it is used at. */
export interface ImageUse {
  readonly reference: ImageReference;

  /** What is pulled; the same without a mirror. */
  readonly target: ImageReference;

  /** Construct path of the object or the release. */
  readonly path: string;

  /** Where in the object, or which value of the release; absent where no value makes it. */
  readonly key?: string;
}

/** Who findings are about. */
type Reporter = Pick<Subject, 'node'>;

/** Looks at the images of a manifest, and gives it as it is to be written. */
export interface Images {
  manifest(manifest: Manifest, subject: Reporter): Manifest;
}

/** Every image of an app: where it is used, and what it is in the mirror, if there is one. */
export class ImageLedger implements Images {
  readonly uses: ImageUse[] = [];

  /** Releases whose images nobody knows. */
  readonly unknown: Release[] = [];
  private readonly values = new Map<Release, Mapping>();

  /** What was seen, by whole reference: a digest of anything else is of no use. */
  private readonly seen = new Set<string>();

  /** By target, the image that became it. */
  private readonly sources = new Map<string, string>();

  constructor(
    private readonly collector: Collector,
    private readonly mirror: ImageMirror | undefined,
  ) {}

  /** The manifest as it is to be written. */
  manifest(manifest: Manifest, subject: Reporter): Manifest {
    return mapImages(manifest, ({ text, reference }, key) => {
      if (reference) return this.moved(reference, subject, key);
      this.report(subject, key, `not a reference of an image: "${text}"`);
      return undefined;
    });
  }

  /** Of a chart for Helm: others give it values, so it is not rewritten, and must be right as it stands. */
  template(manifest: Manifest, subject: Reporter): void {
    mapImages(manifest, ({ text, reference }, key) => {
      if (!reference) this.report(subject, key, `not a reference of an image: "${text}"`);
      const target = reference && this.mirror?._moved(reference);
      if (target && textOf(target) !== textOf(reference)) {
        const hint = `give ${textOf(target)}, as ImageMirror.reference() returns it`;
        this.report(
          subject,
          key,
          `${text} is not from the mirror, and images of a chart for Helm are written as they are`,
          hint,
        );
      }
      if (reference) this.note({ reference, target: reference, path: subject.node.path, key });
      return undefined;
    });
  }

  release(release: Release): void {
    const images = release._images();
    const { name, version } = release._source;
    if (!images) {
      this.unknown.push(release);
      const hint = 'give them: UpstreamChart.of({ images }), or chart.at(version, images)';
      this.report(release, undefined, `nothing is known of the images of ${name} ${version}`, hint);
      return;
    }
    for (const { text, key } of images.list()) {
      const reference = parseReference(text);
      if (reference) this.moved(reference, release, key);
    }
    if (!this.mirror) return;
    const { values, stuck } = images.moved(this.mirror);
    this.values.set(release, values);
    for (const { text, key } of stuck) {
      const hint = `leave out what needs it, or take it from another place than ${name}`;
      this.report(release, key, `no value of ${name} moves the image ${text} to the mirror`, hint);
    }
  }

  /** To be asked when everything was seen. */
  finish(): void {
    for (const image of this.mirror?._pinned ?? []) {
      if (this.seen.has(image)) continue;
      this.collector.addFinding({
        level: FindingLevel.WARNING,
        code: 'GPULAB3231',
        message: `the mirror has a digest for ${image}, which nothing of the program starts`,
        hint: 'gpulab images lists what it starts; leave out the digest, or correct it',
      });
    }
  }

  get hasMirror(): boolean {
    return this.mirror !== undefined;
  }

  /** What a release is given. */
  valuesOf(release: Release): Mapping {
    return this.values.get(release) ?? release._values;
  }

  /** Undefined without a mirror. */
  private moved(reference: ImageReference, { node: { path } }: Reporter, key?: string): ImageReference | undefined {
    const target = this.mirror?._moved(reference);
    this.note({ reference, target: target ?? reference, path, key });
    return target;
  }

  private note(use: ImageUse): void {
    const { reference, target, path, key } = use;
    if (this.mirror) this.seen.add(textOf(reference));
    // A name that an operator puts a version to is no image.
    if (reference.tag === undefined && reference.digest === undefined) return;
    this.uses.push(use);
    if (!this.mirror || target.digest !== undefined) return;
    const image = textOf(reference);
    // What is in the mirror already is nobody's copy.
    if (image === textOf(target)) return;
    const other = this.sources.get(textOf(target));
    if (other === undefined) this.sources.set(textOf(target), image);
    else if (other !== image) this.clash({ node: { path } }, key, [other, image], target);
  }

  private clash(subject: Reporter, key: string | undefined, images: readonly string[], target: ImageReference): void {
    this.collector.add(subject, {
      level: FindingLevel.ERROR,
      code: 'GPULAB3204',
      message: `${images.join(' and ')} would both be ${nameOf(target)}:${target.tag}`,
      key,
      hint: 'use MirrorLayout.PATH, or another tag',
    });
  }

  private report(subject: Reporter, key: string | undefined, message: string, hint?: string): void {
    if (this.mirror) this.collector.add(subject, { level: FindingLevel.ERROR, code: 'GPULAB3201', message, key, hint });
  }
}

/** For charts that others give values: nothing is rewritten. */
export const imagesAsTheyAre = (ledger: ImageLedger): Images => ({
  manifest(manifest, subject) {
    ledger.template(manifest, subject);
    return manifest;
  },
});
