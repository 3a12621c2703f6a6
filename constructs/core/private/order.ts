import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRelease, type Release } from '../releases/release';
import { ensure } from './ensure';
import { impliedDependencies } from './implied-dependencies';
import { madeChildren, type RowChart, RowCharts } from './row-charts';
import type { Dependency, Tree } from './tree';

/** A chart or a release in the order of installing, and what must be there before it. Of a lab, all charts by rows are one. */
export interface Planned {
  readonly source: Group;
  readonly rank: number;
  readonly needs: readonly Group[];
}

/** Charts in the order they must be applied, and the objects of each chart in theirs. */
export interface Ordered {
  readonly charts: (Chart | RowChart)[];
  readonly objects: Map<Chart, ApiObject[]>;

  /** Charts and releases in one order. */
  readonly plan: readonly Planned[];
}

/** Things that wait for each other in a circle. */
export class CycleError extends Error {
  constructor(public readonly cycle: IConstruct[]) {
    super(cycle.map((construct) => construct.node.path).join(' -> '));
  }
}

/** What waits and is waited for. Charts by rows have no dependencies of their own, so all of a construct are one. */
export type Group = Chart | RowCharts | Release;

/**
 * Orders charts by rank (the longest chain of charts below them), equal ranks by construct path: independent of the order
 * in which the program made them. Objects keep tree order, moved behind what they depend on.
 */
export function order(tree: Tree): Ordered {
  const groups: Group[] = sortedByPath([...tree.charts, ...tree.rows, ...tree.releases]);
  const dependencies = [...tree.dependencies, ...impliedDependencies(tree)];
  const graph = new Graph<Group>();
  const inChart = new Map<Chart, Dependency[]>();
  for (const dependency of dependencies) {
    const sources = groupsOf(dependency.source, tree);
    const targets = groupsOf(dependency.target, tree);
    const chart = targets.find((target): target is Chart => Chart.isChart(target) && sources.includes(target));
    if (chart) ensure(inChart, chart, () => []).push(dependency);
    if (!chart || sources.length > 1 || targets.length > 1) graph.addAll(sources, targets, dependency.target);
  }

  const objects = new Map(tree.objects);
  for (const [chart, own] of inChart) objects.set(chart, orderObjects(tree.objects.get(chart)!, own));
  const ranks = graph.ranks(groups);
  const plan = groups
    .map((source) => ({ source, rank: ranks.get(source)!, needs: graph.needsOf(source) }))
    .sort((a, b) => a.rank - b.rank); // a stable sort: equal ranks stay in the order of paths
  return { charts: sorted(groups.filter(isNoRelease), (group) => ranks.get(group)!), objects, plan };
}

const isNoRelease = (group: Group): group is Chart | RowCharts => !isRelease(group);

interface Place {
  readonly chart: Chart | RowChart;
  readonly rank: number;
  /** A path is put together anew at each look, so each is looked at once. */
  readonly path: string;
}

function sorted(groups: readonly (Chart | RowCharts)[], rankOf: (group: Group) => number): (Chart | RowChart)[] {
  const places: Place[] = [];
  for (const group of groups) {
    const rank = rankOf(group);
    const path = pathOf(group);
    if (!(group instanceof RowCharts)) places.push({ chart: group, rank, path });
    else for (const [id, row] of group.rows) places.push({ chart: row, rank, path: `${path}/${id}` });
  }
  return places.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1)).map(({ chart }) => chart);
}

const constructOf = (group: IConstruct | RowCharts): IConstruct => (group instanceof RowCharts ? group.owner : group);

const pathOf = (group: Group): string => constructOf(group).node.path;

function sortedByPath(groups: readonly Group[]): Group[] {
  const paths = groups.map((group) => ({ group, path: pathOf(group) }));
  return paths.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ group }) => group);
}

/**
 * The chart that a construct is in, and the releases below it; for a group outside any chart, all charts and releases below it.
 * A group inside a chart that holds releases stands for these, and for the chart only if it holds objects of it, too.
 */
function groupsOf(construct: IConstruct, tree: Tree): Group[] {
  if (isRelease(construct)) return [construct];
  const chart = chartOf(construct);
  if (chart && (tree.releases.length === 0 || !tree.releases.some((release) => isBelow(release, construct)))) {
    return [chart];
  }
  const below: Group[] = [];
  for (const child of madeChildren(construct)) collect(child, below);
  const rows = RowCharts.of(construct);
  if (rows && rows.rows.size > 0) below.push(rows);
  const isOfChart =
    chart && (chart === construct || tree.objects.get(chart)!.some((object) => isBelow(object, construct)));
  return isOfChart ? [chart, ...below] : below;
}

function chartOf(construct: IConstruct): Chart | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) if (Chart.isChart(at)) return at;
  return undefined;
}

function isBelow(construct: IConstruct, group: IConstruct): boolean {
  for (let at = construct.node.scope; at; at = at.node.scope) if (at === group) return true;
  return false;
}

function collect(construct: IConstruct, groups: Group[]): void {
  if (Chart.isChart(construct) || isRelease(construct)) groups.push(construct);
  const rows = RowCharts.of(construct);
  if (rows && rows.rows.size > 0) groups.push(rows);
  for (const child of madeChildren(construct)) collect(child, groups);
}

function orderObjects(objects: ApiObject[], dependencies: Dependency[]): ApiObject[] {
  const here = new Set<IConstruct>(objects);
  const below = (construct: IConstruct) =>
    construct.node.findAll().filter((found): found is ApiObject => ApiObject.isApiObject(found) && here.has(found));
  const graph = new Graph<ApiObject>();
  for (const { source, target } of dependencies) graph.addAll(below(source), below(target), target);
  return graph.depthFirst(objects);
}

/** Stands for "all of these", so that S sources after T targets cost S + T edges instead of S x T. */
class Barrier {}

class Graph<T extends IConstruct | RowCharts> {
  private readonly edges = new Map<T | Barrier, (T | Barrier)[]>();
  private readonly barriers = new Map<IConstruct, Barrier>();
  private readonly awaited = new Set<T>();

  /** Each source comes after each target. `key` names the set of targets. A thing never waits for itself. */
  addAll(sources: T[], targets: T[], key: IConstruct): void {
    const targetSet = new Set(targets);
    for (const target of targets) if (sources.length > 1 || sources[0] !== target) this.awaited.add(target);
    const overlap = sources.some((source) => targetSet.has(source));
    if (overlap || targets.length === 1) {
      for (const source of sources) for (const target of targets) if (source !== target) this.add(source, target);
      return;
    }
    let barrier = this.barriers.get(key);
    if (!barrier) {
      barrier = new Barrier();
      this.barriers.set(key, barrier);
      this.edges.set(barrier, targets);
    }
    for (const source of sources) this.add(source, barrier);
  }

  /** What one comes right after. */
  needsOf(source: T): T[] {
    const direct = this.edges.get(source) ?? [];
    const flat = direct.flatMap((target) => (target instanceof Barrier ? (this.edges.get(target) as T[]) : [target]));
    return [...new Set(flat)];
  }

  private add(source: T | Barrier, target: T | Barrier): void {
    const list = this.edges.get(source);
    if (list) list.push(target);
    else this.edges.set(source, [target]);
  }

  /** Targets first, right before the first that waits for them; otherwise in the given order. This is cdk8s's order. */
  depthFirst(all: T[]): T[] {
    const done: T[] = [];
    const leave = (vertex: T | Barrier) => vertex instanceof Barrier || done.push(vertex);
    this.visitAll([...all.filter((vertex) => !this.awaited.has(vertex)), ...all], leave);
    return done;
  }

  /** Length of the longest chain of targets of each. */
  ranks(all: T[]): Map<T | Barrier, number> {
    const ranks = new Map<T | Barrier, number>();
    this.visitAll(all, (vertex) => {
      let rank = 0;
      for (const target of this.edges.get(vertex) ?? [])
        rank = Math.max(rank, ranks.get(target)! + (target instanceof Barrier ? 0 : 1));
      ranks.set(vertex, rank);
    });
    return ranks;
  }

  /** Depth first with its own stack: a chain of 100,000 dependencies is no stack overflow. */
  private visitAll(all: T[], leave: (vertex: T | Barrier) => void): void {
    const finished = new Set<T | Barrier>();
    const open = new Map<T | Barrier, number>();
    for (const start of all) {
      const stack: (T | Barrier)[] = [start];
      while (stack.length > 0) {
        const vertex = stack[stack.length - 1];
        if (finished.has(vertex)) {
          stack.pop();
          continue;
        }
        const targets = this.edges.get(vertex) ?? [];
        const next = open.get(vertex) ?? 0;
        if (next === targets.length) {
          open.delete(vertex);
          finished.add(vertex);
          leave(vertex);
          stack.pop();
          continue;
        }
        open.set(vertex, next + 1);
        const target = targets[next];
        if (open.has(target)) throw new CycleError(circle(stack, target));
        if (!finished.has(target)) stack.push(target);
      }
    }
  }
}

function circle<T extends IConstruct | RowCharts>(stack: (T | Barrier)[], back: T | Barrier): IConstruct[] {
  const members = stack.slice(stack.indexOf(back)).filter((vertex): vertex is T => !(vertex instanceof Barrier));
  return [...members, members[0]].map(constructOf);
}
