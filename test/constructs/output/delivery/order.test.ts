import { join } from 'node:path';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabApp } from '../../../../constructs/app';
import { Delivery } from '../../../../constructs/output';
import { inFolder } from '../../../support/folder';
import { chart, commandIn, deliver, type Output, release, yamlOf } from './delivered';

/** Nodes by number, each with what it waits for; a group holds two releases. */
interface Program {
  readonly nodes: readonly { readonly kind: 'release' | 'chart' | 'group'; readonly needs: readonly number[] }[];
  /** Names in another order than that of the dependencies. */
  readonly names: readonly string[];
  /** In which order the program makes them. */
  readonly made: readonly number[];
}

const programs: fc.Arbitrary<Program> = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc.record({
    nodes: fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.record({
          kind: fc.constantFrom('release', 'chart', 'group') as fc.Arbitrary<'release' | 'chart' | 'group'>,
          needs: fc.subarray(Array.from({ length: index }, (_n, other) => other)),
        }),
      ),
    ),
    names: fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g'], { minLength: count, maxLength: count }),
    made: fc.shuffledSubarray(
      Array.from({ length: count }, (_, index) => index),
      { minLength: count, maxLength: count },
    ),
  }),
);

function build(app: LabApp, { nodes, names, made }: Program): void {
  const constructs = new Map<number, Construct>();
  for (const index of made) constructs.set(index, construct(app, nodes[index].kind, names[index]));
  for (const index of made)
    for (const need of nodes[index].needs) constructs.get(index)!.node.addDependency(constructs.get(need)!);
}

function construct(app: LabApp, kind: string, name: string): Construct {
  if (kind === 'chart') return chart(app, name);
  if (kind === 'release') return release(app, name);
  const group = new Construct(app, name);
  release(group, `${name}1`);
  release(group, `${name}2`);
  return group;
}

/** Names of the steps that a node is. */
const stepsOf = ({ nodes, names }: Program, index: number): string[] =>
  nodes[index].kind === 'group' ? [`${names[index]}1`, `${names[index]}2`] : [names[index]];

const edgesOf = (program: Program): [earlier: string, later: string][] =>
  program.nodes.flatMap(({ needs }, index) =>
    needs.flatMap((need) =>
      stepsOf(program, need).flatMap((earlier) =>
        stepsOf(program, index).map((later): [string, string] => [earlier, later]),
      ),
    ),
  );

/** Is one surely there before the other begins? */
type Before = (earlier: string, later: string) => boolean;

const bySequence =
  (names: readonly string[]): Before =>
  (earlier, later) =>
    names.includes(earlier) && names.indexOf(earlier) < names.indexOf(later);

function byNeeds(needs: ReadonlyMap<string, readonly string[]>): Before {
  const reaches: Before = (earlier, later) =>
    needs.get(later)!.some((need) => need === earlier || reaches(earlier, need));
  return reaches;
}

const linesOf = (output: Output, name: string): string[] => output.get(name)!.split('\n').filter(Boolean);
const applied = (output: Output): string[] =>
  linesOf(output, 'apply-order.txt')
    .filter((line) => !line.startsWith('# '))
    .map((line) => line.replace('.k8s.yaml', ''));
const filesIn = (output: Output, folder: string): string[] =>
  [...output.keys()].filter((name) => new RegExp(`^${folder}/[^/]+\\.yaml$`).test(name));

const FORMS: { readonly [name: string]: { delivery(folder: string): Delivery; before(output: Output): Before } } = {
  script: {
    delivery: () => Delivery.script(),
    before: (output) =>
      bySequence([...output.get('install.sh')!.matchAll(/^if begin (.*); then$/gm)].map(([, name]) => name)),
  },
  helmfile: {
    delivery: () => Delivery.helmfile(),
    before: (output) => {
      const releases: any[] = yamlOf(output, 'helmfile.yaml').releases;
      const id = ({ namespace, name }: any) => `${namespace}/${name}`;
      const names = new Map(releases.map((one) => [id(one), one.name]));
      // A need that no release has would be ignored by nobody: it must be found.
      return byNeeds(
        new Map(releases.map((one) => [one.name, (one.needs ?? []).map((need: string) => names.get(need)!)])),
      );
    },
  },
  umbrella: {
    delivery: () => Delivery.umbrella(),
    before: (output) => bySequence(linesOf(output, 'umbrella/install-order.txt').map((line) => line.split(' ')[0])),
  },
  'Argo CD': {
    delivery: () => Delivery.argoCd({ repoUrl: 'https://git.example.com/x.git' }),
    before: (output) => {
      const applications = filesIn(output, 'argocd/apps').map((name) => yamlOf(output, name).metadata);
      const waves = new Map(
        applications.map((one) => [one.name, Number(one.annotations['argocd.argoproj.io/sync-wave'])]),
      );
      return (earlier, later) => waves.get(earlier)! < waves.get(later)!;
    },
  },
  Flux: {
    delivery: () => Delivery.flux({ sourceName: 'x' }),
    before: (output) => {
      const all = filesIn(output, 'flux').flatMap((name) => {
        const texts = output.get(name)!.split('\n---\n');
        return [yamlOf(new Map([[name, texts[texts.length - 1]]]), name)];
      });
      return byNeeds(
        new Map(all.map(({ metadata, spec }) => [metadata.name, (spec.dependsOn ?? []).map(({ name }: any) => name)])),
      );
    },
  },
  inline: {
    delivery: (charts) => Delivery.inline({ charts, helm: join(charts, 'helm') }),
    before: (output) => bySequence(applied(output)),
  },
};

describe('every dependency is kept by', () => {
  test.each(Object.keys(FORMS))('%s', (form) =>
    inFolder((folder) => {
      chartsOfNothing(folder);
      fc.assert(
        fc.property(programs, (program) => {
          const { delivery, before } = FORMS[form];
          const output = deliver([delivery(folder)], (app) => build(app, program));
          const isBefore = before(output);
          expect(edgesOf(program).filter(([earlier, later]) => !isBefore(earlier, later))).toEqual([]);
        }),
        { numRuns: form === 'inline' ? 10 : 40 },
      );
    }),
  );
});

/** All charts that a program may want, and a helm that renders each to nothing. */
function chartsOfNothing(folder: string): void {
  for (const letter of 'abcdefg')
    for (const name of [letter, `${letter}1`, `${letter}2`]) commandIn(folder, `${name}-1.2.3.tgz`, '');
  commandIn(folder, 'helm', 'case $1 in version) echo v4.0.0 ;; show) echo "version: 1.2.3" ;; esac');
}

test('the order in which a program makes things and calls addDependency does not change a byte', () => {
  fc.assert(
    fc.property(programs, fc.infiniteStream(fc.nat()), (program, numbers) => {
      const shuffled = [...program.made].map((index) => [numbers.next().value, index]).sort(([a], [b]) => a - b);
      const other = { ...program, made: shuffled.map(([, index]) => index), nodes: program.nodes.map(reversed) };
      const forms = () =>
        Object.keys(FORMS)
          .slice(0, 5)
          .map((form) => FORMS[form].delivery(''));
      const [one, two] = [program, other].map((each) => deliver(forms(), (app) => build(app, each)));
      expect([...two]).toEqual([...one]);
    }),
    { numRuns: 20 },
  );
});

const reversed = (node: Program['nodes'][number]) => ({ ...node, needs: [...node.needs].reverse() });
