import { mistakes, problem } from '../values/private/mistake';
import { mirrorProblems } from './private/mirror-problems';
import { type ImageReference, parseReference, textOf, withVersion } from './private/reference';

/** Where below its prefix a mirror has an image. */
export enum MirrorLayout {
  /**
   * Below the registry it is from, so that no two images meet: `nvcr.io/nvidia/driver:595.91.07` is
   * `PREFIX/nvcr.io/nvidia/driver:595.91.07`. What `skopeo sync --scoped` writes, and what a Harbor has whose proxy projects
   * have the names of the registries. A port, which no path may have, is set off by "-".
   */
  PATH = 'path',

  /**
   * Under the last part of its name: `PREFIX/driver:595.91.07`. What `skopeo sync` writes without `--scoped`, and KubeKey.
   * Two images that would become one are an error.
   */
  FLAT = 'flat',
}

/** Options of an `ImageMirror`. */
export interface ImageMirrorOptions {
  /**
   * Where below its prefix the mirror has an image.
   * @default MirrorLayout.PATH
   */
  readonly layout?: MirrorLayout;

  /**
   * Images that are used by digest, by the reference they have upstream:
   * `{ 'nvcr.io/nvidia/driver:595.91.07': 'sha256:...' }`.
   * @default - by tag
   */
  readonly digests?: { [image: string]: string };
}

/** A registry of a closed network that has the images of others: the app takes every image from there. */
export class ImageMirror {
  /**
   * A mirror. Throws when it cannot be one, with everything that is wrong.
   * @param prefix host with port, and the path below which its images are: `registry.lab:5000/mirror`
   */
  public static of(prefix: string, options: ImageMirrorOptions = {}): ImageMirror {
    const problems = mirrorProblems(prefix, options.digests ?? {});
    if (problems.length > 0) throw mistakes(problems);
    return new ImageMirror(prefix, options);
  }

  /** Host with port, and path. */
  public readonly prefix: string;

  /** Where below the prefix an image is. */
  public readonly layout: MirrorLayout;

  private readonly registry: string;
  private readonly digests: ReadonlyMap<string, string>;

  private constructor(prefix: string, { layout, digests }: ImageMirrorOptions) {
    this.prefix = prefix;
    this.layout = layout ?? MirrorLayout.PATH;
    this.registry = prefix.split('/', 1)[0];
    this.digests = new Map(
      Object.entries(digests ?? {}).map(([image, digest]) => [textOf(parseReference(image)!), digest]),
    );
  }

  /**
   * The reference that an image has in the mirror. Images of the mirror's own registry are there already and keep theirs, so
   * asking twice changes nothing but what a short reference leaves out. Throws for what is no reference.
   */
  public reference(image: string): string {
    const reference = parseReference(image);
    if (!reference) throw mistakes([problem('GPULAB3203', `not a reference of an image: "${image}"`)]);
    return textOf(this._moved(reference));
  }

  /** @internal */
  public _moved(reference: ImageReference): ImageReference {
    const pin = this.digests.get(textOf(reference));
    const { tag, digest } = pin === undefined ? reference : { tag: undefined, digest: pin };
    if (reference.registry === this.registry) return { ...reference, tag, digest };
    const name = `${this.prefix}/${this.layout === MirrorLayout.FLAT ? lastPart(reference.path) : scoped(reference)}`;
    return parseReference(withVersion(name, { tag, digest }))!;
  }

  /**
   * Whole references of the images that have a digest here.
   * @internal
   */
  public get _pinned(): string[] {
    return [...this.digests.keys()];
  }

  /**
   * Another prefix or layout, with the digests of this one.
   * @internal
   */
  public _with(prefix: string | undefined, layout: string | undefined): ImageMirror {
    return ImageMirror.of(prefix ?? this.prefix, {
      layout: (layout as MirrorLayout | undefined) ?? this.layout,
      digests: Object.fromEntries(this.digests),
    });
  }
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The host as a part of a path: `[::1]:5000` has characters that a path may not have. */
const scoped = (reference: ImageReference): string =>
  `${reference.registry
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^-|-$/g, '')}/${reference.path}`;
