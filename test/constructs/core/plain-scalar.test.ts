import { describe, expect, test } from 'vitest';
import { plainScalar } from '../../../constructs/core/private/plain-scalar';

// What sigs.k8s.io/yaml 1.6.0 (Helm 3.22.0 and 4.3.1) makes of "v: SCALAR": every row was run through it.

const same = <T>(texts: string, value: T): [string, T][] => texts.split(' ').map((text) => [text, value]);

describe('without quotes, Helm reads', () => {
  test.each([
    ...same('y Y yes Yes YES true True TRUE on On ON', true),
    ...same('n N no No NO false False FALSE off Off OFF', false),
    ...same('~ null Null NULL', null),
    ['', null],
  ])('%j as %j', (text, value) => expect(plainScalar(text)).toBe(value));

  test.each<[string, number]>([
    ['0', 0],
    ['-0', 0],
    ['0000', 0],
    ['+12', 12],
    ['1_000', 1000],
    ['1__0_', 10],
    ['0777', 511],
    ['-0777', -511],
    ['0_7', 7],
    ['0o17', 15],
    ['0O17', 15],
    ['0x1F', 31],
    ['-0X1f', -31],
    ['0b11', 3],
    ['0B11', 3],
    ['0b_-01', -1],
    ['0b+1', 1],
    ['08', 8],
    ['0189', 189],
    ['-08', -8],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1.e3', 1000],
    ['.5', 0.5],
    ['+.5', 0.5],
    ['.5_0', 0.5],
    ['5.', 5],
    ['3.10', 3.1],
    ['0.777', 0.777],
    ['-0.0', -0],
    ['1e-400', 0],
    ['9007199254740993', 2 ** 53],
    ['18446744073709551616', 2 ** 64],
    ['0xffffffffffffffff', 2 ** 64],
    ['-0x8000000000000000', -(2 ** 63)],
    ['+18446744073709551615', 2 ** 64],
    ['.inf', Number.POSITIVE_INFINITY],
    ['+.Inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.nan', Number.NaN],
  ])('%j as the number %d', (text, value) => expect(plainScalar(text)).toBe(value));

  test.each([
    ...'yEs tRUE oFF nULL .iNF NaN inf Infinity'.split(' '),
    ...'12:30 12:30:45 190:20:30 2001-01-01 2001-01-01T00:00:00Z'.split(' '),
    ...'_1 ._5 .5__0 .5_ 0x 0b 0o 0b2 0B-1 -0b-1 0o8 0xG 0x1p4 1e 1e+ e3 +e3 . .. +. + 1e400 1.2.3 1,000 16Gi'.split(
      ' ',
    ),
    ...'0x1ffffffffffffffff +0xffffffffffffffff -0x8000000000000001 << = ١٢'.split(' '),
  ])('%j as text', (text) => expect(plainScalar(text)).toBe(text));
});
