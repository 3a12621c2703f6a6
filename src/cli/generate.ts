import { join, resolve } from 'node:path';
import { DNS_LABEL, LONGEST_LABEL } from 'cdk8s-gpulab/lib/core/rules/names';
import { OutputFolder } from 'cdk8s-gpulab/lib/output/private/folder';
import { GENERATED_FILES } from 'cdk8s-gpulab/lib/output/private/listing';
import type { Origin } from '../generate/chart/generate-chart';
import type { Form } from '../generate/crd/generate-crd';
import type { Generated } from '../generate/generated';
import { inputsOf } from '../import/inputs';
import { programFolder } from '../program/locate';
import { type Command, type OptionValues, type Outcome, refuseOptions } from './command';
import { isError, usageError } from './finding';
import { pathFromHere } from './here';
import { countOf, summaryText } from './summary';

interface Generator {
  /** Options that it takes; others are wrong usage. */
  readonly options: readonly string[];
  run(paths: readonly string[], options: OptionValues): Promise<Generated>;
}

/** What can be generated, by the word of the command line. Loaded when named. */
const GENERATORS: { readonly [what: string]: Generator } = {
  crd: {
    options: ['output', 'as'],
    async run(paths, options) {
      const form = formOf(options);
      return (await import('../generate/crd/generate-crd')).generateCrd(inputsOf(paths), form);
    },
  },
  chart: {
    options: ['repository', 'namespace', 'output', 'as'],
    async run(paths, options) {
      const [form, origin] = [formOf(options), originOf(options, paths)];
      return (await import('../generate/chart/generate-chart')).generateChart(resolve(paths[0]), origin, form);
    },
  },
};

const FORMS: readonly string[] = ['typescript', 'text'] satisfies Form[];
const DEFAULT_FOLDER = 'generated';

export const command: Command = {
  summary: "write classes for a cluster's own kinds and for other Helm charts into your program",
  usage: `gpulab generate crd FILE... [-o DIR] [--as FORM]
       gpulab generate chart CHART --repository URL [--namespace NAME] [-o DIR] [--as FORM]`,
  help: `  FILE          YAML with CustomResourceDefinitions, or a folder: every .yaml and .yml file below it
  CHART         the folder of a Helm chart, or the .tgz that helm pull brings
  --repository URL
                where the chart comes from: https://... of a chart repository, or oci://... of the
                folder that it is in
  --namespace NAME
                namespace of its releases; default: the name of the chart
  -o, --output DIR
                output folder; default: ${DEFAULT_FOLDER}, beside the nearest cdk8s.yaml.
                What it holds of other runs of this command stays
  --as FORM     typescript (default): a module of each API group with a class of each kind, or one
                of the chart with a class of its releases; text: the shapes alone, which Python
                hands to External.of(app).custom_kinds(text), or the keys of the chart's values,
                for UpstreamChart.of(keys=text)`,
  options: {
    repository: { type: 'string' },
    namespace: { type: 'string' },
    output: { type: 'string', short: 'o' },
    as: { type: 'string' },
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(options, [what, ...paths]) {
    const hint = `gpulab generate ${Object.keys(GENERATORS).join('|')} FILE...`;
    if (what === undefined) throw usageError('generate what?', hint);
    if (!Object.hasOwn(GENERATORS, what)) throw usageError(`there is no generator of "${what}"`, hint);
    const generator = GENERATORS[what];
    refuseOptions(options, generator.options, `generate ${what}`, hint);
    if (paths.length === 0) throw usageError('which files?', hint);
    const output = resolve((options.output as string | undefined) ?? join(programFolder(), DEFAULT_FOLDER));
    return write(await generator.run(paths, options), output);
  },
};

function formOf(options: OptionValues): Form {
  const form = (options.as ?? 'typescript') as string;
  if (!FORMS.includes(form))
    throw usageError(`--as "${form}" is none of ${FORMS.join(', ')}`, 'gpulab generate --help');
  return form as Form;
}

/** Both are for charts; of other things the files tell all. */
function originOf(options: OptionValues, paths: readonly string[]): Origin {
  const hint = 'gpulab generate chart CHART --repository URL';
  if (paths.length > 1) throw usageError('one chart at a time: each has a repository of its own', hint);
  const repository = options.repository as string | undefined;
  if (repository === undefined) throw usageError('which --repository? the files of a chart do not tell', hint);
  if (!/^(?:https?|oci):\/\/[^\s/]/.test(repository))
    throw usageError(`--repository "${repository}" is no https:// or oci:// address`, hint);
  const namespace = options.namespace as string | undefined;
  if (namespace !== undefined && !(DNS_LABEL.test(namespace) && namespace.length <= LONGEST_LABEL))
    throw usageError(`--namespace "${namespace}" is no name of a namespace`, hint);
  return { repository, namespace };
}

/** Writes what there is. With an error that is nothing, and the folder stays as it was. */
function write({ findings, files, summary }: Generated, folder: string): Outcome {
  if (findings.some(isError)) return { findings };
  const target = new OutputFolder(folder, GENERATED_FILES);
  for (const { name, text } of files) target.write(name, text);
  target.keepOthers();
  const result = target.commit();
  const lines = [
    ...summary,
    { label: 'output files', value: countOf(result) },
    { label: 'output', value: pathFromHere(folder) },
  ];
  return {
    findings,
    result: { output: folder, files: files.map(({ name }) => name), ...result },
    text: summaryText(lines),
  };
}
