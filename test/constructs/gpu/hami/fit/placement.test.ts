import { describe, expect, test } from 'vitest';
import { FitCluster } from '../../../../../constructs/gpu/hami/fit/cluster';
import { GROUPS, withNames } from './cases';
import { init, node, placeAll, pod } from './nodes';

describe.each(GROUPS)('%s', (_, cases) => {
  test.each(cases)('$rule', ({ nodes, pods, places }) => {
    expect(placeAll(new FitCluster(withNames(nodes)), pods)).toEqual(places);
  });
});

test('the table has at least sixty cases, each of another rule', () => {
  const rules = GROUPS.flatMap(([, cases]) => cases.map(({ rule }) => rule));
  expect(rules.length).toBeGreaterThanOrEqual(60);
  expect(new Set(rules).size).toBe(rules.length);
});

describe('over time', () => {
  test('a pod that is removed frees its card at once [35]', () => {
    const cluster = new FitCluster([node('n', 1)]);
    expect(placeAll(cluster, [pod({ mib: 70000 }), pod({ mib: 70000 })])[1]).toContain('CardInsufficientMemory');
    cluster.remove('p1');
    expect(placeAll(cluster, [pod({ mib: 70000 })])).toEqual(['n:0']);
  });

  test('when init containers have ended, only the others stay booked [20, 21]', () => {
    const cluster = new FitCluster([node('n', [{ mib: 80000 }])]);
    placeAll(cluster, [pod({}, init({ mib: 60000 }))]);
    expect([...cluster.bookedOn(cluster.nodes[0]).values()]).toEqual([{ slots: 1, cores: 0, mib: 60000 }]);
    cluster.endInit('p1');
    expect([...cluster.bookedOn(cluster.nodes[0]).values()]).toEqual([{ slots: 1, cores: 0, mib: 20000 }]);
  });
});
