import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LabApp } from 'cdk8s-gpulab';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOfTests } from '../support/folder';

/** Where `app.synth()` looks for a command that wants the tree. */
const HOST = Symbol.for('cdk8s-gpulab.host');

const committed = resolve(__dirname, '../../charts-out');
const written = folderOfTests();
let app: LabApp;

/** All files below a folder. */
function filesIn(folder: string): { [name: string]: string } {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

beforeAll(async () => {
  (globalThis as any)[HOST] = (made: LabApp) => {
    app = made;
  };
  try {
    await import('../../examples/ailab/charts');
  } finally {
    delete (globalThis as any)[HOST];
  }
});

describe('the charts of the example', () => {
  test('are written without a finding, as they stand in charts-out (npm run charts)', () => {
    const { findings } = app._synthesize({ helm: true, outdir: written });
    expect(findings).toEqual([]);
    expect(filesIn(written)).toEqual(filesIn(committed));
  });

  test('are for one job, one job on a slice, one student, a whole lab, the 3K platform, a provider, and health', () => {
    expect(readdirSync(committed).sort()).toEqual([
      'chart-files.txt',
      'compute-provider',
      'cpod-operator',
      'hami-workload',
      'lab-roster',
      'lab-user',
      'node-health',
      'student-workload',
      'threek-platform',
    ]);
  });
});
