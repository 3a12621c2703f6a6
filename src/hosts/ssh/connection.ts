import { spawn } from 'node:child_process';
import { quotedWord } from 'cdk8s-gpulab/lib/output/private/delivery/shell';
import type { Host } from '../fleet';
import { failureOf } from './failure';

/** What one run on a machine gave. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Status of ssh itself where it did not get to run anything; ssh(1), "EXIT STATUS". */
const SSH_FAILED = 255;
/** Nothing that is done to a host takes longer; it may install packages. */
const LONGEST_MS = 20 * 60_000;

/** The system's ssh to one host, with the configuration of a work folder and nothing else. */
export class SshConnection {
  constructor(
    readonly host: Pick<Host, 'name' | 'user' | 'identityFile'>,
    /** Folder with ssh_config and known_hosts. */
    private readonly folder: string,
    /** Time for one run. */
    private readonly deadlineMs = LONGEST_MS,
  ) {}

  /**
   * Runs something as root. Rejects with a `HostFailure` where the host cannot be reached.
   * @param script for a POSIX shell. Every user of the machine can see it: it never holds a secret
   * @param stdin what it reads, which nobody sees
   */
  run(script: string, stdin: string): Promise<Ran> {
    const isRoot = this.host.user === 'root';
    return this.runAsUser(isRoot ? script : `exec sudo -n -- sh -c ${quotedWord(script)}`, stdin);
  }

  /** Runs something as the user that logs in. */
  async runAsUser(script: string, stdin: string): Promise<Ran> {
    // Relative: ssh hands the name of its configuration to a shell as it is, for the way through a jump host.
    const ran = await this.ssh(['-F', 'ssh_config', '--', this.host.name, script], stdin);
    if (ran.status === SSH_FAILED) throw failureOf(this.host.name, ran.stderr, this.host.identityFile);
    return ran;
  }

  private ssh(args: readonly string[], stdin: string): Promise<Ran> {
    return new Promise((resolve, reject) => {
      const child = spawn('ssh', args, { cwd: this.folder, stdio: 'pipe', timeout: this.deadlineMs });
      const output = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (part) => (output.stdout += part));
      child.stderr.setEncoding('utf8').on('data', (part) => (output.stderr += part));
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? SSH_FAILED, ...output }));
      // It may end before it has read everything; its status tells.
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin);
    });
  }
}
