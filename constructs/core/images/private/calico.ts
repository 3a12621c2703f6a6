import type { Manifest } from '../../checks/check';
import type { Replace } from './manifest-images';
import { nameOf, parseReference } from './reference';

export const CALICO = 'operator.tigera.io';

// Source: spec.registry and spec.imagePath of Installation, tigera/operator v1.42.3 (api/v1/installation_types.go), and its list
// of images (pkg/components/calico.go). A registry ends in a slash and may have a path.
const REGISTRY = 'quay.io/';
const PATH = 'calico';
const ANY = '/node';

/** The operator puts `registry`, `imagePath` and a name of its own together; so the two are moved, and no image is. */
export function moveInstallation(manifest: Manifest, replace: Replace): Manifest {
  const { registry = REGISTRY, imagePath = PATH } = manifest.spec ?? {};
  if (typeof registry !== 'string' || typeof imagePath !== 'string') return manifest;
  const text = `${registry || REGISTRY}${imagePath || PATH}${ANY}`;
  const reference = parseReference(text);
  const moved = replace({ text, reference: reference && { ...reference, tag: undefined } }, 'spec.registry');
  if (!moved) return manifest;
  const folder = nameOf(moved).slice(0, -ANY.length);
  const slash = folder.endsWith(`/${imagePath || PATH}`)
    ? folder.length - (imagePath || PATH).length - 1
    : folder.lastIndexOf('/');
  if (slash < 0) {
    // The operator takes an empty path for its own: there is no way to say that images are right below the host.
    replace({ text, reference: undefined }, 'spec.registry');
    return manifest;
  }
  const place = { registry: folder.slice(0, slash + 1), imagePath: folder.slice(slash + 1) };
  return { ...manifest, spec: { ...manifest.spec, ...place } };
}
