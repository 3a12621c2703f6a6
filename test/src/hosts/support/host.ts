import type { HostManifest, ManifestFile } from '../../../../constructs/hosts/private/manifest';
import type { ObservedHost, ObservedPath } from '../../../../src/hosts/apply/observed-host';
import { type WantedHost, wantedHost } from '../../../../src/hosts/apply/wanted-host';

/** A file of a manifest, and its text. */
export type TestFile = Partial<ManifestFile> & { readonly path: string; readonly text?: string };
export type TestHost = Partial<Omit<HostManifest, 'files'>> & { readonly files?: readonly TestFile[] };

export function manifestOf({ files = [], ...more }: TestHost): HostManifest {
  return {
    apiVersion: 'gpulab/v1',
    host: 'gpu-01',
    packages: [],
    directories: [],
    absent: [],
    units: [],
    ...more,
    files: files.map(({ text: _, ...file }) => ({
      source: `files${file.path}`,
      mode: '0644',
      owner: 'root',
      group: 'root',
      restart: [],
      reload: [],
      ...file,
    })),
  };
}

export function wanted(host: TestHost, secrets: readonly string[] = []): WantedHost {
  const texts = new Map((host.files ?? []).map(({ path, text = '' }) => [path, text]));
  return wantedHost(manifestOf(host), { texts, secrets });
}

/** A machine with nothing on it that is wanted. */
export const EMPTY: ObservedHost = {
  isRoot: true,
  hasSystemd: true,
  hasDpkg: true,
  packages: new Set(),
  modules: new Set(),
  sysctls: new Map(),
  swap: { isOn: false, isMasked: false },
  paths: new Map(),
  units: new Map(),
  pending: [],
};

/** A machine that has exactly what is wanted. */
export function right(host: WantedHost): ObservedHost {
  const paths = [
    ...host.directories.map(({ path, ...rights }) => [path, { kind: 'directory', ...rights }] as const),
    ...host.files.map(({ path, mode, owner, group, digest }) => {
      return [path, { kind: 'file', mode, owner, group, digest }] as const;
    }),
  ];
  const units = host.units.map(({ name, enabled, running }) => {
    const active = running ? 'active' : 'inactive';
    return [name, { load: 'loaded', active, file: enabled ? 'enabled' : 'disabled', isStale: false }] as const;
  });
  return {
    ...EMPTY,
    packages: new Set(host.packages),
    modules: new Set(host.modules),
    sysctls: new Map(Object.entries(host.sysctls)),
    swap: { isOn: false, isMasked: true },
    paths: new Map<string, ObservedPath>(paths),
    units: new Map(units),
  };
}
