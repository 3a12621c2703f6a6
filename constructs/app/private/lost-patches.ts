import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Manifest } from '../../core/checks/check';

/** Paths of added or replaced values that did not survive the object's own mapping of fields. */
export function lostPatches(object: ApiObject, manifest: Manifest): string[] {
  const patches = (object as unknown as { patches?: readonly JsonPatch[] }).patches ?? [];
  const lost: string[] = [];
  for (const patch of patches) {
    const { op, path, value } = (patch as any)._toJson() as { op: string; path: string; value?: unknown };
    if ((op !== 'add' && op !== 'replace') || value == null || path.endsWith('/-')) continue;
    if (at(manifest, path) === undefined && !removedLater(patches, patch, path)) lost.push(path);
  }
  return lost;
}

function removedLater(patches: readonly JsonPatch[], patch: JsonPatch, path: string): boolean {
  return patches.slice(patches.indexOf(patch) + 1).some((later) => {
    const operation = (later as any)._toJson() as { op: string; path: string; from?: string };
    const gone =
      operation.op === 'remove' || operation.op === 'replace'
        ? operation.path
        : operation.op === 'move'
          ? operation.from!
          : undefined;
    return gone !== undefined && (path === gone || path.startsWith(`${gone}/`));
  });
}

/** The value at a JSON pointer. */
function at(json: unknown, pointer: string): unknown {
  let value: any = json;
  for (const part of pointer.split('/').slice(1)) value = value?.[part.replace(/~1/g, '/').replace(/~0/g, '~')];
  return value;
}
