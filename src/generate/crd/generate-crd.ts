import { basename } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { visible } from 'cdk8s-gpulab/lib/core/private/visible';
import { readText } from 'cdk8s-gpulab/lib/core/rules/text-file';
import { attempt, commandError, isError } from '../../cli/finding';
import { pathFromHere } from '../../cli/here';
import type { Input } from '../../import/inputs';
import type { Generated } from '../generated';
import { definitionProblems } from './definition-check';
import { type Definition, DefinitionFile } from './definitions';
import { moduleText } from './module-text';
import { crdLines } from './shapes';
import { byCode } from './text';

/** `typescript`: a module with classes. `text`: the shapes alone, which other languages hand over as they are. */
export type Form = 'typescript' | 'text';

/** More files are not named one by one. */
const MOST_SOURCES = 3;

const KIND = ['spec', 'names', 'kind'];

/** A definition without problems, and the name of its file. */
interface Sound {
  readonly crd: any;
  readonly source: string;
}

/** A file of each API group that the definitions in the inputs are of. */
export function generateCrd(inputs: readonly Input[], form: Form): Generated {
  const findings: Finding[] = [];
  const sound: Sound[] = [];
  let others = 0;
  const first = new Map<string, Definition>();
  for (const input of inputs) {
    const ofFile: Finding[] = [];
    const read = definitionsOf(input, ofFile);
    others += read?.others.length ?? 0;
    for (const definition of read?.definitions ?? []) {
      const problems = definitionProblems(definition);
      ofFile.push(...(problems.length > 0 ? problems : twice(definition, first)));
      sound.push({ crd: definition.crd, source: visible(basename(input.path)) });
    }
    findings.push(...ofFile.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)));
  }
  if (findings.some(isError)) return { findings, files: [], summary: [] };
  const groups = [...new Set(sound.map(({ crd }): string => crd.spec.group))].sort(byCode);
  const parts = groups.map((group) => groupOf(group, sound, form));
  const left = others === 1 ? '1 object of another kind' : `${others} objects of other kinds`;
  const last = others > 0 ? [{ label: 'left aside', value: left }] : [];
  return { findings, files: parts.map(({ file }) => file), summary: [...parts.map(({ line }) => line), ...last] };
}

function definitionsOf(input: Input, findings: Finding[]): DefinitionFile | undefined {
  const text = attempt(() => readText(input.path, 'file of definitions', 'GPULAB4302'), findings);
  if (text === undefined) return undefined;
  const read = DefinitionFile.read(text, input.file);
  findings.push(...read.findings);
  if (read.definitions.length === 0 && read.findings.length === 0) findings.push(nothingIn(input, read.others));
  return read;
}

function nothingIn({ path, file }: Input, others: readonly string[]): Finding {
  const kinds = [...new Set(others)].sort(byCode).map(visible);
  const hint = kinds.length > 0 ? `it holds ${kinds.join(', ')}` : 'it holds nothing';
  return commandError('GPULAB4301', `${path} has no CustomResourceDefinition`, { file, hint });
}

function twice(definition: Definition, first: Map<string, Definition>): Finding[] {
  const { group, names } = definition.crd.spec;
  const key = `${names.kind} of ${group}`;
  const other = first.get(key);
  if (!other) {
    first.set(key, definition);
    return [];
  }
  const { file, line } = other.finding('GPULAB4304', KIND, '');
  const message = `${key} is defined twice, also at ${pathFromHere(file!)}:${line}`;
  return [definition.finding('GPULAB4304', KIND, message, 'give one of the two')];
}

function groupOf(group: string, all: readonly Sound[], form: Form) {
  const ofGroup = all.filter(({ crd }) => crd.spec.group === group);
  const crds = ofGroup.map(({ crd }) => crd);
  const sources = [...new Set(ofGroup.map((one) => one.source))].sort(byCode);
  const source = sources.length > MOST_SOURCES ? `${sources.length} files` : sources.join(', ');
  const shapes = [`# Kinds of ${group} as of ${source}`, ...crdLines(crds), ''].join('\n');
  const file =
    form === 'text'
      ? { name: `${group}.txt`, text: shapes }
      : { name: `${group}.ts`, text: moduleText(group, crds, shapes, source) };
  const kinds = crds.map((crd): string => crd.spec.names.kind).sort(byCode);
  return { file, line: { label: file.name, value: kinds.join(', ') } };
}
