import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../reach';
import type { Program } from './program';
import type { Message, Terraform } from './terraform';

/** Hosts that Terraform knows. */
export type KnownHosts = ReadonlyMap<string, KnownHost>;

export interface KnownHost {
  /** The way to it when it was last applied. */
  readonly route: Route;
  /** Did that fail? Terraform then starts nothing when it leaves. */
  readonly isTainted: boolean;
}

/** Makes a folder ready. A second time this is quick, and nothing is loaded. */
export async function initialise(
  terraform: Terraform,
  { folder }: Program,
  tell: (message: Message) => void,
): Promise<boolean> {
  const args = ['init', '-input=false', '-no-color', '-reconfigure'];
  return (await terraform.run(folder, args, tell)) === 0 && existsSync(join(folder, '.terraform'));
}

export async function hostsInState(terraform: Terraform, { folder, resource }: Program): Promise<KnownHosts> {
  const state = JSON.parse(await terraform.output(folder, ['show', '-json', '-no-color']));
  const resources: any[] = state.values?.root_module?.resources ?? [];
  return new Map(
    resources
      .filter(({ address }) => address.startsWith(`${resource}[`))
      .map(({ index, values, tainted }) => {
        const { route } = values.triggers_replace ?? values.triggers;
        return [index, { route: JSON.parse(route), isTainted: tainted === true }];
      }),
  );
}

/** The address of a host, as an argument. Its name holds no quote (core/rules/names.ts). */
export const addressOf = ({ resource }: Program, name: string): string => `${resource}[${JSON.stringify(name)}]`;
