import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest, Problem } from '../../checks/check';
import { External } from '../../external';
import { type Finding, FindingLevel } from '../../finding';
import type { LabChart } from '../../lab-chart';
import { LabError } from '../../lab-error';
import { objectsOf } from '../../private/chart-objects';
import { ensure } from '../../private/ensure';
import type { Demand } from '../../values/private/declaration';
import { listProblems } from '../../values/private/declaration-rules';
import { evaluate } from '../../values/private/evaluate';
import type { Environment, Loop } from '../../values/private/expression';
import { hasMarker } from '../../values/private/marker';
import { readable } from '../../values/private/readable';
import type { Values } from '../../values/values';
import { documentOf, type TemplateDocument } from './document';
import { entriesOf, evaluateNode, type LoopEntry } from './evaluate-node';
import { Place } from './place';
import { checkReferences } from './references';

export type { Demand, TemplateDocument };

/** A chart whose objects hold value references, compiled. */
export interface ChartTemplate {
  readonly chart: LabChart;
  readonly values: Values;

  /** In the order they must be applied. */
  readonly documents: readonly TemplateDocument[];

  /** Rules over several values. */
  readonly demands: readonly Demand[];
}

/** A manifest, the object that it was made of, and which item it is for when the object is repeated. */
export interface TemplateManifest {
  readonly manifest: Manifest;
  readonly document: TemplateDocument;
  readonly item?: LoopEntry;
}

/**
 * Compiles a chart. Throws a `LabError` with every misuse of references in it.
 *
 * @param objects those of the chart in order, where they are known
 */
export function chartTemplate(chart: LabChart, objects: readonly ApiObject[] = objectsOf(chart)): ChartTemplate {
  const { values } = chart;
  const findings: Finding[] = [];
  const reporter = (construct: IConstruct) => (problem: Problem) => {
    findings.push({ ...problem, message: readable(problem.message), path: readable(construct.node.path) });
  };
  checkIds(chart, reporter);
  const scopes = External.of(chart)._scopes;
  const documents = objects.map((object) => documentOf(object, { values, scopes, report: reporter(object) }));
  const whole = new Place({ values, loops: [], report: reporter(chart) });
  for (const problem of listProblems(values)) reporter(chart)(problem);
  for (const { condition } of values._demands) checkReferences(condition, whole);
  if (findings.length > 0) throw new LabError(findings);
  return { chart, values, documents: documents as TemplateDocument[], demands: values._demands };
}

function checkIds(chart: LabChart, reporter: (construct: IConstruct) => (problem: Problem) => void): void {
  for (const { node } of chart.node.findAll()) {
    if (!hasMarker(node.id)) continue;
    reporter(node.scope!)({
      level: FindingLevel.ERROR,
      code: 'GPULAB1538',
      message: `the id "${node.id}" of a construct cannot depend on a value`,
      hint: ID_HINT,
    });
  }
}

const ID_HINT =
  'use a literal id, and the value in metadata.name; cdk8s-plus makes ids of names, as in exposeViaService({ name }): leave ' +
  "the name out there and set it with ApiObject.of(service).addJsonPatch(JsonPatch.replace('/metadata/name', ...))";

/** The manifests of a chart for one set of values, which must be valid, in the order they must be applied. */
export function manifestsOf({ documents }: ChartTemplate, environment: Environment): TemplateManifest[] {
  const manifests: TemplateManifest[] = [];
  const passes = new Map<Loop, readonly Pass[]>();
  const once: readonly Pass[] = [{ environment }];
  for (const document of documents) {
    const { loop } = document;
    const all = loop ? ensure(passes, loop, () => passesOf(loop, environment)) : once;
    for (const pass of all) {
      if (!document.conditions.every((condition) => evaluate(condition, pass.environment) === true)) continue;
      const manifest = evaluateNode(document.node, pass.environment) as Manifest;
      manifests.push({ manifest, document, item: pass.item });
    }
  }
  return manifests;
}

/** What one walk through the objects of a loop sees. */
interface Pass {
  readonly environment: Environment;
  readonly item?: LoopEntry;
}

function passesOf(loop: Loop, environment: Environment): Pass[] {
  return entriesOf(loop, environment).map((item) => ({
    environment: { ...environment, items: new Map([[loop, item]]) },
    item,
  }));
}
