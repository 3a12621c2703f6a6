import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commandError, FindingsError } from '../../cli/finding';
import { pathFromHere } from '../../cli/here';
import type { Fleet } from '../fleet';

const OUTPUT = 'cdktf.out';
const CONFIG = 'cdktf.json';

/** The synthesised program: where Terraform runs, and what a host is called there. */
export interface Program {
  readonly folder: string;
  /** Address of the resource, without the key of a host. */
  readonly resource: string;
}

/**
 * Synthesises the Terraform program of the hosts: the user's, where a cdktf.json beside the inventory says how, as `cdktf synth`
 * would; else the plain one.
 */
export async function synthesise(fleet: Fleet): Promise<Program> {
  const home = dirname(fleet.inventory);
  const outdir = fleet.folder.in(OUTPUT);
  fleet.folder.prepare();
  if (existsSync(join(home, CONFIG))) runApp(home, outdir);
  else await ownApp(fleet, outdir);
  return programIn(outdir, fleet);
}

function runApp(home: string, outdir: string): void {
  const file = join(home, CONFIG);
  const { app } = JSON.parse(readFileSync(file, 'utf8')) as { app?: unknown };
  if (typeof app !== 'string')
    throw failed(`${CONFIG} has no app`, file, 'write app: the command that runs your program');
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  // As cdktf-cli runs it: the command is the user's own, in his own file.
  const { status, stdout, stderr } = spawnSync(app, { cwd: home, env, shell: true, encoding: 'utf8' });
  if (status !== 0) throw failed(`"${app}" ended with ${status}: ${lastLines(stderr + stdout)}`, file);
}

async function ownApp(fleet: Fleet, outdir: string): Promise<void> {
  const { App, HostsStack } = await import('../hosts-stack');
  const app = new App({ outdir, stackTraces: false });
  new HostsStack(app, 'hosts', { inventory: fleet.inventory });
  app.synth();
}

const TYPES = ['terraform_data', 'null_resource'];

function programIn(outdir: string, fleet: Fleet): Program {
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: { [name: string]: { workingDirectory: string } };
  };
  for (const { workingDirectory } of Object.values(stacks)) {
    const folder = join(outdir, workingDirectory);
    const { resource = {} } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
    const type = TYPES.find((name) => resource[name]?.host !== undefined);
    if (type === undefined) continue;
    checkInventory(resource[type].host, folder, fleet);
    return { folder, resource: `${type}.host` };
  }
  throw failed('the program has no HostsStack', undefined, 'make one: new HostsStack(app, "hosts")');
}

/** Hosts of another inventory would be taken for those that left this one. */
function checkInventory(host: HostResource, folder: string, { inventory }: Fleet): void {
  const written = host.provisioner[0]['local-exec'].environment.GPULAB_INVENTORY;
  const described = resolve(folder, written.replace(/([$%])\1(?=\{)/g, '$1'));
  if (described === inventory) return;
  const message = `the program describes ${pathFromHere(described)}, and not ${pathFromHere(inventory)}`;
  throw failed(
    message,
    undefined,
    `gpulab hosts ... --inventory ${pathFromHere(described)}, or give HostsStack another`,
  );
}

/** What is read of a HostsStack. */
interface HostResource {
  readonly provisioner: readonly {
    readonly 'local-exec': { readonly environment: { readonly GPULAB_INVENTORY: string } };
  }[];
}

/** Without frames of the stack, which are the last. */
const lastLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line))
    .slice(-8)
    .join('\n');

const failed = (message: string, file?: string, hint?: string) =>
  new FindingsError([commandError('GPULAB4510', message, { file, hint })]);
