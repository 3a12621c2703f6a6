import type { ApiObject } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';
import { type PatchOperation, patchesOf } from '../../core/private/patches';

/** Paths of added or replaced values that did not survive the object's own mapping of fields. */
export function lostPatches(object: ApiObject, manifest: Manifest): string[] {
  const patches = patchesOf(object);
  return patches.flatMap(({ op, path, value }, i) => {
    if ((op !== 'add' && op !== 'replace') || value == null || path.endsWith('/-')) return [];
    return at(manifest, path) === undefined && !isRemoved(path, patches.slice(i + 1)) ? [path] : [];
  });
}

const isRemoved = (path: string, later: readonly PatchOperation[]): boolean =>
  later.map(goneBy).some((gone) => gone !== undefined && (path === gone || path.startsWith(`${gone}/`)));

/** Where an operation leaves nothing, or something else. */
function goneBy({ op, path, from }: PatchOperation): string | undefined {
  if (op === 'move') return from;
  return op === 'remove' || op === 'replace' ? path : undefined;
}

/** The value at a JSON pointer. */
function at(json: unknown, pointer: string): unknown {
  let value: any = json;
  for (const part of pointer.split('/').slice(1)) value = value?.[part.replace(/~1/g, '/').replace(/~0/g, '~')];
  return value;
}
