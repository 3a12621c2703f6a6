import type { Action } from '../hosts/command/action';
import type { Command, Outcome } from './command';
import { usageError } from './finding';

/** What there is behind `gpulab hosts`. Loaded when named. */
const ACTIONS: { readonly [name: string]: () => Promise<{ action: Action }> } = {
  scan: () => import('../hosts/command/hosts-scan'),
  status: () => import('../hosts/command/hosts-status'),
  plan: () => import('../hosts/command/hosts-plan'),
  apply: () => import('../hosts/command/hosts-apply'),
  rotate: () => import('../hosts/command/hosts-rotate'),
  destroy: () => import('../hosts/command/hosts-destroy'),
  synth: () => import('../hosts/command/hosts-synth'),
};

type ForOneHost = (name: string) => Promise<Outcome>;

/** What Terraform starts for one host; people do not. */
const BY_TERRAFORM: { readonly [name: string]: () => Promise<ForOneHost> } = {
  provision: async () => (await import('../hosts/command/hosts-provision')).runProvision,
  deprovision: async () => (await import('../hosts/command/hosts-provision')).runDeprovision,
};

const COMMON = new Set(['json', 'strict', 'help']);

export const command: Command = {
  summary: 'bring machines into the described state over SSH, with Terraform, and keep them there',
  usage: `gpulab hosts ${Object.keys(ACTIONS).join('|')} [--inventory FILE]`,
  help: `  scan          learn host keys, and write them beside the inventory for you to confirm
  status        look at every host, and say what is otherwise than described
  plan          say what apply would do
  apply         bring hosts into the described state; one that fails holds up no other
  rotate        give the controller a new key, and apply
  destroy --yes take away from every host what was brought to it; what others wrote stays
  synth         write the Terraform program only

  --inventory FILE
                default: inventory.yaml
  --limit GROUP, --limit HOST
                only hosts of this group, or this host; may be given several times
  --parallelism NUMBER
                hosts at one time; default: 10

Works in .gpulab/hosts beside the inventory. A cdktf.json there says which program makes the
Terraform configuration; without one it is made of the inventory alone.`,
  options: {
    inventory: { type: 'string' },
    limit: { type: 'string', multiple: true },
    parallelism: { type: 'string' },
    yes: { type: 'boolean' },
  },
  positionals: 2,
  isReader: true,
  async run(options, [name, host]) {
    const hint = `gpulab hosts ${Object.keys(ACTIONS).join('|')}`;
    if (name === undefined) throw usageError('hosts what?', hint);
    if (Object.hasOwn(BY_TERRAFORM, name) && host !== undefined) return (await BY_TERRAFORM[name]())(host);
    if (!Object.hasOwn(ACTIONS, name)) throw usageError(`there is no hosts ${name}`, hint);
    if (host !== undefined) throw usageError(`unexpected argument "${host}"`, `gpulab hosts ${name} --limit ${host}`);
    const { action } = await ACTIONS[name]();
    const stray = Object.keys(options).find((option) => !COMMON.has(option) && !action.options.includes(option));
    if (stray !== undefined) throw usageError(`--${stray} is not for hosts ${name}`, hint);
    return action.run(options);
  },
};
