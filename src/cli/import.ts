import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SummaryLine } from 'cdk8s-gpulab';
import { Roster } from 'cdk8s-gpulab/lib/lab/roster';
import { OutputFolder } from 'cdk8s-gpulab/lib/output/private/folder';
import { IMPORTED_FILES } from 'cdk8s-gpulab/lib/output/private/listing';
import { KubeKeyVersion } from 'cdk8s-gpulab/lib/threek/kubekey/kubekey-version';
import { editedFiles, SUMS_FILE, sumsText } from '../import/edited';
import { type Entry, entryFromHere, findingsOf } from '../import/entry';
import { type Form, importValues, type Output } from '../import/import-values';
import { inputsOf } from '../import/inputs';
import { importKubeKey } from '../import/kubekey/import-kubekey';
import { reportText } from '../import/report';
import { targetOf } from '../import/target';
import { APP_OPTION, type Command, type OptionValues, type Outcome, refuseOptions } from './command';
import { FindingsError, usageError } from './finding';
import { pathFromHere } from './here';
import { countOf, summaryText } from './summary';

const FORMS: readonly string[] = ['values', 'program'] satisfies Form[];

const KK_LINES = [KubeKeyVersion.V3_0, KubeKeyVersion.V3_1];

export const command: Command = {
  summary: 'read files of today, tell what became of each part, write clean ones or a program',
  usage: `gpulab import values FILE... [-o DIR] [--as FORM] [--roster FILE] [--registry OLD=NEW]... [--app FILE]
  gpulab import kubekey FILE [-o DIR] [--kk LINE]
  gpulab import endpoints FILE... [-o FILE] [--certs DIR]`,
  help: `  values        students' values files of the old user chart
  kubekey       a file for KubeKey (kubekey.kubesphere.io/v1alpha2), or the sample of the 3K guides
  endpoints     nodes of the old management platform: JSON as its API answers, or CSV with a header
  FILE          a file; for values also a folder: every .yaml and .yml file below it
  -o, --output DIR
                output folder, for endpoints the inventory to write; without it the report is
                all. Nothing is written when anything is wrong in any file
  --as FORM     values (default): for each file a clean one of the same name, for the chart
                student-workload; program: one main.ts, which imports your site.ts
  --roster FILE refuse namespaces that are not those of its students
  --registry OLD=NEW
                images below OLD move to NEW; may be given several times
  --app FILE    program whose chart student-workload says what the site has;
                default: the command's own chart
  --kk LINE     KubeKey that reads the file: 3.0 (default) or 3.1
  --certs DIR   write certificates and keys of endpoints there, for the owner only (0600);
                without it the inventory names files below certs, which are not written`,
  options: {
    ...APP_OPTION,
    output: { type: 'string', short: 'o' },
    as: { type: 'string' },
    roster: { type: 'string' },
    registry: { type: 'string', multiple: true },
    kk: { type: 'string' },
    certs: { type: 'string' },
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(options, [what, ...paths]) {
    const hint = `gpulab import ${Object.keys(IMPORTS).join('|')} FILE...`;
    if (what === undefined) throw usageError('import what?', hint);
    if (!Object.hasOwn(IMPORTS, what)) throw usageError(`there is no import of "${what}"`, hint);
    refuseOptions(options, IMPORTS[what].options, `import ${what}`, hint);
    return IMPORTS[what].run(options, paths);
  },
};

interface Import {
  /** Options that it takes; others are wrong usage. */
  readonly options: readonly string[];
  run(options: OptionValues, paths: string[]): Promise<Outcome> | Outcome;
}

/** What can be imported, by the word of the command line. */
const IMPORTS: { readonly [what: string]: Import } = {
  values: { options: ['output', 'as', 'roster', 'registry', 'app'], run: values },
  kubekey: { options: ['output', 'kk'], run: kubekey },
  endpoints: {
    options: ['output', 'certs'],
    run: async (options, paths) => (await import('../import/endpoints/endpoints-command')).runEndpoints(options, paths),
  },
};

async function values(options: OptionValues, paths: string[]): Promise<Outcome> {
  const form = formOf(options, paths);
  // Before a program runs: it changes the working directory.
  const inputs = inputsOf(paths);
  const isFolder = paths.length === 1 && statSync(paths[0]).isDirectory();
  const output = options.output === undefined ? undefined : resolve(options.output as string);
  const roster = options.roster === undefined ? undefined : Roster.fromFile(resolve(options.roster as string));
  const target = await targetOf(options.app as string | undefined);
  const registries = (options.registry ?? []) as string[];
  return outcomeOf(importValues(inputs, { target, roster, registries, form }), output, isFolder);
}

function kubekey(options: OptionValues, paths: string[]): Outcome {
  const hint = 'gpulab import kubekey FILE';
  if (paths.length !== 1) throw usageError(paths.length === 0 ? 'which file?' : 'one file at a time', hint);
  const line = (options.kk ?? '3.0') as string;
  const version = KK_LINES.find((one) => one.line === line);
  if (!version) throw usageError(`--kk "${line}" is none of ${KK_LINES.map((one) => one.line).join(', ')}`, hint);
  const [input] = inputsOf(paths);
  const { entries, ...rest } = importKubeKey(input, version);
  const output = options.output === undefined ? undefined : resolve(options.output as string);
  return outcomeOf({ entries: [entries], ...rest }, output);
}

/** What an import tells and writes, whatever it read. */
interface Imported {
  readonly entries: readonly (readonly Entry[])[];
  readonly summary: readonly SummaryLine[];
  readonly outputs: readonly Output[];
}

/** @param isWhole is all read that the output folder stands for, so that what is not made any more goes? */
function outcomeOf({ entries, summary, outputs }: Imported, output: string | undefined, isWhole = false): Outcome {
  const written = output === undefined ? undefined : write(outputs, output, isWhole);
  return {
    findings: entries.flat().flatMap(findingsOf),
    result: { entries: entries.flat().map(entryFromHere), summary, ...written?.result },
    text: reportText(entries, pathFromHere) + summaryText([...summary, ...(written?.lines ?? [])]),
    told: true,
  };
}

function formOf(options: OptionValues, paths: readonly string[]): Form {
  const hint = 'gpulab import values FILE...';
  if (paths.length === 0) throw usageError('which files?', hint);
  const form = (options.as ?? 'values') as string;
  if (!FORMS.includes(form)) throw usageError(`--as "${form}" is none of ${FORMS.join(', ')}`, hint);
  return form as Form;
}

interface Written {
  /** For the summary. */
  readonly lines: SummaryLine[];
  readonly result?: object;
}

/** Writes what there is. With an error in any file that is nothing, and the folder stays as it was. */
function write(outputs: readonly Output[], folder: string, isWhole: boolean): Written {
  if (outputs.length === 0) return { lines: [{ label: 'output', value: 'nothing was written' }] };
  const edited = editedFiles(folder, outputs, isWhole);
  if (edited.length > 0) throw new FindingsError(edited);
  const target = new OutputFolder(folder, IMPORTED_FILES);
  for (const { name, text } of outputs) target.write(name, text);
  target.write(SUMS_FILE, sumsText(folder, outputs, !isWhole), false);
  if (!isWhole) target.keepOthers();
  const result = target.commit();
  const lines = [
    { label: 'output files', value: countOf(result) },
    { label: 'output', value: folder },
  ];
  return { lines, result: { output: folder, ...result } };
}
