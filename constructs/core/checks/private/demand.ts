import { nanosOf } from '../../private/quantity';
import type { Manifest } from '../check';
import { items } from './rule';
import { resourceOf } from './rules/resources';
import type { Fields } from './walk';

/** What a quota can demand of every container; a quota for anything else lets a container be silent. */
const DEMANDED = ['cpu', 'memory'];

/** What a workload would take out of a quota, and what its containers do not say. Workloads that are alike share one. */
export interface Demand {
  /** How many pods; undefined for a claim, which is wanted once. */
  readonly pods: number | undefined;
  /** What each takes, by the name a quota has for it: `requests.cpu`, `limits.memory`, `requests.nvidia.com/gpu`, `requests.storage`. */
  readonly perPod: ReadonlyMap<string, bigint>;
  /** Names of a quota for which a container says nothing, and the first such container. */
  readonly lacking: ReadonlyMap<string, string>;
}

const amountOf = (amount: unknown): bigint =>
  typeof amount === 'string' || typeof amount === 'number' ? (nanosOf(amount) ?? 0n) : 0n;

/** The demand of a pod, as many times as the workload wants it. */
export function demandOfPods(manifest: Manifest, pod: Fields): Demand {
  const claims = manifest.kind === 'StatefulSet' ? manifest.spec?.volumeClaimTemplates : undefined;
  return { pods: podsOf(manifest), perPod: demandOf(pod, claims), lacking: lackingOf(pod) };
}

/** The demand of a claim. */
export function demandOfClaim(spec: Fields | undefined): Demand {
  const storage = amountOf(spec?.resources?.requests?.storage);
  const perPod = new Map([['requests.storage', storage]]);
  if (spec?.storageClassName)
    perPod.set(`${spec.storageClassName}.storageclass.storage.k8s.io/requests.storage`, storage);
  return { pods: undefined, perPod, lacking: new Map() };
}

/** Text that two pods share when their demands are the same. */
export function signatureOf(manifest: Manifest, pod: Fields): string {
  let signature = `${podsOf(manifest)}`;
  for (const list of ['containers', 'initContainers']) {
    for (const [, { name, restartPolicy, resources }] of items(pod[list]))
      signature += `\n${list} ${name} ${restartPolicy} ${JSON.stringify(resources)}`;
  }
  if (pod.resources) signature += JSON.stringify(pod.resources);
  if (manifest.kind === 'StatefulSet') signature += JSON.stringify(manifest.spec?.volumeClaimTemplates);
  return signature;
}

/** What a quota counts a container as: requests, else limits; limits of everything but devices. */
function demandOfContainer(container: Fields): Map<string, bigint> {
  const { limits, requests } = container.resources ?? {};
  const demand = new Map<string, bigint>();
  for (const name in limits) {
    if (limits[name] == null) continue;
    if (!resourceOf(name).extended) demand.set(`limits.${name}`, amountOf(limits[name]));
    demand.set(`requests.${name}`, amountOf(limits[name]));
  }
  for (const name in requests) if (requests[name] != null) demand.set(`requests.${name}`, amountOf(requests[name]));
  return demand;
}

/** Containers run together; init containers before them, one after another, except those that stay. */
function demandOf(pod: Fields, claimTemplates: unknown): Map<string, bigint> {
  const total = new Map<string, bigint>();
  for (const [, container] of items(pod.containers)) add(total, demandOfContainer(container));
  const before = new Map<string, bigint>();
  for (const [, container] of items(pod.initContainers)) {
    const demand = demandOfContainer(container);
    if (container.restartPolicy === 'Always') add(total, demand);
    else raise(before, demand);
  }
  raise(total, before);
  for (const [, claim] of items(claimTemplates))
    add(total, new Map([['requests.storage', amountOf(claim.spec?.resources?.requests?.storage)]]));
  return total;
}

function add(total: Map<string, bigint>, demand: ReadonlyMap<string, bigint>): void {
  for (const [name, amount] of demand) total.set(name, (total.get(name) ?? 0n) + amount);
}

function raise(total: Map<string, bigint>, demand: ReadonlyMap<string, bigint>): void {
  for (const [name, amount] of demand) if (amount > (total.get(name) ?? 0n)) total.set(name, amount);
}

/** Which of the resources that a quota can demand some container does not mention, and which container. */
function lackingOf(pod: Fields): Map<string, string> {
  const lacking = new Map<string, string>();
  // The pod as a whole may say it for its containers.
  const { limits: podLimits, requests: podRequests } = pod.resources ?? {};
  const note = (name: string, container: Fields) => {
    if (!lacking.has(name)) lacking.set(name, String(container.name));
  };
  for (const list of ['containers', 'initContainers']) {
    for (const [, container] of items(pod[list])) {
      const { limits, requests } = container.resources ?? {};
      for (const name of DEMANDED) {
        const limit = limits?.[name] ?? podLimits?.[name];
        const request = requests?.[name] ?? podRequests?.[name] ?? limit;
        if (limit == null) note(`limits.${name}`, container);
        if (request == null) note(`requests.${name}`, container);
      }
    }
  }
  return lacking;
}

const countOf = (value: unknown, fallback: number): number =>
  typeof value === 'number' && value >= 0 ? Math.floor(value) : fallback;

/** How many pods a workload wants at once. */
function podsOf({ kind, spec }: Manifest): number {
  if (kind === 'Job' || kind === 'CronJob') {
    const job = kind === 'Job' ? spec : spec?.jobTemplate?.spec;
    const parallelism = countOf(job?.parallelism, 1);
    return Math.min(parallelism, countOf(job?.completions, parallelism));
  }
  return kind === 'Pod' || kind === 'DaemonSet' ? 1 : countOf(spec?.replicas, 1);
}
