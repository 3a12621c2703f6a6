import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { InstallSecret, KubeKeyVersion } from '../../../constructs/threek';
import { documentProblems } from '../../../constructs/threek/private/kubekey/check';
import { folderOfTests } from '../../support/folder';
import { HOSTS, kubeKey, outputOf } from './support';

const folder = folderOfTests();
const temporary = join(folder, 'tmp');
const passwordFile = join(folder, 'harbor-password');

const { app } = kubeKey({
  hosts: HOSTS.map((host, index) =>
    index === 0 ? { ...host, password: InstallSecret.environment('SSH_PASSWORD') } : host,
  ),
  registry: {
    auths: { 'dockerhub.kubekey.local': { username: 'admin', password: InstallSecret.file(passwordFile) } },
  },
});
const { files } = outputOf(app);

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name.replace(/^# /, ''));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  mkdirSync(temporary);
  const kk = join(folder, 'kk');
  // The last argument is the file; its mode and its text are what the test wants to see.
  writeFileSync(
    kk,
    '#!/bin/sh\nfor file; do :; done\nstat -c %a "$file"; echo "$@" | sed "s/ [^ ]*$//"; cat "$file"; exit $STATUS\n',
  );
  chmodSync(kk, 0o755);
});

function run(
  environment: { [name: string]: string },
  password: string,
): { status: number; stdout: string; stderr: string } {
  writeFileSync(passwordFile, password);
  const env = {
    PATH: process.env.PATH!,
    KK: join(folder, 'kk'),
    TMPDIR: temporary,
    KK_WORK: join(folder, 'work'),
    STATUS: '0',
    ...environment,
  };
  const done = spawnSync('bash', [join(folder, 'kubekey/lab.sh'), 'create', 'cluster', '-y'], {
    env,
    encoding: 'utf8',
    cwd: '/',
  });
  expect(readdirSync(temporary)).toEqual([]);
  return { status: done.status!, stdout: done.stdout, stderr: done.stderr };
}

describe('passwords of the KubeKey file', () => {
  test('are not in the file, which says where they come from', () => {
    const { spec } = parse(files['# kubekey/lab.yaml']);
    expect(spec.hosts[0].password).toBe('<environment SSH_PASSWORD>');
    expect(spec.hosts[0]).not.toHaveProperty('privateKeyPath');
    expect(spec.registry.auths['dockerhub.kubekey.local'].password).toBe(`<file ${passwordFile}>`);
  });

  test('are filled in for kk, in a file of its user that goes with it', () => {
    const { status, stdout } = run({ SSH_PASSWORD: 'first' }, 'second\n');
    const [mode, words, ...text] = stdout.split('\n');
    expect([status, mode, words]).toEqual([0, '600', 'create cluster -y -f']);
    const { spec } = parse(text.join('\n'));
    expect([spec.hosts[0].password, spec.registry.auths['dockerhub.kubekey.local'].password]).toEqual([
      'first',
      'second',
    ]);
    expect({ ...parse(files['# kubekey/lab.yaml']), spec: 0 }).toEqual({ ...parse(text.join('\n')), spec: 0 });
  });

  test('arrive as they are, whatever characters they have', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ0 \'"\\$`&#:{}[]<>*!%@|~?-ä€'), minLength: 1, maxLength: 20 });
    const sayable = text.filter((password) => password.trim() === password);
    fc.assert(
      fc.property(sayable, (password) => {
        const { stdout } = run({ SSH_PASSWORD: password }, password);
        const { spec } = parse(stdout.split('\n').slice(2).join('\n'));
        expect([spec.hosts[0].password, spec.registry.auths['dockerhub.kubekey.local'].password]).toEqual([
          password,
          password,
        ]);
      }),
      { numRuns: 20 },
    );
  });

  test('that are missing stop it before kk runs', () => {
    expect(run({}, 'x')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'the environment variable SSH_PASSWORD is not set\n',
    });
    expect(run({ SSH_PASSWORD: 'x' }, '').stderr).toContain('is empty');
    expect(run({ SSH_PASSWORD: 'a\nb' }, 'x').stderr).toContain('line break');
  });

  test('do not hide the status of kk', () => {
    expect(run({ SSH_PASSWORD: 'x', STATUS: '7' }, 'x').status).toBe(7);
  });

  test('in clear are refused, and not shown', () => {
    const document = {
      apiVersion: 'kubekey.kubesphere.io/v1alpha2',
      kind: 'Cluster',
      metadata: { name: 'x' },
      spec: { hosts: [{ name: 'a', address: '10.0.0.1', password: 'hunter2', privateKey: 'PEM' }], roleGroups: {} },
    };
    const problems = documentProblems(document, KubeKeyVersion.V3_0).filter(({ code }) => code === 'GPULAB2826');
    expect(problems.map(({ path }) => path.at(-1))).toEqual(['password', 'privateKey']);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|PEM/);
  });

  test.each(['', '1A', 'A B', 'A-B', '$A'])('cannot come from a variable called "%s"', (name) => {
    expect(() => InstallSecret.environment(name)).toThrow(
      expect.objectContaining({ findings: [expect.objectContaining({ code: 'GPULAB2827' })] }),
    );
  });

  test('that are given in place of a name are not shown', () => {
    for (const make of [InstallSecret.environment, InstallSecret.file]) {
      expect(() => make('hunter2!')).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
      );
    }
  });

  test.each(['relative', '/a b', "/a'b", '/a<b'])('cannot come from a file called %s', (path) => {
    expect(() => InstallSecret.file(path)).toThrow(/no absolute path/);
  });
});

describe('secrets that are in no field for secrets', () => {
  const problemsOf = (spec: object) =>
    documentProblems({ spec: { ...spec } }, KubeKeyVersion.V3_0).filter(({ code }) => code === 'GPULAB2826');

  test.each([
    [{ registry: { registryMirrors: ['https://mirror.example.org', 'https://me:hunter2@mirror.example.org'] } }],
    [{ registry: { registryMirrors: ['me:hunter2@mirror.example.org'] } }],
    [{ registry: { privateRegistry: 'https://hunter2@mirror.example.org' } }],
    [{ registry: { auths: { 'https://me:hunter2@mirror.example.org': {} } } }],
    [{ addons: [{ name: 'a', sources: { chart: { repo: 'https://me:hunt@er2@mirror.example.org/charts' } } }] }],
    [{ system: { preInstall: [{ name: 'a', bash: 'curl https://me:hunter2@mirror.example.org/a' }] } }],
  ])('before a host are refused, and only scheme and host are shown: %j', (spec) => {
    const problems = documentProblems({ spec }, KubeKeyVersion.V3_0);
    expect(JSON.stringify(problems.map(({ message, hint }) => [message, hint]))).not.toMatch(/hunter2|er2@/);
    const [{ level, message }] = problemsOf(spec);
    expect(level).toBe('error');
    expect(message).toContain('mirror.example.org');
  });

  test.each([
    'https://mirror.example.org/a@b',
    'ssh://git@host/a',
    'registry.example.org/a@sha256:0a',
    'a@b.org',
    '10.0.0.1:5000',
  ])('are not seen where there are none: %s', (text) =>
    expect(problemsOf({ registry: { registryMirrors: [text] } })).toEqual([]),
  );

  const values = (...texts: string[]) => problemsOf({ addons: [{ name: 'a', sources: { chart: { values: texts } } }] });

  test('among values of a chart are refused by their keys', () => {
    const problems = values(
      'a.b=c',
      'auth.password=hunter2',
      'adminPassword=hunter2',
      'token=hunter2',
      'apiKey=hunter2',
    );
    expect(problems.map(({ level, path }) => `${level} ${path.at(-1)}`)).toEqual([
      'error 1',
      'error 2',
      'error 3',
      'warning 4',
    ]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
    expect(values('auth.existingSecret=a', 'auth.secretKey=a', 'key=a', 'rbac.token=true', 'password=')).toEqual([]);
  });
});

test('what the platform brings itself is better not switched on in kk', () => {
  const document = {
    spec: {
      kubernetes: {
        version: 'v1.33.4',
        containerManager: 'containerd',
        nodeFeatureDiscovery: { enabled: true },
        nvidiaRuntime: true,
      },
    },
  };
  const warned = documentProblems(document, KubeKeyVersion.V3_1).filter(({ code }) => code === 'GPULAB2825');
  expect(warned.map(({ level, path }) => `${level} ${path.at(-1)}`)).toEqual([
    'warning nodeFeatureDiscovery',
    'warning nvidiaRuntime',
  ]);
});
