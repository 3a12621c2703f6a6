import type { Outcome } from '../../cli/command';
import { FindingsError, usageError } from '../../cli/finding';
import { deprovision, type HostResult, provision } from '../provision';

/** What Terraform starts, once for each host. Its words come by the environment, but for the name of the host. */
export const runProvision = (name: string): Promise<Outcome> =>
  outcomeOf(name, provision(inventory(), name, JSON.parse(process.env.GPULAB_UNSEEN ?? '{}')[name]));

/** The same for a host that leaves. */
export function runDeprovision(name: string): Promise<Outcome> {
  const route = JSON.parse(variable('GPULAB_ROUTE'));
  return outcomeOf(name, deprovision(inventory(), name, route, process.env.GPULAB_ALL === '1'));
}

async function outcomeOf(name: string, running: Promise<HostResult>): Promise<Outcome> {
  const { changes, failure } = await running;
  if (failure) throw new FindingsError([failure]);
  return {
    findings: [],
    result: { host: name, changes },
    text: changes.map((change) => `${name}: ${change}\n`).join(''),
  };
}

const inventory = (): string => variable('GPULAB_INVENTORY');

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw usageError(`Terraform starts this, and ${name} is not set`, 'gpulab hosts apply');
  return value;
}
