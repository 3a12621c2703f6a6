import { resolve } from 'node:path';
import type { SummaryLine } from 'cdk8s-gpulab';
import { Roster } from 'cdk8s-gpulab/lib/lab/roster';
import { OutputFolder } from 'cdk8s-gpulab/lib/output/private/folder';
import { IMPORTED_FILES } from 'cdk8s-gpulab/lib/output/private/listing';
import { type Entry, findingsOf } from '../import/entry';
import { type Form, importValues, type Output } from '../import/import-values';
import { inputsOf } from '../import/inputs';
import { reportText } from '../import/report';
import { targetOf } from '../import/target';
import { APP_OPTION, type Command, type OptionValues } from './command';
import { usageError } from './finding';
import { pathFromHere } from './here';
import { countOf, summaryText } from './summary';

const FORMS: readonly string[] = ['values', 'program'] satisfies Form[];

export const command: Command = {
  summary: "read data of today (students' values files, exported nodes), tell what became of it, write typed input",
  usage:
    'gpulab import values FILE... [-o DIR] [--as FORM] [--roster FILE] [--registry OLD=NEW]... [--app FILE]\n' +
    '       gpulab import endpoints FILE... [-o inventory.yaml] [--certs DIR]',
  help: `values:
  FILE          a values file of the old user chart, or a folder: every .yaml and .yml file below it
  -o, --output DIR
                output folder; without it the report is all. Nothing is written when anything
                is wrong in any file
  --as FORM     values (default): for each file a clean one of the same name, for the chart
                student-workload; program: one main.ts, which imports your site.ts
  --roster FILE refuse namespaces that are not those of its students
  --registry OLD=NEW
                images below OLD move to NEW; may be given several times
  --app FILE    program whose chart student-workload says what the site has;
                default: the command's own chart

endpoints:
  FILE          nodes of the old system: JSON as its API answers, or CSV with a header
  -o, --output FILE
                inventory to write; without it the report is all. No secret is in it
  --certs DIR   write certificates and keys of the export there, for the owner only (0600);
                without it the inventory names files below certs, which are not written`,
  options: {
    ...APP_OPTION,
    output: { type: 'string', short: 'o' },
    as: { type: 'string' },
    roster: { type: 'string' },
    registry: { type: 'string', multiple: true },
    certs: { type: 'string' },
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(options, [what, ...paths]) {
    if (what === 'endpoints')
      return (await import('../import/endpoints/endpoints-command')).runEndpoints(options, paths);
    const form = formOf(options, what, paths);
    // Before a program runs: it changes the working directory.
    const inputs = inputsOf(paths);
    const output = options.output === undefined ? undefined : resolve(options.output as string);
    const roster = options.roster === undefined ? undefined : Roster.fromFile(resolve(options.roster as string));
    const target = await targetOf(options.app as string | undefined);
    const registries = (options.registry ?? []) as string[];
    const { entries, summary, outputs } = importValues(inputs, { target, roster, registries, form });
    const written = output === undefined ? undefined : write(outputs, output);
    return {
      findings: entries.flat().flatMap(findingsOf),
      result: { entries: entries.flat().map(fromHere), summary, ...written?.result },
      text: reportText(entries, pathFromHere) + summaryText([...summary, ...(written?.lines ?? [])]),
      told: true,
    };
  },
};

function formOf(options: OptionValues, what: string | undefined, paths: readonly string[]): Form {
  const hint = 'gpulab import values FILE...';
  if (what !== 'values') {
    const got = what === undefined ? 'import what?' : `there is no import of "${what}"`;
    throw usageError(got, `${hint}, or gpulab import endpoints FILE...`);
  }
  if (paths.length === 0) throw usageError('which files?', hint);
  const form = (options.as ?? 'values') as string;
  if (!FORMS.includes(form)) throw usageError(`--as "${form}" is none of ${FORMS.join(', ')}`, hint);
  return form as Form;
}

const fromHere = (entry: Entry): Entry => ({ ...entry, file: pathFromHere(entry.file) });

interface Written {
  /** For the summary. */
  readonly lines: SummaryLine[];
  readonly result?: object;
}

/** Writes what there is. With an error in any file that is nothing, and the folder stays as it was. */
function write(outputs: readonly Output[], folder: string): Written {
  if (outputs.length === 0) return { lines: [{ label: 'output', value: 'nothing was written' }] };
  const target = new OutputFolder(folder, IMPORTED_FILES);
  for (const { name, text } of outputs) target.write(name, text);
  const result = target.commit();
  const lines = [
    { label: 'output files', value: countOf(result) },
    { label: 'output', value: folder },
  ];
  return { lines, result: { output: folder, ...result } };
}
