import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { CephCluster } from '../../../constructs/ceph';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import { check } from '../core/checks/support';
import { PROGRAMS, resourcesOf } from './programs';
import { good, make, ROOKS } from './support';

describe.each(Object.entries(PROGRAMS))('what the chart makes of the values passes its definitions: %s', (_, props) => {
  test.each(ROOKS)('Rook %s', (rookVersion) => {
    const manifests = resourcesOf({ ...props, rookVersion });
    expect(new Set(manifests.map(({ kind }) => kind))).toEqual(
      new Set(['CephCluster', 'CephBlockPool', 'CephFilesystem', 'CephObjectStore']),
    );
    expect(check(manifests, { target: '1.35' })).toEqual([]);
  });

  test.each(ROOKS)('and nothing else is wrong with the program, keys of values included: Rook %s', (rookVersion) => {
    const found = make({ ...props, rookVersion }).app.check();
    expect(found.filter(({ code }) => code !== 'GPULAB2610')).toEqual([]);
  });
});

describe('values over those of the construct', () => {
  const findingsOf = (values: object, rookVersion?: string) => {
    const { app, ceph } = make({ rookVersion });
    ceph.addClusterValues(values as { [key: string]: unknown });
    return app.check().filter(({ code }) => code.startsWith('GPULAB12'));
  };

  test('are checked against the definitions, and told where they stand', () => {
    expect(findingsOf({ cephClusterSpec: { mon: { cuont: 3 } } })).toMatchObject([
      {
        code: 'GPULAB1203',
        level: 'error',
        path: 'ceph/cluster',
        key: 'cephClusterSpec.mon.cuont',
        message: 'mon has no field cuont (CephCluster)',
        hint: 'did you mean "count"?',
      },
    ]);
    const pool = { name: 'x', spec: { replicated: { size: 'three' } }, storageClass: { enabled: false } };
    expect(findingsOf({ cephBlockPools: [pool] })).toMatchObject([
      { code: 'GPULAB1205', key: 'cephBlockPools[0].spec.replicated.size' },
    ]);
  });

  test('of another version of Rook: a warning, because its definitions are not known', () => {
    expect(findingsOf({ cephClusterSpec: { mon: { cuont: 3 } } }, 'v1.12.5')).toMatchObject([
      {
        level: 'warning',
        message: 'mon has no field cuont (CephCluster; this is known of version v1.20.6 of the chart)',
      },
    ]);
  });

  test('null takes a default away and is no value', () => {
    expect(findingsOf({ cephClusterSpec: { dashboard: null, resources: null } })).toEqual([]);
  });

  test.each([{ cephBlockPools: 5 }, { cephBlockPools: [null, 'x', []] }, { cephBlockPools: null }])(
    'lists that are none are left to the check of keys: %j',
    (values) => expect(findingsOf(values)).toEqual([]),
  );
});

test('a release of the chart that is no CephCluster is checked, too', () => {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  new UpstreamRelease(app, 'operator', { chart: UpstreamChart.ROOK_CEPH });
  new UpstreamRelease(app, 'cluster', {
    chart: UpstreamChart.ROOK_CEPH_CLUSTER,
    values: { cephClusterSpec: { storage: { useAllNode: true } } },
  });
  expect(app.check()).toMatchObject([{ code: 'GPULAB1203', key: 'cephClusterSpec.storage.useAllNode' }]);
});

test('a Kubernetes version that there are no shapes of is told once', () => {
  const app = new LabApp({ kubernetesVersion: '1.22' });
  new CephCluster(app, 'ceph', good({ rookVersion: 'v1.12.5' }));
  expect(app.check()).toHaveLength(1);
});
