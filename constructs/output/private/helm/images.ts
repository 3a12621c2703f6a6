/** A container image of a chart. */
export interface Image {
  readonly name: string;
  readonly image: string;
}

const CONTAINER_LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** The last part of a path, without tag and digest: `torch` of `registry:5000/lab/torch:2`. */
const NAME = /([^/:@]+)(?::[^/:@]+)?(?:@[^/@]+)?$/;

/** Every image that containers run, each once, in the order of the manifests: of kinds that we do not know, too. */
export function imagesIn(manifests: readonly object[]): Image[] {
  const images = new Set<string>();
  for (const manifest of manifests) collect(manifest, images);
  return [...images].map((image) => ({ name: NAME.exec(image)?.[1] ?? image, image }));
}

function collect(value: unknown, images: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (CONTAINER_LISTS.has(key) && Array.isArray(member)) for (const container of member) add(container, images);
    collect(member, images);
  }
}

function add(container: unknown, images: Set<string>): void {
  const image = (container as { image?: unknown } | null)?.image;
  if (typeof image === 'string') images.add(image);
}
