import type { Problem } from '../../checks/check';
import { problem } from '../../values/private/mistake';
import { isDigest, isImagePath, isRegistry, parseReference } from './reference';

const CODE = 'GPULAB3203';
const EXAMPLE = 'registry.lab:5000/mirror';

/** What keeps these from being a mirror. */
export function mirrorProblems(prefix: string, digests: { readonly [image: string]: string }): Problem[] {
  const slash = prefix.indexOf('/');
  const host = slash < 0 ? prefix : prefix.slice(0, slash);
  const problems: Problem[] = [];
  if (!isRegistry(host) || (slash >= 0 && !isImagePath(prefix.slice(slash + 1)))) {
    const hint = `give host, port and path, without https:// and a slash at the end, as ${EXAMPLE}`;
    problems.push(problem(CODE, `not a place of a registry: "${prefix}"`, hint));
  } else if (!/[.:[]/.test(host) && host !== 'localhost') {
    const hint = `a name without a dot or a port would be a user of Docker Hub; give the host, as ${EXAMPLE}`;
    problems.push(problem(CODE, `not the host of a registry: "${host}"`, hint));
  }
  for (const [image, digest] of Object.entries(digests)) {
    const reference = parseReference(image);
    if (!reference) problems.push(problem(CODE, `not a reference of an image: "${image}"`));
    else if (reference.digest !== undefined) problems.push(problem(CODE, `"${image}" has a digest already`));
    if (!isDigest(digest)) {
      const hint = 'sha256: and 64 of 0-9 and a-f, as skopeo inspect prints it';
      problems.push(problem(CODE, `not a digest of ${image}: "${digest}"`, hint));
    }
  }
  return problems;
}
