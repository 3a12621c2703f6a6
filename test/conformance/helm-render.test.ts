import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { LabApp } from '../../constructs/app';
import { FindingLevel } from '../../constructs/core';
import { LabError } from '../../constructs/core/lab-error';
import type { Mapping } from '../../constructs/core/private/mapping';
import type { HelmChart } from '../../constructs/output';
import { ReleaseValues } from '../../src/render/release-values';
import { run } from '../../tools/run';
import { canonical } from '../constructs/output/hostile';
import { validValues } from '../support/values-arbitrary';
import { describeHelms } from './tools/helm';
import { asJson } from './tools/helm-compare';
import { labCharts } from './tools/lab-charts';

const ROOT = join(import.meta.dirname, '../..');
const GPULAB = join(ROOT, 'src/bin/gpulab');
const RUNS = 100;
const MOST_TRIES = 60 * RUNS;
const NAMESPACE = 'team';

const home = mkdtempSync(join(tmpdir(), 'gpulab-render-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Can there be a second release beside a first one? */
function isRepeatable(chart: HelmChart): boolean {
  const taken = new Set<string>();
  const values = fc.sample(validValues(chart._renderer.schema), { numRuns: RUNS });
  return values.filter((each, index) => accepts(chart, `release-${index}`, each, taken)).length > 1;
}

const idOf = ({ kind, metadata }: any): string => `${kind} ${metadata.namespace} ${metadata.name}`;

/** A folder of values files that the chart accepts, each named as a release; no two make the same object. */
function valuesFolder(chart: HelmChart): string {
  const folder = join(home, chart.chartName);
  mkdirSync(folder, { recursive: true });
  const taken = new Set<string>();
  const valid = validValues(chart._renderer.schema);
  let written = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += RUNS) {
    for (const each of fc.sample(valid, RUNS)) {
      const name = `r${String(written).padStart(4, '0')}`;
      if (!accepts(chart, name, each, taken)) continue;
      writeFileSync(join(folder, `${name}.yaml`), asJson(each).text);
      if (++written === RUNS) return folder;
    }
  }
  throw new Error(`${chart.chartName} accepted ${written} of ${MOST_TRIES} values files`);
}

function accepts(chart: HelmChart, releaseName: string, values: object, taken: Set<string>): boolean {
  try {
    const manifests = chart.renderManifests({ values, releaseName, releaseNamespace: NAMESPACE });
    const ids = manifests.map(idOf);
    if (manifests.length === 0 || new Set(ids).size < ids.length || ids.some((id) => taken.has(id))) return false;
    if (!passesChecks(chart, releaseName, values)) return false;
    for (const id of ids) taken.add(id);
    return true;
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}

function passesChecks({ chart, _renderer: renderer }: HelmChart, name: string, values: object): boolean {
  const checks = (chart.node.root as LabApp)._releaseChecks();
  checks.visit(
    renderer.objects(renderer.merged(values as Mapping), { name, namespace: NAMESPACE }),
    ReleaseValues.NONE,
  );
  return !checks.finish().some(({ level }) => level === FindingLevel.ERROR);
}

const listed = (objects: readonly object[]): string[] => objects.map(canonical).sort();

/** A platform stands once in a cluster: `render --each` is for charts that have a release for each file. */
const CHARTS = Object.entries(await labCharts()).filter(([, chart]) => isRepeatable(chart));

describeHelms('gpulab render', (helm) => {
  test('is tried with every chart that can be released twice', () => {
    expect(CHARTS.map(([name]) => name)).toEqual([
      'student-workload',
      'lab-user',
      'lab-roster',
      'hami-workload',
      'node-health',
    ]);
  });

  test.each(CHARTS)(`of ${RUNS} values files for %s gives what helm template gives`, async (name, chart) => {
    const folder = valuesFolder(chart);
    const output = join(home, `${name}-manifests`);
    run(process.execPath, [GPULAB, 'render', name, '--each', folder, '--namespace', NAMESPACE, '-o', output]);
    const committed = join(ROOT, 'charts-out', name);
    for (const file of readdirSync(folder)) {
      const release = file.replace(/\.yaml$/, '');
      const files = [join(folder, file)];
      const { objects, error } = await helm.template({ chart: committed, files, release, namespace: NAMESPACE });
      expect(error).toBeUndefined();
      const ours = parseAllDocuments(readFileSync(join(output, `${release}.k8s.yaml`), 'utf8'));
      expect(listed(ours.map((document) => document.toJS()))).toEqual(listed(objects));
    }
  });
});
