import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './cluster';
import { installPackages } from './debian';

const VERSIONS = '/usr/lib/postgresql';
const USER = 'postgres';
const PASSWORD = 'a-password-of-the-tests';

/** A cluster of its own on loopback. PostgreSQL refuses to run as root, so it runs as its own user. */
export class Postgres {
  static async start(): Promise<Postgres> {
    installPackages({ [VERSIONS]: 'postgresql' });
    const ids = ['-u', '-g'].map((option) => Number(spawnSync('id', [option, USER], { encoding: 'utf8' }).stdout));
    const folder = mkdtempSync(join(tmpdir(), 'gpulab-postgres-'));
    chmodSync(folder, 0o700);
    chownSync(folder, ids[0], ids[1]);
    const postgres = new Postgres(folder, ids[0], ids[1], await freePort());
    const passwordFile = join(folder, 'password');
    postgres.command('bash', '-c', `printf '%s' '${PASSWORD}' > '${passwordFile}'`);
    const auth = ['--auth-host=scram-sha-256', '--auth-local=peer', `--username=${USER}`, `--pwfile=${passwordFile}`];
    postgres.command(postgres.program('initdb'), '-D', join(folder, 'data'), '-N', '-E', 'UTF8', '--locale=C', ...auth);
    await postgres.run();
    return postgres;
  }

  private child?: ChildProcess;

  private constructor(
    private readonly folder: string,
    private readonly uid: number,
    private readonly gid: number,
    private readonly port: number,
  ) {}

  get url(): string {
    return `postgresql://${USER}:${PASSWORD}@127.0.0.1:${this.port}/postgres`;
  }

  /** One more database beside the first; gives its URL. */
  async another(name: string): Promise<string> {
    this.command(this.program('createdb'), '-h', this.folder, '-p', String(this.port), '-U', USER, name);
    return this.url.replace(/postgres$/, name);
  }

  /** Starts it, or starts it again, and waits until it answers. */
  async run(): Promise<void> {
    const { folder, port } = this;
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
    const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
    this.child = spawn(this.program('postgres'), args, { uid: this.uid, gid: this.gid, cwd: folder, stdio: 'ignore' });
    for (let i = 0; i < 200; i++) {
      if (this.child.exitCode !== null) throw new Error('PostgreSQL ended');
      const ready = spawnSync(this.program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]);
      if (ready.status === 0) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('PostgreSQL does not answer');
  }

  /** Ends it as a crash would: connections break, files stay. */
  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGQUIT');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Everything in it, as SQL. */
  dump(): string {
    return this.command(this.program('pg_dump'), '-h', this.folder, '-p', String(this.port), '-U', USER, 'postgres');
  }

  private program(name: string): string {
    const [version] = readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a));
    return join(VERSIONS, version, 'bin', name);
  }

  private command(program: string, ...args: string[]): string {
    const { uid, gid, folder } = this;
    const options = { uid, gid, cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
    const { status, stdout, stderr, error } = spawnSync(program, args, options);
    if (status !== 0) throw new Error(`${program} failed: ${stderr ?? error}`);
    return stdout;
  }
}
