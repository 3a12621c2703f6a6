import { describe, expect, test } from 'vitest';
import * as formats from '../../../../constructs/core/checks/private/formats';
import { CRON, TIME_ZONE } from '../../../../constructs/core/checks/private/rules/cron';
import { CIDR, IP_ADDRESS, isInside } from '../../../../constructs/core/private/addresses';

type Case = [name: string, format: formats.Format, good: string[], bad: string[]];
const LABEL_63 = 'a'.repeat(63);

// Texts that the functions of k8s.io/apimachinery were asked about, too.
const cases: Case[] = [
  [
    'DNS label',
    formats.LABEL,
    ['a', '1', 'a-b', 'a--b', LABEL_63],
    ['', 'A', '-a', 'a-', 'a.b', 'a_b', 'a\n', `${LABEL_63}a`],
  ],
  ['DNS-1035 label', formats.LABEL_1035, ['a', 'a1', 'a-b'], ['', '1a', 'a-', 'A', 'a.b', `${LABEL_63}a`]],
  [
    'DNS subdomain',
    formats.SUBDOMAIN,
    ['a', 'a.b', '1.2', LABEL_63.repeat(4)],
    ['', 'a..b', '.a', 'a.', 'a.-b', 'A.b', 'a_b', `${LABEL_63.repeat(4)}aa`],
  ],
  ['wildcard', formats.WILDCARD_SUBDOMAIN, ['*.a', '*.a.b'], ['*', '*a', 'a.*', 'a']],
  ['path segment', formats.PATH_SEGMENT, ['a', 'system:node', 'A b', '...'], ['', '.', '..', 'a/b', 'a%b']],
  [
    'qualified name',
    formats.QUALIFIED_NAME,
    ['a', 'A_b.c-D', 'a.b/C', `a/${LABEL_63}`],
    ['', '/a', 'a/', 'a/b/c', 'A/b', '-a', 'a-', `${LABEL_63}a`, 'a b'],
  ],
  ['any case', formats.QUALIFIED_NAME_ANY_CASE, ['A/B', 'Example.com/a'], ['a b', '/a']],
  ['label value', formats.LABEL_VALUE, ['', 'a', 'A_b.c', LABEL_63], ['-a', 'a-', 'a b', 'a@b', 'ä', `${LABEL_63}a`]],
  ['data key', formats.DATA_KEY, ['a', '.a', 'A_b-c.d', '-'], ['', '.', '..', '..a', 'a b', 'a/b', 'a'.repeat(254)]],
  [
    'environment name',
    formats.ENVIRONMENT_NAME,
    ['A', '_a', 'a.b-c', '-a'],
    ['', '1a', '.', '..', '..a', 'a b', 'a=b'],
  ],
  ['relaxed environment name', formats.RELAXED_ENVIRONMENT_NAME, ['1a', 'a b', '!'], ['', 'a=b', 'ä', 'a\tb']],
  [
    'port name',
    formats.PORT_NAME,
    ['a', 'a1-b2', '1a', 'abcdefghijklmno'],
    ['', '1', 'A', '-a', 'a-', 'a--b', 'abcdefghijklmnop'],
  ],
  ['header', formats.HTTP_HEADER_NAME, ['X-Lab', '1'], ['', 'X Lab', 'X_Lab', 'a:']],
  ['relative path', formats.RELATIVE_PATH, ['a', 'a/b', 'a/..b'], ['/a', '..', 'a/../b', '../a']],
  ['volume file', formats.VOLUME_FILE, ['a', 'a/..b'], ['..a', '/a', '../a']],
  [
    'time',
    formats.TIME,
    ['2026-01-31T08:00:00Z', '2024-02-29T23:59:59.5+08:00'],
    ['', '2026-01-31', '2026-02-29T00:00:00Z', '2026-01-31T24:00:00Z', '2026-01-31 08:00:00Z', '2026-1-1T00:00:00Z'],
  ],
  [
    'base64',
    formats.BASE64,
    ['', 'AAEC', 'AA==', 'AAE=', 'AA\nEC'],
    ['A', 'AA', 'AA=', 'A===', 'A A=', 'a-b_', 'AA==AA=='],
  ],
  [
    'address',
    IP_ADDRESS,
    ['10.0.0.1', '0.0.0.0', '::', '::1', '2001:db8::1', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1'],
    [
      '',
      '10.0.0',
      '10.0.0.256',
      '10.0.0.1.2',
      '1.2.3.x',
      ':::',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      'g::',
    ],
  ],
  [
    'network',
    CIDR,
    ['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32', '::/0', '2001:db8::/128'],
    ['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/8/8', '/8', 'a/8'],
  ],
  [
    'schedule',
    CRON,
    [
      '* * * * *',
      '0 3 * * 1-5',
      '*/15 0-23/2 1,15 jan-dec SUN',
      '? ? ? ? ?',
      '@daily',
      '@every 1h30m',
      ' 0 0 1 1 0 ',
      '5/10 * * * *',
    ],
    [
      '',
      '* * * *',
      '* * * * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * 32 * *',
      '* * * 13 *',
      '* * * * 7',
      '5-1 * * * *',
      '*/0 * * * *',
      '1-2-3 * * * *',
      '1/2/3 * * * *',
      'a * * * *',
      '@daly',
      '@every',
      '@every 5',
      'TZ=UTC 0 0 * * *',
    ],
  ],
  [
    'time zone',
    TIME_ZONE,
    ['UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8'],
    ['', 'Local', 'local', 'Mars/Base', '../etc', 'Asia/'],
  ],
];

describe.each(cases)('%s', (_, format, good, bad) => {
  test.each(good)('%j is one', (text) => {
    expect(format.matches(text)).toBe(true);
  });
  test.each(bad)('%j is none', (text) => {
    expect(format.matches(text)).toBe(false);
  });
});

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/7', '10.0.0.0/8', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['10.1.2.3/24', '10.1.0.0/16', true],
  ['2001:db8:1::/48', '2001:db8::/32', true],
  ['2001:db9::/48', '2001:db8::/32', false],
  ['10.0.0.0/16', '::/0', false],
  ['x', '10.0.0.0/8', false],
])('%s inside %s: %s', (inner, outer, expected) => {
  expect(isInside(inner, outer)).toBe(expected);
});
