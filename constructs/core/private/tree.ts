import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRelease, type Release } from '../releases/release';
import { madeChildren, RowCharts } from './row-charts';

/** `source` comes after `target`, and so does everything below them. */
export interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/** What one walk over the tree finds. */
export interface Tree {
  /** Every chart, in tree order. */
  readonly charts: Chart[];

  /** Charts that are described by rows and not made, with the construct that they are in. */
  readonly rows: RowCharts[];

  /** Releases of other people's Helm charts, in tree order. */
  readonly releases: Release[];

  /** Objects by their nearest chart, in tree order. */
  readonly objects: Map<Chart, ApiObject[]>;

  /** What was declared with `addDependency`, and that a chart comes after the charts right below it. */
  readonly dependencies: Dependency[];

  /** Messages of the constructs' own validations (`node.addValidation`). */
  readonly invalid: { readonly construct: IConstruct; readonly message: string }[];
}

/**
 * Walks the tree once, in preorder, which is also cdk8s's order of objects.
 * cdk8s walks it again for each chart; that is where its square comes from.
 */
export function walk(root: IConstruct): Tree {
  const tree: Tree = { charts: [], rows: [], releases: [], objects: new Map(), dependencies: [], invalid: [] };
  visit(root, undefined, tree);
  return tree;
}

function visit(construct: IConstruct, chart: ApiObject[] | undefined, tree: Tree): void {
  const node = construct.node;
  if (Chart.isChart(construct)) {
    const parent = node.scope;
    if (parent && Chart.isChart(parent)) tree.dependencies.push({ source: parent, target: construct });
    tree.charts.push(construct);
    chart = [];
    tree.objects.set(construct, chart);
  } else if (chart && ApiObject.isApiObject(construct)) {
    chart.push(construct);
  } else if (isRelease(construct)) {
    tree.releases.push(construct);
  }
  for (const message of node.validate()) tree.invalid.push({ construct, message });
  if (hasDependencies(node)) {
    for (const target of node.dependencies) tree.dependencies.push({ source: construct, target });
  }
  const rows = RowCharts.of(construct);
  if (rows && rows.rows.size > 0) tree.rows.push(rows);
  if (hasChildren(node)) for (const child of madeChildren(construct)) visit(child, chart, tree);
}

// Two private fields of Node, read only to skip work; where a version of constructs lacks them, the public getters answer.
const hasDependencies = (node: any): boolean => !('_dependencies' in node) || node._dependencies?.size > 0;
const hasChildren = (node: any): boolean => !('_children' in node) || node._children !== undefined;
