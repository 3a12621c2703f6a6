import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../../src/cli/finding';
import { assign } from '../../../src/render/assign';
import { readSet } from '../../../src/render/set-argument';

const set = (argument: string, values: object = {}) => readSet(argument).reduce(assign, values as any);

function refused(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    const [{ code, message }] = findingsOf(error)!;
    return `${code} ${message}`;
  }
  return 'nothing';
}

describe('--set is read as Helm reads it', () => {
  // Each row was run through strvals.ParseInto of Helm 3.22.0.
  const cases: [string, object, object][] = [
    ['a=1', {}, { a: 1 }],
    ['a=x,b=y', {}, { a: 'x', b: 'y' }],
    ['a=,b=2,', {}, { a: '', b: 2 }],
    ['a=b=c', {}, { a: 'b=c' }],
    ['a= b ', {}, { a: ' b ' }],
    ['a.b=1,a.c=2', { a: { z: 1 } }, { a: { z: 1, b: 1, c: 2 } }],
    ['a\\.b=c\\,d\\\\', {}, { 'a.b': 'c,d\\' }],
    ['a={1,x y,true}', {}, { a: [1, 'x y', true] }],
    ['a={}', {}, { a: [''] }],
    ['a={1\\,2,3},b=4', {}, { a: ['1,2', 3], b: 4 }],
    ['a={x=1}', {}, { a: ['x=1'] }],
    ['a[1]=x', {}, { a: [null, 'x'] }],
    ['a[1]=x', { a: [1, 2, 3] }, { a: [1, 'x', 3] }],
    ['a[0].b=c,a[0].d=e', {}, { a: [{ b: 'c', d: 'e' }] }],
    ['a[0].b[1].c=3', {}, { a: [{ b: [null, { c: 3 }] }] }],
    ['a[0][1]=x', {}, { a: [[null, 'x']] }],
    ['a[0].b=c', { a: [5] }, { a: [{ b: 'c' }] }],
    ['a[0][0]=x', { a: [null] }, { a: [['x']] }],
    ['a=[1]', {}, { a: '[1]' }],
    ['a=true,b=FALSE,c=Null,d=yes', {}, { a: true, b: false, c: null, d: 'yes' }],
    ['a=0,b=-5,c=+5,d=-0', {}, { a: 0, b: -5, c: 5, d: 0 }],
    [
      'a=007,b=1.5,c=0x10,d=1_0,e=9223372036854775808',
      {},
      { a: '007', b: '1.5', c: '0x10', d: '1_0', e: '9223372036854775808' },
    ],
    ['a=\u{1f600},\u{1f600}=b', {}, { a: '\u{1f600}', '\u{1f600}': 'b' }],
    ['', {}, {}],
  ];
  test.each(cases)('%s on %j', (argument, values, expected) => expect(set(argument, values)).toEqual(expected));

  test('keys named like members of every object are keys', () => {
    expect(JSON.stringify(set('__proto__.a=1,constructor.b=2'))).toBe('{"__proto__":{"a":1},"constructor":{"b":2}}');
  });

  test('the values that are there stay as they are', () => {
    const values = { a: { b: [1] } };
    set('a.b[0]=2,a.c=3', values);
    expect(values).toEqual({ a: { b: [1] } });
  });
});

describe('a mistake in --set is told:', () => {
  const cases: [string, object, RegExp][] = [
    ['a', {}, /key "a" has no value/],
    ['a.b,c=1', {}, /key "b" has no value/],
    ['=x', {}, /a key is empty/],
    ['a..b=c', {}, /a key is empty/],
    ['a=1,,b=2', {}, /a key is empty/],
    ['a[x]=1', {}, /"\[x\]" is no index from 0 to 65536/],
    ['a[-1]=1', {}, /no index/],
    ['a[65537]=1', {}, /no index/],
    ['a[0', {}, /no index/],
    ['a[0]x=1', {}, /must stand behind "\]"/],
    ['a[0]', {}, /must stand behind "\]"/],
    ['a={1,2', {}, /a list has no end/],
    ['a[1].b=', {}, /Helm drops an empty value at the end/],
    ['a={1}b=2', {}, /a comma must stand behind "}"/],
    ['a=9007199254740993', {}, /9007199254740993 is too large to be kept exactly/],
    ['a.b=c', { a: 5 }, /a is there and is not a mapping/],
    ['a.b.c=d', { a: { b: null } }, /a\.b is there and is not a mapping/],
    ['a[0]=c', { a: 5 }, /a is there and is not a list/],
    ['a[0]=c', { a: null }, /a is there and is not a list/],
    ['a[0][0]=c', { a: [5] }, /a\[0\] is there and is not a list/],
  ];
  test.each(cases)('%s on %j', (argument, values, message) => {
    expect(refused(() => set(argument, values))).toMatch(message);
    expect(refused(() => set(argument, values))).toContain(`GPULAB4110 --set ${JSON.stringify(argument)}: `);
  });
});
