import type { Plan, Step } from 'cdk8s-gpulab/lib/output/private/delivery/plan';
import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command } from './command';
import { isError, usageError } from './finding';

const FORMATS: { readonly [name: string]: (plan: Plan) => string } = { text, mermaid, dot };

export const command: Command = {
  summary: 'print the order of the installation: its steps, and what each of them waits for',
  usage: 'gpulab graph [--format text|mermaid|dot] [--app FILE]',
  help: `  --format NAME text (default): steps by rank, those of one rank in any order;
                mermaid, dot: a drawing with an arrow from each step to those behind it
${APP_HELP}`,
  options: { ...APP_OPTION, format: { type: 'string' } },
  positionals: 0,
  isReader: true,
  async run(options) {
    const format = (options.format ?? 'text') as string;
    if (!Object.hasOwn(FORMATS, format)) {
      throw usageError(
        `--format "${format}" is none of ${Object.keys(FORMATS).join(', ')}`,
        'gpulab graph --format text',
      );
    }
    const app = await runProgram(options.app as string | undefined, { quiet: true });
    const { findings, plan } = app._installation();
    // With an error there may be no order at all, or half of one.
    if (findings.some(isError)) return { findings };
    return { findings, result: { steps: plan.map(dataOf) }, text: FORMATS[format](plan) };
  },
};

/** A step for a program. */
function dataOf(step: Step): object {
  const { kind, name, path, rank, needs } = step;
  const of = step.kind === 'release' ? { chart: step.source, namespace: step.namespace } : { file: step.file };
  return { name, kind, path, rank, needs: needs.map((need) => need.name), ...of, readyWhen: waitsOf(step) };
}

const waitsOf = ({ waits }: Step): string[] =>
  waits.map(({ target, expression }) => `${expression} of ${target.resource} ${target.name}`);

const contentOf = (step: Step): string =>
  step.kind === 'release' ? `chart ${step.source.name} ${step.source.version}` : `objects of ${step.path}`;

function text(plan: Plan): string {
  if (plan.length === 0) return 'nothing is installed\n';
  const width = Math.max(...plan.map(({ name }) => name.length));
  let rank = -1;
  const lines = plan.flatMap((step) => {
    const heading = step.rank === rank ? [] : [`rank ${step.rank}`];
    rank = step.rank;
    const needs = step.needs.map(({ name }) => name);
    return [
      ...heading,
      `  ${step.name.padEnd(width)}  ${contentOf(step)}`,
      ...(needs.length > 0 ? [`    after       ${needs.join(', ')}`] : []),
      ...waitsOf(step).map((wait) => `    ready when  ${wait}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** Numbers instead of names: `end` is a word of Mermaid. */
function mermaid(plan: Plan): string {
  const ids = idsOf(plan);
  return drawing(plan, ids, {
    begin: 'flowchart LR',
    node: (id, step) => `  ${id}["${mermaidText(`${step.name}: ${contentOf(step)}`)}"]`,
    edge: (from, to) => `  ${from} --> ${to}`,
    end: [],
  });
}

function dot(plan: Plan): string {
  return drawing(plan, idsOf(plan), {
    begin: 'digraph installation {\n  rankdir=LR;\n  node [shape=box];',
    node: (id, step) => `  ${id} [label="${dotText(step.name)}\\n${dotText(contentOf(step))}"];`,
    edge: (from, to) => `  ${from} -> ${to};`,
    end: ['}'],
  });
}

interface Syntax {
  readonly begin: string;
  node(id: string, step: Step): string;
  edge(from: string, to: string): string;
  readonly end: readonly string[];
}

const idsOf = (plan: Plan): Map<Step, string> => new Map(plan.map((step, index) => [step, `s${index}`]));

function drawing(plan: Plan, ids: ReadonlyMap<Step, string>, { begin, node, edge, end }: Syntax): string {
  const nodes = plan.map((step) => node(ids.get(step)!, step));
  const edges = plan.flatMap((step) => step.needs.map((need) => edge(ids.get(need)!, ids.get(step)!)));
  return `${[begin, ...nodes, ...edges, ...end].join('\n')}\n`;
}

/** Mermaid has no escapes in a label but entities, written with `#`. */
const mermaidText = (label: string): string => label.replace(/[^\w .:/-]/gu, (sign) => `#${sign.codePointAt(0)};`);

const dotText = (label: string): string => label.replace(/[\\"]/g, '\\$&').replace(/[\r\n]+/g, ' ');
