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
 *
 * Its first process reads from a pipe that only we hold open. Whatever way this process ends, the kernel then ends all others of the box,
 * and takes away what they mounted.
 */
export class HostBox {
  static async open(addresses: readonly string[]): Promise<HostBox> {
    const apart = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const holder = spawn('unshare', [...apart, 'sh', '-c', 'echo ready; exec cat'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const [line] = await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')]);
    if (String(line) !== 'ready\n') throw new Error('no namespaces can be made: is this root?');
    const children = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8');
    const box = new HostBox(holder, Number(children.trim()));
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

  /** A cable between two boxes, and what its ends are called there. */
  static link(one: HostBox, name: string, other: HostBox, otherName: string): void {
    const ends = [
      'name',
      name,
      'netns',
      String(one.pid),
      'type',
      'veth',
      'peer',
      'name',
      otherName,
      'netns',
      String(other.pid),
    ];
    const { status, stderr } = spawnSync('ip', ['link', 'add', ...ends], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`no link between two boxes: ${stderr}`);
  }

  private constructor(
    private readonly holder: ChildProcess,
    /** Whose namespaces are those of the box. */
    private readonly pid: number,
  ) {}

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

  /** Ends it, with all that runs in it. */
  async close(): Promise<void> {
    const gone = once(this.holder, 'exit');
    this.holder.stdin!.end();
    await gone;
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
    return ['nsenter', [`--target=${this.pid}`, '--mount', '--net', '--pid', '--wd=/', command, ...args]];
  }
}
