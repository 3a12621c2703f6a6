import { type App, Chart } from 'cdk8s';
import type { ManifestCheck, Problem } from '../../core/checks/check';
import { ObjectIndex } from '../../core/checks/object-index';
import { standardChecks } from '../../core/checks/standard';
import type { ICustomCheck } from '../../core/custom-check';
import { External } from '../../core/external';
import { FindingLevel } from '../../core/finding';
import type { ImageMirror } from '../../core/images/image-mirror';
import type { LabChart } from '../../core/lab-chart';
import { LabError } from '../../core/lab-error';
import { isOurs } from '../../core/private/light-object';
import { givenTo, Manifests } from '../../core/private/manifests';
import { CycleError, type Ordered, order } from '../../core/private/order';
import type { Position } from '../../core/private/place';
import type { RowCharts } from '../../core/private/row-charts';
import { builtObject } from '../../core/private/row-template';
import { positionOfStack } from '../../core/private/source-position';
import { stateOf } from '../../core/private/state';
import { type Tree, walk } from '../../core/private/tree';
import { type DeclaredScopes, type Scope, scopesOfDefinition } from '../../core/scope';
import { newerThanKnown, Shapes } from '../../core/shapes/shapes';
import { requiredOf } from '../../core/values/private/declaration';
import type { Plan } from '../../output/private/delivery/plan';
import { helmChartsOf } from '../../output/private/helm/registry';
import type { LabApp } from '../lab-app';
import type { ChartOutput } from './chart-output';
import { ChartSources, type ListedChart } from './chart-sources';
import { CheckedChart } from './checked-chart';
import { CheckedRows, isRow } from './checked-rows';
import { CheckedTemplate } from './checked-template';
import { Collector } from './collector';
import { customResourceProblems } from './custom-resources';
import { nameOfPath } from './file-names';
import { ImageLedger, imagesAsTheyAre } from './image-ledger';
import { guarded, Inspection } from './inspection';
import { planOf } from './plan';

const ERROR = FindingLevel.ERROR;

/** The checked tree: what is left to do is to write it. */
export interface Analysis {
  readonly charts: ChartOutput[];
  readonly objectCount: number;

  /** What is to be installed in which order, if more than manifests is wanted. */
  readonly plan: Plan;

  /** Scopes of custom kinds that the program declares or defines. */
  readonly scopes: DeclaredScopes;

  /** Everything that is wrong. */
  readonly collector: Collector;

  /** Charts of others that the releases are of. */
  readonly upstream: readonly ListedChart[];

  /** Present with a mirror, and when images are to be listed. */
  readonly images?: ImageLedger;
}

/** What objects are held against. */
export interface Rules {
  /** Kubernetes version of the cluster; undefined for none of our own checks. */
  readonly target?: string;

  /** The user's own. */
  readonly custom: readonly ICustomCheck[];

  /** Are Helm charts to be written, and no manifests? */
  readonly helm?: boolean;

  /** Is there a delivery that wants to know every chart? */
  readonly delivered?: boolean;

  /** Where images come from. Nobody looks for them without it, unless they are to be listed. */
  readonly mirror?: ImageMirror;

  /** Where charts of releases come from; undefined for where they are published. */
  readonly chartMirror?: string;

  /** Are images to be listed? */
  readonly listed?: boolean;
}

/** One walk, one order, every check. */
export function analyse(app: App, rules: Rules): Analysis {
  // Every row may name another image, so with a mirror none is taken for good because it is like another.
  const analysis = attempt(app, rules, !rules.mirror && !rules.listed);
  // What the checks say of a row holds for others of its form: each is to be named, so each is looked at.
  return analysis.concernsRows ? attempt(app, rules, false) : analysis;
}

/** @param byForm may rows be taken for good because others of their form are? */
function attempt(app: App, rules: Rules, byForm: boolean): Analysis & { concernsRows: boolean } {
  const collector = new Collector(app);
  const state = stateOf(app);
  for (const finding of state.findings) collector.addFinding(finding);
  const tree = guarded(app, collector, () => treeOf(app, rules));
  const ordered = tree && ordering(app, tree, collector);
  if (!tree || !ordered)
    return { charts: [], objectCount: 0, plan: [], scopes: new Map(), collector, upstream: [], concernsRows: false };
  for (const { construct, message } of tree.invalid) {
    collector.add(construct, { level: ERROR, code: 'GPULAB1001', message });
  }
  const scopes = scopesOf(app, tree);
  const manifests = new Manifests(app, scopes);
  const index = new ObjectIndex();
  const images = rules.mirror || rules.listed ? new ImageLedger(collector, rules.mirror) : undefined;
  const rows = new CheckedRows({ byForm, index, collector, images });
  const inspection = new Inspection(checksFor(app, { collector, scopes, index, rows, rules }), rules.custom, collector);
  const anyValues = tree.charts.some(hasValues);
  const forHelm = new Set<Chart>(rules.helm && images ? helmChartsOf(app).map(({ chart }) => chart) : []);
  const outputOf = (chart: Chart): ChartOutput | undefined => {
    const objects = ordered.objects.get(chart)!;
    const seen = images && (forHelm.has(chart) ? imagesAsTheyAre(images) : images);
    if (!hasValues(chart))
      return new CheckedChart(chart, objects, manifests, { hasNeighbours: anyValues, images: seen });
    if (rules.helm || !isOnlyForHelm(chart)) return new CheckedTemplate(chart, objects, rules.helm === true, seen);
    collector.add(chart, leftOut(chart));
    return undefined;
  };
  const outputs = new Map<Chart, ChartOutput>();
  const charts = ordered.charts.flatMap((chart): ChartOutput[] => {
    const output = Chart.isChart(chart) ? outputOf(chart) : rows.of(chart);
    if (output && Chart.isChart(chart)) outputs.set(chart, output);
    return output ? [output] : [];
  });
  const objectCount = (byForm ? rowsLast(charts) : charts).reduce((count, chart) => count + chart.check(inspection), 0);
  manifests.settle();
  inspection.finish();
  for (const question of state.checks) {
    for (const finding of guarded(app, collector, question) ?? []) collector.addFinding(finding);
  }
  for (const release of tree.releases) {
    for (const problem of release._problems(tree.releases)) collector.add(release, problem);
    for (const problem of customResourceProblems(release, app, rules.target)) collector.add(release, problem);
  }
  for (const release of images ? tree.releases : []) images!.release(release);
  images?.finish();
  const sources = new ChartSources(rules.chartMirror);
  sources.check(tree.releases, rules.mirror, collector);
  const wantsPlan = tree.releases.length > 0 || rules.delivered;
  const plan = wantsPlan
    ? planOf(ordered, { outputs, extension: app.outputFileExtension, collector, sources, images })
    : [];
  const upstream = sources.list(tree.releases);
  return { charts, objectCount, plan, scopes, collector, upstream, images, concernsRows: rows.areConcerned && byForm };
}

/** `instanceof LabChart` would be true for every chart of cdk8s. */
const hasValues = (chart: Chart): chart is LabChart => (chart as Partial<LabChart>)._hasValues === true;

/** A chart that is published and cannot be written without somebody's values. */
const isOnlyForHelm = (chart: LabChart): boolean =>
  requiredOf(chart.values).length > 0 && helmChartsOf(chart.node.root).some((helm) => helm.chart === chart);

const leftOut = ({ values }: LabChart): Problem => ({
  level: FindingLevel.WARNING,
  code: 'GPULAB1009',
  message: `the chart is not among the manifests: ${requiredOf(values).join(', ')} must be given`,
  hint: 'gpulab synth --helm writes it; or give a default',
});

/** A row that is taken for good must have been held against everything else. */
const rowsLast = (charts: readonly ChartOutput[]): ChartOutput[] => [
  ...charts.filter((chart) => !isRow(chart)),
  ...charts.filter(isRow),
];

/** Rows stay rows where nobody can tell: no check or delivery wants to see objects, and no file has an unusual name. */
function treeOf(app: App, { custom, delivered }: Rules): Tree {
  const tree = walk(app);
  const isSeen = custom.length > 0 || delivered || tree.releases.length > 0;
  const unusual = tree.rows.filter((rows) => isSeen || !havePlainNames(rows));
  for (const rows of unusual) rows.makeAll();
  return unusual.length > 0 ? walk(app) : tree;
}

function havePlainNames({ owner, rows }: RowCharts): boolean {
  const prefix = owner.node.path;
  // The path of a row has no other parts; see pathOfRow.
  for (const id of rows.keys()) if (nameOfPath(`${prefix}/${id}`) === undefined) return false;
  return true;
}

interface CheckOptions {
  readonly collector: Collector;
  readonly scopes: DeclaredScopes;
  readonly index: ObjectIndex;
  readonly rows: CheckedRows;
  readonly rules: Rules;
}

function checksFor(app: App, { collector, scopes, index, rows, rules }: CheckOptions): ManifestCheck[] {
  if (rules.target === undefined) return [];
  const tooNew = newerThanKnown(rules.target);
  if (tooNew) collector.addFinding({ ...tooNew, ...placeOfApp(app) });
  const external = External.of(app);
  const { provided, references } = stateOf(app);
  const isProvided = (kind: string, namespace: string, name: string): boolean =>
    provided.some((object) => object.kind === kind && object.namespace === namespace && object.name === name);
  try {
    return standardChecks({
      report: (subject, problem) => {
        rows.hear(subject);
        collector.add(subject, problem);
      },
      shapes: Shapes.for(rules.target, external._kinds),
      scopes,
      index,
      isExternal: (kind, namespace, name) =>
        external._has(kind, namespace, name) || rows.has(kind, namespace, name) || isProvided(kind, namespace, name),
      stated: references,
      // Our own constructs know what they refer to; a missing target is a mistake in the site, not a matter of taste.
      isStrict: (subject) => isOurs(builtObject(subject)),
    });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    for (const finding of error.findings) collector.addFinding({ ...finding, ...placeOfApp(app) });
    return [];
  }
}

/** A plain cdk8s App has none. */
function placeOfApp(app: App): Position | undefined {
  const { stack } = (app as Partial<LabApp>)._call ?? {};
  return stack === undefined ? undefined : positionOfStack(stack);
}

/** Scopes of custom kinds: what the user declared, and the definitions that the program itself writes. */
function scopesOf(app: App, tree: Tree): DeclaredScopes {
  const declared = External.of(app)._scopes;
  const defined: [string, Scope][] = [];
  for (const objects of tree.objects.values()) {
    for (const object of objects) {
      if (object.kind === 'CustomResourceDefinition') defined.push(...scopesOfDefinition(givenTo(object) ?? {}));
    }
  }
  return defined.length === 0 ? declared : new Map([...defined, ...declared]);
}

function ordering(app: App, tree: Tree, collector: Collector): Ordered | undefined {
  try {
    return order(tree);
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    const hint =
      'take out one of these dependencies, or cut a chart in two: what is needed first, and what comes after';
    const message = `these wait for each other: ${error.message}`;
    collector.add(error.cycle[0] ?? app, { level: ERROR, code: 'GPULAB1002', message, hint });
    return undefined;
  }
}
