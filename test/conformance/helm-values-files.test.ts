import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Mapping } from '../../constructs/core/private/mapping';
import { documentOf, fileOf } from '../../constructs/output/private/yaml';
import { findingsOf } from '../../src/cli/finding';
import { assign } from '../../src/render/assign';
import { readSet } from '../../src/render/set-argument';
import { ValuesFile } from '../../src/values-file/values-file';
import { canonical, HOSTILE, hostileText } from '../constructs/output/hostile';
import { validMap } from '../support/values-arbitrary';
import type { Manifest } from './tools/api-client';
import { describeHelms } from './tools/helm';

const RUNS = 1000;

const folder = mkdtempSync(join(tmpdir(), 'gpulab-values-'));
const values = join(folder, 'values-of-the-test.yaml');
beforeAll(() => {
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: echo\nversion: 0.1.0\n');
  // In base64, since no character of a value may change what is read of the answer.
  writeFileSync(join(folder, 'templates/echo.yaml'), 'kind: Echo\nread: {{ toJson .Values | b64enc }}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A scalar without quotes, at the places where it can stand. */
const placesOf = (text: string): string[] => [`a: ${text}\n`, `a: [${text}]\n`, `- ${text}\n`, `${text}: a\n`];

/** A values file, written by one of many hands. */
const files = fc
  .tuple(validMap, fc.constantFrom('ours', 'block', 'flow', 'single quotes'), fc.boolean(), fc.boolean())
  .map(([content, hand, bom, crlf]) => {
    const text = WRITERS[hand](content);
    return `${bom ? '\ufeff' : ''}${crlf ? text.replaceAll('\n', '\r\n') : text}`;
  });
const WRITERS: { readonly [hand: string]: (content: object) => string } = {
  ours: (content) => fileOf([documentOf(content, { sortKeys: false })]),
  block: (content) => stringify(content, { version: '1.1' }),
  flow: (content) => stringify(content, { version: '1.1', collectionStyle: 'flow' }),
  'single quotes': (content) => stringify(content, { version: '1.1', singleQuote: true }),
};

const readOf = ([echo]: readonly Manifest[]): unknown => JSON.parse(Buffer.from(echo.read, 'base64').toString());

/** What arguments of `--set` are made of. */
const PIECES = [
  ...'a.b=c,{}[]0\\ ',
  'a=',
  'b=',
  '.c=',
  'a[0]',
  '[1].b=',
  '={',
  '},',
  'null',
  'TRUE',
  'no',
  '-1',
  '007',
  '1.5',
  '😀',
];
const sets = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 9 })
  .map((pieces) => `a=${pieces.join('')}`);

/** The values of these arguments; undefined where we refuse one. */
function ourReading(given: readonly string[]): Mapping | undefined {
  try {
    return given.flatMap(readSet).reduce<Mapping>(assign, {});
  } catch (error) {
    if (findingsOf(error)) return undefined;
    throw error;
  }
}

describeHelms('what a release is given', ({ template }) => {
  /** Insists that we read what Helm reads, unless one of us refuses. Was it read? */
  async function sameReading(text: string): Promise<boolean> {
    const ours = ValuesFile.read(text, 'values.yaml');
    if (ours.findings.length > 0) return false;
    writeFileSync(values, text);
    const { objects, error } = await template({ chart: folder, files: [values], release: 'r', namespace: 'n' });
    // Its reader knows less of YAML than ours: "?" in a plain scalar in brackets, for one.
    if (error !== undefined) return false;
    const theirs = readOf(objects);
    if (canonical(theirs) === canonical(ours.value)) return true;
    const readings = [text, theirs, ours.value].map((reading) => JSON.stringify(reading));
    throw new Error(`of ${readings[0]} Helm reads ${readings[1]}, and we ${readings[2]}`);
  }

  test('a file means the same to us, whatever stands in it without quotes', async () => {
    let read = 0;
    for (const text of HOSTILE.flatMap(placesOf)) read += (await sameReading(text)) ? 1 : 0;
    expect(read).toBeGreaterThan(HOSTILE.length);
  });

  test('a file means the same to us, whatever random text stands in it without quotes', async () => {
    let read = 0;
    const property = fc.asyncProperty(
      hostileText.chain((text) => fc.constantFrom(...placesOf(text))),
      async (text) => {
        read += (await sameReading(text)) ? 1 : 0;
      },
    );
    await fc.assert(property, { numRuns: RUNS });
    expect(read).toBeGreaterThan(RUNS / 4);
  });

  test('a file means the same to us, whoever wrote it', async () => {
    let read = 0;
    const property = fc.asyncProperty(files, async (text) => {
      read += (await sameReading(text)) ? 1 : 0;
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(read).toBeGreaterThan(RUNS / 2);
  });

  test('two arguments of --set mean the same to us', async () => {
    let read = 0;
    const property = fc.asyncProperty(fc.tuple(sets, sets), async (given) => {
      const ours = ourReading(given);
      const { objects, error } = await template({ chart: folder, set: given, release: 'r', namespace: 'n' });
      // What Helm stumbles over we may read, and the other way round: a value is never another one.
      if (ours === undefined || error !== undefined) return;
      expect(canonical(ours)).toBe(canonical(readOf(objects)));
      read++;
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(read).toBeGreaterThan(RUNS / 4);
  });
});
