import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/health/store/database';
import { openEmbedded } from '../../../src/health/store/embedded';
import { COLUMNS, SECRET_COLUMNS } from '../../../src/health/store/node-record';
import { TestServer } from './support/api-client';
import { type Lab, theLab } from './support/lab';

const NODE = { name: 'gpu-07', publicIp: '203.0.113.7', privateIp: '10.0.0.7' };
const CREATE = '/computeNode/createComputeNode';
const UPDATE = '/computeNode/updateComputeNode';

let database: Database;
let lab: Lab;
let api: TestServer;
beforeAll(async () => {
  [lab, database] = await Promise.all([theLab(), openEmbedded(undefined)]);
  api = await TestServer.start(database);
}, 180_000);
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const created = async (more: object = {}): Promise<any> => (await api.create({ ...NODE, ...more })).data;
const problemsOf = (answer: any) =>
  Object.fromEntries(answer.data.problems.map(({ field, message }: any) => [field, message]));

describe('fields that a node has not', () => {
  test('are refused by name, with what was meant, and nothing is changed', async () => {
    const { ID } = await created();
    const answer = await api.send('PUT', UPDATE, { ID, useTLS: true, dockerAdress: 'tcp://10.0.0.7:2376', xyz: 1 });
    expect([answer.code, answer.data.error, problemsOf(answer)]).toEqual([
      7,
      'GPULAB4420',
      {
        useTLS: 'is not known: did you mean "useTls"?',
        dockerAdress: 'is not known: did you mean "dockerAddress"?',
        xyz: 'is not known',
      },
    ]);
    expect((await api.json('/audit?pageSize=1')).data.list).toMatchObject([{ action: 'create', ID }]);
    expect(problemsOf(await api.create({ ...NODE, gpucount: 8 }))).toHaveProperty('gpucount');
  });

  test('but a client may send back what it was answered', async () => {
    const node = await created();
    const answer = await api.send('PUT', UPDATE, { ...node, region: 'north' });
    expect(answer).toMatchObject({ code: 0, data: { ID: node.ID, region: 'north' } });
    expect((await api.create({ ...node, name: 'copy' })).code).toBe(0);
  });
});

describe('a certificate and a key that are not a pair', () => {
  const MISMATCH = 'the client key is not that of the client certificate';
  const pair = () => ({ caCert: lab.ca.cert, clientCert: lab.client.cert, clientKey: lab.client.key });

  test.each([
    ['a key alone', 'clientKey', () => ({ clientKey: lab.otherClient.key }), `${MISMATCH} that is stored: give both`],
    [
      'a certificate alone',
      'clientCert',
      () => ({ clientCert: lab.otherClient.cert }),
      'the client certificate is not that of the client key that is stored: give both',
    ],
    ['both', 'clientKey', () => ({ ...pair(), clientKey: lab.otherClient.key }), MISMATCH],
  ])('are refused when %s comes, and what is stored stays', async (_name, field, change, message) => {
    const { ID, UpdatedAt } = await created(pair());
    const answer = await api.send('PUT', UPDATE, { ID, ...change() });
    expect([answer.code, answer.data.problems]).toEqual([7, [{ field, message }]]);
    expect((await api.json(`/computeNode/findComputeNode?ID=${ID}`)).data.UpdatedAt).toBe(UpdatedAt);
  });

  test('two of another pair, the same key again, or none at all, are taken', async () => {
    const { ID } = await created(pair());
    for (const change of [
      { clientCert: lab.otherClient.cert, clientKey: lab.otherClient.key },
      { clientKey: lab.otherClient.key },
      { clientKey: '' },
      { clientCert: lab.client.cert },
    ]) {
      expect((await api.send('PUT', UPDATE, { ID, ...change })).code).toBe(0);
    }
  });
});

describe('everything that is wrong with a request', () => {
  test('is told at once: what a field is by itself, and what it is beside others', async () => {
    const wrong = { name: 'x', publicIp: '999.1', dockerAddress: 'unix:///x', clientCert: 5, gpuCount: 'abc' };
    expect(problemsOf(await api.create(wrong))).toEqual({
      publicIp: 'is neither an IPv4 nor an IPv6 address',
      privateIp: 'is missing',
      dockerAddress: 'a socket of this machine is checked as host of the inventory only',
      clientCert: 'is not text',
      gpuCount: 'is not a whole number',
    });
    const { ID } = await created();
    const answer = await api.send('PUT', UPDATE, { ID, dockerAddress: 'unix:///x', sshPort: 0 });
    expect(Object.keys(problemsOf(answer)).sort()).toEqual(['dockerAddress', 'sshPort']);
  });

  test.each([
    ['a body that is a list', 'POST', CREATE, [], { body: 'is not an object' }],
    ['no ID', 'PUT', UPDATE, { region: 'x' }, { ID: 'is missing' }],
    ['an ID that is none', 'PUT', UPDATE, { ID: 'x' }, { ID: 'is not a whole number' }],
    ['too long', 'PUT', UPDATE, { ID: 1, region: 'x'.repeat(256) }, { region: 'is more than 255 characters' }],
    [
      'too much',
      'PUT',
      UPDATE,
      { ID: 1, sshPort: 65_536, useTls: 1 },
      { sshPort: 'is more than 65535', useTls: 'is not true or false' },
    ],
    ['no IDs', 'GET', '/history', undefined, { 'IDs[]': 'is missing' }],
    [
      'half a range',
      'GET',
      '/computeNode/getComputeNodeList?createdAtRange[]=2026-01-01',
      undefined,
      { 'createdAtRange[]': 'is not two times, from and to' },
    ],
    [
      'a range that ends first',
      'GET',
      '/computeNode/getComputeNodeList?createdAtRange[]=2026-01-02&createdAtRange[]=2026-01-01',
      undefined,
      { 'createdAtRange[]': 'ends before it begins' },
    ],
    [
      'a state that there is not',
      'GET',
      '/computeNode/getComputeNodeList?state=x',
      undefined,
      { state: 'is none of connected, failed, unknown' },
    ],
    [
      'a reason that there is not',
      'GET',
      '/computeNode/getComputeNodeList?reason=x',
      undefined,
      { reason: expect.stringContaining('is none of ok, ') },
    ],
  ])('is told in our words: %s', async (_name, method, path, body, problems) => {
    const answer = body === undefined ? await api.json(path) : await api.send(method, path, body);
    expect([answer.data.error, problemsOf(answer)]).toEqual(['GPULAB4420', problems]);
  });
});

test('the example of the documentation is a node, and its table has every field', async () => {
  const page = readFileSync(join(__dirname, '../../../docs/health-api.md'), 'utf8');
  const section = page.slice(page.indexOf('## A node'), page.indexOf('## Events'));
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(section)![1]);
  expect(await api.create({ ...example, caCert: lab.ca.cert, dockerAddress: 'tcp://127.0.0.1:1' })).toMatchObject({
    code: 0,
  });
  for (const field of [...Object.keys(COLUMNS), ...Object.keys(SECRET_COLUMNS)])
    expect(section).toContain(`\`${field}\``);
});
