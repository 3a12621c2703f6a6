import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { LabChart } from '../../../constructs/core';
import { order } from '../../../constructs/core/private/order';
import { walk } from '../../../constructs/core/private/tree';
import { isRelease } from '../../../constructs/core/releases/release';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';

const chartOf = (name: string, needs: string[] = []) =>
  UpstreamChart.of({ name, version: '1.0.0', repository: 'https://charts.example.com', namespace: name, needs });
const release = (scope: Construct, name: string, needs?: string[]) =>
  new UpstreamRelease(scope, name, { chart: chartOf(name, needs) });
const object = (scope: Construct, id: string, kind = 'ConfigMap', apiVersion = 'v1') =>
  new ApiObject(scope, id, { apiVersion, kind, metadata: { name: id } });

/** Ids in the order of the plan, those of one rank together. */
function ranksOf(app: LabApp): string[][] {
  const ranks: string[][] = [];
  for (const { source, rank } of order(walk(app)).plan) {
    ranks[rank] ??= [];
    ranks[rank].push(isRelease(source) || Chart.isChart(source) ? source.node.id : '');
  }
  return ranks;
}

describe('a release takes its place beside the charts', () => {
  test('by addDependency, in both directions', () => {
    const app = new LabApp();
    const [operator, last] = [release(app, 'operator'), release(app, 'last')];
    const chart = new LabChart(app, 'policy');
    object(chart, 'p').addDependency(operator);
    last.node.addDependency(chart);
    expect(ranksOf(app)).toEqual([['operator'], ['policy'], ['last']]);
  });

  test('a group that holds releases stands for all of them', () => {
    const app = new LabApp();
    const stack = new Construct(app, 'stack');
    release(stack, 'one');
    release(stack, 'two');
    new LabChart(app, 'after').node.addDependency(stack);
    expect(ranksOf(app)).toEqual([['one', 'two'], ['after']]);
  });

  test('inside a chart it is no object of it: what waits for the chart waits for both', () => {
    const app = new LabApp();
    const platform = new LabChart(app, 'platform');
    object(platform, 'c');
    release(platform, 'operator');
    new LabChart(app, 'after').addDependency(platform);
    expect(ranksOf(app)).toEqual([['platform', 'operator'], ['after']]);
  });

  test('a group in a chart that holds nothing but releases does not drag the chart along', () => {
    const app = new LabApp();
    const platform = new LabChart(app, 'platform');
    const stack = new Construct(platform, 'stack');
    release(stack, 'operator');
    object(platform, 'policy').addDependency(stack);
    expect(ranksOf(app)).toEqual([['operator'], ['platform']]);
  });

  test('objects keep their order beside it', () => {
    const app = new LabApp();
    const chart = new LabChart(app, 'chart');
    const group = new Construct(chart, 'group');
    const first = object(group, 'z');
    release(group, 'operator');
    object(chart, 'a').node.addDependency(group);
    const { objects } = order(walk(app));
    expect(objects.get(chart)!.map(({ name }) => name)).toEqual([first.name, 'a']);
    expect(ranksOf(app)).toEqual([['operator'], ['chart']]);
  });
});

describe('what nobody has to declare', () => {
  test('a release comes after the charts that its own needs', () => {
    const app = new LabApp();
    release(app, 'a-cluster', ['operator']);
    release(app, 'operator');
    expect(ranksOf(app)).toEqual([['operator'], ['a-cluster']]);
  });

  test('a release comes after the Namespace that the program makes for it', () => {
    const app = new LabApp();
    release(app, 'a');
    object(new LabChart(app, 'namespaces'), 'a', 'Namespace');
    expect(ranksOf(app)).toEqual([['namespaces'], ['a']]);
  });

  test('objects of a custom kind come after the release that brings it', () => {
    const app = new LabApp();
    object(new LabChart(app, 'a-policy'), 'p', 'ClusterPolicy', 'nvidia.com/v1');
    new UpstreamRelease(app, 'gpu', { chart: UpstreamChart.GPU_OPERATOR });
    expect(ranksOf(app)).toEqual([['gpu'], ['a-policy']]);
  });
});

test('releases and charts that wait for each other are refused, and the circle is told', () => {
  const app = new LabApp();
  const operator = release(app, 'operator');
  const chart = new LabChart(app, 'policy');
  operator.node.addDependency(object(chart, 'p'));
  chart.node.addDependency(operator);
  const [finding] = app.check();
  expect(finding).toMatchObject({ code: 'GPULAB1002', level: 'error' });
  expect(finding.message).toContain('operator -> policy -> operator');
});

test('a release and a chart of one name are refused, because both are files of that name', () => {
  const app = new LabApp();
  release(app, 'operator');
  new LabChart(new Construct(app, 'x'), 'y');
  new UpstreamRelease(app, 'second', { chart: chartOf('third'), releaseName: 'x-y' });
  expect(app.check()).toMatchObject([{ code: 'GPULAB1010', path: 'x/y', message: 'x-y is also the name of second' }]);
});
