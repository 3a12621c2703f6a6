import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledText } from '../../../constructs/hosts/private/fill';
import type { HostManifest, ManifestFile } from '../../../constructs/hosts/private/manifest';

/** What a command said. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Folders that are the box's own: what is written there is gone with it. */
const COPIED = ['/etc', '/usr/local', '/var/lib', '/var/cache', '/var/log'];
const EMPTY = ['/run'];

/**
 * A host within this machine: its own network, and its own copy of the folders that hosts are configured in. Files of hosts stand at their
 * real paths, services listen at their real addresses, and the machine notices nothing. Needs root.
 */
export class HostBox {
  static async open(addresses: readonly string[]): Promise<HostBox> {
    const holder = spawn('unshare', ['--mount', '--net', 'sleep', 'infinity'], { stdio: 'ignore' });
    await once(holder, 'spawn');
    const box = new HostBox(holder);
    await box.settle();
    const copies = COPIED.flatMap((folder, index) => [
      `mkdir -p /mnt/${index}/upper /mnt/${index}/work`,
      `mount -t overlay overlay -o lowerdir=${folder},upperdir=/mnt/${index}/upper,workdir=/mnt/${index}/work ${folder}`,
    ]);
    box.must(
      'sh',
      '-ec',
      ['mount -t tmpfs tmpfs /mnt', ...copies, ...EMPTY.map((one) => `mount -t tmpfs tmpfs ${one}`)].join('\n'),
    );
    box.must('ip', 'link', 'set', 'lo', 'up');
    for (const address of addresses) box.must('ip', 'address', 'add', `${address}/32`, 'dev', 'lo');
    return box;
  }

  private readonly children: ChildProcess[] = [];

  /** Whose namespaces are those of the box. */
  get pid(): number {
    return this.holder.pid!;
  }

  private constructor(private readonly holder: ChildProcess) {}

  /** Runs a command to its end. */
  run(command: string, args: readonly string[] = [], input = '', env: NodeJS.ProcessEnv = {}): Said {
    const [enter, words] = this.entered(command, args);
    return spawnSync(enter, words, { encoding: 'utf8', input, env: { ...process.env, HOME: '/mnt', ...env } });
  }

  /** Runs a command that must end well; gives its output. */
  must(command: string, ...args: string[]): string {
    const { status, stdout, stderr } = this.run(command, args);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr || stdout}`);
    return stdout;
  }

  /** Starts a service, which goes with the box. `ready` is asked again until it ends well. */
  async start(command: string, args: readonly string[], ready: readonly [string, ...string[]]): Promise<void> {
    const [enter, words] = this.entered(command, args);
    const child = spawn(enter, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: '/mnt' } });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (log = `${log}${chunk}`.slice(-4000)));
    this.children.push(child);
    for (let i = 0; i < 200; i++) {
      if (child.exitCode !== null) throw new Error(`${command} ended:\n${log}`);
      if (this.run(ready[0], ready.slice(1)).status === 0) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`${command} is not ready:\n${log}`);
  }

  /** Brings what host.json of a folder wants into the box, with secrets. */
  apply(folder: string, secrets: { readonly [name: string]: string }): HostManifest {
    const manifest: HostManifest = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
    for (const { path, mode, owner, group } of manifest.directories) {
      this.must('install', '--directory', `--mode=${mode}`, `--owner=${owner}`, `--group=${group}`, path);
    }
    for (const file of manifest.files) this.place(folder, file, secrets);
    return manifest;
  }

  /** Last started, first stopped; the box ends with its holder. */
  async close(): Promise<void> {
    for (const child of this.children.reverse()) await end(child);
    await end(this.holder);
  }

  private place(folder: string, file: ManifestFile, values: { readonly [name: string]: string }): void {
    const { path, source, mode, owner, group, secrets = [], validate } = file;
    const text = filledText(
      readFileSync(join(folder, source), 'utf8'),
      secrets,
      ({ env, file: name }) => values[env ?? name!],
    );
    const staged = '/mnt/staged';
    this.run('sh', ['-c', 'umask 077; cat >"$1"', 'sh', staged], text);
    if (validate) this.must(validate[0], ...validate.slice(1).map((word) => (word === '%' ? staged : word)));
    this.must('install', '-D', `--mode=${mode}`, `--owner=${owner}`, `--group=${group}`, staged, path);
  }

  private entered(command: string, args: readonly string[]): [string, string[]] {
    return ['nsenter', [`--target=${this.holder.pid}`, '--mount', '--net', '--wd=/', command, ...args]];
  }

  /** Until the holder has left the namespaces of this process. */
  private async settle(): Promise<void> {
    const own = readlinkOf('self');
    for (let i = 0; i < 200; i++) {
      if (this.holder.exitCode !== null) throw new Error('no namespace can be made: is this root?');
      const its = readlinkOf(String(this.holder.pid));
      if (its !== '' && its !== own) return;
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error('no namespace was made');
  }
}

const readlinkOf = (pid: string): string =>
  spawnSync('readlink', [`/proc/${pid}/ns/net`], { encoding: 'utf8' }).stdout.trim();

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}
