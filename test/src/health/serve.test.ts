import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listenOf, readableByAll } from '../../../src/health/command/serve-options';
import { storeProblem } from '../../../src/health/command/serve-problems';
import { DatabaseError } from '../../../src/health/store/database';
import { NewerSchemaError } from '../../../src/health/store/migrations';
import { GPULAB, Project, type Run } from '../../support/project';
import { until } from './support/api-client';
import { closeServers, docker, http } from './support/docker';
import { type Lab, theLab } from './support/lab';
import { newKey } from './support/store-suite';

const TOKEN = 'a-token-of-the-tests-0123456789';
const FILES = ['--token-file', 'token', '--secret-key-file', 'secret.key'];

let lab: Lab;
let project: Project;
const children: ChildProcess[] = [];
beforeAll(async () => {
  lab = await theLab();
  project = new Project({
    token: `# who may come in\nalice:${TOKEN}\n`,
    'secret.key': `${newKey()}\n`,
    'other.key': newKey(),
    'cert.pem': lab.server.cert,
    'key.pem': lab.server.key,
    'other-key.pem': lab.client.key,
    short: 'abc',
    'unreadable/file': '',
    url: 'postgresql://gpulab:hunter2@127.0.0.1:1/none\n',
  });
  for (const file of ['token', 'secret.key', 'key.pem']) chmodSync(join(project.folder, file), 0o600);
});
afterEach(closeServers);
afterAll(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  project.remove();
});

function serve(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, [GPULAB, 'health', 'serve', ...args], {
    cwd: project.folder,
    env: { ...rest, ...env },
  });
  children.push(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (said.stdout += data));
  child.stderr.on('data', (data) => (said.stderr += data));
  const ended = once(child, 'close').then(([status]): Run => ({ status, ...said }));
  return { child, said, ended };
}

/** Starts a server, and gives its URL when it listens. */
async function listening(args: string[], env: NodeJS.ProcessEnv = {}) {
  const server = serve([...FILES, '--listen', '127.0.0.1:0', ...args], env);
  await until(() => /listening on/.test(server.said.stdout) || server.child.exitCode !== null);
  return { ...server, url: /listening on (\S+)/.exec(server.said.stdout)?.[1] ?? server.said.stderr };
}

describe('what a server cannot start with is told at once, and nothing is made', () => {
  test.each([
    ['neither token nor key', [], ['GPULAB4410 there is no token', 'GPULAB4408 there is no key']],
    [
      'a short token, a key that is none',
      ['--token-file', 'short', '--secret-key-file', 'short'],
      ['GPULAB4410 line 1 has a token of 3 characters: 16 are the least', 'GPULAB4408 line 1 is no key of 32 bytes'],
      /openssl/,
    ],
    [
      'a key of another certificate',
      [...FILES, '--tls-cert', 'cert.pem', '--tls-key', 'other-key.pem'],
      ['GPULAB4412 the key in other-key.pem is not that of the certificate in cert.pem'],
    ],
    ['no certificate', [...FILES, '--tls-cert', 'token', '--tls-key', 'key.pem'], ['GPULAB4412 token or key.pem']],
    [
      'a database that is not there',
      [...FILES, '--database-file', 'url'],
      ['GPULAB4406 the database cannot be opened (ECONNREFUSED)'],
    ],
    [
      'files that are there, and cannot be read: nobody is told to make new ones',
      ['--token-file', 'unreadable', '--secret-key-file', 'unreadable', '--metrics-token-file', 'short'],
      ['(EISDIR)', 'mend its path or its rights, and do not make another', 'GPULAB4410 line 1 has a token of 3'],
      /openssl/,
    ],
    [
      'files that are not there',
      ['--token-file', 'none', '--secret-key-file', 'none'],
      ['GPULAB4410', '(umask 077; openssl rand -hex 32 > token)', '(umask 077; openssl rand -base64 32 > secret.key)'],
    ],
    ['a folder in a file', [...FILES, '--data', 'token/x'], ['GPULAB4406', '(ENOTDIR)', 'give a folder that']],
    ['a folder that is a file', [...FILES, '--data', 'token'], ['GPULAB4406', '(ENOTDIR)', 'give a folder that']],
    ['a folder where there can be none', [...FILES, '--data', '/proc/x/y'], ['GPULAB4406', '(ENOENT)']],
    ['no URL', [...FILES, '--database-file', 'short'], ['GPULAB4406 the URL of the database is none of']],
  ] as [string, string[], string[], RegExp?][])('%s', async (_name, args, messages, never = /hunter2/) => {
    const { status, stderr, stdout } = await serve(args).ended;
    expect([status, stdout]).toEqual([1, '']);
    for (const message of messages) expect(stderr).toContain(message);
    expect(stderr).not.toMatch(never);
    expect(stderr).not.toMatch(/hunter2|PRIVATE/);
    expect(stderr).not.toContain(TOKEN);
  });

  test.each([
    [['--listen', 'nowhere'], '--listen "nowhere" is no HOST:PORT'],
    [['--listen', '127.0.0.1:70000'], 'is no HOST:PORT'],
    [['--data', 'a', '--database-file', 'url'], 'either --data or --database-file'],
    [['--retention', '0'], '--retention "0" is no number of days from 1 to 3650'],
    [['--deadline', '30000'], '--deadline 30000 is not below the period'],
    [['--tls-cert', 'cert.pem'], '--tls-cert and --tls-key go together'],
    [['--audit'], '--audit is not for health serve'],
    [['--json'], 'serve has no --json'],
  ])('%j is wrong usage', async (args, message) => {
    const { status, stderr, stdout } = await serve([...FILES, ...args]).ended;
    expect(status).toBe(2);
    expect(stderr + stdout).toContain(message.replaceAll('"', args.includes('--json') ? '\\"' : '"'));
  });

  test('what a database may say, in words', () => {
    const told = (error: unknown) => (storeProblem(error, { folder: '/data' }) as { findings: object[] }).findings[0];
    expect(told(new NewerSchemaError(9, 1))).toMatchObject({
      code: 'GPULAB4407',
      message: expect.stringContaining('version 9'),
    });
    expect(told(new DatabaseError('28P01'))).toMatchObject({
      code: 'GPULAB4406',
      message: expect.stringContaining('28P01'),
    });
    const bug = new TypeError('x');
    expect(storeProblem(bug, undefined)).toBe(bug);
  });
});

test('a server over its life: nodes of an inventory, one folder for one server, TLS, another key, SIGTERM', async () => {
  const { port } = await http(docker());
  project.write(
    'inventory.yaml',
    `apiVersion: gpulab/v1\nhosts:\n  - {name: gpu-07, docker: {address: "tcp://127.0.0.1:${port}", tls: false}}\n`,
  );
  const first = await listening(['--data', 'data', '--inventory', 'inventory.yaml']);
  const list = await fetch(`${first.url}/computeNode/getComputeNodeList`, { headers: { 'x-token': TOKEN } });
  expect(((await list.json()) as any).data.list).toMatchObject([{ name: 'gpu-07', source: 'inventory' }]);

  expect(await serve([...FILES, '--data', 'data']).ended).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/GPULAB4406 the database in .*data is in use by another process/),
  });
  const taken = new URL(first.url).host;
  expect(await serve([...FILES, '--data', 'other', '--listen', taken]).ended).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`GPULAB4411 cannot listen on ${taken} (EADDRINUSE)`),
  });

  first.child.kill('SIGTERM');
  const { stderr, ...end } = await first.ended;
  expect(end).toEqual({ status: 0, stdout: `listening on ${first.url}\n` });
  expect(JSON.parse(stderr)).toEqual({
    time: expect.any(String),
    level: 'info',
    msg: 'ended',
    signal: 'SIGTERM',
    ranSeconds: expect.any(Number),
  });
  expect(
    await serve(['--token-file', 'token', '--secret-key-file', 'other.key', '--data', 'data']).ended,
  ).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('GPULAB4409 the store is encrypted with key'),
  });

  // Without --inventory its nodes are still there, and cannot be looked at.
  const tls = ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'];
  const second = await listening(['--data', 'data', ...tls]);
  expect(await healthOver(second.url)).toBe('{"status":"ok"}');
  second.child.kill('SIGINT');
  expect(await second.ended).toMatchObject({ status: 0, stderr: expect.stringContaining('"signal":"SIGINT"') });
}, 180_000);

test('files of secrets that everybody may read are a warning, and no others', () => {
  const files = { 'token-file': join(project.folder, 'token'), 'secret-key-file': join(project.folder, 'secret.key') };
  chmodSync(files['token-file'], 0o644);
  chmodSync(files['secret-key-file'], 0o640);
  expect(readableByAll(files)).toMatchObject([
    { code: 'GPULAB4414', level: 'warning', message: expect.stringContaining('token may be read by every user') },
  ]);
  chmodSync(files['token-file'], 0o600);
  expect(readableByAll({ ...files, 'tls-key': 'none' })).toEqual([]);
});

test('beyond this machine without TLS there is a warning', () => {
  expect(listenOf({ listen: '0.0.0.0:0' }).findings).toMatchObject([{ code: 'GPULAB4413', level: 'warning' }]);
  expect(listenOf({ listen: '0.0.0.0:0', 'tls-cert': 'x' }).findings).toEqual([]);
  expect(listenOf({ listen: '[::1]:8888' })).toEqual({ host: '::1', port: 8888, findings: [] });
});

function healthOver(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(`${url}/healthz`, { ca: lab.ca.cert }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece)).on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}
