import { App } from 'cdk8s';
import { LabChart } from 'cdk8s-gpulab';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { rawPlaceOf, recordPosition, withinOurs } from '../../../constructs/core/private/place';
import { positionOfStack } from '../../../constructs/core/private/source-position';

const lineOf = (stack: unknown) => positionOfStack(stack as string);

class CampusChart extends LabChart {}

describe('the place of a construct', () => {
  test('is the line where the user made it', () => {
    const chart = new LabChart(new App(), 'chart'); // line 14
    expect(lineOf(rawPlaceOf(chart))).toMatchObject({
      file: 'test/constructs/core/place.test.ts',
      line: 14,
      column: 19,
    });
  });

  test('is the line where the user made it, when he has a class of his own', () => {
    const chart = new CampusChart(new App(), 'chart'); // line 23
    expect(lineOf(rawPlaceOf(chart))).toMatchObject({ line: 23, column: 19 });
  });

  test('is that of its nearest ancestor of ours, when it is not ours', () => {
    const chart = new LabChart(new App(), 'chart');
    expect(rawPlaceOf(new Construct(chart, 'theirs'))).toBe(rawPlaceOf(chart));
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
