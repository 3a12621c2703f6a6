import type { Roster, SummaryLine } from 'cdk8s-gpulab';
import { commandError, isError } from '../cli/finding';
import { type Entry, entryOf } from './entry';
import type { Input } from './inputs';
import { type Job, readJob } from './job';
import { programText } from './program-text';
import { Registries } from './registries';
import { summaryOf } from './report';
import type { Target } from './target';
import { valuesText } from './values-text';

/** What is written: a cleaned file for each one that was read, or one program of all. */
export type Form = 'values' | 'program';

/** How values files are imported. */
export interface ImportProps {
  readonly target: Target;
  readonly roster?: Roster;

  /** Moves of images, as OLD=NEW. */
  readonly registries: readonly string[];
  readonly form: Form;
}

/** A file to be written. */
export interface Output {
  readonly name: string;
  readonly text: string;
}

/** What came of an import. */
export interface ValuesImport {
  /** What became of every key; one list for each file. */
  readonly entries: readonly (readonly Entry[])[];
  readonly summary: readonly SummaryLine[];

  /** Nothing when anything is wrong. */
  readonly outputs: readonly Output[];
}

/** Reads values files of today, tells what became of every key, and makes typed input of them if nothing is wrong. */
export function importValues(
  inputs: readonly Input[],
  { target, roster, registries, form }: ImportProps,
): ValuesImport {
  const moves = new Registries(registries);
  const jobs = inputs.map((input) => readJob(input, { target, registries: moves, roster }));
  const files = withoutCollisions(jobs);
  const ofRoster = (roster?.findings ?? []).filter(isError).map(entryOf);
  const entries = [ofRoster, ...files, moves.unused()].filter(({ length }) => length > 0);
  const failed = entries.flat().some(({ fate }) => fate === 'wrong');
  return {
    entries,
    summary: [...summaryOf(files), ...moves.counts()],
    outputs: failed ? [] : outputsOf(jobs, form),
  };
}

/** The entries of each job, with those about names that are taken. */
function withoutCollisions(jobs: readonly Job[]): (readonly Entry[])[] {
  const taken = new Map<string, Input>();
  return jobs.map(({ input, name: { release }, entries }) => {
    const first = taken.get(release);
    // Without a name it is wrong already.
    if (release !== '') taken.set(release, first ?? input);
    if (!first) return entries;
    const hint = 'rename one of them, or give the folder above: names of folders become part of the release';
    const message = `${input.path} and ${first.path} would both become the release ${release}`;
    return [entryOf(commandError('GPULAB4202', message, { file: input.file, hint })), ...entries];
  });
}

function outputsOf(jobs: readonly Job[], form: Form): Output[] {
  if (form === 'program') return [{ name: 'main.ts', text: programText(jobs) }];
  return jobs.map(({ name, values }) => ({ name: name.file, text: valuesText(values) }));
}
