import type { Finding } from 'cdk8s-gpulab';
import { isMapping, type Mapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import { quoted } from 'cdk8s-gpulab/lib/core/private/visible';
import { attempt, commandError, FindingsError } from '../../cli/finding';
import { ValuesFile } from '../../values-file/values-file';
import type { ChartFiles } from './chart-files';
import { type Comments, commentsOf } from './comments';
import { listedReads, type Reads, templateReads } from './template-reads';

/** A chart that another one names in its `dependencies`. */
export interface Dependency {
  readonly name: string;

  /** The key that its values are below: its alias, else its name. */
  readonly key: string;

  /** Paths of the booleans that switch it, in the values of the parent. */
  readonly conditions: readonly string[];
}

/** What there is to know of a chart's values, with places for what is wrong. */
export interface SourceChart {
  readonly name: string;
  readonly version: string;

  /** A library makes no objects: its templates are used by its parent, with the values of the parent. */
  readonly isLibrary: boolean;
  readonly values: Mapping;
  readonly comments: Comments;
  readonly schema?: Mapping;

  /** Of a chart with a list of what templates read, that of its subcharts, too. */
  readonly reads: Reads;
  readonly dependencies: readonly Dependency[];
  readonly hasTags: boolean;
  readonly subcharts: readonly SourceChart[];
}

/** It becomes the name of a file and of a class. Source: the rule of `helm create` (`chartName` of Helm 3.22.0). */
const CHART_NAME = /^[a-zA-Z0-9][\w.-]*$/;

/** Reads a chart with its subcharts. Throws with everything that is wrong in any of their files. */
export function readChart(files: ChartFiles): SourceChart {
  const findings: Finding[] = [];
  const chart = read(files, findings);
  if (!chart || findings.length > 0) throw new FindingsError(findings);
  return chart;
}

function read(files: ChartFiles, findings: Finding[]): SourceChart | undefined {
  const about = attempt(() => aboutOf(files), findings);
  const values = attempt(() => mapping(files, 'values.yaml'), findings);
  const schema = attempt(() => schemaOf(files), findings);
  const subcharts = files.subcharts().flatMap((subchart) => read(subchart, findings) ?? []);
  const listed = files.text('template-keys.txt');
  return (
    about && {
      ...about,
      values: values?.value ?? {},
      comments: commentsOf(files.text('values.yaml') ?? ''),
      schema,
      reads: listed === undefined ? templateReads(files.templates()) : listedReads(listed),
      subcharts,
    }
  );
}

/** What Chart.yaml says. */
function aboutOf(files: ChartFiles) {
  const about = mapping(files, 'Chart.yaml');
  if (!about) {
    const file = files.nameOf('Chart.yaml');
    const hint = 'give the folder that has Chart.yaml, or the .tgz that helm pull brings';
    throw new FindingsError([commandError('GPULAB4311', 'there is no Chart.yaml', { file, hint })]);
  }
  const findings: Finding[] = [];
  const [name, version] = ['name', 'version'].map((key) => attempt(() => textAt(about, key), findings) ?? '');
  if (name !== '' && !CHART_NAME.test(name)) {
    const message = `name ${quoted(name)} is no name for a chart: letters, digits, "-", "_" and "." are`;
    findings.push(commandError('GPULAB4312', message, { ...about.placeOf(['name']), key: 'name' }));
  }
  const dependencies = attempt(() => listOf(about, 'dependencies'), findings) ?? [];
  if (findings.length > 0) throw new FindingsError(findings);
  return {
    name,
    version,
    isLibrary: about.value!.type === 'library',
    dependencies: dependencies.map(dependencyOf),
    hasTags: dependencies.some(({ tags }) => Array.isArray(tags)),
  };
}

/** A YAML file of the chart; undefined when there is none. */
function mapping(files: ChartFiles, name: string): ValuesFile | undefined {
  const text = files.text(name);
  if (text === undefined) return undefined;
  const file = ValuesFile.read(text, files.nameOf(name));
  // Helm takes the last of two keys and says nothing; what somebody else wrote so is no mistake of the user's.
  const findings = file.findings.filter(({ code }) => code !== 'GPULAB4103' && code !== 'GPULAB4105');
  if (findings.length > 0) throw new FindingsError(findings);
  return file;
}

function textAt(about: ValuesFile, key: string): string {
  const value = about.value![key];
  if (typeof value === 'string' && value !== '') return value;
  const message = value === undefined ? `${key} is missing` : `${key} is ${quoted(value)}; a text is wanted`;
  throw new FindingsError([
    commandError('GPULAB4312', message, { ...about.placeOf([key]), key, hint: `write ${key}: "..." in quotes` }),
  ]);
}

function listOf(about: ValuesFile, key: string): Mapping[] {
  const list = about.value![key] ?? [];
  const isNamed = (one: unknown): one is Mapping => isMapping(one) && typeof one.name === 'string';
  if (Array.isArray(list) && list.every(isNamed)) return list;
  const message = `${key} is no list of charts with names`;
  throw new FindingsError([commandError('GPULAB4312', message, { ...about.placeOf([key]), key })]);
}

function dependencyOf({ name, alias, condition }: Mapping): Dependency {
  const conditions = typeof condition === 'string' ? condition.split(',').map((path) => path.trim()) : [];
  return { name: String(name), key: typeof alias === 'string' ? alias : String(name), conditions };
}

function schemaOf(files: ChartFiles): Mapping | undefined {
  const text = files.text('values.schema.json');
  if (text === undefined) return undefined;
  const file = files.nameOf('values.schema.json');
  try {
    const schema: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isMapping(schema) ? schema : undefined;
  } catch (error) {
    throw new FindingsError([notJson(text, file, error as Error)]);
  }
}

/** Node tells the place of some mistakes; of others a reader of YAML does, of which JSON is a part. */
function notJson(text: string, file: string, { message }: Error): Finding {
  const [, told] = /at position (\d+)/.exec(message) ?? [];
  const [error] = yaml().parseDocument(text, { schema: 'json', prettyErrors: false, logLevel: 'silent' }).errors;
  const before = text.slice(0, told === undefined ? (error?.pos[0] ?? 0) : Number(told)).split('\n');
  const place = { line: before.length, column: before[before.length - 1].length + 1 };
  return commandError('GPULAB4312', 'this is no JSON', {
    file,
    ...place,
    hint: 'mend the place, or the line above it',
  });
}
