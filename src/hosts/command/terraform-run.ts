import { rmSync } from 'node:fs';
import type { Finding } from 'cdk8s-gpulab';
import type { Fleet } from '../fleet';
import { resultOf } from '../provision';
import { type Driver, errorsOf } from './driver';
import type { Row } from './table';

/** What a run of Terraform did to hosts. */
export interface Done {
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
}

/** What of a run is told: by the kind of a change, the words of its end. */
const ENDS: { readonly [action: string]: string } = { create: 'applied', delete: 'left' };

export interface RunOptions {
  /** Is nobody reading along? */
  readonly quiet: boolean;
  /** Do hosts leave that are still described? */
  readonly all?: boolean;
  /** Why hosts could not be seen a moment ago; they are not tried again. */
  readonly unseen?: { readonly [host: string]: Finding };
}

/** Runs Terraform, tells how far it is, and gathers what became of each host. */
export async function runTerraform(
  driver: Driver,
  fleet: Fleet,
  args: readonly string[],
  { quiet, all = false, unseen = {} }: RunOptions,
): Promise<Done> {
  rmSync(fleet.folder.in('results'), { recursive: true, force: true });
  const ends = new Map<string, string>();
  const findings: Finding[] = [];
  const more = { GPULAB_UNSEEN: JSON.stringify(unseen), ...(all ? { GPULAB_ALL: '1' } : {}) };
  await driver.terraform.run(
    driver.program.folder,
    [...args, '-json', '-input=false', '-auto-approve'],
    (message) => {
      findings.push(...errorsOf(message));
      const name = message.hook?.resource.resource_key;
      if (typeof name !== 'string') return;
      const state = stateOf(message.type, message.hook?.action ?? '');
      if (state === undefined) return;
      ends.set(name, state);
      // A host that is replaced ends twice; the first time nothing was done.
      if (!quiet && (state !== 'left' || !fleet.hosts.some((host) => host.name === name) || all)) {
        process.stderr.write(`${name}: ${state}\n`);
      }
    },
    more,
  );
  const rows = [...ends].map(([host, state]): Row => {
    const result = resultOf(fleet.folder, host);
    if (result?.failure) findings.push(result.failure);
    return { host, state, details: result?.failure ? [result.failure.message] : (result?.changes ?? []) };
  });
  return { rows, findings };
}

function stateOf(type: string, action: string): string | undefined {
  if (type === 'apply_complete') return ENDS[action];
  return type === 'apply_errored' ? 'failed' : undefined;
}
