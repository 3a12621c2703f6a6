import { LabApp, StudentWorkloadChart } from 'cdk8s-gpulab';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { site } from '../../examples/ailab/site';
import { ReleaseValues } from '../../src/render/release-values';
import { render } from '../../src/render/render';
import { ValuesFile } from '../../src/values-file/values-file';

const { helm } = new StudentWorkloadChart(new LabApp(), 'student-workload', { site, version: '1.0.0' });

/** Objects by kind of a values file, read and rendered as `gpulab render` does; or what it is refused for. */
function rendered(text: string): { told: string[]; of: { [kind: string]: any } } {
  const file = ValuesFile.read(text, 'values.yaml');
  const tell = (findings: ValuesFile['findings']): string[] =>
    findings.map((found) => `${found.file}:${found.line}:${found.column} ${found.key}`);
  if (file.findings.length > 0) return { told: tell(file.findings), of: {} };
  const release = { name: 'lab1', namespace: 'default', values: ReleaseValues.NONE.withFile(file) };
  const { findings, texts } = render(helm, [release]);
  const objects = parseAllDocuments(texts[0]?.text ?? '').map((document) => document.toJS());
  return { told: tell(findings), of: Object.fromEntries(objects.map((object) => [object?.kind, object])) };
}

const container = (text: string): any => {
  const { told, of } = rendered(text);
  expect(told).toEqual([]);
  return of.Deployment.spec.template.spec.containers[0];
};
const pod = (text: string): any => rendered(text).of.Deployment.spec.template.spec;

describe('a values file of today (acceptance fact 6)', () => {
  test.each(['yes', 'on', 'True', 'y'])('may say %s for true', (word) => {
    expect(container(`UseIB: ${word}\n`).securityContext).toEqual({ capabilities: { add: ['IPC_LOCK'] } });
  });

  test('may write user numbers with zeros in front', () => {
    expect(pod('UID: 0000\nGID: 000\n').securityContext).toEqual({ runAsUser: 0, runAsGroup: 0 });
  });

  test('may have a byte order mark, CRLF, an anchor, a merge key, and one blank of indentation', () => {
    const text = [
      '\ufeffNameSpace: zhang3',
      'GPU: RTX4090',
      'Limits: # of one pod',
      ' <<: &small {memory: 32Gi}',
      ' CPU: 4',
      ' GPU: 1',
      '',
    ].join('\r\n');
    expect(container(text).resources.limits).toEqual({ cpu: '4', memory: '32Gi', 'nvidia.com/gpu': '1' });
  });

  test('may be empty, or comments', () => {
    expect(container('# NameSpace: zhang3\n').name).toBe('undescribed-job-lab1');
  });

  test.each<[string, string, string]>([
    ['a quoted False, which Helm takes for true', 'NameSpace: a\nNoGFS: "False"\n', '2:8 NoGFS'],
    ['a key that is there twice', 'UID: 1\nUID: 2\n', '2:1 UID'],
    ['a second document', 'UID: 1\n---\nGID: 2\n', '2:1 UID'],
    ['a tab', 'Limits:\n\tCPU: 8\n', '2:1 Limits'],
    ['a quote that is not closed', 'NameSpace: "a\n', '1:12 NameSpace'],
    ['a number beyond 2^53', 'UID: 9007199254740993\n', '1:6 UID'],
    ['a key that does nothing', 'nogfs: true\n', '1:1 nogfs'],
    ['a key of an older chart', 'NameSpace: a\nEMAIL: a@b.c\n', '2:1 EMAIL'],
    ['a key in other letters', 'Limits:\n  Memory: 8Gi\n', '2:3 Limits.Memory'],
  ])('is refused for %s, at its place', (_what, text, place) => {
    expect(rendered(text).told).toEqual([`values.yaml:${place}`]);
  });
});

describe('a values file with hostile text (acceptance fact 7)', () => {
  test('cannot add a field where it is pasted', () => {
    const { told } = rendered('ContainerImage: "img:v1\\n        securityContext: {privileged: true}"\n');
    expect(told).toEqual(['values.yaml:1:17 ContainerImage']);
  });

  test('gives a command word for word', () => {
    const { command } = container(`Command: ["{{ .Release.Name }}", "a: b # c", "<no value>", '"']\n`);
    expect(command).toEqual(['{{ .Release.Name }}', 'a: b # c', '<no value>', '"']);
  });
});
