import { Testing } from 'cdk8s';
import { LabApp, LabChart, StudentWorkload } from 'cdk8s-gpulab';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { site } from '../../../examples/ailab/site';
import { valuesText } from '../../../src/import/values-text';
import { propsOf } from '../../../src/import/workload-props';
import { canonical } from '../../constructs/output/hostile';
import { jobOf, target } from './support';

const RUNS = 200;

/** Texts that may stand behind a key: what is right, in every way of writing it, and what is not. */
const noText = ['42', 'y', '"x # y"', `'{{ x }}'`, '[a]'] as const;
const name = [
  ['zhang3', 'a', 'lab-1', '', '""'],
  ['Lab_1', 'a.b', ...noText],
] as const;
const toggle = [
  ['true', 'False', 'yes', 'off', '"true"', '1', '0', '~'],
  ['"False"', '2', '[]', 'x'],
] as const;
const amount = [
  ['8', '16Gi', '500m', '0', '010', '0.5', '17179869184', ''],
  ['"0"', '-5Gi', '16G i', 'true', '{a: b}'],
] as const;
const whole = [
  ['0', '1', '2', '0000', '"3"', '0x10', '~'],
  ['-1', '1.5', 'x', '[]'],
] as const;
const words = [
  [`'["a", "b c"]'`, '[a, b]', '[a]', '""', '["x: y", "{{ z }}"]'],
  ['run', '[1]', `'["a", 1]'`, '7'],
] as const;
const TEXTS: { readonly [key: string]: readonly [right: readonly string[], wrong: readonly string[]] } = {
  NameSpace: [
    ['zhang3', 'li-4'],
    ['"2024"', '', ...name[1]],
  ],
  BaseName: name,
  DeployName: name,
  Label: [['zhang3', 'a.B_c', '"2024"', ''], noText],
  ContainerName: name,
  ContainerImage: [
    ['old/a:1', 'ubuntu', '""'],
    ['a b', '"x\\ny"', '7'],
  ],
  GPU: [
    ['RTX4090', 'RTX3090'],
    ['rtx4090', '4090', ''],
  ],
  UID: whole,
  GID: whole,
  'Limits.CPU': amount,
  'Limits.memory': amount,
  'Limits.GPU': whole,
  'Limits.Memory': amount,
  NVMEStorage: amount,
  NoGFS: toggle,
  nogfs: toggle,
  ExtraPort: [
    ['0', '8888', '"80"'],
    ['22', '99999', 'x'],
  ],
  IngressHost: [
    ['""', '~'],
    ['A B', 'a.example.edu'],
  ],
  UseShm: toggle,
  ShmSize: amount,
  Command: words,
  Args: words,
  UseIB: toggle,
  Replicas: whole,
  EMAIL: name,
};

type Texts = { readonly [key: string]: string };

/** Files with any of the keys, each with one of its texts. */
const files = (texts: (right: readonly string[], wrong: readonly string[]) => fc.Arbitrary<string>) =>
  fc.record<Texts>(
    Object.fromEntries(Object.entries(TEXTS).map(([key, [right, wrong]]) => [key, texts(right, wrong)])),
    {
      requiredKeys: ['NameSpace', 'GPU'],
    },
  );

function fileOf(texts: Texts): string {
  const lines = Object.entries(texts);
  const limits = lines.filter(([key]) => key.includes('.')).map(([key, text]) => ` ${key.split('.')[1]}: ${text}\n`);
  const others = lines.filter(([key]) => !key.includes('.')).map(([key, text]) => `${key}: ${text}\n`);
  return others.join('') + (limits.length > 0 ? `Limits:\n${limits.join('')}` : '');
}

const sorted = (objects: readonly object[]): string[] => objects.map(canonical).sort();

const isWrong = ({ fate }: { fate: string }) => fate === 'wrong';

test('of every file every key is told of', () => {
  const anything = files((right, wrong) => fc.constantFrom(...right, ...wrong));
  fc.assert(
    fc.property(anything, (texts) => {
      const told = new Set(jobOf(fileOf(texts)).entries.map(({ key }) => key));
      expect(Object.keys(texts).filter((key) => !told.has(key))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

test('what is right in any way of writing is written, and is the same job as values and as program', () => {
  fc.assert(
    fc.property(
      files((right) => fc.constantFrom(...right)),
      (texts) => {
        const job = jobOf(fileOf(texts));
        expect(job.entries.filter(isWrong)).toEqual([]);
        const values = parse(valuesText(job.values));
        const chart = new LabChart(new LabApp(), 'chart');
        new StudentWorkload(chart, job.name.release, { site, ...propsOf(job.values) });
        const rendered = target.helm.renderManifests({ values, releaseName: job.name.release });
        expect(sorted(rendered)).toEqual(sorted(Testing.synth(chart)));
      },
    ),
    { numRuns: RUNS },
  );
});

test.each(Object.entries(TEXTS).filter(([key]) => !['nogfs', 'EMAIL', 'Limits.Memory'].includes(key)))(
  'what is wrong with %s is found beside all that is right',
  (key, [, wrong]) => {
    const good: Texts = { NameSpace: 'zhang3', GPU: 'RTX4090', 'Limits.GPU': '1', UseShm: 'true', Command: '[a]' };
    for (const text of wrong)
      expect(jobOf(fileOf({ ...good, [key]: text })).entries.filter(isWrong), text).toHaveLength(1);
  },
);
