import type { Finding } from '../../../core/finding';
import { error, warning } from '../../../core/rules/problem';
import type { InventoryHost } from '../../../inventory/inventory';
import { LEAST_MIB } from '../private/slice-rules';
import { FitCluster, type FitNode, type Placed, type Waiting } from './cluster';
import type { HamiFacts } from './hami-facts';
import { inventoryFindings, lacksMemory, selectorFindings, undecidedFinding } from './inventory-findings';
import { nodesOf } from './inventory-nodes';
import type { FitPod } from './pod';
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

  /** Pods of which nobody can say where they go; they are booked nowhere. */
  readonly undecided: readonly FitPod[];
  readonly findings: readonly Finding[];
}

/** Places every pod of the program that asks for cards, one after the other, as HAMi 2.10.0 and kube-scheduler would. */
export function fitProgram({ hosts, objects, hami }: FitQuestion): FitAnswer {
  const cluster = new FitCluster(nodesOf(hosts, hami));
  const findings: Finding[] = inventoryFindings(hosts, hami);
  const isBlind = findings.some(({ code }) => code === 'GPULAB2749');
  const [placed, waiting, undecided]: [Placed[], Waiting[], FitPod[]] = [[], [], []];
  for (const workload of workloadsOf(objects, hami)) {
    findings.push(...demandFindings(workload), ...strayFindings(workload, cluster.nodes));
    findings.push(...selectorFindings(workload, hosts));
    if (!workload.isCounted) findings.push(uncounted(workload));
    if (workload.refused !== undefined) continue;
    const open = undecidedFinding(workload, cluster.nodes);
    if (open) {
      findings.push(open);
      undecided.push(...workload.pods);
      continue;
    }
    const [left, smallest]: [Waiting[], number[]] = [[], []];
    for (const pod of workload.pods) {
      const place = cluster.place(pod);
      if ('node' in place) {
        placed.push(place);
        smallest.push(...place.containers.flatMap(({ parts }) => parts.map(({ mib }) => mib)));
      } else left.push(place);
    }
    findings.push(...smallFindings(workload, Math.min(...smallest)));
    waiting.push(...left);
    // What follows from a lack in the inventory that is told is not told again.
    const follows = workload.isSliced && (isBlind || lacksMemory(workload, cluster.nodes));
    if (!follows) findings.push(...waitingFindings(workload, left, cluster));
  }
  return { cluster, placed, waiting, undecided, findings };
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

function smallFindings({ path, name }: Workload, mib: number): Finding[] {
  if (mib >= LEAST_MIB) return [];
  const message = `${name} gets ${mib} MiB of a card; a CUDA context alone takes hundreds`;
  return [{ path, ...warning('GPULAB2751', message, 'resources.limits', `at least ${LEAST_MIB} MiB are wanted`) }];
}

/** Equal pods wait for equal reasons, so one is told for all. */
function waitingFindings({ path, name, pods, at }: Workload, left: readonly Waiting[], cluster: FitCluster): Finding[] {
  if (left.length === 0) return [];
  const count =
    pods.length === 1 ? `${name} finds no place` : `${left.length} of ${pods.length} pods of ${name} find no place`;
  return [{ path, ...error('GPULAB2740', `${count}: ${left[0].message}`, at || undefined, hintOf(left[0], cluster)) }];
}

/** Reasons of so many nodes are told one by one. */
const MOST_NODES = 4;

/** Reasons by node, what was asked for, and the largest card. */
function hintOf({ pod, reasons }: Waiting, { nodes }: FitCluster): string | undefined {
  const told = reasons.slice(0, MOST_NODES).map(({ node, reason }) => `${node}: ${reason}`);
  if (reasons.length > MOST_NODES) told.push(`and ${reasons.length - MOST_NODES} more nodes`);
  const requests = [...pod.initContainers, ...pod.containers].flatMap(({ request }) => request ?? []);
  const mib = Math.max(0, ...requests.map((request) => request.mib));
  const cards = nodes.filter(({ isSliced }) => isSliced).flatMap((node) => node.cards);
  const largest = Math.max(0, ...cards.map((card) => card.mib));
  if (pod.isSliced && mib > 0 && largest > 0) told.push(`asked: ${mib} MiB of a card; the largest has ${largest}`);
  return told.length === 0 ? undefined : told.join('; ');
}
