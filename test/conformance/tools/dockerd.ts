import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pair } from '../../src/health/support/certificates';
import { freePort } from './cluster';
import { installPackages } from './debian';

/** Installs Debian's dockerd where there is none. */
export const installDockerd = (): void => installPackages({ dockerd: 'docker.io' });

/** A real daemon on loopback, apart from any other of this machine (facts: compute-nodes.md 8.1). Needs root. */
export class Dockerd {
  static async start(config: { readonly [key: string]: unknown }, files: { readonly [name: string]: string } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'gpulab-dockerd-'));
    const port = await freePort();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
    const daemon = new Dockerd(folder, port);
    daemon.write({ hosts: [`unix://${folder}/docker.sock`, `tcp://127.0.0.1:${port}`], ...config });
    await daemon.run();
    return daemon;
  }

  /** With `tlsverify`, as a node should be (facts: compute-nodes.md 5.1). */
  static mutual(ca: string, server: Pair, more: { readonly [key: string]: unknown } = {}): Promise<Dockerd> {
    return Dockerd.start(
      { tlsverify: true, tlscacert: 'ca.pem', tlscert: 'cert.pem', tlskey: 'key.pem', ...more },
      {
        'ca.pem': ca,
        'cert.pem': server.cert,
        'key.pem': server.key,
      },
    );
  }

  private child?: ChildProcess;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** Starts it, or starts it again, and waits until its socket answers. */
  async run(): Promise<void> {
    const { folder } = this;
    const log = openSync(join(folder, 'log'), 'a');
    const args = ['config-file=daemon.json', 'data-root=data', 'exec-root=exec', 'pidfile=pid'].map((arg) => {
      const [name, file] = arg.split('=');
      return `--${name}=${join(folder, file)}`;
    });
    const apart = ['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'];
    this.child = spawn('dockerd', [...args, ...apart], { cwd: folder, stdio: ['ignore', log, log] });
    closeSync(log);
    const socket = `${folder}/docker.sock`;
    for (let i = 0; i < 300; i++) {
      if (this.child.exitCode !== null) throw new Error(`dockerd ended:\n${this.log()}`);
      const { stdout } = spawnSync('curl', ['-s', '--unix-socket', socket, 'http://docker/_ping'], {
        encoding: 'utf8',
      });
      if (stdout === 'OK') return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`dockerd does not answer:\n${this.log()}`);
  }

  /** Ends the process; its files stay. */
  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  /** Holds it still: its port accepts, nothing answers. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  async remove(): Promise<void> {
    this.thaw();
    await this.stop();
    // What it mounted below its folder, deepest first.
    const mounts = readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '')
      .filter((path) => path.startsWith(`${this.folder}/`));
    for (const mount of mounts.reverse()) spawnSync('umount', ['-l', mount]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(config: object): void {
    mkdirSync(this.folder, { recursive: true });
    const absolute = Object.entries(config).map(([key, value]) => [
      key,
      typeof value === 'string' && value.endsWith('.pem') ? join(this.folder, value) : value,
    ]);
    writeFileSync(join(this.folder, 'daemon.json'), JSON.stringify(Object.fromEntries(absolute)));
  }

  private log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8').slice(-2000);
  }
}
