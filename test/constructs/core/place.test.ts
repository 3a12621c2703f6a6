import { App } from 'cdk8s';
import { LabChart, LabRosterChart } from 'cdk8s-gpulab';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { rawPlaceOf, recordPosition, withinOurs } from '../../../constructs/core/private/place';
import { positionOfStack } from '../../../constructs/core/private/source-position';
import { site } from '../lab/campus';

const lineOf = (stack: unknown) => positionOfStack(stack as string);

class CampusChart extends LabChart {}

describe('the place of a construct', () => {
  test('is the line where the user made it', () => {
    const chart = new LabChart(new App(), 'chart'); // line 15
    expect(lineOf(rawPlaceOf(chart))).toMatchObject({
      file: 'test/constructs/core/place.test.ts',
      line: 15,
      column: 19,
    });
  });

  test('is the line where the user made it, when he has a class of his own', () => {
    const chart = new CampusChart(new App(), 'chart'); // line 24
    expect(lineOf(rawPlaceOf(chart))).toMatchObject({ line: 24, column: 19 });
  });

  test('is the line where the user made it, when it is not ours but directly in a chart of ours', () => {
    const chart = new LabChart(new App(), 'chart');
    const theirs = new Construct(chart, 'theirs'); // line 30
    expect(lineOf(rawPlaceOf(theirs))).toMatchObject({
      file: 'test/constructs/core/place.test.ts',
      line: 30,
      column: 20,
    });
    expect(rawPlaceOf(new Construct(theirs, 'below'))).toBe(rawPlaceOf(theirs));
    const { chart: other, object } = withinOurs(() => {
      const inner = new LabChart(new App(), 'inner');
      return { chart: inner, object: new Construct(inner, 'object') };
    });
    expect(rawPlaceOf(object)).toBe(rawPlaceOf(other));
  });

  test('is that of the chart, when another package or the library itself made it', () => {
    const chart = new LabChart(new App(), 'chart');
    const body = "return new Construct(chart, 'packaged');\n//# sourceURL=/lab/node_modules/package/index.js";
    expect(rawPlaceOf(new Function('Construct', 'chart', body)(Construct, chart))).toBe(rawPlaceOf(chart));
    const roster = new LabRosterChart(new App(), 'roster', { site, version: '1.0.0' });
    expect(roster.node.children.map(rawPlaceOf)).toEqual([rawPlaceOf(roster)]);
  });

  test('is that of the construct which the user called, for what that made inside', () => {
    const app = new App();
    const inner = withinOurs(() => new LabChart(app, 'inner'));
    expect(rawPlaceOf(inner)).toBeUndefined();
    recordPosition(inner, { file: 'roster.csv', line: 3, column: 1 });
    expect(rawPlaceOf(inner)).toEqual({ file: 'roster.csv', line: 3, column: 1 });
  });

  test('is recorded again after code of ours threw', () => {
    const thrower = () =>
      withinOurs(() => {
        throw new Error('x');
      });
    expect(thrower).toThrow();
    expect(rawPlaceOf(new LabChart(new App(), 'chart'))).toBeDefined();
  });
});

describe('a stack', () => {
  test.each([
    ['Error\n    at Object.<anonymous> (/lab/main.js:3:7)', { file: '/lab/main.js', line: 3, column: 7 }],
    ['Error\n    at file:///lab/ma%20in.mjs:3:7', { file: '/lab/ma in.mjs', line: 3, column: 7 }],
    ['Error\n    at node:internal/x:1:1\n    at /lab/main.js:3:7', { file: '/lab/main.js', line: 3, column: 7 }],
    ['Error: no frames', undefined],
  ])('%j', (stack, position) => {
    expect(positionOfStack(stack)).toEqual(position);
  });
});
