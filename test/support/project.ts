import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');
/** The command. */
export const GPULAB = join(repository, 'src/bin/gpulab');
const PACKAGES = ['cdk8s', 'cdk8s-gpulab', 'cdk8s-plus-28', 'constructs', 'tsx'];

/** What a command said and did. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's project in a folder of its own, with the packages that npm would have installed. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'gpulab-test-'));

  constructor(files: { readonly [name: string]: string }) {
    mkdirSync(join(this.folder, 'node_modules'));
    for (const name of PACKAGES) this.link(name);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  /** Has another package installed. */
  link(name: string): void {
    symlinkSync(join(repository, 'node_modules', name), join(this.folder, 'node_modules', name));
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Names of all files in a folder, or undefined where there is none. */
  list(name: string): string[] | undefined {
    const folder = join(this.folder, name);
    if (!statSync(folder, { throwIfNoEntry: false })) return undefined;
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  }

  /** Runs the real command, in a process of its own. */
  gpulab(args: string[], { cwd = '.', env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Run {
    return this.node([GPULAB, ...args], { cwd, env });
  }

  node(args: string[], { cwd = '.', env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: join(this.folder, cwd),
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
