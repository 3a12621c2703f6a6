import { ApiObject, App, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { Values as V } from '../../../../constructs/core';
import { External } from '../../../../constructs/core/external';
import { LabChart } from '../../../../constructs/core/lab-chart';
import { Scope } from '../../../../constructs/core/scope';
import { chartTemplate, manifestsOf } from '../../../../constructs/core/template/private/chart-template';
import { plainEnvironment } from '../../../../constructs/core/template/private/default-manifests';
import { findingsOf, newChart, render, thing, thrownBy } from './charts';

const description = 'for tests';
const said = (chart: LabChart): string[] =>
  findingsOf(chart).map(({ code, path, key }) => `${code} ${path} ${key ?? ''}`.trim());

describe('which objects are there', () => {
  test('in the order they must be applied', () => {
    const chart = newChart();
    const name = chart.values.text('name', { description, defaultValue: 'x' });
    const [first, second] = ['first', 'second'].map((id) => thing(chart, name, id));
    first.addDependency(second);
    expect(render(chart).map(({ metadata }) => metadata.name)).toEqual(['second', 'first']);
  });

  test('conditions of a construct hold for all below it, and add up', () => {
    const chart = newChart();
    const [outer, inner] = ['outer', 'inner'].map((name) =>
      chart.values.boolean(name, { description, defaultValue: false }),
    );
    const group = new Construct(chart, 'group');
    const object = (scope: Construct, id: string) =>
      new ApiObject(scope, id, { apiVersion: 'v1', kind: 'Thing', metadata: { name: id } });
    object(chart, 'always');
    object(group, 'sometimes');
    V.onlyIf(group, outer);
    V.onlyIf(object(group, 'rarely'), inner);
    const names = (given: object) => render(chart, given).map(({ metadata }) => metadata.name);
    expect(names({})).toEqual(['always']);
    expect(names({ inner: true })).toEqual(['always']);
    expect(names({ outer: true })).toEqual(['sometimes', 'always']);
    expect(names({ outer: true, inner: true })).toEqual(['sometimes', 'rarely', 'always']);
  });

  test('repeated objects are there once an item, and their conditions are asked of the item', () => {
    const chart = newChart();
    const students = chart.values.list('students', { description });
    const uid = students.item.text('uid', { description, example: 'x' });
    const gpu = students.item.boolean('gpu', { description });
    const group = new Construct(chart, 'group');
    const home = new ApiObject(group, 'home', { apiVersion: 'v1', kind: 'Home', metadata: { name: `home-${uid}` } });
    const quota = new ApiObject(group, 'quota', {
      apiVersion: 'v1',
      kind: 'Quota',
      metadata: { name: `quota-${uid}` },
    });
    V.repeat(group, students);
    V.onlyIf(quota, gpu);
    const values = {
      students: [
        { uid: 'wang', gpu: true },
        { uid: 'li', gpu: false },
        { uid: 'qin', gpu: true },
      ],
    };
    const made = manifestsOf(chartTemplate(chart), plainEnvironment(chart, values));
    expect(made.map(({ manifest }) => manifest.metadata.name)).toEqual([
      'home-wang',
      'home-li',
      'home-qin',
      'quota-wang',
      'quota-qin',
    ]);
    expect(made.map(({ document }) => document.object)).toEqual([home, home, home, quota, quota]);
    expect(made.map(({ item }) => item?.key)).toEqual([0, 1, 2, 0, 2]);
  });

  test('demands are part of the template', () => {
    const chart = newChart();
    const on = chart.values.boolean('enabled', { description, defaultValue: false });
    chart.values.demand(on, 'switch it on');
    expect(chartTemplate(chart).demands).toEqual([{ condition: on._expression, message: 'switch it on' }]);
  });
});

describe('what cdk8s does to objects is done to templates', () => {
  test('metadata: labels of the chart, a namespace, copies with a spread', () => {
    const chart = new LabChart(new App(), 'chart', { labels: { course: 'hpc' } });
    const space = chart.values.text('space', { description, defaultValue: 'wang' });
    const labels = chart.values.stringMap('labels', { description, defaultValue: { a: '1', course: 'no' } });
    const metadata = { name: 'x', namespace: `${space}`, labels: labels.spread() };
    const object = new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Thing', metadata });
    object.metadata.addAnnotation('of', `${space}`);
    expect(render(chart)[0].metadata).toEqual({
      name: 'x',
      namespace: 'wang',
      labels: { a: '1', course: 'hpc' },
      annotations: { of: 'wang' },
    });
  });

  test('an object of the whole cluster does not get the namespace of the chart', () => {
    const chart = newChart('wang');
    const name = chart.values.text('name', { description, defaultValue: 'wide' });
    External.of(chart).customKind('example.com/v1', 'Wide', Scope.CLUSTER);
    new ApiObject(chart, 'wide', { apiVersion: 'example.com/v1', kind: 'Wide', metadata: { name: `${name}` } });
    thing(chart, name);
    expect(render(chart).map(({ metadata }) => metadata)).toEqual([
      { name: 'wide' },
      { name: 'thing', namespace: 'wang' },
    ]);
  });

  test('JSON patches: added, replaced, moved and removed references', () => {
    const chart = newChart();
    const count = chart.values.integer('count', { description, defaultValue: 3 });
    const gone = chart.values.integer('gone', { description, defaultValue: 3 });
    const object = thing(chart, { a: gone, b: `${count}`, c: count, d: 1 });
    object.addJsonPatch(
      JsonPatch.remove('/data/a'),
      JsonPatch.replace('/data/b', 'literal'),
      JsonPatch.replace('/data/d', `now ${count}`),
      JsonPatch.move('/data/c', '/data/e'),
      JsonPatch.add('/data/f', count),
      JsonPatch.add('/data/g', V.when(count.greaterThan(2), ['many'], ['few'])),
    );
    expect(render(chart)[0].data).toEqual({ b: 'literal', d: 'now 3', e: 3, f: 3, g: ['many'] });
  });

  test('generated classes take text, numbers, quantities and int-or-strings', () => {
    const chart = newChart();
    const { values } = chart;
    const name = values.text('name', { description, defaultValue: 'wang' });
    const port = values.integer('port', { description, defaultValue: 80 });
    const size = values.quantity('size', { description, defaultValue: '16Gi' });
    const labels = values.stringMap('labels', { description, defaultValue: { a: 'b' } });
    new plus.k8s.KubeDeployment(chart, 'deployment', {
      metadata: { name: `${name}`, labels: labels.spread() },
      spec: {
        replicas: port.asNumber(),
        selector: { matchLabels: { app: `${name}` } },
        template: {
          spec: {
            containers: [
              {
                name: 'main',
                livenessProbe: { httpGet: { port: port.asUnion() } },
                resources: { limits: { memory: plus.k8s.Quantity.fromString(`${size}`), gpu: port.asUnion() } },
              },
            ],
          },
        },
      },
    });
    expect(render(chart, { port: 443 })[0]).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'wang', labels: { a: 'b' } },
      spec: {
        replicas: 443,
        selector: { matchLabels: { app: 'wang' } },
        template: {
          spec: {
            containers: [
              {
                name: 'main',
                livenessProbe: { httpGet: { port: 443 } },
                resources: { limits: { memory: '16Gi', gpu: 443 } },
              },
            ],
          },
        },
      },
    });
  });

  test('cdk8s-plus takes text and whole numbers', () => {
    const chart = newChart();
    const name = chart.values.text('name', { description, defaultValue: 'wang' });
    const count = chart.values.integer('count', { description, defaultValue: 3 });
    new plus.ConfigMap(chart, 'map', { data: { of: `${name}-${count}` } });
    new plus.Deployment(chart, 'deployment', { replicas: count.asNumber(), containers: [{ image: `${name}:1` }] });
    const [map, deployment] = render(chart);
    expect(map.data).toEqual({ of: 'wang-3' });
    expect(deployment.spec).toMatchObject({ replicas: 3, template: { spec: { containers: [{ image: 'wang:1' }] } } });
  });
});

describe('what is wrong is told with the path of the construct', () => {
  test('a reference that a generated class drops', () => {
    const chart = newChart();
    const on = chart.values.boolean('enabled', { description, defaultValue: true });
    const count = chart.values.integer('count', { description, defaultValue: 3 });
    new plus.k8s.KubePod(chart, 'pod', {
      spec: { containers: [V.when(on, { name: 'a' }), { name: 'b', ports: [count as any] }] },
    });
    expect(said(chart)).toEqual(['GPULAB1530 chart/pod', 'GPULAB1530 chart/pod']);
    expect(findingsOf(chart).map(({ message }) => message)).toEqual([
      'a condition or loop was lost when the object was turned into JSON',
      'the value count was lost when the object was turned into JSON',
    ]);
  });

  test('one that is made and used while the object is asked is not lost', () => {
    const chart = newChart();
    const name = chart.values.text('name', { description, defaultValue: 'Wang' });
    thing(chart, {
      a: Lazy.any({ produce: () => name.lower() }),
      b: Lazy.any({ produce: () => `${name.truncate(2)}!` }),
    });
    expect(render(chart)[0].data).toEqual({ a: 'wang', b: 'Wa!' });
  });

  test('an object that cdk8s cannot serialise', () => {
    const chart = newChart();
    chart.values.text('name', { description, defaultValue: 'x' });
    thing(chart, { now: new Date(0) });
    expect(findingsOf(chart)).toEqual([
      {
        level: 'error',
        code: 'GPULAB1003',
        message: "can't render non-simple object of type 'Date'",
        path: 'chart/thing',
      },
    ]);
  });

  test('references in ids, kind, API version and definitions', () => {
    const chart = newChart();
    const name = chart.values.text('name', { description, defaultValue: 'x' });
    const on = chart.values.boolean('enabled', { description, defaultValue: true });
    const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    new Construct(chart, `group-${name}`);
    new ApiObject(chart, 'kind', { apiVersion: 'v1', kind: `${name}` });
    new ApiObject(chart, 'version', { apiVersion: `x/${name.replaceAll('x', 'v1')}`.replace('/', '.'), kind: 'Thing' });
    new ApiObject(chart, 'definition', { ...definition, metadata: { name: `${name}` } });
    V.onlyIf(new ApiObject(chart, 'optional', { ...definition, metadata: { name: 'x' } }), on);
    const list = chart.values.list('students', { description });
    V.repeat(new ApiObject(chart, 'repeated', { ...definition, metadata: { name: 'z' } }), list);
    new ApiObject(chart, 'good', { ...definition, metadata: { name: 'y' } });
    expect(said(chart)).toEqual([
      'GPULAB1538 chart',
      'GPULAB1538 chart/kind kind',
      'GPULAB1538 chart/version apiVersion',
      'GPULAB1538 chart/definition',
      'GPULAB1538 chart/optional',
      'GPULAB1538 chart/repeated',
    ]);
  });

  test('in an id are named as people read them, also where cdk8s-plus makes ids of names', () => {
    const chart = newChart();
    const name = chart.values.text('name', { description, defaultValue: 'x' });
    const loads = chart.values.group('loads', { description });
    const cpus = loads.integer('cpus', { description, defaultValue: 1 });
    const containers = [{ image: 'a', portNumber: 80 }];
    new plus.Deployment(chart, 'web', { containers }).exposeViaService({ name: `${name}` });
    const group = new Construct(chart, `group-${name.lower()}-${cpus}`);
    new ApiObject(group, 'it', { apiVersion: 'v1', kind: `${name}` });
    const cut = `${name}`.slice(0, 19);
    new Construct(chart, `cut ${cut}`);
    const findings = findingsOf(chart);
    expect(findings.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'chart/web: the id "<name>Service" of a construct cannot depend on a value',
      'chart: the id "group-<name>-<loads.cpus>" of a construct cannot depend on a value',
      'chart: the id "cut <a value>" of a construct cannot depend on a value',
      'chart/group-<name>-<loads.cpus>/it: kind cannot depend on a value',
    ]);
    expect(findings[0].hint).toContain('exposeViaService');
  });

  test('conditions, loops and demands of another chart', () => {
    const other = newChart();
    const on = other.values.boolean('enabled', { description, defaultValue: true });
    const list = other.values.list('students', { description });
    const chart = newChart();
    chart.values.demand(on, 'switch it on');
    V.onlyIf(thing(chart, 1, 'one'), on);
    V.repeat(thing(chart, 1, 'two'), list);
    expect(said(chart)).toEqual(['GPULAB1531 chart/one', 'GPULAB1531 chart/two', 'GPULAB1531 chart']);
  });

  test('a default that does not fit the fields of its list', () => {
    const chart = newChart();
    const list = chart.values.list('students', { description, defaultValue: [{ uid: 5 }] });
    list.item.text('uid', { description, example: 'x' });
    expect(said(chart)).toEqual(['GPULAB1504 chart']);
  });
});

describe('a chart with values in a plain cdk8s app', () => {
  test('is written with its default values, as a release that is called like it', () => {
    const chart = new LabChart(Testing.app(), 'lab');
    const { values } = chart;
    const count = values.integer('count', { description, defaultValue: 3 });
    const on = values.boolean('enabled', { description, defaultValue: false });
    thing(chart, [count, `${values.releaseName()}/${values.releaseNamespace()}`]);
    V.onlyIf(thing(chart, 1, 'other'), on);
    const [manifest, ...others] = Testing.synth(chart);
    expect(manifest.data).toEqual([3, 'lab/default']);
    expect(others).toEqual([]);
  });

  test('needs a default for every value', () => {
    const chart = newChart();
    chart.values.text('name', { description, example: 'x' });
    chart.values.group('quota', { description }).integer('gpus', { description });
    expect(() => chart.toJson()).toThrow(
      /GPULAB1539 the value name is required.*GPULAB1539 the value quota.gpus is required/s,
    );
  });

  test('needs defaults that its demands allow', () => {
    const chart = newChart();
    const on = chart.values.boolean('enabled', { description, defaultValue: false });
    chart.values.demand(on, 'switch it on');
    expect(() => chart.toJson()).toThrow('GPULAB1539 the default values are refused by a demand: switch it on');
  });

  test('a failed validation is told as cdk8s tells it', () => {
    const chart = newChart();
    chart.values.boolean('enabled', { description, defaultValue: false });
    chart.node.addValidation({ validate: () => ['no'] });
    expect(() => chart.toJson()).toThrow('Validation failed with the following errors:\n  [chart] no');
  });

  test('a chart without values knows no values', () => {
    const app = new App();
    const { values } = new LabChart(app, 'one');
    const name = values.text('name', { description, defaultValue: 'x' });
    const other = new LabChart(app, 'two');
    thing(other, { of: `${name}` }, 'text');
    thing(other, { [`${name}`]: 1 }, 'key');
    V.onlyIf(thing(other, 1, 'conditional'), name.notEmpty());
    V.repeat(thing(other, 1, 'repeated'), values.list('students', { description }));
    thing(other, 'fine', 'fine');
    const findings = thrownBy(() => other.toJson());
    expect(findings.map(({ code, path, key }) => `${code} ${path} ${key}`)).toEqual([
      'GPULAB1531 two/text data.of',
      'GPULAB1531 two/key data',
      'GPULAB1531 two/conditional ',
      'GPULAB1531 two/repeated ',
    ]);
  });
});
