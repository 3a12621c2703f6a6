import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LabError } from '../../../constructs/core/lab-error';
import type { HelmChart } from '../../../constructs/output';
import { canonical } from '../../constructs/output/hostile';
import type { Manifest } from './api-client';
import type { TestHelm } from './helm';
import { Difference, HelmOutputReader } from './helm-output';

const RELEASE = { release: 'rel-1', namespace: 'team' };

/** By the schema or by a rule of the chart: a template that does not work, or makes no YAML, is no refusal. */
const REFUSAL = /^values don't meet the specifications of the schema|templates\/demands\.yaml/;

/** A chart of ours as files, for Helm to read. */
export class ChartFolder {
  private readonly root = mkdtempSync(join(tmpdir(), 'gpulab-chart-'));
  public readonly folder = join(this.root, 'chart');
  public readonly output = new HelmOutputReader();
  private valuesFiles = 0;

  /** @param within where in the folder it is: a chart of another one is in `charts/` of that */
  public constructor(
    public readonly chart: HelmChart,
    within = '.',
  ) {
    for (const [name, text] of Object.entries(chart.renderFiles())) this.write(join(within, name), text);
  }

  public write(name: string, text: string): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** A new file each time, since Helm may still have to read the one before. */
  public writeValues(text: string): string {
    const file = join(this.root, `values-${++this.valuesFiles}.yaml`);
    writeFileSync(file, text);
    return file;
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The same values as a file and as our reader gives them. */
export interface Given {
  readonly text: string;
  readonly values: object;
}

/** As JSON, which is YAML, except that in YAML some characters cannot stand for themselves. */
export function asJson(values: object): Given {
  const text = JSON.stringify(values).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return { text, values: JSON.parse(text) };
}

/**
 * Renders a chart here and there, and insists that both make the same objects or that both refuse. Returns the objects, or
 * nothing when they were refused.
 */
export async function sameAsHelm(helm: TestHelm, chart: ChartFolder, given: Given): Promise<Manifest[] | undefined> {
  const file = chart.writeValues(given.text);
  const theirs = await helm.template({ chart: chart.folder, files: [file], ...RELEASE });
  const ours = render(chart.chart, given.values);
  const areRefused = REFUSAL.test(theirs.error ?? '') && ours instanceof LabError;
  if (areRefused) return undefined;
  if (theirs.error !== undefined) throw difference(`Helm refuses: ${theirs.error}`, given.text, theirs.output);
  if (ours instanceof LabError) throw difference(`we refuse: ${ours.message}`, given.text, theirs.output);
  const wanted = listed(ours.map(canonical));
  const readings = { kubectl: theirs.objects.map(canonical), ...chart.output.read(theirs.output) };
  for (const [reader, objects] of Object.entries(readings)) {
    const got = listed(objects);
    if (got === wanted) continue;
    throw difference(`${reader} reads\n${aroundDifference(got, wanted)}`, given.text, theirs.output);
  }
  return ours;
}

function render(chart: HelmChart, values: object): Manifest[] | LabError {
  try {
    return chart.renderManifests({ values, releaseName: RELEASE.release, releaseNamespace: RELEASE.namespace });
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
}

/** One line an object; their order does not count. */
const listed = (objects: readonly string[]): string => [...objects].sort().join('\n');

/** How one text goes on where another differs. */
function aroundDifference(got: string, wanted: string): string {
  let at = 0;
  while (got[at] === wanted[at]) at++;
  const part = (text: string) => text.slice(Math.max(0, at - 80), at + 80);
  return `${part(got)}\nand we have\n${part(wanted)}`;
}

const difference = (what: string, values: string, output: string): Difference =>
  new Difference(`${what}\n--- values\n${values}\n--- output of Helm\n${output}`);
