import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CephDevices, CephFailureDomain } from '../../../constructs/ceph';
import { coalesce } from '../../../constructs/core/values/private/coalesce';
import { clusterValuesOf, make, poolsOf, ROOKS } from './support';

const nodeNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `node-${i}`);
const copies = fc.integer({ min: 2, max: 10 });

test('a cluster is refused exactly when a pool has more copies than hosts, or monitors have no node each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.array(copies, { maxLength: 3 }), (count, replicas) => {
      const blockPools = replicas.map((n, i) => ({ name: `pool-${i}`, storageClass: `class-${i}`, replicas: n }));
      const found = make({ nodes: nodeNames(count), blockPools }).app.check();
      const tooMany = replicas.filter((n) => n > count).length + (count < 3 ? 1 : 0);
      expect(found.map(({ code }) => code)).toEqual(Array(tooMany).fill('GPULAB2601'));
    }),
  );
});

/** What the charts of all versions say for themselves (values.yaml of rook-ceph-cluster). */
const CHART_STORAGE = { useAllNodes: true, useAllDevices: true };

test('merged over the values of the chart, only the choice of every disk takes every disk, and none takes every node', () => {
  const nodes = nodeNames(3);
  const lists = Object.fromEntries(nodes.map((node) => [node, ['sdb']]));
  const choices = fc.constantFrom<CephDevices>(
    CephDevices.everyEmptyDisk(),
    CephDevices.matching('^sdb$'),
    CephDevices.matchingPath('^/dev/sdb$'),
    CephDevices.byNode(lists),
  );
  fc.assert(
    fc.property(choices, fc.constantFrom(...ROOKS), fc.boolean(), (devices, rookVersion, encryptDisks) => {
      const { storage } = clusterValuesOf({ nodes, devices, rookVersion, encryptDisks }).cephClusterSpec;
      const merged = coalesce(CHART_STORAGE, storage);
      expect(merged.useAllNodes).toBe(false);
      expect(merged.useAllDevices).toBe(devices._choice.kind === 'every');
    }),
  );
});

test('on a single node every pool has one copy and says that it is meant, whatever pools there are', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { maxLength: 6 });
  const domain = fc.constantFrom(undefined, ...Object.values(CephFailureDomain));
  fc.assert(
    fc.property(names, domain, fc.constantFrom(...ROOKS), (all, failureDomain, rookVersion) => {
      const pools = all.map((name) => ({ name, storageClass: name, failureDomain }));
      const [blockPools, filesystems, objectStores] = [0, 1, 2].map((kind) => pools.filter((_, i) => i % 3 === kind));
      const nodes = nodeNames(1);
      const values = clusterValuesOf({ singleNode: true, nodes, blockPools, filesystems, objectStores, rookVersion });
      for (const pool of Object.values(poolsOf(values)))
        expect(pool.replicated).toEqual({ size: 1, requireSafeReplicaSize: false });
    }),
  );
});
