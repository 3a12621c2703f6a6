import { type ApiObject, type App, Chart } from 'cdk8s';
import type { Problem } from '../../core/checks/check';
import { ObjectIndex } from '../../core/checks/object-index';
import type { ICustomCheck } from '../../core/custom-check';
import { FindingLevel } from '../../core/finding';
import type { ImageMirror } from '../../core/images/image-mirror';
import type { LabChart } from '../../core/lab-chart';
import { Manifests } from '../../core/private/manifests';
import { CycleError, type Ordered, order } from '../../core/private/order';
import type { RowCharts } from '../../core/private/row-charts';
import { stateOf } from '../../core/private/state';
import { type Tree, walk } from '../../core/private/tree';
import type { DeclaredScopes } from '../../core/scope';
import { requiredOf } from '../../core/values/private/declaration';
import type { Plan } from '../../output/private/delivery/plan';
import { helmChartsOf } from '../../output/private/helm/registry';
import { checksFor, scopesOf } from './app-checks';
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
  for (const finding of stateOf(app).findings) collector.addFinding(finding);
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
  const inspection = new Inspection(
    checksFor(app, rules.target, { collector, scopes, index, rows, helm: rules.helm }),
    rules.custom,
    collector,
  );
  const anyValues = tree.charts.some(hasValues);
  const forHelm = new Set<Chart>(rules.helm && images ? helmChartsOf(app).map(({ chart }) => chart) : []);
  const around = { rules, collector, manifests, images, anyValues, forHelm };
  const outputs = new Map<Chart, ChartOutput>();
  const charts = ordered.charts.flatMap((chart): ChartOutput[] => {
    if (!Chart.isChart(chart)) return [rows.of(chart)];
    const output = outputOf(chart, ordered.objects.get(chart)!, around);
    if (output) outputs.set(chart, output);
    return output ? [output] : [];
  });
  const objectCount = (byForm ? rowsLast(charts) : charts).reduce((count, chart) => count + chart.check(inspection), 0);
  manifests.settle();
  inspection.finish();
  tellOfWhole(app, tree, rules, collector);
  for (const release of images ? tree.releases : []) images!.release(release);
  images?.finish();
  const installed = installedOf(app, tree.releases, ordered, around, outputs);
  return { charts, objectCount, ...installed, scopes, collector, images, concernsRows: rows.areConcerned && byForm };
}

interface Around {
  readonly rules: Rules;
  readonly collector: Collector;
  readonly manifests: Manifests;
  readonly images?: ImageLedger;

  /** Does any chart declare values? */
  readonly anyValues: boolean;

  /** Charts that are published: whoever installs them says where images come from. */
  readonly forHelm: ReadonlySet<Chart>;
}

/** What a chart comes to; undefined for one that is left out. */
function outputOf(chart: Chart, objects: ApiObject[], around: Around): ChartOutput | undefined {
  const { rules, collector, manifests, anyValues, forHelm } = around;
  const images = around.images && (forHelm.has(chart) ? imagesAsTheyAre(around.images) : around.images);
  if (!hasValues(chart)) return new CheckedChart(chart, objects, manifests, { hasNeighbours: anyValues, images });
  if (rules.helm || !isOnlyForHelm(chart)) return new CheckedTemplate(chart, objects, rules.helm === true, images);
  collector.add(chart, leftOut(chart));
  return undefined;
}

/** What is to be installed, and which charts of others that takes. */
function installedOf(
  app: App,
  releases: Tree['releases'],
  ordered: Ordered,
  { rules, collector, images }: Around,
  outputs: ReadonlyMap<Chart, ChartOutput>,
): Pick<Analysis, 'plan' | 'upstream'> {
  const sources = new ChartSources(rules.chartMirror);
  sources.check(releases, rules.mirror, collector);
  const isWanted = releases.length > 0 || rules.delivered;
  const extension = app.outputFileExtension;
  const plan = isWanted ? planOf(ordered, { outputs, extension, collector, sources, images }) : [];
  return { plan, upstream: sources.list(releases) };
}

/** What constructs and releases ask of the finished tree. */
function tellOfWhole(app: App, { releases }: Tree, { target }: Rules, collector: Collector): void {
  for (const question of stateOf(app).checks) {
    for (const finding of guarded(app, collector, question) ?? []) collector.addFinding(finding);
  }
  for (const release of releases) {
    for (const problem of release._problems(releases)) collector.add(release, problem);
    for (const problem of customResourceProblems(release, app, target)) collector.add(release, problem);
  }
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
  hint: 'gpulab synth --helm writes it; give a default to have it here: its manifest of an earlier run, if any, is removed',
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
