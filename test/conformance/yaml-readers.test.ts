import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentOf, fileOf } from '../../constructs/output/private/yaml';
import { run } from '../../tools/run';
import { canonical, everyPlaceOf, HOSTILE, hostileObject } from '../constructs/output/hostile';
import { READERS } from '../constructs/output/readers';
import { pythonPackage } from './tools/python-package';

const PYYAML = '6.0.3';
const READ_ALL = join(import.meta.dirname, 'tools/read_yaml.py');
const PER_PROCESS = 500;

const written = (object: object): string => fileOf([documentOf(object, { sortKeys: true })]);

describe.each(['SafeLoader', 'CSafeLoader'])('PyYAML with %s', (loader) => {
  let python: string;
  beforeAll(() => {
    python = join(pythonPackage('PyYAML', PYYAML), 'python');
    run(python, ['-c', 'import yaml; yaml.CSafeLoader']);
  });

  /** What Python reads of each text, or its error. */
  function readAll(texts: readonly string[]): unknown[] {
    const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
    const options = { input, encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
    const { stdout, stderr, status } = spawnSync(python, [READ_ALL, loader], options);
    if (status !== 0) throw new Error(stderr);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  test('reads back every hostile text at every place', () => {
    const objects = HOSTILE.map(everyPlaceOf);
    expect(readAll(objects.map(written)).map(canonical)).toEqual(objects.map(canonical));
  });

  test('reads back random objects of hostile texts', () => {
    const objects = fc.array(hostileObject, { minLength: PER_PROCESS, maxLength: PER_PROCESS });
    fc.assert(
      fc.property(objects, (values) => {
        expect(readAll(values.map(written)).map(canonical)).toEqual(values.map(canonical));
      }),
      { numRuns: 10 },
    );
  });
});

test.each(Object.entries(READERS))('%s reads back many more random objects', (_, read) => {
  fc.assert(
    fc.property(hostileObject, (object) => {
      expect(canonical(read(written(object)))).toBe(canonical(object));
    }),
    { numRuns: 20_000 },
  );
});
