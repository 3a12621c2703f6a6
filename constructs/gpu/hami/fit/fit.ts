import type { Finding } from '../../../core/finding';
import { error, warning } from '../../../core/rules/problem';
import type { InventoryHost } from '../../../inventory/inventory';
import { FitCluster, type FitNode, type Placed, type Waiting } from './cluster';
import type { HamiFacts } from './hami-facts';
import { isSlicedHost, nodesOf } from './inventory-nodes';
import { type ProgramObject, type Workload, workloadsOf } from './program-pods';

/** What is to be placed where. */
export interface FitQuestion {
  readonly hosts: readonly InventoryHost[];

  /** Objects of the program, in the order they are applied. */
  readonly objects: readonly ProgramObject[];

  /** The HAMi of the cluster; undefined where there is none. */
  readonly hami?: HamiFacts;
}

/** Where pods go, and what is left. */
export interface FitAnswer {
  readonly cluster: FitCluster;
  readonly placed: readonly Placed[];
  readonly waiting: readonly Waiting[];
  readonly findings: readonly Finding[];
}

/** Places every pod of the program that asks for cards, one after the other, as HAMi 2.10.0 and kube-scheduler would. */
export function fitProgram({ hosts, objects, hami }: FitQuestion): FitAnswer {
  const cluster = new FitCluster(nodesOf(hosts, hami));
  const findings: Finding[] = unknownMemory(hosts, hami);
  const [placed, waiting]: [Placed[], Waiting[]] = [[], []];
  for (const workload of workloadsOf(objects, hami)) {
    findings.push(...demandFindings(workload), ...strayFindings(workload, cluster.nodes));
    if (!workload.isCounted) findings.push(uncounted(workload));
    if (workload.refused !== undefined) continue;
    const left: Waiting[] = [];
    for (const pod of workload.pods) {
      const place = cluster.place(pod);
      if ('node' in place) placed.push(place);
      else left.push(place);
    }
    waiting.push(...left);
    findings.push(...waitingFindings(workload, left));
  }
  return { cluster, placed, waiting, findings };
}

function unknownMemory(hosts: readonly InventoryHost[], hami: HamiFacts | undefined): Finding[] {
  return hosts
    .filter((host) => isSlicedHost(host, hami) && host.gpus.some(({ memory }) => memory === undefined))
    .map(({ name }) =>
      error('GPULAB2743', `the cards of ${name} have no memory`, 'hosts.gpus.memory', 'add it, as 24564Mi'),
    );
}

/** What HAMi would make of amounts otherwise than they are meant; nothing of it depends on machines. */
export function demandFindings({ path, demands, losesBooking, refused, name, isSliced }: Workload): Finding[] {
  const key = 'resources.limits';
  const dropped = demands.flatMap(({ dropped: why }) => why ?? []);
  const ignored = demands.flatMap((demand) => demand.ignored);
  const findings = [
    ...dropped.map((why) => error('GPULAB2741', `${name} would run without a card: ${why}`, key)),
    ...(isSliced ? ignored.map((what) => warning('GPULAB2745', `${name}: ${what}`, key)) : []),
    ...(refused === undefined ? [] : [error('GPULAB2744', `${name} would be refused: ${refused}`)]),
  ];
  if (losesBooking) {
    const message = `${name} has an init container without a card: when it ends, HAMi gives the card of the pod away again`;
    findings.push(
      warning('GPULAB2742', message, 'initContainers', 'give it the same limits, or use HamiSlicedWorkload'),
    );
  }
  return findings.map((finding) => ({ path, ...finding }));
}

function uncounted({ path, name, at }: Workload): Finding {
  const message = `pods of ${name} are not counted: how many there are is not known`;
  return { path, ...warning('GPULAB2747', message, at, 'leave room for them') };
}

function strayFindings({ path, name, isSliced, nodeSelector }: Workload, nodes: readonly FitNode[]): Finding[] {
  const node = isSliced ? undefined : nodes.find((each) => each.isSliced && each.hasLabels(nodeSelector));
  if (!node) return [];
  const message = `${name} is not for HAMi, and its nodeSelector lets it go to ${node.name}, whose cards HAMi slices`;
  return [{ path, ...warning('GPULAB2746', message, 'nodeSelector', 'select nodes that HAMi does not manage') }];
}

/** Equal pods wait for equal reasons, so one is told for all. */
function waitingFindings({ path, name, pods }: Workload, left: readonly Waiting[]): Finding[] {
  if (left.length === 0) return [];
  const count =
    pods.length === 1 ? `${name} finds no place` : `${left.length} of ${pods.length} pods of ${name} find no place`;
  return [{ path, ...error('GPULAB2740', `${count}: ${left[0].message}`) }];
}
