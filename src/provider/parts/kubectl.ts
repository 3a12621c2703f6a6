import { execFile } from 'node:child_process';
import { shown } from '../../health/probe/shown';
import { PartFailure, type Targets } from '../part';
import { wanted } from './web';

/** Asks the cluster of the targets; gives what kubectl prints. */
export function kubectlOf({ kubeconfig, deadlineMs }: Targets): (...args: readonly string[]) => Promise<string> {
  const file = wanted(kubeconfig, '--kubeconfig');
  return (...args) => run(['--kubeconfig', file, ...args], deadlineMs);
}

function run(args: readonly string[], timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('kubectl', [...args], { timeout, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 'ENOENT') reject(new PartFailure('no-tool', 'there is no kubectl', 'unknown'));
      else if (error.killed) reject(new PartFailure('timeout', `no answer within ${timeout} ms`));
      else reject(new PartFailure('connection', shown(stderr) || 'kubectl failed'));
    });
  });
}
