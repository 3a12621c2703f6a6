import { ApiObject } from 'cdk8s';
import { HelmChart, LabApp, LabChart, Values } from 'cdk8s-gpulab';
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

const told = (...args: Parameters<typeof release>) => render(chart, [release(...args)]).findings.map(formatFinding);

describe('a release is rendered', () => {
  test('from files in their order, and --set over them', () => {
    const { findings, texts } = render(chart, [
      release(['name: a\nlimits: {cpu: 2}\nfast: yes\n', 'limits: {cpu: 3}\n'], ['limits.cpu=4']),
    ]);
    expect(findings).toEqual([]);
    expect(texts).toEqual([
      {
        name: 'r',
        text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: r-a
  namespace: lab
data:
  cpu: "4"
  fast: "true"
  users: "[]"
`,
      },
    ]);
  });

  test('with null a default comes back only where the schema lets it', () => {
    expect(told(['name: a\nlimits: {cpu: 2}\n', 'limits:\n  cpu: null\n'])).toEqual([
      'error GPULAB3106 limits.cpu is missing; a whole number is wanted\n  at limits.cpu   b.yaml:2:8' +
        '\n  hint: without a value the key takes the default away: remove it, as `gpulab import values` does, or give it a value',
    ]);
  });
});

describe('what the schema refuses is told', () => {
  test('at the last file that gives the value', () => {
    expect(told(['name: A\nfast: 1\n', '# second\nname: B\n'])).toEqual([
      'error GPULAB3106 fast is 1; true or false is wanted\n  at fast   a.yaml:2:7',
      'error GPULAB3106 name is "B", which does not match ^[a-z]+$\n  at name   b.yaml:2:7\n  hint: Name of the job.',
    ]);
  });

  test('with the text that was written, where it means something else', () => {
    expect(told(['name: yes\nlimits: {cpu: 0o0}\n'])).toEqual([
      'error GPULAB3106 limits.cpu is 0; at least 1 is allowed (written "0o0")\n  at limits.cpu   a.yaml:2:15',
      'error GPULAB3106 name is true; text is wanted (written "yes")\n  at name   a.yaml:1:7\n  hint: put it in quotes in a values file (--set cannot give such a text)',
    ]);
  });

  test('unless the file has told all of it', () => {
    expect(told(['name: a\nlimits: {cpu: .inf}\n'])).toEqual([]);
    expect(render(chart, [release(['name: a\nlimits: {cpu: .inf}\n'])]).texts).toEqual([]);
  });

  test('short, and once', () => {
    const [finding] = told([`name: ${'A'.repeat(100)}\n`]);
    expect(finding).toContain(`name is "${'A'.repeat(60)}...", which does not match ^[a-z]+$\n`);
    expect(told(['name: a\nfast:\n'])[0]).toContain('fast is missing; true or false is wanted\n');
  });

  test('at the key, when that is what is wrong', () => {
    expect(told(['name: a\nlimits:\n  Cpu: 2\n'])).toEqual([
      'error GPULAB3106 key "Cpu" is unknown in limits\n  at limits.Cpu   a.yaml:3:3\n  hint: did you mean "cpu"?',
    ]);
  });

  test('with the way for files of older charts', () => {
    expect(told(['name: a\nEMAIL: a@b\n'])).toEqual([
      'error GPULAB3106 key "EMAIL" is unknown\n  at EMAIL   a.yaml:2:1\n  hint: `gpulab import values` reads files of older charts',
    ]);
  });

  test('of what is missing: at what it would be in, or at the beginning of the last file', () => {
    expect(told(['fast: true\n', 'users:\n- uid: a\n- {}\n'])).toEqual([
      'error GPULAB3106 users[1].uid is missing; text is wanted\n  at users[1].uid   b.yaml:3:3',
      'error GPULAB3106 name is missing; text is wanted\n  at name   b.yaml:1:1',
    ]);
    expect(told(['users:\n- {}\n', 'name: a\n'])).toEqual([
      'error GPULAB3106 users[0].uid is missing; text is wanted\n  at users[0].uid   a.yaml:2:3',
    ]);
    expect(told([])).toEqual(['error GPULAB3106 name is missing; text is wanted\n  at name']);
  });

  test('with the argument of --set that gave the value', () => {
    expect(told(['name: a\n'], ['fast=1,limits.cpu=0', 'limits.cpu=2'])).toEqual([
      'error GPULAB3106 --set "fast=1,limits.cpu=0": fast is 1; true or false is wanted\n  at fast',
    ]);
    expect(told(['name: a\n'], ['limits=x'])).toEqual([
      expect.stringContaining('--set "limits=x": limits is "x", a text; a mapping (key: value) is wanted'),
    ]);
  });

  test('without the value where a key is that of a secret', () => {
    for (const argument of ['password=hunter2', 'fast=1,accessKey=hunter2', 'token[0]=hunter2']) {
      const [line] = told(['name: a\n'], [argument]);
      expect(line).toMatch(/GPULAB3106 --set "[\w[\]]+=\.\.\."/);
      expect(line).not.toContain('hunter2');
    }
  });
});

test('a broken rule of the chart is told with the first of its values that was given; names of releases and namespaces follow the rules of Helm', () => {
  expect(told(['name: a\nlimits: {cpu: 1}\n', 'fast: true\n'])).toEqual([
    'error GPULAB3107 fast jobs need 2 cores\n  at fast   b.yaml:1:7',
  ]);
  expect(told(['name: a\nlimits: {cpu: 1}\n'], ['fast=true'])).toEqual([
    'error GPULAB3107 fast jobs need 2 cores\n  at fast   a.yaml',
  ]);
  expect(told(['name: a\n'], [], { name: 'A_b', namespace: 'c.d', namesake: 'A_b.yaml' })).toEqual([
    expect.stringMatching(/^error GPULAB3109 release name "A_b".*\n {2}at A_b\.yaml$/),
    expect.stringMatching(/^error GPULAB3109 namespace "c\.d"/),
  ]);
});

describe('rules between values are asked beside the schema', () => {
  const codes = (...args: Parameters<typeof told>) => told(...args).map((line) => line.slice(6, 16));

  test('when something else is wrong', () => {
    expect(codes(['name: A\nfoo: 1\nlimits: {cpu: 1}\nfast: true\n'])).toEqual([
      'GPULAB3106',
      'GPULAB3106',
      'GPULAB3107',
    ]);
    expect(codes(['name: a\nlimits: {cpu: 1}\nfast: true\n'], [], { name: 'A_b' })).toEqual([
      'GPULAB3109',
      'GPULAB3107',
    ]);
  });

  test('but not when one of their own values is, or what was meant for one', () => {
    expect(codes(['name: a\nlimits: {cpu: 0}\nfast: true\n'])).toEqual(['GPULAB3106']);
    expect(codes(['name: a\nlimits: 1\nfast: true\n'])).toEqual(['GPULAB3106']);
    expect(codes(['name: a\nlimits: {cpu: 1, cup: 3}\nfast: true\n'])).toEqual(['GPULAB3106']);
  });
});

describe('the objects of a release are checked', () => {
  /** A pod in a namespace with a quota; its name, kind of resource and labels are what the values say. */
  function podChart(): HelmChart {
    const chart = new LabChart(new LabApp(), 'job');
    const { values } = chart;
    const name = values.text('name', { description: 'Name.', defaultValue: 'a' });
    const cpu = values.quantity('cpu', { description: 'Cores.', defaultValue: '1' });
    const labels = values.stringMap('labels', { description: 'Labels.', defaultValue: {} });
    const metadata = { name: `${name}`, namespace: 'lab' };
    const resources = { limits: { cpu } };
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, labels: labels.spread() },
      spec: { containers: [{ name: 'a', image: 'a', resources }], priorityClassName: 'of-another-chart' },
    });
    return new HelmChart(chart, { version: '1.0.0' });
  }
  const from = (file: string, text: string): Release => ({
    name: file.replace('.yaml', ''),
    namespace: 'lab',
    values: ReleaseValues.NONE.withFile(ValuesFile.read(text, file)),
  });
  const findingsWithHints = (chart: HelmChart, ...releases: Release[]) =>
    render(chart, releases).findings.map(formatFinding);
  const findingsOf = (...args: Parameters<typeof findingsWithHints>) =>
    findingsWithHints(...args).map((finding) => finding.replace(/\n {2}hint: .*/, ''));

  test('against each other: the same object of two releases is told with both files', () => {
    expect(findingsOf(podChart(), from('a.yaml', ''), from('b.yaml', 'name: b\n'), from('c.yaml', ''))).toEqual([
      'error GPULAB1101 Pod "a" in namespace lab is there twice, also at job/pod (a.yaml)\n  at job/pod   metadata.name   c.yaml',
    ]);
  });

  test('against the API; without a values file, findings have only the path', () => {
    const label = (values: string) => from('a.yaml', `labels: {${values}}\n`);
    expect(findingsOf(podChart(), label('a: b'))).toEqual([]);
    expect(findingsOf(podChart(), label('a: b c'))).toEqual([
      expect.stringMatching(/^error GPULAB\d+ .*"b c".*\n {2}at job\/pod {3}metadata\.labels\.a {3}a\.yaml:1:13$/),
    ]);
    const set = { name: 'r', namespace: 'lab', values: ReleaseValues.NONE.withSet(readSet('name=a_b')[0]) };
    expect(findingsOf(podChart(), set)).toEqual([
      expect.stringMatching(/^error GPULAB1103 "a_b" .*\n {2}at job\/pod {3}metadata\.name$/),
    ]);
  });

  test('the place is that of the value that a field is made of, and the hint names it', () => {
    const chart = podChart();
    const { values } = chart.chart;
    const ports = values.list('ports', { description: 'Ports.', defaultValue: [] });
    const number = ports.item.integer('number', { description: 'Port.' });
    const open = values.boolean('open', { description: 'Open?', defaultValue: false });
    const metadata = { name: `${values.releaseName()}-${number}`, namespace: 'lab' };
    const spec = { ports: [{ port: 1 }, { port: number }, Values.when(open, { port: 80 }), { port: number }] };
    Values.repeat(new ApiObject(chart.chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata, spec }), ports);
    const found = findingsWithHints(chart, from('a.yaml', 'ports:\n- number: 1\n- number: 99999\n'));
    expect(found.filter((finding) => finding.includes('GPULAB1206') || finding.includes('99999')).slice(0, 2)).toEqual([
      expect.stringMatching(
        /at job\/service {3}spec\.ports\[1\]\.port {3}a\.yaml:3:11\n {2}hint: it is made of the value ports\[1\]\.number$/,
      ),
      // The condition before it may give an item or none: only the item that the Service is for is known.
      expect.stringMatching(
        /at job\/service {3}spec\.ports\[2\]\.port {3}a\.yaml:3:3\n {2}hint: it is made of the value ports\[1\]$/,
      ),
    ]);
    const set = { name: 'r', namespace: 'lab', values: ReleaseValues.NONE.withSet(readSet('name=a_b')[0]) };
    expect(findingsWithHints(podChart(), set)).toEqual([
      expect.stringContaining('\n  hint: it is made of the value name'),
    ]);
  });

  test('beside a key that resembles none, and not beside another mistake', () => {
    expect(
      findingsOf(podChart(), from('a.yaml', 'name: a_b\nfoo: 1\nzzzzzz: 2\n')).map((line) => line.slice(6, 16)),
    ).toEqual(['GPULAB3106', 'GPULAB3106', 'GPULAB1103']);
    expect(findingsOf(podChart(), from('a.yaml', 'name: a_b\ncpu: x\n'))).toHaveLength(1);
    expect(findingsOf(podChart(), from('a.yaml', 'name: a_b\ncup: 1\n'))).toHaveLength(1);
  });

  test('against the quotas of their namespace', () => {
    const chart = podChart();
    new ApiObject(chart.chart, 'quota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: `quota-${chart.chart.values.releaseName()}`, namespace: 'lab' },
      spec: { hard: { 'limits.cpu': '2' } },
    });
    expect(findingsOf(chart, from('a.yaml', 'name: small\n'), from('b.yaml', 'name: big\ncpu: 3\n'))).toEqual([
      expect.stringMatching(/^error GPULAB\d+ .*\n {2}at job\/pod {3}.*b\.yaml$/),
      expect.stringMatching(/^error GPULAB\d+ .*\n {2}at job\/pod {3}.*b\.yaml$/),
    ]);
  });

  test('a release none of whose objects is in the namespace that was chosen is told', () => {
    const inNamespace = (namespace: string) => findingsOf(podChart(), { ...from('a.yaml', ''), namespace });
    expect(inNamespace('zhang3')).toEqual([
      'warning GPULAB4113 release a is for the namespace zhang3, and its objects go to lab\n  at a.yaml',
    ]);
    expect(inNamespace('lab')).toEqual([]);
    // Nobody chose the default.
    expect(inNamespace('default')).toEqual([]);
    const making = podChart();
    new ApiObject(making.chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lab' } });
    expect(findingsOf(making, { ...from('a.yaml', ''), namespace: 'zhang3' })).toEqual([]);
  });

  test('acknowledged warnings are not told', () => {
    const chart = podChart();
    new ApiObject(chart.chart, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `config-${chart.chart.values.releaseName()}` },
    });
    expect(findingsOf(chart, from('a.yaml', ''))).toEqual([
      expect.stringMatching(/^warning GPULAB1106 .*\n {2}at job\/config {3}metadata\.namespace {3}a\.yaml$/),
    ]);
    (chart.chart.node.root as LabApp).acknowledge({ code: 'GPULAB1106', reason: 'a test' });
    expect(findingsOf(chart, from('a.yaml', ''))).toEqual([]);
  });
});
