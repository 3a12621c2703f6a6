import { createHash } from 'node:crypto';
import type { HostManifest } from 'cdk8s-gpulab/lib/hosts/private/manifest';

/** A file as it shall be. Its text may hold secrets: it goes to the machine, and nowhere else. */
export interface WantedFile {
  readonly path: string;
  /** Octal, as "0644". */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  /** Units to be restarted when the text changed. */
  readonly restart: readonly string[];
  /** Units to be reloaded when the text changed. */
  readonly reload: readonly string[];
  /** A command that takes the new file, as the word `%`, and fails where it is wrong. */
  readonly validate?: readonly string[];
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
  text(): string;
}

/** What one machine shall have, with all secrets. */
export interface WantedHost
  extends Required<
    Pick<HostManifest, 'host' | 'packages' | 'modules' | 'sysctls' | 'directories' | 'absent' | 'units'>
  > {
  /** Is swap to be off? */
  readonly swapOff: boolean;
  readonly files: readonly WantedFile[];
  /** Takes every secret of this host out of a text that a machine said. */
  hide(text: string): string;
}

/** The text of each file, by its path, and every secret that is in one. */
export interface HostTexts {
  readonly texts: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
}

/** What makes settings of the kernel outlast a start: read by systemd-modules-load and systemd-sysctl. */
const MODULES_FILE = '/etc/modules-load.d/50-gpulab.conf';
const SYSCTLS_FILE = '/etc/sysctl.d/50-gpulab.conf';

export function wantedHost(manifest: HostManifest, { texts, secrets }: HostTexts): WantedHost {
  const { host, packages, modules = [], sysctls = {}, directories, absent, units } = manifest;
  const files = manifest.files.map((file) => wantedFile(file, texts.get(file.path) ?? ''));
  return {
    ...{ host, packages, modules, sysctls, directories, absent, units },
    swapOff: manifest.swap === false,
    files: [...kernelFiles(modules, sysctls), ...files],
    hide: hiding(secrets),
  };
}

function wantedFile(file: Omit<WantedFile, 'digest' | 'text'>, text: string): WantedFile {
  const { path, mode, owner, group, restart, reload, validate } = file;
  const digest = createHash('sha256').update(text).digest('hex');
  return { path, mode, owner, group, restart, reload, validate, digest, text: () => text };
}

/** Live values are set apart from these: nothing needs a restart. */
function kernelFiles(modules: WantedHost['modules'], sysctls: WantedHost['sysctls']): WantedFile[] {
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [MODULES_FILE, modules],
    [SYSCTLS_FILE, Object.entries(sysctls).map(([key, value]) => `${key} = ${value}`)],
  ];
  return lines
    .filter(([, wanted]) => wanted.length > 0)
    .map(([path, wanted]) => {
      const attributes = { path, mode: '0644', owner: 'root', group: 'root', restart: [], reload: [] };
      return wantedFile(attributes, `${wanted.join('\n')}\n`);
    });
}

const HIDDEN = '***';
/** Shorter texts are no secrets, and would take half of a message with them. */
const SHORTEST_SECRET = 4;

/** Lines of a secret are hidden one by one: who quotes a file quotes its lines. */
function hiding(secrets: readonly string[]): (text: string) => string {
  const parts = secrets
    .flatMap((secret) => [secret, ...secret.split(/\r?\n/)])
    .filter((part) => part.trim().length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return (text) => parts.reduce((shown, part) => shown.replaceAll(part, HIDDEN), text);
}
