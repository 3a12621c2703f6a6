import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeHelms } from './helm';

const CHART = {
  'Chart.yaml': 'apiVersion: v2\nname: instrument\nversion: 0.1.0\nkubeVersion: ">=1.28.0-0"\n',
  'values.yaml': 'kind: ConfigMap\nsize: 1\n',
  'values.schema.json': '{"properties": {"size": {"type": "integer", "maximum": 5}}}',
  'crds/thing.yaml': 'kind: CustomResourceDefinition\napiVersion: apiextensions.k8s.io/v1\n',
  'templates/map.yaml':
    'kind: {{ .Values.kind }}\napiVersion: v1\nrelease: {{ .Release.Name }}.{{ .Release.Namespace }}\nsize: {{ .Values.size }}\n',
  'templates/hook.yaml': 'kind: Job\napiVersion: batch/v1\nmetadata:\n  annotations: {helm.sh/hook: pre-install}\n',
};

const folder = mkdtempSync(join(tmpdir(), 'gpulab-instrument-'));
const write = (name: string, text: string): string => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
for (const [name, text] of Object.entries(CHART)) write(name, text);
const values = write('values/some.yaml', 'kind: Service\n');
const request = { chart: folder, files: [values], set: ['size=3'], release: 'r', namespace: 'n' };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The instrument before what it measures.
describeHelms('the renderer of the tests', ({ major, run, template }) => {
  test('is of the version that it is called', async () => {
    const { stdout } = await run(['version', '--template', '{{ .Version }}']);
    expect(stdout).toMatch(major === 3 ? /^v3\.22\./ : /^v4\.3\./);
  });

  test('says what helm template says, to the byte', async () => {
    const { output, objects, error } = await template(request);
    const flags = ['-n', 'n', '-f', values, '--set', 'size=3', '--include-crds'];
    const { status, stdout } = await run(['template', 'r', folder, ...flags]);
    expect([status, error]).toEqual([0, undefined]);
    expect(output).toBe(stdout);
    expect(objects.map(({ kind }) => kind)).toEqual(['CustomResourceDefinition', 'Service', 'Job']);
    expect(objects[1]).toMatchObject({ release: 'r.n', size: 3 });
  });

  test('refuses with the words of helm template, and goes on', async () => {
    const { error } = await template({ ...request, set: ['size=6'] });
    const { status, stderr } = await run(['template', 'r', folder, '--set', 'size=6']);
    expect(status).toBe(1);
    expect(error).toContain('size');
    expect(stderr).toContain(error);
    expect((await template(request)).error).toBeUndefined();
  });
});
