import type { Problem } from '../../../core/checks/check';
import { keyOf } from '../../../core/checks/private/walk';
import { FindingLevel } from '../../../core/finding';
import type { LabChart } from '../../../core/lab-chart';
import type { Mapping } from '../../../core/private/mapping';
import {
  type ChartTemplate,
  chartTemplate,
  manifestsOf,
  type TemplateManifest,
} from '../../../core/template/private/chart-template';
import { coalesce } from '../../../core/values/private/coalesce';
import { defaultsOf } from '../../../core/values/private/declaration';
import { evaluate } from '../../../core/values/private/evaluate';
import type { Environment } from '../../../core/values/private/expression';
import type { JsonSchema } from '../../../core/values/private/schema';
import { type SchemaIssue, schemaIssues } from '../../../core/values/private/schema-check';
import type { HelmChartProps } from '../../helm-chart-props';
import type { Release } from './release';
import { chartSchema, schemaText } from './schema-json';

/** Renders a chart as Helm does, for as many releases as are wanted: it is compiled once, when it is first needed. */
export class Renderer {
  private compiled: ChartTemplate | undefined;
  private madeSchema: JsonSchema | undefined;
  private madeDefaults: Mapping | undefined;

  constructor(
    private readonly chart: LabChart,
    private readonly name: string,
    private readonly props: HelmChartProps,
  ) {}

  /** Throws a LabError with everything in the chart that cannot be a template. */
  get template(): ChartTemplate {
    this.compiled ??= chartTemplate(this.chart);
    return this.compiled;
  }

  get schema(): JsonSchema {
    this.madeSchema ??= chartSchema(this.chart.values, this.props.dependencies ?? []);
    return this.madeSchema;
  }

  /** The text of values.schema.json. */
  schemaJson(): string {
    return schemaText(this.schema);
  }

  /** The values that count when these are given. */
  merged(given: Mapping): Mapping {
    this.madeDefaults ??= defaultsOf(this.chart.values);
    return coalesce(this.madeDefaults, given);
  }

  /** Everything that Helm would refuse merged values for. */
  problemsOf(values: Mapping, release: Release): Problem[] {
    const issues = this.issuesOf(values);
    if (issues.length > 0) return issues.map(problemOf);
    const level = FindingLevel.ERROR;
    return this.brokenDemands(values, release).map((message) => ({ level, code: 'GPULAB3107', message }));
  }

  /** What the schema says against merged values. */
  issuesOf(values: Mapping): SchemaIssue[] {
    return schemaIssues(this.schema, values);
  }

  /** Messages of the rules that values break between them. Only for values that the schema has let through. */
  brokenDemands(values: Mapping, release: Release): string[] {
    const environment = this.environmentOf(values, release);
    return this.template.demands
      .filter(({ condition }) => evaluate(condition, environment) !== true)
      .map(({ message }) => message);
  }

  /** The manifests. Only for values that have no problems. */
  manifests(values: Mapping, release: Release): object[] {
    return this.objects(values, release).map(({ manifest }) => manifest);
  }

  /** The manifests, each with the object that it was made of. */
  objects(values: Mapping, release: Release): TemplateManifest[] {
    return manifestsOf(this.template, this.environmentOf(values, release));
  }

  private environmentOf(values: Mapping, release: Release): Environment {
    const builtIns = {
      'Release.Name': release.name,
      'Release.Namespace': release.namespace,
      'Chart.Name': this.name,
      'Chart.Version': this.props.version,
      'Chart.AppVersion': this.props.appVersion ?? '',
    };
    return { values, builtIns, items: new Map() };
  }
}

const problemOf = ({ path, message, hint }: SchemaIssue): Problem => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB3106',
  message,
  key: keyOf(path),
  hint,
});
