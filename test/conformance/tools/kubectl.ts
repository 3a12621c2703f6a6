import { spawn } from 'node:child_process';
import { kubectlBinary } from './binaries';
import type { ClusterAccess } from './cluster';

export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl as the cluster's administrator. What it thinks of our input is a result, so no status throws. */
export function kubectl({ kubeconfig }: ClusterAccess, args: readonly string[], input = ''): Promise<Output> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, KUBECONFIG: kubeconfig };
    const child = spawn(kubectlBinary(), args, { env, stdio: 'pipe' });
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
