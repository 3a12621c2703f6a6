import type { Manifest } from '../../../core/checks/check';
import { mapImages } from '../../../core/images/private/manifest-images';

/** A container image of a chart. */
export interface Image {
  readonly name: string;
  readonly image: string;
}

/** The last part of a path, without tag and digest: `torch` of `registry:5000/lab/torch:2`. */
const NAME = /([^/:@]+)(?::[^/:@]+)?(?:@[^/@]+)?$/;

/** Every image that manifests name, each once, in the order of the manifests: of kinds that we do not know, too. */
export function imagesIn(manifests: readonly object[]): Image[] {
  const images = new Set<string>();
  for (const manifest of manifests) {
    mapImages(manifest as Manifest, ({ text }) => {
      images.add(text);
      return undefined;
    });
  }
  return [...images].map((image) => ({ name: NAME.exec(image)?.[1] ?? image, image }));
}
