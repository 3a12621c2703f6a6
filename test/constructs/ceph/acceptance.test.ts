import { describe, expect, test } from 'vitest';
import { good, make, NODES, orderOf, poolsOf, ROOKS, single, valuesOf } from './support';

/** Fact 11 of threek.md, clause by clause. */
describe('fact 11', () => {
  test.each(ROOKS)(
    'storage classes ceph-block (the default one), ceph-filesystem and ceph-bucket: Rook %s',
    (rookVersion) => {
      const values = valuesOf(make({ rookVersion }))['rook-ceph-cluster'];
      const classes = [...values.cephBlockPools, ...values.cephFileSystems, ...values.cephObjectStores].map(
        ({ storageClass: { enabled, name, isDefault } }) => ({ enabled, name, isDefault }),
      );
      expect(classes).toEqual([
        { enabled: true, name: 'ceph-block', isDefault: true },
        { enabled: true, name: 'ceph-filesystem', isDefault: false },
        { enabled: true, name: 'ceph-bucket', isDefault: undefined },
      ]);
    },
  );

  test.each(ROOKS)('placement role In [ceph]: Rook %s', (rookVersion) => {
    const { placement } = valuesOf(make({ rookVersion }))['rook-ceph-cluster'].cephClusterSpec;
    const affinity = placement.all.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(affinity.nodeSelectorTerms).toEqual([
      { matchExpressions: [{ key: 'role', operator: 'In', values: ['ceph'] }] },
    ]);
  });

  test('hosts chosen for ceph carry the label role: ceph: the construct says which and how', () => {
    const { ceph } = make();
    expect(ceph.nodes).toEqual(NODES);
    expect(ceph.nodeLabel).toEqual({ role: 'ceph' });
    expect(ceph.labelCommand).toBe('kubectl label node worker1 worker2 worker3 role=ceph');
  });

  test.each([0, 1, 2])('fewer than 3 nodes are refused, and both numbers named: %i', (count) => {
    const { app } = make({ nodes: NODES.slice(0, count) });
    expect(app.check()).toMatchObject([
      {
        code: 'GPULAB2601',
        level: 'error',
        message: expect.stringContaining(`need a node each; ${count} node${count === 1 ? ' is' : 's are'} given`),
      },
    ]);
  });

  test.each(ROOKS)(
    'a single node: one monitor, one manager, every pool has size 1 and says so: Rook %s',
    (rookVersion) => {
      const made = make(single({ rookVersion }));
      expect(made.app.check()).toEqual([]);
      const values = valuesOf(made)['rook-ceph-cluster'];
      expect(values.cephClusterSpec).toMatchObject({
        mon: { count: 1, allowMultiplePerNode: true },
        mgr: { count: 1, allowMultiplePerNode: true },
      });
      const pools = poolsOf(values);
      expect(Object.keys(pools)).toEqual([
        'ceph-blockpool',
        'builtin-mgr',
        'ceph-filesystem/metadata',
        'ceph-filesystem/data0',
        'ceph-objectstore/metadata',
        'ceph-objectstore/data',
      ]);
      for (const pool of Object.values(pools)) {
        expect(pool).toMatchObject({ failureDomain: 'osd', replicated: { size: 1, requireSafeReplicaSize: false } });
        expect(pool).not.toHaveProperty('erasureCoded');
      }
      expect(pools['builtin-mgr'].name).toBe('.mgr');
    },
  );

  test('from Rook 1.19 on the image stands beside the spec, before in it', () => {
    const where = ROOKS.map((rookVersion) => {
      const values = valuesOf(make({ rookVersion }))['rook-ceph-cluster'];
      return [rookVersion, values.cephImage, values.cephClusterSpec.cephVersion];
    });
    expect(where).toEqual([
      ['v1.12.5', undefined, { image: 'quay.io/ceph/ceph:v17.2.6' }],
      ['v1.18.8', undefined, { image: 'quay.io/ceph/ceph:v19.2.3' }],
      ['v1.19.10', { repository: 'quay.io/ceph/ceph', tag: 'v19.2.6' }, undefined],
      ['v1.20.6', { repository: 'quay.io/ceph/ceph', tag: 'v20.2.4' }, undefined],
    ]);
  });

  test('from Rook 1.20 on three releases in order, before two', () => {
    const orders = ROOKS.map((rookVersion) => orderOf(make({ rookVersion })).join(' '));
    const two = 'namespaces rook-ceph rook-ceph-cluster';
    expect(orders).toEqual([two, two, two, 'namespaces rook-ceph ceph-csi-drivers rook-ceph-cluster']);
  });
});

test('the default is Rook v1.20.6 and nothing is wrong with it', () => {
  const { app } = make(good());
  expect(app.check()).toEqual([]);
});
