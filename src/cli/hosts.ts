import type { Action } from '../hosts/command/action';
import { type Command, type Outcome, refuseOptions } from './command';
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
  certificates: () => import('../hosts/command/hosts-certificates'),
};

type ForOneHost = (name: string) => Promise<Outcome>;

/** What Terraform starts for one host; people do not. */
const BY_TERRAFORM: { readonly [name: string]: () => Promise<ForOneHost> } = {
  provision: async () => (await import('../hosts/command/hosts-provision')).runProvision,
  deprovision: async () => (await import('../hosts/command/hosts-provision')).runDeprovision,
};

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
  certificates [renew|rotate]
                of Docker endpoints: when they end; make and renew them; replace their authority

  --inventory FILE
                default: inventory.yaml
  --limit GROUP, --limit HOST
                only hosts of this group, or this host; may be given several times
  --forget HOST (apply) a removed host that is gone for good: it is not gone to any more
  --parallelism NUMBER
                hosts at one time; default: 10
  --folder DIR  (certificates) where they are; default: certificates beside the inventory
  --within DAYS (certificates) renew what ends within so many days; default: 30
  --days DAYS   (certificates) how long new ones last; default: 365

Works in .gpulab/hosts beside the inventory. A cdktf.json there says which program makes the
Terraform configuration; without one it is made of the inventory alone.`,
  options: {
    inventory: { type: 'string' },
    limit: { type: 'string', multiple: true },
    forget: { type: 'string', multiple: true },
    parallelism: { type: 'string' },
    yes: { type: 'boolean' },
    folder: { type: 'string' },
    within: { type: 'string' },
    days: { type: 'string' },
  },
  positionals: 2,
  isReader: true,
  async run(options, [name, word]) {
    const hint = `gpulab hosts ${Object.keys(ACTIONS).join('|')}`;
    if (name === undefined) throw usageError('hosts what?', hint);
    if (Object.hasOwn(BY_TERRAFORM, name) && word !== undefined) return (await BY_TERRAFORM[name]())(word);
    if (!Object.hasOwn(ACTIONS, name)) throw usageError(`there is no hosts ${name}`, hint);
    const { action } = await ACTIONS[name]();
    if (word !== undefined && !action.words?.includes(word)) {
      throw usageError(`unexpected argument "${word}"`, action.words ? hint : `gpulab hosts ${name} --limit ${word}`);
    }
    refuseOptions(options, action.options, `hosts ${name}`, hint);
    return action.run(options, word);
  },
};
