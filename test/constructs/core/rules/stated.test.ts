import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { analyse } from '../../../../constructs/app/private/analysis';
import { LabChart, Wait } from '../../../../constructs/core';
import { order } from '../../../../constructs/core/private/order';
import { walk } from '../../../../constructs/core/private/tree';
import { provides, refers } from '../../../../constructs/core/rules/stated';
import { UpstreamChart, UpstreamRelease } from '../../../../constructs/upstream';

const release = (app: LabApp, name: string): UpstreamRelease => {
  const facts = { name, version: '1.0.0', repository: 'https://charts.example.com', namespace: name };
  return new UpstreamRelease(app, name, { chart: UpstreamChart.of(facts) });
};
const storageClass = (name: string) => ({ kind: 'StorageClass', name, namespace: '' }) as const;
const secret = (namespace: string, name: string) => ({ kind: 'Secret', name, namespace }) as const;
const idsOf = (app: LabApp): string[] => order(walk(app)).plan.map(({ source }) => (source as UpstreamRelease).node.id);

describe('what a release names in its values', () => {
  test('must be there: an error at the release, with the prop that names it', () => {
    const app = new LabApp();
    refers({ release: release(app, 'database'), ...storageClass('fast'), key: 'storage.class' });
    expect(app.check()).toMatchObject([
      {
        code: 'GPULAB1305',
        level: 'error',
        path: 'database',
        key: 'storage.class',
        message: 'StorageClass "fast" is neither made by the program nor declared as external',
        hint: "make it, mend the name, or say that it exists: app.external.storageClass('fast')",
      },
    ]);
  });

  test('is told with its namespace', () => {
    const app = new LabApp();
    refers({ release: release(app, 'database'), ...secret('db', 'login'), key: 'login' });
    expect(app.check()).toMatchObject([{ code: 'GPULAB1303', hint: expect.stringContaining("secret('db', 'login')") }]);
  });

  test('is there when a release provides it, and one of another name or namespace is not', () => {
    const app = new LabApp();
    const [database, storage] = [release(app, 'database'), release(app, 'storage')];
    provides({ release: storage, ...storageClass('fast') });
    provides({ release: storage, ...secret('db', 'login') });
    refers({ release: database, ...storageClass('fast'), key: 'a' });
    refers({ release: database, ...secret('db', 'login'), key: 'b' });
    expect(app.check()).toEqual([]);
    refers({ release: database, ...secret('other', 'login'), key: 'c' });
    refers({ release: database, ...storageClass('login'), key: 'd' });
    expect(app.check().map(({ key }) => key)).toEqual(['c', 'd']);
  });

  test('an object that a release provides is there for plain objects, too', () => {
    const app = new LabApp();
    provides({ release: release(app, 'storage'), ...storageClass('fast') });
    new ApiObject(new LabChart(app, 'claims', { namespace: 'x' }), 'claim', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    } as any);
    expect(app.check()).toEqual([]);
  });
});

describe('the order', () => {
  test('a release that needs what it provides itself waits for nobody', () => {
    const app = new LabApp();
    const storage = release(app, 'storage');
    provides({ release: storage, ...storageClass('fast') });
    refers({ release: storage, ...storageClass('fast'), key: 'a' });
    expect(app.check()).toEqual([]);
  });

  test('releases that need each other are a circle, which is told', () => {
    const app = new LabApp();
    const [a, b] = [release(app, 'a'), release(app, 'b')];
    provides({ release: a, ...storageClass('a') });
    provides({ release: b, ...storageClass('b') });
    refers({ release: a, ...storageClass('b'), key: 'x' });
    refers({ release: b, ...storageClass('a'), key: 'x' });
    expect(app.check()).toMatchObject([{ code: 'GPULAB1002', message: expect.stringContaining('a -> b -> a') }]);
  });

  test('of any program has whoever provides an object before whoever names it', () => {
    const links = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12, selector: String });
    fc.assert(
      fc.property(links, (pairs) => {
        const app = new LabApp();
        const releases = Array.from({ length: 8 }, (_, i) => release(app, `r${7 - i}`));
        releases.forEach((one, i) => {
          provides({ release: one, ...storageClass(`class-${i}`) });
        });
        const wanted = pairs.map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const).filter(([a, b]) => a !== b);
        for (const [a, b] of wanted) refers({ release: releases[a], ...storageClass(`class-${b}`), key: 'x' });
        const ids = idsOf(app);
        for (const [a, b] of wanted) {
          expect(ids.indexOf(releases[b].node.id)).toBeLessThan(ids.indexOf(releases[a].node.id));
        }
      }),
    );
  });
});

test('a chart says when it is ready, and its step in the plan says it again', () => {
  const app = new LabApp();
  const ready = Wait.condition({ resource: 'deployment', name: 'd', namespace: 'x' }, 'Available');
  new LabChart(app, 'policy', { readyWhen: [ready] });
  new LabChart(app, 'other');
  release(app, 'z');
  const { plan } = analyse(app, { target: '1.33', custom: [] });
  expect(plan.map(({ name, waits }) => [name, waits])).toEqual([
    ['other', []],
    ['policy', [ready]],
    ['z', []],
  ]);
});
