import type { Problem } from '../../../core/checks/check';
import { keyOf } from '../../../core/checks/private/key';
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
import { type Demand, defaultsOf } from '../../../core/values/private/declaration';
import { evaluate } from '../../../core/values/private/evaluate';
import type { Environment } from '../../../core/values/private/expression';
import { repeatsIn } from '../../../core/values/private/repeats';
import type { JsonSchema } from '../../../core/values/private/schema';
import { type SchemaIssue, schemaIssues } from '../../../core/values/private/schema-check';
import { isAlong, readsRelease, type ValuePath, valuesIn } from '../../../core/values/private/value-paths';
import type { HelmChartProps } from '../../helm-chart-props';
import { type Release, releaseProblems } from './release';
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
    const level = FindingLevel.ERROR;
    const broken = this.brokenDemands(values, release, issues);
    return [
      ...issues.map(problemOf),
      ...broken.map(({ message, hint }) => ({ level, code: 'GPULAB3107', message, hint })),
    ];
  }

  /** What the schema says against merged values. */
  issuesOf(values: Mapping): SchemaIssue[] {
    return schemaIssues(this.schema, values);
  }

  /**
   * Rules that values break between them. Where the schema or the name of the release has something against what a rule reads,
   * the rule is not asked: it would stumble, or tell the same mistake again.
   */
  brokenDemands(values: Mapping, release: Release, issues: readonly SchemaIssue[]): BrokenDemand[] {
    const environment = this.environmentOf(values, release);
    const spoilt = issues.map(({ path, meant }) => meant ?? path);
    const isReleaseSpoilt = releaseProblems(release).length > 0;
    const isSpoilt = (path: ValuePath): boolean => spoilt.some((other) => isAlong(other, path));
    const broken = this.template.demands.filter(({ condition }) => {
      if (isReleaseSpoilt && readsRelease(condition)) return false;
      if (spoilt.length > 0 && valuesIn(condition).some(isSpoilt)) return false;
      return evaluate(condition, environment) !== true;
    });
    return broken.flatMap((demand) => brokenBy(demand, environment));
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

/** A rule that values break, and which values it is about. */
export interface BrokenDemand {
  readonly message: string;
  readonly hint?: string;
  readonly values: readonly ValuePath[];
}

/** Of a rule that no two items are alike: each item that is. */
function brokenBy({ condition, message }: Demand, environment: Environment): BrokenDemand[] {
  const values = valuesIn(condition);
  if (condition.kind !== 'call' || condition.name !== 'distinct') return [{ message, values }];
  const [items, field] = condition.args.map((argument) => evaluate(argument, environment));
  const keyAt = (index: number): ValuePath => [...values[0], index, field as string];
  return repeatsIn(items as object[], field as string).map(({ index, earlier }) => ({
    message,
    hint: `${keyOf(keyAt(index))} is that of ${keyOf(keyAt(earlier))}`,
    values: [keyAt(index)],
  }));
}

const problemOf = ({ path, message, hint }: SchemaIssue): Problem => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB3106',
  message,
  key: keyOf(path),
  hint,
});
