import { FindingLevel } from '../finding';
import { ensure, newMap } from '../private/ensure';
import { nanosOf, plainNumber } from '../private/quantity';
import type { Manifest, ManifestCheck, Report, Subject } from './check';
import { type Demand, demandOfClaim, demandOfPods, signatureOf } from './private/demand';
import { podSpecOf } from './private/pods';
import { items } from './private/rule';
import { isWellFormed } from './private/well-formed';

/** What a quota allows, by name. Quotas that are alike share one. */
type Hard = ReadonlyMap<string, bigint>;

interface Quota {
  readonly name: string;
  readonly hard: Hard;
}

interface Workload {
  readonly object: Subject;
  readonly kind: string;
  readonly namespace: string;
  readonly demand: Demand;
}

/** Something of which a quota has less than a workload wants. */
interface Excess {
  readonly what: string;
  readonly most: string;
}

const ONE = 1_000_000_000n;

/** Quotas against the workloads of their namespace: what no pod is created for, although every object is accepted. */
export class LimitCheck implements ManifestCheck {
  private readonly quotas = new Map<string, Quota[]>();
  /** Resources of a namespace that a limit range gives a default for: `requests.cpu`, `limits.memory`. */
  private readonly defaults = new Map<string, Set<string>>();
  private readonly workloads: Workload[] = [];
  /** By a text that stands for them: labs are made of few profiles, so nearly everything is there already. */
  private readonly hards = new Map<string, Hard>();
  private readonly demands = new Map<string, Demand>();
  private readonly excesses = new Map<Demand, Map<Hard, readonly Excess[]>>();

  constructor(private readonly report: Report) {}

  visit(manifest: Manifest, object: Subject): void {
    if (!isWellFormed(manifest)) return;
    const { kind, metadata } = manifest;
    const namespace = metadata.namespace ?? '';
    if (kind === 'ResourceQuota') this.quota(manifest, namespace);
    else if (kind === 'LimitRange') this.limitRange(manifest, namespace);
    else {
      const demand = kind === 'PersistentVolumeClaim' ? this.claim(manifest) : this.pods(manifest);
      if (demand) this.workloads.push({ object, kind, namespace, demand });
    }
  }

  finish(): void {
    for (const workload of this.workloads) {
      const quotas = this.quotas.get(workload.namespace);
      if (!quotas) continue;
      if (workload.demand.lacking.size > 0) this.lacking(workload, quotas);
      for (const quota of quotas) this.fit(workload, quota);
    }
  }

  private quota({ spec, metadata }: Manifest, namespace: string): void {
    // A quota with scopes counts only some of the pods.
    if (!spec?.hard || spec.scopes?.length > 0 || spec.scopeSelector) return;
    const hard = ensure(this.hards, JSON.stringify(spec.hard), () => hardOf(spec.hard));
    const quota = { name: String(metadata.name), hard };
    ensure(this.quotas, namespace, () => []).push(quota);
  }

  private limitRange({ spec }: Manifest, namespace: string): void {
    const names = ensure(this.defaults, namespace, () => new Set<string>());
    for (const [, limit] of items(spec?.limits)) {
      if (limit.type !== 'Container') continue;
      // The API server takes what is missing from above: the default from the maximum, the request from the default.
      for (const name in { ...limit.default, ...limit.max }) names.add(`limits.${name}`).add(`requests.${name}`);
      for (const name in { ...limit.defaultRequest, ...limit.min }) names.add(`requests.${name}`);
    }
  }

  private claim({ spec }: Manifest): Demand | undefined {
    const storage = spec?.resources?.requests?.storage;
    if (storage == null) return undefined;
    return ensure(this.demands, `${storage} ${spec.storageClassName}`, () => demandOfClaim(spec));
  }

  private pods(manifest: Manifest): Demand | undefined {
    const pod = podSpecOf(manifest);
    return pod && ensure(this.demands, signatureOf(manifest, pod.spec), () => demandOfPods(manifest, pod.spec));
  }

  private lacking({ object, namespace, demand }: Workload, quotas: readonly Quota[]): void {
    const defaults = this.defaults.get(namespace);
    const missing = [...demand.lacking.keys()].filter(
      (name) => !defaults?.has(name) && quotas.some(({ hard }) => hard.has(name)),
    );
    if (missing.length === 0) return;
    const quota = quotas.find(({ hard }) => hard.has(missing[0]))!;
    const container = demand.lacking.get(missing[0]);
    this.report(object, {
      level: FindingLevel.WARNING,
      code: 'GPULAB1401',
      message: `container "${container}" says nothing of ${missing.join(', ')}, which quota "${quota.name}" demands: no pod would be made`,
      key: 'resources',
      hint: 'set them, or give the namespace a LimitRange with defaults',
    });
  }

  private fit({ object, kind, demand }: Workload, { name, hard }: Quota): void {
    const byHard = ensure(this.excesses, demand, newMap<Hard, readonly Excess[]>);
    const excesses = ensure(byHard, hard, () => excessesOf(demand, hard));
    for (const { what, most } of excesses) {
      this.report(object, {
        level: FindingLevel.ERROR,
        code: 'GPULAB1402',
        message: `the ${kind} wants ${what}, but quota "${name}" allows ${most}`,
        hint: 'ask for less, or raise the quota',
      });
    }
  }
}

/** A quota may leave `requests.` out, and count pods as it counts other objects. */
function canonical(name: string): string {
  if (name === 'cpu' || name === 'memory' || name === 'ephemeral-storage') return `requests.${name}`;
  return name === 'count/pods' ? 'pods' : name;
}

function hardOf(amounts: { readonly [name: string]: unknown }): Hard {
  const hard = new Map<string, bigint>();
  for (const [name, amount] of Object.entries(amounts)) {
    const nanos = typeof amount === 'string' || typeof amount === 'number' ? nanosOf(amount) : undefined;
    if (nanos !== undefined) hard.set(canonical(name), nanos);
  }
  return hard;
}

function excessesOf({ pods, perPod }: Demand, hard: Hard): Excess[] {
  const excesses: Excess[] = [];
  const times = pods ?? 1;
  for (const [name, amount] of perPod) {
    const most = hard.get(name);
    const all = amount * BigInt(times);
    if (most === undefined || all <= most) continue;
    const arithmetic = times > 1 ? ` (${pods} pods of ${plainNumber(amount)})` : '';
    excesses.push({ what: `${plainNumber(all)} ${name}${arithmetic}`, most: plainNumber(most) });
  }
  const most = hard.get('pods');
  if (most !== undefined && pods !== undefined && BigInt(pods) * ONE > most)
    excesses.push({ what: `${pods} pods`, most: plainNumber(most) });
  return excesses;
}
