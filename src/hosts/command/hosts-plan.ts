import type { Fleet } from '../fleet';
import { stateOf } from '../host-finding';
import { lookAt, type Seen, withoutKey } from '../look';
import { prepareSsh } from '../reach';
import { type Message, Terraform } from '../terraform/terraform';
import { guestsOf } from '../trust/wanted-trust';
import { type Action, HOST_OPTIONS, scopeOf } from './action';
import { driverOf, errorsOf, replacementsOf, targetsOf } from './driver';
import { countsOf, countsText, type Row, tableOf } from './table';

/** Says what `apply` would do to which host, and changes nothing. */
export const action: Action = {
  options: HOST_OPTIONS,
  async run(options) {
    const { fleet, hosts, isLimited, many } = scopeOf(options);
    const terraform = Terraform.find();
    prepareSsh(fleet);
    const seen = await lookAt(fleet, hosts, many);
    const driver = await driverOf(fleet, terraform);
    const drifted = seen.filter(({ drift }) => drift.length > 0).map(({ host }) => host.name);
    const targets = isLimited
      ? targetsOf(
          driver,
          hosts.map(({ name }) => name),
        )
      : [];
    const messages: Message[] = [];
    const args = ['plan', '-json', '-input=false', ...replacementsOf(driver, drifted), ...targets];
    await driver.terraform.run(driver.program.folder, args, (message) => messages.push(message));
    const rows = rowsOf(waitingForKeys(fleet, seen), messages);
    return {
      findings: [...fleet.findings, ...seen.flatMap(({ failure }) => failure ?? []), ...messages.flatMap(errorsOf)],
      result: { hosts: rows, summary: countsOf(rows) },
      text: tableOf(rows) + countsText(rows),
    };
  },
};

/** Keys that `apply` makes first change others, too: what Terraform plans cannot know of them. */
function waitingForKeys(fleet: Fleet, seen: readonly Seen[]): Seen[] {
  const fresh = withoutKey(fleet, seen);
  return seen.map((one) => {
    const guests = guestsOf(fleet, one.host).filter((guest) => fresh.includes(guest));
    return {
      ...one,
      drift: [...one.drift, ...guests.map(({ name }) => `authorized_keys: the key of ${name} is not there`)],
    };
  });
}

/** Terraform's words, in ours. */
const STATES: { readonly [action: string]: string } = {
  create: 'to be set up',
  replace: 'to be applied again',
  delete: 'to be left',
};

function rowsOf(seen: readonly Seen[], messages: readonly Message[]): Row[] {
  const actions = new Map(
    messages.flatMap(({ type, change }) =>
      type === 'planned_change' && change ? [[String(change.resource.resource_key), change.action] as const] : [],
    ),
  );
  const described = seen.map(({ host: { name }, drift, failure }) => ({
    host: name,
    state: failure
      ? stateOf(failure)
      : (STATES[actions.get(name) ?? (drift.length > 0 ? 'replace' : '')] ?? 'as described'),
    details: failure ? [failure.message] : drift,
  }));
  const names = new Set(described.map(({ host }) => host));
  const removed = [...actions].filter(([name, what]) => what === 'delete' && !names.has(name));
  return [...described, ...removed.map(([host]) => ({ host, state: STATES.delete, details: [] }))];
}
