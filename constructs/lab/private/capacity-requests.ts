import type { Finding } from '../../core/finding';
import { error, quoted, warning } from '../../core/rules/problem';
import type { InventoryHost } from '../../inventory/inventory';
import type { Site } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { known } from './given';
import { formatQuantity, nanosOrZero } from './quantity';
import { DEFAULT_CPU, DEFAULT_MEMORY } from './workload-container';

/** What a workload needs on one machine. */
export interface WorkloadRequest {
  /** Construct path of who asks. */
  readonly path: string;
  /** Where in its props. */
  readonly key?: string;
  readonly gpuModel: string | undefined;
  readonly gpus: number;
  readonly cpu: string;
  readonly memory: string;
  readonly replicas: number;
  /** Do all replicas run on one machine, because they share scratch claims? */
  readonly together: boolean;
}

/** What a workload with these options needs, as far as that is known: what references will hold is taken as the default. */
export function requestOf(site: Site, options: StudentWorkloadOptions): Omit<WorkloadRequest, 'path'> {
  return {
    gpuModel: known(options.gpuModel, undefined),
    gpus: known(options.gpus, 0),
    cpu: known(options.cpu, DEFAULT_CPU),
    memory: known(options.memory, DEFAULT_MEMORY),
    replicas: known(options.replicas, 1),
    together: site.scratch !== undefined,
  };
}

/** Workloads that no machine could ever run: their pods would wait for ever. */
export function requestFindings(requests: readonly WorkloadRequest[], hosts: readonly InventoryHost[]): Finding[] {
  return requests.flatMap((request) => {
    const { path, key, gpuModel } = request;
    const candidates = gpuModel === undefined ? hosts : hosts.filter((host) => gpusOf(host, gpuModel) > 0);
    if (candidates.length === 0) {
      if (gpuModel === undefined) return [];
      const message = `no host of the inventory has GPU model ${quoted(gpuModel)}`;
      return [
        { path, ...error('GPULAB2306', message, keyOf(key, 'gpuModel'), 'add such a host, or take another model') },
      ];
    }
    const alone = tooLarge(request, candidates, 1n);
    if (alone.length > 0) return alone.map((finding) => ({ path, ...finding }));
    return replicasTooLarge(request, candidates);
  });
}

function tooLarge(request: WorkloadRequest, hosts: readonly InventoryHost[], times: bigint): Omit<Finding, 'path'>[] {
  const { gpuModel, gpus, cpu, memory, key } = request;
  const hint = 'ask for less, or add a larger host to the inventory';
  const of = gpuModel === undefined ? 'host' : `host with ${gpuModel}`;
  const findings: Omit<Finding, 'path'>[] = [];
  const mostGpus = gpuModel === undefined ? gpus : Math.max(...hosts.map((host) => gpusOf(host, gpuModel)));
  if (gpus * Number(times) > mostGpus) {
    const message = `asks for ${gpus} x ${gpuModel} on one node, the largest host has ${mostGpus}`;
    findings.push(error('GPULAB2307', message, keyOf(key, 'gpus'), hint));
  }
  for (const [name, asked] of [['cpu', cpu] as const, ['memory', memory] as const]) {
    const most = largest(hosts, name);
    if (most === undefined || nanosOrZero(asked) * times <= most) continue;
    const message = `asks for ${name} ${asked}, the largest ${of} has ${formatQuantity(most)}`;
    findings.push(error('GPULAB2308', message, keyOf(key, name), hint));
  }
  if (findings.length === 0 && !hosts.some((host) => fits(request, host, times))) {
    const message = `asks for ${gpus} GPUs, cpu ${cpu} and memory ${memory} together, which no single ${of} has`;
    findings.push(error('GPULAB2308', message, key, hint));
  }
  return findings;
}

function replicasTooLarge(request: WorkloadRequest, hosts: readonly InventoryHost[]): Finding[] {
  const { path, key, replicas, together } = request;
  if (!together || replicas < 2 || tooLarge(request, hosts, BigInt(replicas)).length === 0) return [];
  const message = `${replicas} replicas share scratch claims and so run on one node, but no host has room for all of them`;
  return [{ path, ...warning('GPULAB2309', message, keyOf(key, 'replicas'), 'make several workloads instead') }];
}

/** What a host does not say, it is taken to have. */
function fits({ gpuModel, gpus, cpu, memory }: WorkloadRequest, host: InventoryHost, times: bigint): boolean {
  return (
    (gpuModel === undefined || gpus * Number(times) <= gpusOf(host, gpuModel)) &&
    (host.cpu === undefined || nanosOrZero(cpu) * times <= nanosOrZero(host.cpu)) &&
    (host.memory === undefined || nanosOrZero(memory) * times <= nanosOrZero(host.memory))
  );
}

/** The largest amount, or undefined if one host does not say how much it has. */
function largest(hosts: readonly InventoryHost[], name: 'cpu' | 'memory'): bigint | undefined {
  let most = 0n;
  for (const host of hosts) {
    const text = host[name];
    if (text === undefined) return undefined;
    if (nanosOrZero(text) > most) most = nanosOrZero(text);
  }
  return most;
}

const gpusOf = (host: InventoryHost, model: string): number =>
  host.gpus.reduce((total, gpu) => (gpu.model === model ? total + gpu.count : total), 0);

const keyOf = (key: string | undefined, name: string): string => (key === undefined ? name : `${key}.${name}`);

/** Checked where it was given. */
