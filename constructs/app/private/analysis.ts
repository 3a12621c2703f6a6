import { type ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest, ManifestCheck } from '../../core/checks/check';
import { standardChecks } from '../../core/checks/standard';
import type { ICustomCheck } from '../../core/custom-check';
import { External } from '../../core/external';
import { FindingLevel } from '../../core/finding';
import { LabChart } from '../../core/lab-chart';
import { LabError } from '../../core/lab-error';
import { isOurs } from '../../core/private/light-object';
import { givenTo, Manifests } from '../../core/private/manifests';
import { CycleError, type Ordered, order } from '../../core/private/order';
import { positionOfStack } from '../../core/private/source-position';
import { stateOf } from '../../core/private/state';
import { type Tree, walk } from '../../core/private/tree';
import { type DeclaredScopes, type Scope, scopesOfDefinition } from '../../core/scope';
import { Shapes } from '../../core/shapes/shapes';
import { unwritableValues } from '../../output/private/unwritable';
import type { Collector } from './collector';
import { lostPatches } from './lost-patches';

const ERROR = FindingLevel.ERROR;

/** A chart and its manifests in the order they must be applied. */
export interface ChartOutput {
  readonly chart: Chart;
  manifests(): Manifest[];
}

/** The checked tree: what is left to do is to write it. */
export interface Analysis {
  readonly charts: ChartOutput[];
  readonly objectCount: number;
}

/** What objects are held against. */
export interface Rules {
  /** Kubernetes version of the cluster; undefined for none of our own checks. */
  readonly target?: string;

  /** The user's own. */
  readonly custom: readonly ICustomCheck[];
}

/** One walk, one order, every check; all problems go to `collector`. */
export function analyse(app: App, collector: Collector, rules: Rules): Analysis {
  const state = stateOf(app);
  for (const finding of state.findings) collector.addFinding(finding);
  const tree = guarded(app, collector, () => walk(app));
  const ordered = tree && ordering(app, tree, collector);
  if (!tree || !ordered) return { charts: [], objectCount: 0 };
  for (const { construct, message } of tree.invalid) {
    collector.add(construct, { level: ERROR, code: 'GPULAB1001', message });
  }
  const scopes = scopesOf(app, tree);
  const manifests = new Manifests(app, scopes);
  const charts = ordered.charts.map((chart) => new CheckedChart(chart, ordered.objects.get(chart)!, manifests));
  const checks = checksFor(app, collector, scopes, rules.target);
  let objectCount = 0;
  for (const chart of charts) objectCount += chart.check(checks, rules.custom, collector);
  manifests.settle();
  for (const check of checks) check.finish?.();
  for (const question of state.checks) {
    for (const finding of guarded(app, collector, question) ?? []) collector.addFinding(finding);
  }
  return { charts, objectCount };
}

function checksFor(app: App, collector: Collector, scopes: DeclaredScopes, target?: string): ManifestCheck[] {
  if (target === undefined) return [];
  const external = External.of(app);
  try {
    return standardChecks({
      report: (object, problem) => collector.add(object, problem),
      shapes: Shapes.for(target),
      scopes,
      isExternal: (kind, namespace, name) => external._has(kind, namespace, name),
      // Our own constructs know what they refer to; a missing target is a mistake in the site, not a matter of taste.
      isStrict: isOurs,
    });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    for (const finding of error.findings) collector.addFinding(finding);
    return [];
  }
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
    const message = `these wait for each other: ${error.message}`;
    collector.add(error.cycle[0] ?? app, { level: ERROR, code: 'GPULAB1002', message });
    return undefined;
  }
}

/** Runs code of the user's; an exception becomes a finding, so that the other findings are still told. */
function guarded<T>(construct: IConstruct, collector: Collector, body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    const { message, stack } = error as Error;
    const place = stack === undefined ? undefined : positionOfStack(stack);
    collector.addFinding(
      { level: ERROR, code: 'GPULAB1007', message: `a check threw: ${message}`, ...place },
      construct,
    );
    return undefined;
  }
}

const stockToJson = Chart.prototype.toJson;
const ourToJson = LabChart.prototype.toJson;

class CheckedChart implements ChartOutput {
  /** What a chart with a `toJson` of its own says; cdk8s writes that, whatever objects the chart has. */
  private own: Manifest[] | undefined;

  constructor(
    readonly chart: Chart,
    private readonly objects: ApiObject[],
    private readonly source: Manifests,
  ) {}

  manifests(): Manifest[] {
    return this.own ?? this.objects.map((object) => this.source.of(object));
  }

  /** @returns the number of objects */
  check(checks: ManifestCheck[], customChecks: readonly ICustomCheck[], collector: Collector): number {
    if (this.chart.toJson !== stockToJson && this.chart.toJson !== ourToJson) {
      this.own = guarded(this.chart, collector, () => this.chart.toJson()) ?? [];
      // The chart stands for its objects: which of them a manifest came from, only the user's toJson knows.
      const stand = this.chart as unknown as ApiObject;
      for (const manifest of this.own) {
        if (isWritable(manifest, stand, collector)) visit(stand, manifest, checks, customChecks, collector);
      }
      return this.own.length;
    }
    for (const object of this.objects) {
      const manifest = this.manifestOf(object, collector);
      if (manifest) visit(object, manifest, checks, customChecks, collector);
    }
    return this.objects.length;
  }

  private manifestOf(object: ApiObject, collector: Collector): Manifest | undefined {
    try {
      const manifest = this.source.of(object);
      if (!this.source.isResolved(object)) return manifest;
      if (!isWritable(manifest, object, collector)) return undefined;
      for (const path of lostPatches(object, manifest)) {
        const message = `the value patched to ${path} is not in the manifest: the object's own toJson drops it`;
        const hint = 'give a quantity or an int-or-string as { value: "1" } in the patch, or use a plain ApiObject';
        collector.add(object, { level: ERROR, code: 'GPULAB1004', message, hint });
      }
      return manifest;
    } catch (error) {
      collector.add(object, { level: ERROR, code: 'GPULAB1003', message: reasonOf(error as Error) });
      return undefined;
    }
  }
}

/** The checks take for granted that they see JSON. */
function isWritable(manifest: Manifest, object: ApiObject, collector: Collector): boolean {
  const problems = unwritableValues(manifest);
  for (const problem of problems) collector.add(object, { level: ERROR, code: 'GPULAB1008', ...problem });
  return problems.length === 0;
}

function visit(
  object: ApiObject,
  manifest: Manifest,
  checks: ManifestCheck[],
  customChecks: readonly ICustomCheck[],
  collector: Collector,
): void {
  for (let i = 0; i < checks.length; i++) checks[i].visit(manifest, object);
  for (const custom of customChecks) {
    for (const finding of guarded(object, collector, () => custom.inspect(object, manifest)) ?? []) {
      collector.addFinding(finding, object);
    }
  }
}

/** cdk8s wraps the reason in the path, which the finding has already. */
const reasonOf = (error: Error): string =>
  error.message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:Error: )?/, '');
