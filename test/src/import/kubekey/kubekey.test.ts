import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { strictProblems } from '../../../constructs/threek/strict-kubekey';
import { Project } from '../../../support/project';

/** As the guides have it (facts: threek.md 1.1), written afresh: no frame, roleGroups among the items of hosts, two keys left out. */
const SAMPLE = `hosts:
  - {name: master1, address: 192.168.1.1, internalAddress: 192.168.1.1, port: 22, user: root, password: "Secret-1"}
  - {name: master2, address: 192.168.1.2, internalAddress: 192.168.1.2, port: 22, user: root, password: "Secret-1"}
  - {name: master3, address: 192.168.1.3, internalAddress: 192.168.1.3, port: 22, user: root, password: "Secret-1"}
  - {name: worker1, address: 192.168.1.4, internalAddress: 192.168.1.4, port: 22, user: root, password: "Secret-1"}
  - {name: worker2, address: 192.168.1.5, internalAddress: 192.168.1.5, port: 22, user: root, password: "Secret-1"}
  - {name: worker3, address: 192.168.1.6, internalAddress: 192.168.1.6, port: 22, user: root, password: "Secret-1"}
  roleGroups:
    etcd:
    - master[1:3]
    control-plane:
    - master1
    worker:
    - worker[1:3]
    registry:
    - master1
`;

let project: Project;
afterEach(() => project.remove());

function imported(text: string, name = 'config-sample.conf', ...more: string[]) {
  project = new Project({ [name]: text });
  const { status, stdout, stderr } = project.gpulab(['import', 'kubekey', name, '-o', 'out', '--json', ...more]);
  const { findings, result } = stderr === '' ? JSON.parse(stdout) : { findings: [], result: undefined };
  const file = project.list('out')?.find((one) => one.endsWith('.yaml'));
  return { status, stdout, stderr, findings, result, document: file && parse(project.read(`out/${file}`)) };
}

/** `code line:column` of all that is told. */
const places = ({ findings }: { findings: any[] }): string[] =>
  findings.map(({ code, line, column }) => `${code} ${line}:${column}`);

describe('the sample of the guides, as it stands', () => {
  test('gives a report of each of its faults, with its place', () => {
    const { findings, status } = imported(SAMPLE);
    expect(status).toBe(0);
    const told = findings.map(({ code, line, column, key }: any) => `${code} ${line}:${column} ${key}`);
    expect(new Set(told)).toEqual(
      new Set([
        // 1: no YAML
        'GPULAB4241 8:3 spec.roleGroups',
        // 2: no apiVersion, kind, name; nothing below spec
        'GPULAB4242 1:1 undefined',
        'GPULAB4242 1:1 spec.hosts',
        // 3: the name of the file
        'GPULAB4243 1:1 undefined',
        // 4: master2 and master3 are no nodes
        'GPULAB4246 11:5 spec.roleGroups.control-plane',
        // 5: a registry without Harbor
        'GPULAB4245 15:5 spec.roleGroups.registry',
        // 6: whose key it is
        'GPULAB4247 2:83 spec.hosts[0].user',
        // 7: what kk would choose otherwise
        'GPULAB4245 1:1 spec',
        // and passwords
        ...[0, 1, 2, 3, 4, 5].map((index) => `GPULAB4244 ${index + 2}:95 spec.hosts[${index}].password`),
      ]),
    );
  });

  test('becomes a file that a strict reader of v1alpha2 takes', () => {
    const { document } = imported(SAMPLE);
    expect(strictProblems(document, '3.0')).toEqual([]);
    expect(document).toMatchObject({
      apiVersion: 'kubekey.kubesphere.io/v1alpha2',
      kind: 'Cluster',
      metadata: { name: 'config-sample' },
      spec: {
        roleGroups: {
          etcd: ['master[1:3]'],
          'control-plane': ['master1'],
          worker: ['worker[1:3]'],
          registry: ['master1'],
        },
        kubernetes: { version: 'v1.24.3', containerManager: 'containerd' },
        registry: { type: 'harbor' },
      },
    });
    expect(document.spec.hosts).toHaveLength(6);
  });

  test('whose result has nothing left to mend', () => {
    imported(SAMPLE);
    const clean = project.read('out/config-sample.yaml');
    project.remove();
    const again = imported(clean, 'config-sample.yaml');
    // That two masters are no nodes is for a person to decide.
    expect(again.findings.map(({ code }: any) => code)).toEqual(['GPULAB4246']);
    expect(project.read('out/config-sample.yaml')).toBe(clean);
  });

  test('leaves no password in report or file', () => {
    const { stdout } = imported(SAMPLE);
    expect(stdout).not.toContain('Secret-1');
    expect(project.read('out/config-sample.yaml')).not.toContain('Secret-1');
    expect(project.read('out/config-sample.yaml')).toContain('password: <environment SSH_PASSWORD>');
    expect(project.list('out')).toEqual([
      'config-sample.sh',
      'config-sample.yaml',
      'imported-files.sha256',
      'imported-files.txt',
    ]);
  });
});

const RIGHT = `apiVersion: kubekey.kubesphere.io/v1alpha2
kind: Cluster
metadata:
  name: lab
spec:
  hosts:
  - {name: a1, address: 10.0.0.1, privateKeyPath: /root/.ssh/id_rsa}
  - {name: a2, address: 10.0.0.2, privateKeyPath: /root/.ssh/id_rsa}
  roleGroups:
    etcd: [a1]
    control-plane: [a1]
    worker: ["a[1:2]"]
  kubernetes:
    version: v1.24.3
    containerManager: containerd
`;

describe('any file of v1alpha2', () => {
  test('that is right is taken over, part by part', () => {
    const { findings, result, document } = imported(RIGHT, 'lab.yaml');
    expect(findings).toEqual([]);
    expect(document).toEqual(parse(RIGHT));
    expect(result.entries.map(({ fate, key }: any) => `${fate} ${key}`)).toEqual([
      'mapped spec.hosts',
      'mapped spec.roleGroups',
      'mapped spec.kubernetes',
    ]);
  });

  test('with roleGroups inside the last host is mended', () => {
    const nested = RIGHT.replace(
      / {2}- \{name: a2.*\n {2}roleGroups:\n(?: {4}.*\n)+/,
      '  - name: a2\n    address: 10.0.0.2\n    roleGroups:\n      etcd: [a1]\n      control-plane: [a1]\n      worker: ["a[1:2]"]\n',
    );
    const result = imported(nested, 'lab.yaml');
    expect(places(result)).toEqual(['GPULAB4241 10:5']);
    expect(result.document.spec.roleGroups.worker).toEqual(['a[1:2]']);
  });

  test.each([
    ['a key that kk does not know', 'metadata:', 'metadata:\n  nmae: x', 'GPULAB2801 4:3'],
    ['a misspelt key', 'containerManager', 'containerManger', 'GPULAB2801 15:5'],
    ['a host that there is not', 'a[1:2]', 'a[1:3]', 'GPULAB2811 12:14'],
    ['a range backwards', 'a[1:2]', 'a[2:1]', 'GPULAB2810 12:14'],
    ['a version that is too new', 'v1.24.3', 'v1.30.0', 'GPULAB2821 14:5'],
    ['a port that is text', 'address: 10.0.0.1,', 'address: 10.0.0.1, port: "22",', 'GPULAB2802 7:35'],
    [
      'a private key in clear',
      'privateKeyPath: /root/.ssh/id_rsa}\n  - {name: a2',
      'privateKey: PEM}\n  - {name: a2',
      'GPULAB2826 7:35',
    ],
    [
      'a password in the URL of a mirror',
      '  kubernetes:',
      '  registry:\n    registryMirrors: ["https://me:Secret-1@mirror.example.org"]\n  kubernetes:',
      'GPULAB2826 14:23',
    ],
    [
      'a password among values of a chart',
      '  kubernetes:',
      '  addons:\n  - {name: a, sources: {chart: {values: ["auth.password=Secret-1"]}}}\n  kubernetes:',
      'GPULAB2826 14:42',
    ],
  ])('%s stops it: nothing is written', (_, old, replacement, place) => {
    const result = imported(RIGHT.replace(old, replacement), 'lab.yaml');
    expect(places(result)).toContain(place);
    expect(result.stdout).not.toContain('Secret-1');
    expect(result.status).toBe(1);
    expect(result.document).toBeUndefined();
  });

  test('has its passwords under names of their own where they differ', () => {
    const text = RIGHT.replace('privateKeyPath: /root/.ssh/id_rsa}\n  - ', 'password: one}\n  - ').replace(
      'privateKeyPath: /root/.ssh/id_rsa}\n  role',
      'password: two}\n  role',
    );
    const { document } = imported(text, 'lab.yaml');
    expect(document.spec.hosts.map(({ password }: any) => password)).toEqual([
      '<environment SSH_PASSWORD_A1>',
      '<environment SSH_PASSWORD_A2>',
    ]);
  });

  test('is read for the line of kk that is said', () => {
    const newer = RIGHT.replace('v1.24.3', 'v1.30.0');
    expect(imported(newer, 'lab.yaml', '--kk', '3.1').findings).toEqual([]);
  });

  test('may have other documents beside it', () => {
    const result = imported(`apiVersion: v1\nkind: Secret\n---\n${RIGHT}`, 'lab.yaml');
    expect(places(result)).toEqual(['GPULAB4248 1:1']);
    expect(result.document.metadata.name).toBe('lab');
  });

  test('with several clusters is told: which one is meant?', () => {
    const second = RIGHT.replace('name: lab', 'name: other');
    const result = imported(`${RIGHT}---\n${second}`, 'lab.yaml');
    expect(places(result)).toEqual(['GPULAB4231 17:1']);
    expect([result.status, result.document]).toEqual([1, undefined]);
  });

  test.each(['ClusterConfiguration', 'ConfigMap'])('with a %s is told that it is KubeSphere', (kind) => {
    const { findings, status, document } = imported(`${RIGHT}---\napiVersion: v1\nkind: ${kind}\n`, 'lab.yaml');
    expect([status, document.metadata.name]).toEqual([0, 'lab']);
    expect(findings).toEqual([expect.objectContaining({ code: 'GPULAB4249', line: 17 })]);
    expect(findings[0].message).toContain('KubeSphere');
  });

  test.each([
    ['', '1:1'],
    ['- a\n', '1:1'],
    ['a: [b\n', '1:4'],
    ['spec:\n  roleGroups:\n    worker: [worker[1:2]]\n', '3:20'],
  ])('that is no mapping of YAML is told with its place: %j', (text, place) => {
    expect(places(imported(text, 'lab.yaml'))).toEqual([`GPULAB4230 ${place}`]);
  });
});

test.each([
  [['kubekey'], 'which file?'],
  [['kubekey', 'a', 'b'], 'one file at a time'],
  [['kubekey', 'a', '--kk', '4.0'], '--kk "4.0" is none of 3.0, 3.1'],
  [['kubekey', 'a', '--as', 'program'], '--as is not for import kubekey'],
  [['values', 'a', '--kk', '3.1'], '--kk is not for import values'],
])('import %j is wrong usage', (args, message) => {
  project = new Project({ a: '', b: '' });
  const run = project.gpulab(['import', ...args]);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(`error GPULAB4001 ${message}\n`);
});
