import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';

const ROOT = join(__dirname, '../..');
const PROGRAM = join(ROOT, 'examples/gpu-ceph/main.ts');
const output = mkdtempSync(join(tmpdir(), 'gpulab-gpu-ceph-'));
execFileSync(process.execPath, [join(ROOT, 'src/bin/gpulab'), 'synth', '--app', PROGRAM, '-o', output]);

/** Objects of the program itself, and those that Argo CD and Flux read. */
const files = readdirSync(output, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(?:[\w-]+\.k8s|(?:argocd|flux)\/.*)\.yaml$/.test(name))
  .sort();
const objects = files.flatMap((name) =>
  parseAllDocuments(readFileSync(join(output, name), 'utf8')).map((document): Manifest => document.toJS()),
);
const namespaceOf = ({ metadata }: Manifest): string[] => (metadata.namespace ? [metadata.namespace] : []);

afterAll(() => rmSync(output, { recursive: true }));

describeClusters('examples/gpu-ceph', ({ client }) => {
  test('every object of the program and of its deliveries is taken, with strict validation', async () => {
    const namespaces = [...new Set(objects.flatMap(namespaceOf))];
    for (const name of namespaces) {
      await client.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
    const answers = await Promise.all(objects.map((object) => client.apply(object, { dryRun: true })));
    expect(answers.filter(({ status }) => status >= 300).map(({ body }) => body.message)).toEqual([]);
    const kinds = new Set(objects.map(({ kind }) => kind));
    for (const kind of ['NicClusterPolicy', 'PrometheusRule', 'Application', 'HelmRelease', 'HelmRepository']) {
      expect(kinds, kind).toContain(kind);
    }
    for (const name of namespaces) await client.request('DELETE', `/api/v1/namespaces/${name}`);
  });
});
