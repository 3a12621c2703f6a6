import type { Finding } from 'cdk8s-gpulab';
import type { OptionValues, Outcome } from '../../cli/command';
import { stateOf } from '../host-finding';
import { lookAt, makeKeys, type Seen } from '../look';
import { prepareSsh } from '../reach';
import { Terraform } from '../terraform/terraform';
import { type Action, HOST_OPTIONS, type Scope, scopeOf } from './action';
import { driverOf, replacementsOf, targetsOf } from './driver';
import { forgetHosts, leaveInOrder, removedFrom, removeFromState } from './leave';
import { countsOf, countsText, type Row, tableOf } from './table';
import { type Done, runTerraform } from './terraform-run';

/** Brings hosts into the described state. Each for itself: one that fails holds up no other. */
export const action: Action = {
  options: [...HOST_OPTIONS, 'forget'],
  run: (options) => apply(scopeOf(options), options),
};

export async function apply(scope: Scope, { json, forget = [] }: OptionValues): Promise<Outcome> {
  const { fleet, hosts, isLimited, many } = scope;
  const quiet = json === true;
  const terraform = Terraform.find();
  prepareSsh(fleet);
  const seen = await lookAt(fleet, hosts, many);
  await makeKeys(fleet, seen, many);
  const driver = await driverOf(fleet, terraform);
  const forgotten = await forgetHosts(driver, fleet, forget as string[]);
  const removed = isLimited ? [] : removedFrom(fleet, driver).filter((name) => !forgotten.has(name));
  const left = await leaveInOrder(driver, fleet, removed, { quiet, last: false });
  const drifted = seen.filter(({ drift }) => drift.length > 0).map(({ host }) => host.name);
  const targets = isLimited
    ? targetsOf(
        driver,
        hosts.map(({ name }) => name),
      )
    : [];
  const args = ['apply', `-parallelism=${many}`, ...replacementsOf(driver, drifted), ...targets];
  const unseen = Object.fromEntries(seen.flatMap(({ host, failure }) => (failure ? [[host.name, failure]] : [])));
  const done = await runTerraform(driver, fleet, args, { quiet, unseen });
  // Nothing was ever sent to these: when they leave the inventory, there is nothing to take from them.
  await removeFromState(
    driver,
    done.rows.map(({ host }) => host).filter((name) => name in unseen && !driver.known.has(name)),
  );
  return outcomeOf(seen, [left, done], fleet.findings);
}

function outcomeOf(seen: readonly Seen[], runs: readonly Done[], before: readonly Finding[]): Outcome {
  const done = new Map(runs.flatMap(({ rows }) => rows.map((row) => [row.host, row] as const)));
  const rows = seen.map(({ host: { name }, failure }): Row => {
    const row = done.get(name);
    done.delete(name);
    if (row) return row;
    return failure
      ? { host: name, state: stateOf(failure), details: [failure.message] }
      : { host: name, state: 'as described', details: [] };
  });
  const all = [...rows, ...done.values()];
  const told = new Set(runs.flatMap(({ rows }) => rows.map(({ host }) => host)));
  const unseen = seen.flatMap(({ host, failure }) => (failure && !told.has(host.name) ? failure : []));
  return {
    findings: [...before, ...unseen, ...runs.flatMap(({ findings }) => findings)],
    result: { hosts: all, summary: countsOf(all) },
    text: tableOf(all) + countsText(all),
  };
}
