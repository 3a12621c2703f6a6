import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Dependency, Tree } from './tree';

/** Charts in the order they must be applied, and the objects of each chart in theirs. */
export interface Ordered {
  readonly charts: Chart[];
  readonly objects: Map<Chart, ApiObject[]>;
}

/** Things that wait for each other in a circle. */
export class CycleError extends Error {
  constructor(public readonly cycle: IConstruct[]) {
    super(cycle.map((construct) => construct.node.path).join(' -> '));
  }
}

/**
 * Orders charts by rank (the longest chain of charts below them), equal ranks by construct path: independent of the order
 * in which the program made them. Objects keep tree order, moved behind what they depend on.
 */
export function order(tree: Tree): Ordered {
  const byPath = sortedByPath(tree.charts);
  if (tree.dependencies.length === 0) return { charts: byPath, objects: tree.objects };

  const chartGraph = new Graph<Chart>();
  const inChart = new Map<Chart, Dependency[]>();
  for (const dependency of tree.dependencies) {
    const sources = chartsOf(dependency.source);
    const targets = chartsOf(dependency.target);
    if (sources.length === 1 && sources[0] === targets[0]) {
      const list = inChart.get(sources[0]);
      if (list) list.push(dependency);
      else inChart.set(sources[0], [dependency]);
    } else chartGraph.addAll(sources, targets, dependency.target);
  }

  const objects = new Map(tree.objects);
  for (const [chart, dependencies] of inChart) objects.set(chart, orderObjects(tree.objects.get(chart)!, dependencies));
  return { charts: chartGraph.byRank(byPath), objects };
}

/** A path is put together anew at each look, so each is looked at once. */
function sortedByPath(charts: Chart[]): Chart[] {
  const paths = charts.map((chart) => ({ chart, path: chart.node.path }));
  return paths.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ chart }) => chart);
}

/** The chart that a construct is in, or, for a group outside any chart, the charts below it. */
function chartsOf(construct: IConstruct): Chart[] {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) if (Chart.isChart(at)) return [at];
  return construct.node.findAll().filter((below): below is Chart => Chart.isChart(below));
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

class Graph<T extends IConstruct> {
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

  /** By the length of the longest chain of targets, equal ones in the given order. */
  byRank(all: T[]): T[] {
    const ranks = new Map<T | Barrier, number>();
    this.visitAll(all, (vertex) => {
      let rank = 0;
      for (const target of this.edges.get(vertex) ?? [])
        rank = Math.max(rank, ranks.get(target)! + (target instanceof Barrier ? 0 : 1));
      ranks.set(vertex, rank);
    });
    return [...all].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
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

function circle<T extends IConstruct>(stack: (T | Barrier)[], back: T | Barrier): T[] {
  const members = stack.slice(stack.indexOf(back)).filter((vertex): vertex is T => !(vertex instanceof Barrier));
  return [...members, members[0]];
}
