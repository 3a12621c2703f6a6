import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type App, type AppProps, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { type Finding, FindingLevel, LabApp, LabChart } from 'cdk8s-gpulab';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Shapes } from '../../../constructs/core/shapes/shapes';
import { folderOfTest } from '../../support/folder';

let outdir: string;
beforeEach(() => {
  outdir = join(folderOfTest(), 'dist');
});

const make = (props: AppProps = {}) => new LabApp({ outdir, ...props });
const config = (scope: Construct, name: string, data: unknown = {}) =>
  new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    data,
  } as any);
const codes = (findings: Finding[]) => findings.map(({ code, path }) => [code, path]);
const files = () => (existsSync(outdir) ? (readdirSync(outdir, { recursive: true }) as string[]).sort() : undefined);
const read = (name: string) => readFileSync(join(outdir, name), 'utf8');

describe('files', () => {
  test('an empty app writes an empty folder, not an error', () => {
    make().synth();
    expect(files()).toEqual(['apply-order.txt']);
    expect(read('apply-order.txt')).toBe('');
  });

  test('names are paths with dashes and never carry an index; the order stands in the listing', () => {
    const app = make();
    const lab = new Construct(app, 'lab');
    const student = new LabChart(lab, 'zhang3');
    const platform = new LabChart(app, 'platform');
    config(student, 'a');
    config(platform, 'b');
    student.addDependency(platform);
    app.synth();
    expect(files()).toEqual(['apply-order.txt', 'lab-zhang3.k8s.yaml', 'platform.k8s.yaml']);
    expect(read('apply-order.txt')).toBe('platform.k8s.yaml\nlab-zhang3.k8s.yaml\n');
  });

  test('two charts of one file name are refused', () => {
    const app = make();
    config(new LabChart(new Construct(app, 'a'), 'b-c'), 'x');
    config(new LabChart(new Construct(app, 'a-b'), 'c'), 'y');
    expect(() => app.synth()).toThrow(/GPULAB30\d\d.*a-b-c\.k8s\.yaml/);
    expect(files()).toBeUndefined();
  });

  test('a file per resource: two objects of one file name in two namespaces are refused, not lost', () => {
    const app = make({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    const chart = new LabChart(app, 'chart');
    config(chart, 'a');
    new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'other' } });
    expect(() => app.synth()).toThrow(/ConfigMap\.a\.k8s\.yaml/);
  });

  test.each([
    [YamlOutputType.FILE_PER_APP, ['app.k8s.yaml', 'apply-order.txt']],
    [YamlOutputType.FILE_PER_RESOURCE, ['ConfigMap.a.k8s.yaml', 'ConfigMap.b.k8s.yaml', 'apply-order.txt']],
    [
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      ['apply-order.txt', 'one', 'one/ConfigMap.a.k8s.yaml', 'two', 'two/ConfigMap.b.k8s.yaml'],
    ],
  ])('output type %i', (yamlOutputType, expected) => {
    const app = make({ yamlOutputType });
    config(new LabChart(app, 'one'), 'a');
    config(new LabChart(app, 'two'), 'b');
    app.synth();
    expect(files()).toEqual(expected);
  });

  test('JSON, when the extension says so', () => {
    const app = make({ outputFileExtension: '.k8s.json' });
    config(new LabChart(app, 'one'), 'a');
    app.synth();
    expect(JSON.parse(read('one.k8s.json'))).toMatchObject({ kind: 'List', items: [{ kind: 'ConfigMap' }] });
  });

  test('any order of independent charts gives the same bytes', () => {
    const ids = ['a', 'b', 'c', '10', '9', 'platform'];
    const written = (order: string[]) => {
      const app = make();
      const charts = new Map(order.map((id) => [id, new LabChart(app, id)]));
      for (const [id, chart] of charts) config(chart, `config-${id}`);
      for (const id of order) if (id !== 'platform') charts.get(id)!.addDependency(charts.get('platform')!);
      app.synth();
      return Object.fromEntries(files()!.map((name) => [name, read(name)]));
    };
    const expected = written(ids);
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (order) => {
        expect(written(order)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('errors', () => {
  test('nothing is written, and all of them are in the message', () => {
    const app = make();
    const chart = new LabChart(app, 'chart');
    config(chart, 'Bad_One');
    config(chart, 'Bad_Two');
    expect(() => app.synth()).toThrow(/Bad_One[\s\S]*Bad_Two/);
    expect(files()).toBeUndefined();
  });

  test('a validation of a construct is a finding at that construct', () => {
    const app = make();
    const chart = new LabChart(app, 'chart');
    chart.node.addValidation({ validate: () => ['too green'] });
    expect(app.check()).toMatchObject([
      { code: 'GPULAB1001', path: 'chart', message: 'too green', line: expect.any(Number) },
    ]);
  });

  test('a validation or a check that throws is a finding, and the others are still told', () => {
    const app = make();
    const chart = new LabChart(app, 'chart');
    config(chart, 'Bad_One');
    app.addCheck({
      inspect: () => {
        throw new Error('boom');
      },
    });
    expect(codes(app.check())).toEqual([
      [expect.stringMatching(/^GPULAB11/), 'chart/Bad_One'],
      ['GPULAB1007', 'chart/Bad_One'],
    ]);
    expect(app.check()[1]).toMatchObject({
      file: expect.stringContaining('lab-app.test.ts'),
      message: expect.stringContaining('boom'),
    });
    expect(() => app.synth()).toThrow(/boom/);
    expect(files()).toBeUndefined();
  });

  test('charts in a circle', () => {
    const app = make();
    const [a, b] = ['a', 'b'].map((id) => new LabChart(app, id));
    a.addDependency(b);
    b.addDependency(a);
    expect(app.check()).toMatchObject([{ code: 'GPULAB1002', message: expect.stringContaining('a -> b -> a') }]);
  });

  test('what cdk8s cannot serialise', () => {
    const app = make();
    config(new LabChart(app, 'chart'), 'a', { value: new Map() });
    expect(app.check()).toMatchObject([
      { code: 'GPULAB1003', path: 'chart/a', message: expect.stringContaining("'Map'") },
    ]);
  });

  test('a function, which has no manifest', () => {
    const app = make();
    config(new LabChart(app, 'chart'), 'a', { value: () => 1 });
    expect(codes(app.check())).toEqual([['GPULAB1008', 'chart/a']]);
  });

  test('a number that no YAML reader would give back', () => {
    const app = make();
    new ApiObject(new LabChart(app, 'chart'), 'a', {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 'a', namespace: 'default' },
      spec: { ratio: Number.NaN },
    } as any);
    expect(() => app.synth()).toThrow(/GPULAB1008[\s\S]*spec\.ratio/);
    expect(files()).toBeUndefined();
  });
});

describe('objects of others', () => {
  test('Lazy values, patches and cdk8s-plus objects are written as cdk8s writes them', () => {
    const app = make();
    const chart = new LabChart(app, 'chart', { namespace: 'default' });
    config(chart, 'lazy', { value: Lazy.any({ produce: () => 'late' }) });
    new kplus.ConfigMap(chart, 'plus', { data: { key: 'value' } });
    expect(app.check()).toEqual([]);
    expect(app.synthYaml()).toContain('value: late');
    expect(app.synthYaml()).toContain('key: value');
  });

  test('are checked like ours', () => {
    const app = make();
    const chart = new LabChart(app, 'chart', { namespace: 'default' });
    new kplus.ConfigMap(chart, 'plus', { metadata: { name: 'Not_A_Name' } });
    expect(codes(app.check())).toEqual([[expect.stringMatching(/^GPULAB11/), 'chart/plus/Resource']]);
  });

  test('a GPU patched into a cdk8s-plus object as a number is dropped by cdk8s-plus: a loud error', () => {
    const app = make();
    const chart = new LabChart(app, 'chart', { namespace: 'default' });
    const deployment = new kplus.Deployment(chart, 'job', { containers: [{ image: 'image:1' }] });
    const pointer = '/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu';
    ApiObject.of(deployment).addJsonPatch(JsonPatch.add(pointer, 1));
    expect(app.check()).toMatchObject([
      { code: 'GPULAB1004', path: 'chart/job/Resource', hint: expect.stringContaining('value') },
    ]);
  });

  test('as the hint says, an object with "value" is kept', () => {
    const app = make();
    const chart = new LabChart(app, 'chart', { namespace: 'default' });
    const deployment = new kplus.Deployment(chart, 'job', { containers: [{ image: 'image:1' }] });
    const pointer = '/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu';
    ApiObject.of(deployment).addJsonPatch(JsonPatch.add(pointer, { value: '1' }));
    expect(codes(app.check())).toEqual([]);
    expect(app.synthYaml()).toContain('nvidia.com/gpu: "1"');
  });

  test('a chart with a toJson of its own writes what that says', () => {
    class Own extends Chart {
      public override toJson() {
        return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own', namespace: 'default' } }];
      }
    }
    const app = make();
    config(new Own(app, 'chart'), 'other');
    expect(app.synthYaml()).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: own\n  namespace: default\n');
  });
});

describe("checks of the user's own", () => {
  const noLatest = {
    inspect: (_object: ApiObject, manifest: { [field: string]: any }): Finding[] =>
      manifest.data?.image?.endsWith(':latest')
        ? [{ level: FindingLevel.WARNING, code: 'CAMPUS1', message: 'pin the image' }]
        : [],
  };

  test('see every manifest, and their findings get path and place', () => {
    const app = make();
    app.addCheck(noLatest);
    const chart = new LabChart(app, 'chart');
    config(chart, 'good', { image: 'a:1' });
    config(chart, 'bad', { image: 'a:latest' });
    expect(app.check()).toMatchObject([
      { code: 'CAMPUS1', path: 'chart/bad', file: expect.stringContaining('lab-app.test.ts') },
    ]);
  });

  test('warnings can be acknowledged by code and path, below which all is covered', () => {
    const app = make();
    app.addCheck(noLatest);
    for (const id of ['one', 'one-more']) config(new LabChart(app, id), id, { image: 'a:latest' });
    app.acknowledge({ code: 'CAMPUS1', path: 'one', reason: 'rebuilt every night' });
    expect(codes(app.check())).toEqual([['CAMPUS1', 'one-more/one-more']]);
  });

  test('an acknowledgement of nothing is a warning, of an error an error', () => {
    const app = make();
    app.acknowledge({ code: 'GPULAB1301', reason: 'no reason' });
    config(new LabChart(app, 'chart'), 'Bad_One');
    const [error] = app.check();
    app.acknowledge({ code: error.code, reason: 'please' });
    expect(codes(app.check()).map(([code]) => code)).toEqual([error.code, 'GPULAB1006', 'GPULAB1005']);
  });
});

test('a program whose charts all depend on one has linear cost: edges are counted, not timed', () => {
  const app: App = make();
  const platform = new LabChart(app, 'platform');
  for (let index = 0; index < 50; index++) config(platform, `p${index}`);
  for (let index = 0; index < 200; index++) {
    const chart = new LabChart(app, `s${index}`);
    config(chart, `s${index}`);
    chart.addDependency(platform);
  }
  expect(app.charts[0]).toBe(platform);
  // cdk8s writes an edge for each pair of objects onto the constructs; ours leaves them as the program made them.
  expect(app.node.findAll().reduce((sum, construct) => sum + construct.node.dependencies.length, 0)).toBe(200);
});

describe('the version of the cluster', () => {
  const told = (kubernetesVersion: unknown) =>
    new LabApp({ kubernetesVersion: kubernetesVersion as string }).check().map(({ file, line, column, ...rest }) => {
      expect(file).toMatch(/lab-app\.test\.ts$/);
      expect(line).toBeGreaterThan(0);
      return rest;
    });

  test.each(['1.27', 'latest', ''])('%j is refused at the place of the app', (version) => {
    expect(told(version)).toMatchObject([{ code: 'GPULAB1011', level: 'error', key: 'kubernetesVersion' }]);
  });

  test.each([1.3, 1.33])('the number %s should be in quotes', (version) => {
    expect(told(version)).toMatchObject([{ code: 'GPULAB1011', hint: expect.stringContaining('in quotes') }]);
  });

  test('one that is newer than all that is known is a warning, which names the newest', () => {
    const newest = Shapes.versions.at(-1)!;
    expect(told(newest)).toEqual([]);
    expect(told(`v${newest}.7`)).toEqual([]);
    const [finding] = told('1.99');
    expect(finding).toMatchObject({ code: 'GPULAB1012', level: 'warning' });
    expect(finding.message).toContain(`newest that is known here, ${newest}`);
  });
});
