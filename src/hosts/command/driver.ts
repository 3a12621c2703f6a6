import type { Finding } from 'cdk8s-gpulab';
import { commandError, FindingsError } from '../../cli/finding';
import type { Fleet } from '../fleet';
import { type Program, synthesise } from '../terraform/program';
import { addressOf, hostsInState, initialise, type KnownHosts } from '../terraform/state';
import type { Message, Terraform } from '../terraform/terraform';

/** Terraform with the program of one fleet. */
export interface Driver {
  readonly terraform: Terraform;
  readonly program: Program;
  /** Hosts that it knows. */
  readonly known: KnownHosts;
}

/** Synthesises the program and makes Terraform ready for it. */
export async function driverOf(fleet: Fleet, terraform: Terraform): Promise<Driver> {
  const program = await synthesise(fleet);
  const errors: Finding[] = [];
  if (!(await initialise(terraform, program, (message) => errors.push(...errorsOf(message))))) {
    throw new FindingsError(errors.length > 0 ? errors : [failed('terraform init failed')]);
  }
  return { terraform, program, known: await hostsInState(terraform, program) };
}

const failed = (message: string) => commandError('GPULAB4512', message);

/** What Terraform itself complains of, but for provisioners: each of these has told for itself. */
export function errorsOf({ type, diagnostic }: Message): Finding[] {
  if (type !== 'diagnostic' || diagnostic?.severity !== 'error') return [];
  if (diagnostic.summary === 'local-exec provisioner error') return [];
  const detail = diagnostic.detail ? `: ${diagnostic.detail.trim()}` : '';
  return [failed(`terraform: ${diagnostic.summary}${detail}`)];
}

/** `-target` for each. */
export const targetsOf = ({ program }: Driver, names: readonly string[]): string[] =>
  names.map((name) => `-target=${addressOf(program, name)}`);

/** Those that were seen to differ are applied again, although their description is the same. */
export const replacementsOf = ({ program, known }: Driver, names: readonly string[]): string[] =>
  names.filter((name) => known.has(name)).map((name) => `-replace=${addressOf(program, name)}`);
