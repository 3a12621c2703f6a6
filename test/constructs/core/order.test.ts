import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CycleError, order } from '../../../constructs/core/private/order';
import type { RowChart } from '../../../constructs/core/private/row-charts';
import { walk } from '../../../constructs/core/private/tree';

const object = (scope: Construct, id: string) => new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' });
const ids = (ordered: readonly (IConstruct | RowChart)[]) =>
  ordered.map((one) => ('node' in one ? one.node.id : one.id));
const ordered = (app: App) => order(walk(app));

describe('charts', () => {
  test('without dependencies stand by construct path, not in the order they were made', () => {
    const app = new App();
    for (const id of ['c', 'a', 'b']) new Chart(app, id);
    expect(ids(ordered(app).charts)).toEqual(['a', 'b', 'c']);
  });

  test('come after what they depend on; equal ranks by path', () => {
    const app = new App();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => new Chart(app, id));
    a.addDependency(d);
    b.addDependency(d);
    d.addDependency(c);
    expect(ids(ordered(app).charts)).toEqual(['c', 'd', 'a', 'b']);
  });

  test('an edge between objects of two charts is an edge between the charts', () => {
    const app = new App();
    const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
    object(a, 'x').addDependency(object(b, 'y'));
    expect(ids(ordered(app).charts)).toEqual(['b', 'a']);
  });

  test('a group outside any chart stands for all charts below it', () => {
    const app = new App();
    const platform = new Construct(app, 'platform');
    new Chart(platform, 'p1');
    new Chart(platform, 'p2');
    const lab = new Construct(app, 'lab');
    new Chart(lab, 'l1');
    new Chart(lab, 'l2');
    lab.node.addDependency(platform);
    expect(ids(ordered(app).charts)).toEqual(['p1', 'p2', 'l1', 'l2']);
  });

  test('a chart comes after the charts right below it', () => {
    const app = new App();
    const parent = new Chart(app, 'parent');
    new Chart(parent, 'z');
    expect(ids(ordered(app).charts)).toEqual(['z', 'parent']);
  });

  test('that wait for each other are refused, and the circle is told', () => {
    const app = new App();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id));
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(a);
    expect(() => ordered(app)).toThrowError(new CycleError([a, b, c, a]).message);
  });

  test('a chain of 20,000 is no stack overflow', () => {
    const app = new App();
    const charts = Array.from({ length: 20_000 }, (_, index) => new Chart(app, `c${index}`));
    for (let index = 1; index < charts.length; index++) charts[index - 1].addDependency(charts[index]);
    expect(ordered(app).charts[0]).toBe(charts.at(-1));
  });
});

describe('objects of a chart', () => {
  test('keep the order of the program where nothing says otherwise', () => {
    const chart = new Chart(new App(), 'chart');
    for (const id of ['b', 'c', 'a']) object(chart, id);
    expect(ids(order(walk(chart)).objects.get(chart)!)).toEqual(['b', 'c', 'a']);
  });

  test('come right after everything below the group they depend on', () => {
    const chart = new Chart(new App(), 'chart');
    const first = object(chart, 'first');
    const group = new Construct(chart, 'group');
    object(group, 'g1');
    object(group, 'g2');
    first.node.addDependency(group);
    expect(ids(order(walk(chart)).objects.get(chart)!)).toEqual(['g1', 'g2', 'first']);
  });

  test('belong to their nearest chart only', () => {
    const chart = new Chart(new App(), 'chart');
    const nested = new Chart(chart, 'nested');
    object(nested, 'inner');
    object(chart, 'outer');
    const { objects } = order(walk(chart));
    expect(ids(objects.get(chart)!)).toEqual(['outer']);
    expect(ids(objects.get(nested)!)).toEqual(['inner']);
  });
});

test('every edge is kept, whatever the graph', () => {
  const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 25 });
  fc.assert(
    fc.property(edges, (pairs) => {
      const app = new App();
      const charts = Array.from({ length: 12 }, (_, index) => new Chart(app, `c${index}`));
      // Only towards smaller numbers, so that there is no circle.
      const acyclic = pairs.filter(([source, target]) => source > target);
      for (const [source, target] of acyclic) charts[source].addDependency(charts[target]);
      const position = new Map(ordered(app).charts.map((chart, index) => [chart, index]));
      for (const [source, target] of acyclic) {
        expect(position.get(charts[source])).toBeGreaterThan(position.get(charts[target])!);
      }
      expect(position.size).toBe(12);
    }),
  );
});
