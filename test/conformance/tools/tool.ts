import { spawn } from 'node:child_process';

export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ToolOptions {
  /** Beside PATH; nothing else of the shell's that runs the tests. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
}

/** Runs a tool to its end. What it thinks of our input is a result, so no status throws. */
export function runTool(binary: string, args: readonly string[], { env, input = '' }: ToolOptions): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (part) => (output.stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part) => (output.stderr += part));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, ...output }));
    // It may refuse before it has read everything; its status tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
