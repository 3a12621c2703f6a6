import { execFileSync } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Said when the command is not on PATH. */
  readonly missing?: string;
}

/** Runs to the end and returns stdout. Quiet when all is well, with everything that was said when it is not. */
export function run(command: string, args: readonly string[], { cwd, env, missing }: RunOptions = {}): string {
  try {
    const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'];
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio, maxBuffer: 256 * 1024 * 1024 });
  } catch (error) {
    const { code, status, stdout, stderr } = error as NodeJS.ErrnoException &
      Record<'status' | 'stdout' | 'stderr', unknown>;
    if (code === 'ENOENT') throw new Error(`no ${command} on PATH${missing ? `: ${missing}` : ''}`);
    const said = [stdout, stderr].filter(Boolean).join('\n');
    throw new Error(`${[command, ...args].join(' ')} ended with ${status ?? code}\n${said}`);
  }
}
