import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentOf, fileOf } from '../../constructs/output/private/yaml';
import { CACHE } from '../../tools/cache';
import { run } from '../../tools/run';
import { canonical, everyPlaceOf, HOSTILE, hostileObject } from '../constructs/output/hostile';
import { READERS } from '../constructs/output/readers';

const PYYAML = '6.0.3';
const ENVIRONMENT = join(CACHE, `pyyaml-${PYYAML}`);
const READ_ALL = join(import.meta.dirname, 'tools/read_yaml.py');
const PER_PROCESS = 500;

const written = (object: object): string => fileOf([documentOf(object, { sortKeys: true })]);

describe.each(['SafeLoader', 'CSafeLoader'])('PyYAML with %s', (loader) => {
  beforeAll(() => {
    if (existsSync(join(ENVIRONMENT, 'installed'))) return;
    run('python3', ['-m', 'venv', ENVIRONMENT], { missing: 'PyYAML needs Python 3.9 or newer with venv and pip' });
    const python = join(ENVIRONMENT, 'bin/python');
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `PyYAML==${PYYAML}`]);
    run(python, [
      '-c',
      `import yaml, pathlib; yaml.CSafeLoader; pathlib.Path(${JSON.stringify(join(ENVIRONMENT, 'installed'))}).touch()`,
    ]);
  });

  /** What Python reads of each text, or its error. */
  function readAll(texts: readonly string[]): unknown[] {
    const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
    const options = { input, encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
    const { stdout, stderr, status } = spawnSync(join(ENVIRONMENT, 'bin/python'), [READ_ALL, loader], options);
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
