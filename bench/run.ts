/**
 * `npm run bench [-- --quick] [-- --all]`: bars beside figures. Everything is measured in one run, turn and turn about, so
 * that a busy machine is as busy for all; CPU is that of whole processes; the product runs with all its checks.
 *   --quick   a few minutes: fewer rounds and sizes
 *   --all     also what takes very long: cdk8s by its docs at 4,000 students
 */
import { readdirSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BARS, isMet } from './bars';
import { Figures } from './figures';
import { assertSameWork } from './honesty';
import { barTable, costTable } from './tables';
import { type Command, Workshop } from './workshop';

/** How often a variant is measured at a size. */
interface Size {
  readonly count: number;
  readonly rounds: number;
  /** Not in a quick run. */
  readonly long?: boolean;
}

const SIZES: readonly Size[] = [
  { count: 1, rounds: 9 },
  { count: 1_000, rounds: 5 },
  { count: 4_000, rounds: 3, long: true },
  { count: 10_000, rounds: 3 },
];
const QUICK_ROUNDS: { readonly [count: number]: number } = { 1: 5, 1000: 3, 10000: 1 };

interface Variant {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Sizes at which one round must do, and only when all is asked for, or when a run is not quick. */
  readonly once?: { readonly [count: number]: 'all' | 'long' | 'always' };
  command(workshop: Workshop, count: number): Command;
}

const variant = (name: string, sizes: readonly number[], once?: Variant['once']): Variant => ({
  name,
  sizes,
  once,
  command: (workshop, count) => workshop.variant(name, count, name),
});

const VARIANTS: readonly Variant[] = [
  { name: 'nothing', sizes: [1], command: (workshop) => workshop.nothing() },
  variant('floor', [1, 1_000, 4_000, 10_000]),
  {
    name: 'product',
    sizes: [1, 1_000, 4_000, 10_000],
    command: (workshop, count) => workshop.product(count, 'product'),
  },
  {
    name: 'platform',
    sizes: [1_000, 10_000],
    command: (workshop, count) => workshop.product(count, 'platform', { PLATFORM: '1' }),
  },
  variant('app-each', [1_000, 4_000, 10_000], { 4000: 'long', 10000: 'long' }),
  variant('by-the-docs', [1_000, 4_000], { 1000: 'always', 4000: 'all' }),
  {
    name: 'template-string',
    sizes: [10_000],
    command: (workshop, count) => workshop.templateString(count, 'template-string'),
  },
  {
    name: 'render-each',
    sizes: [1_000],
    command: (workshop, count) => workshop.renderEach(count, 'render-each'),
  },
  {
    name: 'helm-template',
    sizes: [1_000],
    once: { 1000: 'long' },
    command: (workshop, count) => workshop.helmTemplates(count),
  },
  { name: 'jinja', sizes: [10_000], command: (workshop, count) => workshop.jinja(count, 'jinja') },
];

const SECOND_RUN_STUDENTS = 1_000;
const CHANGED_STUDENT = 7;

function main(): void {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, all: { type: 'boolean' } } });
  const workshop = new Workshop();
  try {
    assertSameWork(workshop);
    const figures = new Figures();
    const load = loadavg()[0];
    measureVariants(workshop, figures, values.quick === true, values.all === true);
    measureSecondRuns(workshop, figures);
    measureWriters(workshop, figures);
    process.stdout.write(`${costTable(figures)}\n${barTable(figures)}\n`);
    process.stdout.write(
      `Node ${process.version}, load of the machine: ${load.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after\n`,
    );
    const missed = BARS.filter((bar) => !isMet(bar, bar.figure(figures) ?? bar.bar));
    process.exitCode = missed.length === 0 ? 0 : 1;
  } finally {
    workshop.close();
  }
}

function measureVariants(workshop: Workshop, figures: Figures, quick: boolean, all: boolean): void {
  // The bundle and V8's code of it are kept from here on.
  for (let warm = 0; warm < 2; warm++) workshop.read(workshop.product(SIZES[0].count, 'product'));
  for (const { count, rounds, long } of SIZES) {
    if (long && quick) continue;
    for (let round = 0; round < (quick ? QUICK_ROUNDS[count] : rounds); round++) {
      for (const { name, sizes, once, command } of VARIANTS) {
        const rare = once?.[count];
        const wanted = rare === undefined || (round === 0 && (rare === 'always' || all || (rare === 'long' && !quick)));
        if (!sizes.includes(count) || !wanted) continue;
        workshop.removeOutput(name);
        process.stderr.write(`${name} ${count}\n`);
        figures.add(name === 'nothing' ? name : `${name} ${count}`, workshop.measure(command(workshop, count)));
      }
    }
  }
}

/** Asks the files themselves what a second run touched. */
function measureSecondRuns(workshop: Workshop, figures: Figures): void {
  const output = 'second';
  const runs: { readonly [name: string]: Command } = {
    first: workshop.product(SECOND_RUN_STUDENTS, output),
    unchanged: workshop.product(SECOND_RUN_STUDENTS, output),
    changed: workshop.product(SECOND_RUN_STUDENTS, output, {}, CHANGED_STUDENT),
  };
  for (const [name, command] of Object.entries(runs)) {
    const before = filesIn(workshop.outputOf(output));
    figures.add(`${name} run`, workshop.measure(command));
    const touched = [...filesIn(workshop.outputOf(output))].filter(([file, stamp]) => before.get(file) !== stamp);
    figures.addNumber(`files written ${name}`, touched.length);
  }
}

function filesIn(folder: string): Map<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })) return new Map();
  return new Map(
    readdirSync(folder).map((name) => {
      const { ino, mtimeNs } = statSync(join(folder, name), { bigint: true });
      return [name, `${ino} ${mtimeNs}`];
    }),
  );
}

function measureWriters(workshop: Workshop, figures: Figures): void {
  const { ratio, ...times } = JSON.parse(workshop.read(workshop.variant('emitters', 0, 'none')));
  for (const [name, time] of Object.entries<number>(times)) figures.addNumber(`writer ${name}`, time);
  figures.addNumber('writer against json', ratio);
}

main();
