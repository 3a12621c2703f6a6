import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../constructs/core/values/private/schema';
import { HOSTILE } from '../constructs/output/hostile';
import { spoiltValues, validValues } from '../support/values-arbitrary';
import { describeHelms } from './tools/helm';
import { asJson, ChartFolder, sameAsHelm } from './tools/helm-compare';
import { labCharts } from './tools/lab-charts';

const RUNS = 500;
/** Some values that the schema lets through are refused by a rule that goes over several of them. */
const MOST_TRIES = 20 * RUNS;

const FEW_RUNS = 50;
/** A process each. */
const COMMANDS = 10;

const COMMITTED = join(import.meta.dirname, '../../charts-out');

const CHARTS = await labCharts();

describeHelms('the charts of the lab', (helm) => {
  describe.each(Object.entries(CHARTS))('%s', (name, chart) => {
    const folder = new ChartFolder(chart);
    afterAll(() => folder.remove());

    test(`gives the same objects in both forms, for ${RUNS} random values files`, async () => {
      const given = fc.sample(validValues(chart._renderer.schema), { numRuns: MOST_TRIES });
      let accepted = 0;
      for (const values of given) {
        const objects = await sameAsHelm(helm, folder, asJson(values));
        if (objects !== undefined && ++accepted === RUNS) break;
      }
      expect(accepted).toBe(RUNS);
    });

    test('gives the same objects as a part of another chart', async () => {
      const umbrella = new ChartFolder(chart, 'charts/part');
      try {
        umbrella.write('Chart.yaml', 'apiVersion: v2\nname: umbrella\nversion: 0.1.0\n');
        let accepted = 0;
        for (const values of fc.sample(validValues(chart._renderer.schema), { numRuns: FEW_RUNS })) {
          const { text } = asJson({ [name]: values, global: { uid: 'li4' } });
          accepted += (await sameAsHelm(helm, umbrella, { text, values })) === undefined ? 0 : 1;
        }
        expect(accepted).toBeGreaterThan(0);
      } finally {
        umbrella.remove();
      }
    });

    test('is read by the command as by the renderer of these tests', async () => {
      for (const values of fc.sample(validValues(chart._renderer.schema), { numRuns: COMMANDS })) {
        const file = folder.write('values-of-the-command.yaml', asJson(values).text);
        const { stdout } = await helm.run(['template', 'r', folder.folder, '-n', 'n', '-f', file, '--include-crds']);
        const request = { chart: folder.folder, files: [file], release: 'r', namespace: 'n' };
        expect(stdout).toBe((await helm.template(request)).output);
      }
    });

    test(`refuses in both forms, for ${RUNS} random values files with something wrong`, async () => {
      const given = fc.sample(spoiltValues(chart._renderer.schema), { numRuns: RUNS });
      let refused = 0;
      for (const values of given) refused += (await sameAsHelm(helm, folder, asJson(values))) === undefined ? 1 : 0;
      expect(refused).toBeGreaterThan(RUNS / 2);
    });
  });

  test('student-workload takes hostile text for what it is, or refuses it, in both forms', async () => {
    const chart = CHARTS['student-workload'];
    const folder = new ChartFolder(chart);
    try {
      const { properties = {} } = chart._renderer.schema;
      const isFree = ({ type, enum: allowed }: JsonSchema) => [type].flat().includes('string') && !allowed;
      const keys = Object.keys(properties).filter((key) => isFree(properties[key]));
      const accepted = new Set<string>();
      for (const text of HOSTILE) {
        for (const key of keys) if (await sameAsHelm(helm, folder, asJson({ [key]: text }))) accepted.add(key);
      }
      // A key that takes none of them would prove nothing.
      expect([...accepted].sort()).toEqual(keys.sort());
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
