import type { Finding } from '../../core/finding';
import { error, quoted, warning } from '../../core/rules/problem';
import { isFactor } from '../../core/rules/rules';
import type { SummaryLine } from '../../core/summary-line';
import type { InventoryHost } from '../../inventory/inventory';
import type { ProfilePromise } from './capacity';
import { modelSuggestion } from './model-suggestion';
import { formatRatio } from './quantity';

/** Promises that only these models can keep. */
interface Group {
  /** Undefined for all models of the sites. */
  readonly models: readonly string[] | undefined;
  readonly promised: number;
  readonly present: number | undefined;
}

/** GPUs promised against cards: over all models, and over each set of models that profiles name. */
export function gpuLines(
  promises: readonly ProfilePromise[],
  hosts: readonly InventoryHost[] | undefined,
): SummaryLine[] {
  return groupsOf(promises, hosts).map(({ models, promised, present }) => {
    const label = `GPUs promised${models === undefined ? '' : ` on ${models.join(', ')}`}`;
    if (present === undefined) return { label, value: String(promised) };
    const ratio = present === 0 ? '' : ` (${formatRatio(promised / present)} x)`;
    return { label, value: `${promised} of ${present}${ratio}` };
  });
}

/** Promises beyond the limit of a lab, and promises that nothing stands behind. */
export function gpuFindings(promises: readonly ProfilePromise[], hosts: readonly InventoryHost[]): Finding[] {
  return [...withoutCards(promises, hosts), ...overSubscribed(promises, hosts)];
}

function overSubscribed(promises: readonly ProfilePromise[], hosts: readonly InventoryHost[]): Finding[] {
  const findings: Finding[] = [];
  for (const [path, limit] of limitsOf(promises)) {
    for (const { models, promised, present = 0 } of groupsOf(promises, hosts)) {
      if (promised <= present * limit) continue;
      const of = models === undefined ? '' : ` on ${models.join(', ')}`;
      const times = present === 0 ? '' : `: ${formatRatio(promised / present, limit)} times`;
      const message = `${promised} GPUs are promised${of}, the inventory has ${present}${times}, ${limit} times are allowed`;
      const hint = 'lower the quotas of profiles, add nodes to the inventory, or raise maxOversubscription';
      findings.push({ path, ...error('GPULAB2301', message, 'maxOversubscription', hint) });
    }
  }
  return findings;
}

function limitsOf(promises: readonly ProfilePromise[]): Map<string, number> {
  const limits = new Map<string, number>();
  for (const { path, lab } of promises) {
    if (isFactor(lab.maxOversubscription)) limits.set(path, lab.maxOversubscription);
  }
  return limits;
}

/** Promises that cannot be counted. */
export function ceilingFindings(promises: readonly ProfilePromise[]): Finding[] {
  return promises
    .filter(({ profile }) => profile.quota.gpus === undefined)
    .map(({ path, profile }) => {
      const message = `profile ${quoted(profile.name)} has no ceiling on GPUs: its students are not in the count of promises`;
      return { path, ...warning('GPULAB2302', message, `profiles.${profile.name}.quota`, 'give gpus to its quota') };
    });
}

function withoutCards(promises: readonly ProfilePromise[], hosts: readonly InventoryHost[]): Finding[] {
  return promises.flatMap(({ path, profile }) => {
    const models = [...new Set(hosts.flatMap(({ gpus }) => gpus.map(({ model }) => model)))];
    const hint = (model: string) => modelSuggestion(model, models);
    const missing = (profile.options.gpuModels ?? []).filter((model) => cardsOf(hosts, [model]) === 0);
    return missing.map((model) => {
      const message = `profile ${quoted(profile.name)} allows GPU model ${quoted(model)}, of which the inventory has none`;
      return { path, ...warning('GPULAB2303', message, `profiles.${profile.name}.gpuModels`, hint(model)) };
    });
  });
}

function groupsOf(promises: readonly ProfilePromise[], hosts: readonly InventoryHost[] | undefined): Group[] {
  if (promises.length === 0) return [];
  const all = [...new Set(promises.flatMap(({ lab }) => lab.site.gpuModels))];
  const named = new Map<string, readonly string[]>();
  for (const { profile } of promises) {
    const models = profile.options.gpuModels;
    if (models) named.set([...models].sort().join(), models);
  }
  const groupOf = (models: readonly string[] | undefined): Group => ({
    models,
    promised: promises.reduce((sum, promise) => sum + promisedTo(promise, models), 0),
    present: hosts && cardsOf(hosts, models ?? all),
  });
  return [groupOf(undefined), ...[...named.values()].map(groupOf)];
}

/** GPUs of a promise that can come from these models only. */
function promisedTo({ profile, students }: ProfilePromise, models: readonly string[] | undefined): number {
  const allowed = profile.options.gpuModels;
  const bound = models === undefined || allowed?.every((model) => models.includes(model));
  return bound ? students * (profile.quota.gpus ?? 0) : 0;
}

function cardsOf(hosts: readonly InventoryHost[], models: readonly string[]): number {
  let cards = 0;
  for (const host of hosts) {
    for (const { model, count } of host.gpus) if (models.includes(model)) cards += count * host.count;
  }
  return cards;
}
