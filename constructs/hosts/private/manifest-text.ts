import { type Entry, type HostContents, sorted, type TextEntry, textOf } from './contents';
import type { HostManifest, ManifestDirectory, ManifestFile } from './manifest';
import { markedText } from './secret-token';

/** `host.json` of what stands on a host. */
export function manifestText(host: string, contents: HostContents): string {
  const { packages, modules, sysctls, swap, units } = contents;
  const entries = contents.sortedEntries();
  const ofKind = <K extends Entry['kind']>(...kinds: K[]) =>
    entries.filter((entry): entry is Extract<Entry, { kind: K }> => kinds.includes(entry.kind as K));
  const manifest: HostManifest = {
    apiVersion: 'gpulab/v1',
    host,
    packages: sorted(packages),
    ...(modules.size > 0 ? { modules: sorted(modules) } : {}),
    ...(sysctls.size > 0
      ? { sysctls: Object.fromEntries(sorted(sysctls.keys()).map((name) => [name, sysctls.get(name)!])) }
      : {}),
    ...(swap === false ? { swap } : {}),
    directories: ofKind('directory').map(ownedPath),
    files: ofKind('file', 'json').map(manifestFile),
    absent: ofKind('absent').map(({ path }) => path),
    units: sorted(units.keys()).map((name) => units.get(name)!),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

const ownedPath = ({ path, mode, owner, group }: ManifestDirectory): ManifestDirectory => ({
  path,
  mode,
  owner,
  group,
});

function manifestFile(entry: TextEntry): ManifestFile {
  const { path, mode, owner, group, restart, reload, validate } = entry;
  const { secrets } = markedText(textOf(entry));
  return {
    path,
    source: sourceOf(path),
    mode,
    owner,
    group,
    restart,
    reload,
    ...(validate === undefined ? {} : { validate }),
    ...(secrets.length > 0 ? { secrets } : {}),
  };
}

/** Where the text of a file stands, relative to host.json. */
export const sourceOf = (path: string): string => `files${path}`;
