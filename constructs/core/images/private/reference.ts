import { IMAGE_DIGEST, IMAGE_HOST, IMAGE_PATH, IMAGE_TAG } from '../../rules/image-grammar';

/** A reference to an image, taken apart: `quay.io/ceph/ceph:v20` has all but a digest. */
export interface ImageReference {
  /** Host, with its port if there is one. */
  readonly registry: string;

  /** Path below the registry, as `library/busybox`. */
  readonly path: string;

  /** Absent where there is only a digest; else `latest` where nothing is written. */
  readonly tag?: string;

  /** `sha256:` and 64 digits. */
  readonly digest?: string;
}

const DEFAULT_REGISTRY = 'docker.io';
const DEFAULT_FOLDER = 'library';
const DEFAULT_TAG = 'latest';

const REFERENCE = new RegExp(`^(.+?)(?::(${IMAGE_TAG}))?(?:@(${IMAGE_DIGEST}))?$`);
const REGISTRY = new RegExp(`^${IMAGE_HOST}$`);
const WHOLE_PATH = new RegExp(`^${IMAGE_PATH}$`);
const WHOLE_DIGEST = new RegExp(`^(?:${IMAGE_DIGEST})$`);

/** 255 characters of name, as the registry protocol has it. */
const LONGEST_NAME = 255;

export const isDigest = (text: string): boolean => WHOLE_DIGEST.test(text);
export const isRegistry = (text: string): boolean => REGISTRY.test(text);
export const isImagePath = (text: string): boolean => WHOLE_PATH.test(text);

/** Takes a reference apart as container runtimes do, with what they add to a short one. Undefined for what they refuse. */
export function parseReference(text: string): ImageReference | undefined {
  const [, name, tag, digest] = REFERENCE.exec(text) ?? [];
  if (name === undefined) return undefined;
  const { registry, path } = normalised(name);
  if (!isRegistry(registry) || !isImagePath(path) || registry.length + 1 + path.length > LONGEST_NAME) return undefined;
  return { registry, path, tag: tag ?? (digest === undefined ? DEFAULT_TAG : undefined), digest };
}

/** `busybox` is one of Docker Hub's own; `lab/torch` is a user's there; what has a dot or a port, or is localhost, is a host. */
function normalised(name: string): { registry: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const registry = !isHost || first === `index.${DEFAULT_REGISTRY}` ? DEFAULT_REGISTRY : first;
  const path = isHost ? name.slice(slash + 1) : name;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes('/') ? `${DEFAULT_FOLDER}/${path}` : path };
}

export const nameOf = ({ registry, path }: ImageReference): string => `${registry}/${path}`;

/** The whole reference. */
export const textOf = (reference: ImageReference): string => withVersion(nameOf(reference), reference);

/** A name with the tag and digest of a reference. */
export function withVersion(name: string, { tag, digest }: Pick<ImageReference, 'tag' | 'digest'>): string {
  return name + (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

/** Does what is pulled under this reference change from day to day? */
export const floats = ({ tag, digest }: ImageReference): boolean => digest === undefined && tag === DEFAULT_TAG;
