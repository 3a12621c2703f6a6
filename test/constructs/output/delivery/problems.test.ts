import { YamlOutputType } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type { LabApp } from '../../../../constructs/app';
import { Wait } from '../../../../constructs/core';
import { Delivery } from '../../../../constructs/output';
import { chart, deliver, readyWhen, refused, release } from './delivered';

const GIT = { repoUrl: 'https://git.example.com/x.git' };
const codesOf = (deliveries: Delivery[], program: (app: LabApp) => void) =>
  refused(deliveries, program).map(({ code, path, key }) => [code, path, key]);

describe('is refused before anything is written', () => {
  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('a delivery with output type %s', (yamlOutputType) => {
    const findings = refused([], (app) => void release(app, 'r'), { yamlOutputType });
    expect(findings).toMatchObject([{ code: 'GPULAB3210', level: 'error' }]);
  });

  test.each<[string, object, string]>([
    ['version', { version: '^1.2.0' }, 'chart.version'],
    ['version', { version: '1.2' }, 'chart.version'],
    ['version', { version: '*' }, 'chart.version'],
    ['name', { name: '--repo' }, 'chart.name'],
    ['name', { name: 'a/b' }, 'chart.name'],
    ['repository', { repository: 'charts.example.com' }, 'chart.repository'],
    ['repository', { repository: 'file:///charts' }, 'chart.repository'],
    ['repository', { repository: 'https://x.example.com/{{ y }}' }, 'chart.repository'],
    ['repository', { repository: 'https://x.example.com/\nb' }, 'chart.repository'],
  ])('a chart without a %s that can be fetched: %j', (_what, facts, key) => {
    const program = (app: LabApp) => void release(app, 'r', { releaseName: 'r', namespace: 'x' }, facts);
    expect(codesOf([], program)).toEqual([['GPULAB3212', 'r', key]]);
  });

  test.each<[Wait]>([
    [Wait.condition({ resource: '', name: 'x' }, 'Ready')],
    [Wait.condition({ resource: 'pods', name: 'a\nb' }, 'Ready')],
    [Wait.field({ resource: 'pods', name: 'x' }, '.a', '\0')],
    [Wait.condition({ resource: 'pods', name: 'x', namespace: '' }, 'Ready')],
  ])('a wait that no command can say', (wait) => {
    expect(codesOf([], (app) => void release(app, 'r', readyWhen(wait)))).toEqual([['GPULAB3215', 'r', 'readyWhen']]);
  });

  const long = 'a'.repeat(54);
  test.each<[string, Delivery, number]>([
    ['script', Delivery.script(), 0],
    ['helmfile', Delivery.helmfile(), 1],
    ['umbrella', Delivery.umbrella(), 1],
    ['Argo CD', Delivery.argoCd(GIT), 0],
    ['Flux', Delivery.flux({ sourceName: 'x' }), 1],
  ])('a chart with a name of 54 characters, where it becomes the name of a release: %s', (_form, delivery, count) => {
    expect(codesOf([delivery], (app) => void chart(app, long))).toEqual(
      Array(count).fill(['GPULAB3211', long, undefined]),
    );
  });

  test.each(['/absolute', '../out', 'a/../b', 'a\\b', 'a\nb'])('a folder %j of a repository', (path) => {
    const deliveries = [Delivery.argoCd({ ...GIT, path }), Delivery.flux({ sourceName: 'x', path })];
    expect(codesOf(deliveries, (app) => void chart(app, 'c'))).toEqual([['GPULAB3214', undefined, 'path']]);
  });

  test('a step with the name of the Application that makes the others', () => {
    expect(codesOf([Delivery.argoCd(GIT)], (app) => void chart(app, 'gpulab'))).toEqual([
      ['GPULAB3211', 'gpulab', undefined],
    ]);
  });

  test('two deliveries that would write different texts to one file', () => {
    const deliveries = [Delivery.argoCd(GIT), Delivery.argoCd({ ...GIT, revision: 'main' })];
    const findings = refused(deliveries, (app) => void chart(app, 'c'));
    expect(findings.map(({ code }) => code)).toEqual(['GPULAB3213', 'GPULAB3213']);
    expect(findings[0].message).toContain('argocd/root.yaml');
  });

  test('a file of a chart and of a delivery with one name', () => {
    const deliveries = [Delivery.helmfile()];
    const findings = refused(deliveries, (app) => void chart(app, 'helmfile'), { outputFileExtension: '.yaml' });
    expect(findings).toMatchObject([{ code: 'GPULAB3003' }]);
  });

  test('everything at once, and each thing once', () => {
    const wait = Wait.condition({ resource: '', name: '' }, 'Ready');
    const program = (app: LabApp) => void release(app, 'r', readyWhen(wait), { version: '1', repository: 'x' });
    const all = [Delivery.script(), Delivery.helmfile(), Delivery.umbrella()];
    expect(codesOf(all, program).map(([code]) => code)).toEqual(['GPULAB3212', 'GPULAB3212', 'GPULAB3215']);
  });
});

test('Helm charts of a program need no deliveries', () => {
  expect(refused([], (app) => void chart(app, 'c'))).toEqual([]);
});

test('files in JSON are delivered like others', () => {
  const options = { outputFileExtension: '.k8s.json' };
  const output = deliver([Delivery.script(), Delivery.argoCd(GIT)], (app) => void chart(app, 'c'), options);
  expect(output.get('install.sh')).toContain(' -f c.k8s.json\n');
  expect(output.get('argocd/apps/c.yaml')).toContain('include: c.k8s.json\n');
});
