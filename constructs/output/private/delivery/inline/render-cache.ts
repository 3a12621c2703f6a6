import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Texts that helm rendered, by all that they depend on. Below the nearest node_modules, beside the bundles of programs; without one,
 * or where it cannot be written to, nothing is kept. Only the owner may read it: objects of a release may be Secrets.
 */
export class RenderCache {
  private readonly folder: string | undefined;

  constructor() {
    this.folder = cacheFolder();
  }

  /** @param key of letters and digits */
  read(release: string, key: string): string | undefined {
    const file = this.fileOf(release, key);
    return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** Takes the place of what was kept for the release. */
  write(release: string, key: string, text: string): void {
    const file = this.fileOf(release, key);
    if (file === undefined) return;
    try {
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, text, { mode: 0o600 });
      renameSync(unfinished, file);
      for (const name of readdirSync(this.folder!)) {
        if (KEPT.exec(name)?.[1] === release && name !== nameOf(release, key))
          rmSync(join(this.folder!, name), { force: true });
      }
    } catch {
      // A cache that cannot be written makes the next run slower, and nothing else.
    }
  }

  private fileOf(release: string, key: string): string | undefined {
    return this.folder && join(this.folder, nameOf(release, key));
  }
}

const KEPT = /^(.+)\.[0-9a-f]+\.yaml$/;
const nameOf = (release: string, key: string): string => `${release}.${key}.yaml`;

function cacheFolder(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) {
      const cache = join(modules, '.cache', 'gpulab', 'releases');
      try {
        mkdirSync(cache, { recursive: true });
        return cache;
      } catch {
        return undefined;
      }
    }
    if (dirname(folder) === folder) return undefined;
  }
}
