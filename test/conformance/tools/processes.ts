import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE_MS = 500;
const LOG_LINES_SHOWN = 15;

/** Processes that share a temporary folder, and go together with it. */
export class ProcessGroup {
  public readonly folder: string;
  private readonly children = new Map<string, ChildProcess>();
  private keeper?: ChildProcess;

  public constructor(prefix: string) {
    this.folder = mkdtempSync(join(tmpdir(), prefix));
  }

  public start(name: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): void {
    const log = openSync(this.logOf(name), 'a');
    const env = { PATH: process.env.PATH, HOME: this.folder, ...more };
    const child = spawn(command, args, { cwd: this.folder, env, stdio: ['ignore', log, log] });
    closeSync(log);
    child.on('error', ({ message }) => appendFileSync(this.logOf(name), message));
    this.children.set(name, child);
    this.keep();
  }

  /** Throws, with the end of its log, if a process has ended. */
  public mustRun(): void {
    for (const [name, child] of this.children) {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`${name} ended too early\n${this.logTail(name)}`);
      }
    }
  }

  public pids(): number[] {
    return [...this.children.values()].flatMap(({ pid }) => pid ?? []);
  }

  /** Whether any process complained of this in its log. */
  public logged(words: string): boolean {
    return [...this.children.keys()].some((name) => readFileSync(this.logOf(name), 'utf8').includes(words));
  }

  /** Last started, first stopped. The data is thrown away, so nobody gets long to say goodbye. */
  public async stop(): Promise<void> {
    for (const child of [...this.children.values()].reverse()) await end(child);
    this.children.clear();
    this.dismissKeeper();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private logOf(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  private logTail(name: string): string {
    return readFileSync(this.logOf(name), 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN).join('\n');
  }

  /**
   * A shell that waits on a pipe which only we hold open: whatever way this process ends, SIGKILL included, the shell
   * then ends the others. It has a session of its own, so that a Ctrl-C for us does not take it along.
   */
  private keep(): void {
    this.dismissKeeper();
    const pids = this.pids().map(String);
    const script = 'folder=$1; shift; read -r word; kill -KILL "$@"; sleep 1; rm -rf "$folder"';
    this.keeper = spawn('/bin/sh', ['-c', script, 'keeper', this.folder, ...pids], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.keeper.unref();
  }

  private dismissKeeper(): void {
    this.keeper?.kill('SIGKILL');
    this.keeper = undefined;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(timer);
}
