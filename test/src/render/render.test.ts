import { ApiObject } from 'cdk8s';
import { HelmChart, LabApp, LabChart } from 'cdk8s-gpulab';
import { formatFinding } from 'cdk8s-gpulab/lib/core/format';
import { describe, expect, test } from 'vitest';
import { ReleaseValues } from '../../../src/render/release-values';
import { type Release, render } from '../../../src/render/render';
import { readSet } from '../../../src/render/set-argument';
import { ValuesFile } from '../../../src/values-file/values-file';

function jobChart(): HelmChart {
  const chart = new LabChart(new LabApp(), 'job');
  const { values } = chart;
  const name = values.text('name', { description: 'Name of the job.', pattern: '^[a-z]+$', example: 'a' });
  const limits = values.group('limits', { description: 'The most.' });
  const cpu = limits.integer('cpu', { description: 'Cores.', defaultValue: 8, minimum: 1 });
  const fast = values.boolean('fast', { description: 'On fast nodes.', defaultValue: false });
  const users = values.list('users', { description: 'Who.', defaultValue: [] });
  users.item.text('uid', { description: 'Login.', example: 'u' });
  values.demand(fast.negate().either(cpu.greaterThan(1)), 'fast jobs need 2 cores');
  new ApiObject(chart, 'config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${values.releaseName()}-${name}`, namespace: `${values.releaseNamespace()}` },
    data: { cpu: `${cpu}`, fast: `${fast}`, users: users.jsonText() },
  });
  return new HelmChart(chart, { version: '1.0.0' });
}

const chart = jobChart();

function release(texts: readonly string[], sets: readonly string[] = [], more: Partial<Release> = {}): Release {
  const files = texts.map((text, i) => ValuesFile.read(text, `${'abc'[i]}.yaml`));
  const values = files.reduce((given, file) => given.withFile(file), ReleaseValues.NONE);
  return {
    name: 'r',
    namespace: 'lab',
    values: sets.flatMap(readSet).reduce((given, set) => given.withSet(set), values),
    ...more,
  };
}

const told = (...args: Parameters<typeof release>) => render(chart, release(...args)).findings.map(formatFinding);

describe('a release is rendered', () => {
  test('from files in their order, and --set over them', () => {
    const { findings, text } = render(
      chart,
      release(['name: a\nlimits: {cpu: 2}\nfast: yes\n', 'limits: {cpu: 3}\n'], ['limits.cpu=4']),
    );
    expect(findings).toEqual([]);
    expect(text).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: r-a
  namespace: lab
data:
  cpu: "4"
  fast: "true"
  users: "[]"
`);
  });

  test('with null a default comes back only where the schema lets it', () => {
    expect(told(['name: a\nlimits: {cpu: 2}\n', 'limits:\n  cpu: null\n'])).toEqual([
      'error GPULAB3106 cpu is missing in limits\n  at limits.cpu   b.yaml:2:8\n  hint: Cores.',
    ]);
  });
});

describe('what the schema refuses is told', () => {
  test('at the last file that gives the value', () => {
    expect(told(['name: A\nfast: 1\n', '# second\nname: B\n'])).toEqual([
      'error GPULAB3106 fast is 1; true or false is wanted\n  at fast   a.yaml:2:7\n  hint: On fast nodes.',
      'error GPULAB3106 name is "B", which does not match ^[a-z]+$\n  at name   b.yaml:2:7\n  hint: Name of the job.',
    ]);
  });

  test('with the text that was written, where it means something else', () => {
    expect(told(['name: yes\nlimits: {cpu: 0o0}\n'])).toEqual([
      'error GPULAB3106 limits.cpu is 0; 1 to 9007199254740991 is allowed (written "0o0")\n  at limits.cpu   a.yaml:2:15\n  hint: Cores.',
      'error GPULAB3106 name is true; text is wanted (written "yes")\n  at name   a.yaml:1:7\n  hint: put it in quotes',
    ]);
  });

  test('short, and once', () => {
    const [finding] = told([`name: ${'A'.repeat(100)}\n`]);
    expect(finding).toContain(`name is "${'A'.repeat(60)}...", which does not match ^[a-z]+$\n`);
    expect(told(['name: a\nfast:\n'])[0]).toContain('fast is missing\n');
  });

  test('at the key, when that is what is wrong', () => {
    expect(told(['name: a\nlimits:\n  Cpu: 2\n'])).toEqual([
      'error GPULAB3106 key "Cpu" is unknown in limits\n  at limits.Cpu   a.yaml:3:3\n  hint: did you mean "cpu"?',
    ]);
  });

  test('of what is missing: at what it would be in, or at the beginning of the last file', () => {
    expect(told(['fast: true\n', 'users:\n- uid: a\n- {}\n'])).toEqual([
      'error GPULAB3106 uid is missing in users[1]\n  at users[1].uid   b.yaml:3:3\n  hint: Login.',
      'error GPULAB3106 name is missing\n  at name   b.yaml:1:1\n  hint: Name of the job.',
    ]);
    expect(told(['users:\n- {}\n', 'name: a\n'])).toEqual([
      'error GPULAB3106 uid is missing in users[0]\n  at users[0].uid   a.yaml:2:3\n  hint: Login.',
    ]);
    expect(told([])).toEqual(['error GPULAB3106 name is missing\n  at name\n  hint: Name of the job.']);
  });

  test('with the argument of --set that gave the value', () => {
    expect(told(['name: a\n'], ['fast=1,limits.cpu=0', 'limits.cpu=2'])).toEqual([
      'error GPULAB3106 --set "fast=1,limits.cpu=0": fast is 1; true or false is wanted\n  at fast\n  hint: On fast nodes.',
    ]);
    expect(told(['name: a\n'], ['limits=x'])).toEqual([
      expect.stringContaining('--set "limits=x": limits is "x", a text; a mapping (key: value) is wanted'),
    ]);
  });
});

test('a broken rule of the chart is told with the last file; names of releases and namespaces follow the rules of Helm', () => {
  expect(told(['name: a\nlimits: {cpu: 1}\n', 'fast: true\n'])).toEqual([
    'error GPULAB3107 fast jobs need 2 cores\n  at b.yaml',
  ]);
  expect(told(['name: a\n'], [], { name: 'A_b', namespace: 'c.d', namesake: 'A_b.yaml' })).toEqual([
    expect.stringMatching(/^error GPULAB3109 release name "A_b".*\n {2}at A_b\.yaml$/),
    expect.stringMatching(/^error GPULAB3109 namespace "c\.d"/),
  ]);
});
