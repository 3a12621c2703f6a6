import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { commandError, FindingsError } from '../../cli/finding';

/** One line of `terraform ... -json`. Source: Terraform, "Machine-Readable UI", format 1. */
export interface Message {
  readonly type: string;
  readonly '@message': string;
  readonly hook?: {
    readonly resource: { readonly addr: string; readonly resource_key?: unknown };
    readonly action?: string;
  };
  readonly change?: { readonly resource: { readonly resource_key?: unknown }; readonly action: string };
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string };
}

/** What the command can be called. OpenTofu is a fork with the same words. */
const NAMES = ['terraform', 'tofu'];
/** `terraform_data` came with 1.4 (cdktf's own check), and no release of OpenTofu lacks it. */
const OLDEST = [1, 4];
/** Of a state with some thousands of hosts, in bytes. */
const LARGEST_OUTPUT = 64 * 2 ** 20;

/** Terraform or OpenTofu in one folder. */
export class Terraform {
  static find(): Terraform {
    const wanted = process.env.TERRAFORM_BINARY_NAME; // as cdktf-cli has it
    for (const name of wanted ? [wanted] : NAMES) {
      const version = versionOf(name);
      if (version !== undefined) return new Terraform(name, checked(name, version));
    }
    const hint = 'install Terraform 1.4 or newer, or OpenTofu, or name it in TERRAFORM_BINARY_NAME';
    throw new FindingsError([commandError('GPULAB4509', `no ${wanted ?? NAMES.join(' and no ')} on PATH`, { hint })]);
  }

  private constructor(
    readonly binary: string,
    readonly version: string,
  ) {}

  /** Runs it; each line is handed on as it comes. Resolves with the status. */
  async run(folder: string, args: readonly string[], tell: (message: Message) => void, more = {}): Promise<number> {
    const child = spawn(this.binary, args, {
      cwd: folder,
      env: { ...environment(), ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    let hasTold = false;
    child.stderr.setEncoding('utf8').on('data', (part) => (stderr += part));
    const ended = new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve(status ?? 1));
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const message = messageOf(line);
      if (message) tell(message);
      hasTold ||= message?.diagnostic?.severity === 'error';
    }
    const status = await ended;
    if (status !== 0 && !hasTold) tell(diagnosticOf(stderr));
    return status;
  }

  /** Runs it to its end, and gives what it prints. */
  async output(folder: string, args: readonly string[]): Promise<string> {
    const { status, stdout, stderr, error } = spawnSync(this.binary, args, {
      cwd: folder,
      env: environment(),
      encoding: 'utf8',
      maxBuffer: LARGEST_OUTPUT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (status === 0) return stdout;
    const message = `terraform ${args[0]}: ${stderr?.trim() || error?.message || `ended with ${status}`}`;
    throw new FindingsError([commandError('GPULAB4512', message)]);
  }
}

function versionOf(name: string): string | undefined {
  try {
    const stdout = execFileSync(name, ['version', '-json'], {
      env: environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const version = JSON.parse(stdout).terraform_version;
    if (typeof version === 'string') return version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  }
  const hint = `see what ${name} version -json prints`;
  throw new FindingsError([
    commandError('GPULAB4509', `${name} says no version: it is no Terraform that works`, { hint }),
  ]);
}

function checked(name: string, version: string): string {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return version;
  const message = `${name} is ${version}: ${OLDEST.join('.')} or newer is wanted`;
  throw new FindingsError([commandError('GPULAB4509', message, { hint: 'install a newer one' })]);
}

/** Nothing is asked, nobody is called; provisioners find this command and this Node. */
function environment(): NodeJS.ProcessEnv {
  const own = [dirname(process.argv[1] ?? ''), dirname(realpathSync(process.argv[1] ?? __filename))].find((folder) =>
    existsSync(join(folder, 'gpulab')),
  );
  const path = [own, dirname(process.execPath), process.env.PATH].filter((part) => part !== undefined);
  return {
    ...process.env,
    PATH: path.join(delimiter),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
  };
}

function messageOf(line: string): Message | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What is no JSON, as an error before the format is known. */
const diagnosticOf = (text: string): Message => ({
  type: 'diagnostic',
  '@message': text.trim(),
  diagnostic: { severity: 'error', summary: text.trim() },
});
