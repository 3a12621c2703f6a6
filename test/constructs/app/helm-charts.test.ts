import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import { beforeEach, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { writeHelmCharts } from '../../../constructs/app/private/helm-charts';
import { LabChart } from '../../../constructs/core/lab-chart';
import { HelmChart } from '../../../constructs/output';
import { folderOfTest } from '../../support/folder';
import { findingsOf } from '../output/helm/charts';

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
});

function add(app: App, id: string, chartName = id): HelmChart {
  const chart = new LabChart(app, id);
  new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
  return new HelmChart(chart, { version: '1.0.0', chartName });
}

test('every Helm chart of the app gets a folder with its name', () => {
  const app = new LabApp();
  const job = add(app, 'job');
  add(app, 'user');
  new LabChart(app, 'plain');
  add(new LabApp(), 'of-another-app');
  const { written } = writeHelmCharts(app, join(folder, 'charts'));
  expect(readdirSync(join(folder, 'charts')).sort()).toEqual(['chart-files.txt', 'job', 'user']);
  for (const [path, text] of Object.entries(job.renderFiles())) {
    expect(readFileSync(join(folder, 'charts/job', path), 'utf8')).toBe(text);
  }
  expect(written).toContain('user/templates/configmap-object.yaml');
  expect(writeHelmCharts(app, join(folder, 'charts'))).toMatchObject({ written: [], removed: [] });
});

test('a chart that is gone is removed', () => {
  const app = new LabApp();
  add(app, 'job');
  add(app, 'user');
  writeHelmCharts(app, folder);
  const next = new LabApp();
  add(next, 'user');
  expect(writeHelmCharts(next, folder).removed).toContain('job/Chart.yaml');
  expect(readdirSync(folder).sort()).toEqual(['chart-files.txt', 'user']);
});

test('a folder of manifests is no folder for charts: its files would be taken for stale', () => {
  writeFileSync(join(folder, 'apply-order.txt'), 'lab.k8s.yaml\n');
  writeFileSync(join(folder, 'lab.k8s.yaml'), '');
  const app = new LabApp();
  add(app, 'job');
  expect(findingsOf(() => writeHelmCharts(app, folder))).toMatchObject([
    { code: 'GPULAB3001', message: 'the output folder holds output of another kind, which apply-order.txt lists' },
  ]);
});

test('the problems of all charts are told at once, and nothing is written', () => {
  const app = new LabApp();
  add(app, 'good');
  add(app, 'first', 'same');
  const second = add(app, 'second', 'same');
  for (const id of ['a-b', 'a_b']) new ApiObject(second.chart, id, { apiVersion: 'v1', kind: 'ConfigMap' });
  mkdirSync(join(folder, 'charts'));
  expect(findingsOf(() => writeHelmCharts(app, join(folder, 'charts')))).toEqual([
    { code: 'GPULAB3104', message: 'there is another Helm chart with the name same', path: 'second' },
    expect.objectContaining({ code: 'GPULAB3003', path: 'second' }),
  ]);
  expect(readdirSync(join(folder, 'charts'))).toEqual([]);
});

test('a program without Helm charts is told how to make one', () => {
  expect(findingsOf(() => writeHelmCharts(new LabApp(), folder)).map(({ code }) => code)).toEqual(['GPULAB3105']);
});
