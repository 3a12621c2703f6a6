import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../constructs/core/values/private/schema';
import { HOSTILE } from '../constructs/output/hostile';
import { spoiltValues, validValues } from '../support/values-arbitrary';
import { describeHelms } from './tools/helm';
import { asJson, ChartFolder, type Given, sameAsHelm } from './tools/helm-compare';
import { labCharts } from './tools/lab-charts';

const RUNS = 500;
/** Some values that the schema lets through are refused by a rule that goes over several of them. */
const MOST_TRIES = 20 * RUNS;
const AT_ONCE = 100;

const FEW_RUNS = 50;
/** Of good values and of bad ones; a process each. */
const COMMANDS = 10;

const COMMITTED = join(import.meta.dirname, '../../charts-out');

const CHARTS = await labCharts();

describeHelms('the charts of the lab', (helm) => {
  /** How many are rendered, and to the same objects. Helm goes on with the next ones while we look at an answer. */
  async function accepted(folder: ChartFolder, given: readonly Given[]): Promise<number> {
    const answers = await Promise.all(given.map((each) => sameAsHelm(helm, folder, each)));
    return answers.filter((objects) => objects !== undefined).length;
  }

  describe.each(Object.entries(CHARTS))('%s', (name, chart) => {
    const folder = new ChartFolder(chart);
    const valid = validValues(chart._renderer.schema);
    const spoilt = spoiltValues(chart._renderer.schema);
    afterAll(() => folder.remove());

    test(`gives the same objects in both forms, for ${RUNS} random values files`, async () => {
      let same = 0;
      for (let tries = 0; same < RUNS && tries < MOST_TRIES; tries += AT_ONCE) {
        same += await accepted(folder, fc.sample(valid, AT_ONCE).map(asJson));
      }
      expect(same).toBeGreaterThanOrEqual(RUNS);
    });

    test('gives the same objects as a part of another chart', async () => {
      const umbrella = new ChartFolder(chart, 'charts/part');
      try {
        umbrella.write('Chart.yaml', 'apiVersion: v2\nname: umbrella\nversion: 0.1.0\n');
        const given = fc.sample(valid, FEW_RUNS).map((values) => {
          return { text: asJson({ [name]: values, global: { uid: 'li4' } }).text, values };
        });
        expect(await accepted(umbrella, given)).toBeGreaterThan(0);
      } finally {
        umbrella.remove();
      }
    });

    test('is read by the command as by the renderer of these tests', async () => {
      for (const values of [...fc.sample(valid, COMMANDS), ...fc.sample(spoilt, COMMANDS)]) {
        const file = folder.writeValues(asJson(values).text);
        const flags = ['-n', 'n', '-f', file, '--include-crds'];
        const { status, stdout, stderr } = await helm.run(['template', 'r', folder.folder, ...flags]);
        const request = { chart: folder.folder, files: [file], release: 'r', namespace: 'n' };
        const { output, error } = await helm.template(request);
        expect({ status, stdout }).toEqual({ status: error === undefined ? 0 : 1, stdout: output });
        // In any order: Go's maps have none.
        for (const line of (error ?? '').split('\n')) expect(stderr).toContain(line);
      }
    });

    test(`refuses in both forms, for ${RUNS} random values files with something wrong`, async () => {
      const given = fc.sample(spoilt, RUNS).map(asJson);
      expect(await accepted(folder, given)).toBeLessThan(RUNS / 2);
    });
  });

  test('student-workload takes hostile text for what it is, or refuses it, in both forms', async () => {
    const chart = CHARTS['student-workload'];
    const folder = new ChartFolder(chart);
    try {
      const { properties = {} } = chart._renderer.schema;
      const isFree = ({ type, enum: allowed }: JsonSchema) => [type].flat().includes('string') && !allowed;
      const keys = Object.keys(properties).filter((key) => isFree(properties[key]));
      for (const key of keys) {
        const given = HOSTILE.map((text) => asJson({ [key]: text }));
        // A key that takes none of them would prove nothing.
        expect(await accepted(folder, given), key).toBeGreaterThan(0);
      }
    } finally {
      folder.remove();
    }
  });

  describe.each(Object.entries(CHARTS))('charts-out/%s', (name, { version }) => {
    const folder = join(COMMITTED, name);
    const example = join(folder, 'ci/example-values.yaml');
    const values = existsSync(example) ? ['-f', example] : [];

    test('lints without a word', async () => {
      const { status, stdout, stderr } = await helm.run(['lint', '--strict', '--quiet', folder, ...values]);
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    });

    test('is packed without a word more than where', async () => {
      const target = mkdtempSync(join(tmpdir(), 'gpulab-packed-'));
      try {
        const { status, stdout, stderr } = await helm.run(['package', folder, '-d', target]);
        const file = join(target, `${name}-${version}.tgz`);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(stdout).toBe(`Successfully packaged chart and saved it to: ${file}\n`);
        expect(readdirSync(target)).toEqual([`${name}-${version}.tgz`]);
      } finally {
        rmSync(target, { recursive: true });
      }
    });
  });
});
