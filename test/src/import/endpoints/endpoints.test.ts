import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Inventory } from '../../../../constructs/inventory';
import { importEndpoints } from '../../../../src/import/endpoints/import-endpoints';
import { Material } from '../../../../src/import/endpoints/material';
import { Project } from '../../../support/project';

const CA = '-----BEGIN CERTIFICATE-----\nCA\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN PRIVATE KEY-----\nKEY\n-----END PRIVATE KEY-----';

/** A node as the old system's pages of documentation show it (facts: compute-nodes.md 4). */
const NODE = {
  ID: 1,
  CreatedAt: '2026-01-01T00:00:00Z',
  name: 'GPU-Node-01',
  region: 'beijing',
  cpu: 64,
  memory: 512,
  systemDisk: 0,
  dataDisk: 2000,
  publicIp: '203.0.113.7',
  privateIp: '192.168.1.100',
  sshPort: 22,
  username: 'root',
  password: 'hunter2',
  gpuName: 'RTX 4090',
  gpuCount: 8,
  memoryCapacity: 24,
  hamiCore: '/root/HAMi-core/build',
  dockerAddress: 'tcp://192.168.1.100:2376',
  useTls: true,
  caCert: CA,
  clientCert: CA.replace('CA', 'CERT'),
  clientKey: KEY,
  dockerStatus: 'connected',
  isOnShelf: true,
  remark: '',
};
const read = (text: string, material = new Material('certs', false)) =>
  importEndpoints([{ file: 'nodes', text }], material);
const json = (...nodes: object[]) => read(JSON.stringify(nodes));
/** What is not mapped, as `fate key code`. */
const told = ({ entries }: ReturnType<typeof read>) =>
  entries.flat().flatMap(({ fate, key, remark }) => (remark ? [`${fate} ${key} ${remark.code}`] : []));

const INVENTORY = `apiVersion: gpulab/v1
hosts:
  - name: gpu-node-01
    address: 192.168.1.100
    groups:
      - beijing
    cpu: 64
    memory: 512G
    gpus:
      - model: RTX-4090
        count: 8
        memory: 24G
    docker:
      address: tcp://192.168.1.100:2376
      caFile: certs/ca.pem
      certFile: certs/client.pem
      keyFile: certs/client-key.pem
`;

describe('an export of nodes', () => {
  test('becomes an inventory, and every field is accounted for', () => {
    const result = json(NODE);
    expect(result.inventory).toBe(INVENTORY);
    expect(told(result).sort()).toEqual(
      [
        'changed nodes[0].name GPULAB4216',
        'dropped nodes[0].publicIp GPULAB4225',
        'changed nodes[0].gpuName GPULAB4216',
        'dropped nodes[0].caCert GPULAB4226',
        'dropped nodes[0].clientCert GPULAB4226',
        'dropped nodes[0].clientKey GPULAB4226',
        'dropped nodes[0].dataDisk GPULAB4225',
        'dropped nodes[0].sshPort GPULAB4225',
        'dropped nodes[0].username GPULAB4225',
        'dropped nodes[0].password GPULAB4226',
        'dropped nodes[0].hamiCore GPULAB4225',
        'dropped nodes[0].dockerStatus GPULAB4225',
        'dropped nodes[0].isOnShelf GPULAB4225',
        'dropped nodes[0].ID GPULAB4225',
        'dropped nodes[0].CreatedAt GPULAB4225',
        'dropped nodes[0].systemDisk GPULAB4225',
      ].sort(),
    );
    expect(JSON.stringify(result)).not.toMatch(/hunter2|BEGIN|KEY-----/);
  });

  test.each([
    ['the envelope of the API', { code: 0, data: { list: [NODE], total: 1, page: 1, pageSize: 10 }, msg: '获取成功' }],
    ['one node of the API', { code: 0, data: NODE, msg: '成功' }],
    ['a list in "nodes"', { nodes: [NODE] }],
  ])('may be %s', (_name, value) => {
    expect(read(JSON.stringify(value)).inventory).toBe(INVENTORY);
  });

  test('may be CSV, with the names of JSON, and certificates in quotes', () => {
    const quoted = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`;
    const text = `\ufeff${Object.keys(NODE).join(',')}\r\n${Object.values(NODE).map(quoted).join(',')}\r\n`;
    const result = read(text);
    expect(result.inventory).toBe(INVENTORY);
    expect(result.entries[0].map(({ line }) => line)).not.toContain(undefined);
  });

  test('may be CSV with the words of the pages', () => {
    const text = '名字,IP地址内网,Docker连接地址,使用TLS,显卡名称,显卡数量\n节点 a1,10.0.0.7,10.0.0.7:2375,否,A100,8\n';
    expect(read(text).inventory).toBe(`apiVersion: gpulab/v1
hosts:
  - name: a1
    address: 10.0.0.7
    gpus:
      - model: A100
        count: 8
    docker:
      address: 10.0.0.7:2375
      tls: false
`);
  });

  test('equal certificates are one file, others another', () => {
    const material = new Material('../pki', true);
    const other = { ...NODE, name: 'b', privateIp: '10.0.0.8', clientKey: KEY.replace('\nKEY', '\nOTHER') };
    const { inventory } = read(JSON.stringify([NODE, other]), material);
    expect(material.files.map(({ path }) => path)).toEqual([
      '../pki/ca.pem',
      '../pki/client.pem',
      '../pki/client-key.pem',
      '../pki/client-key-2.pem',
    ]);
    expect(inventory).toContain('keyFile: ../pki/client-key-2.pem');
  });

  test("an address to listen on, as in the old system's manual, is left out with its reason", () => {
    const result = json({ name: 'a', dockerAddress: 'tcp://0.0.0.0:2375', useTls: false });
    expect(result.inventory).not.toContain('docker');
    expect(result.entries[0].find(({ key }) => key === 'nodes[0].dockerAddress')?.remark).toEqual({
      code: 'GPULAB4225',
      message:
        'dockerAddress is left out: the Docker address "tcp://0.0.0.0:2375" is one to listen on: write the address that the node is reached at',
      hint: undefined,
    });
  });

  test.each([
    ['{', 'GPULAB4210'],
    ['{"a": 1}', 'GPULAB4210'],
    ['[1]', 'GPULAB4210'],
    ['', 'GPULAB4210'],
    ['a,b\n1,2\n', 'GPULAB4210'],
    ['name\n"a', 'GPULAB4210'],
    ['[{"name": ""}]', 'GPULAB4209'],
    ['[{"name": "节点"}]', 'GPULAB4209'],
    ['[{"name": "a", "dockerAddress": "x:1", "useTls": "maybe"}]', 'GPULAB4203'],
    ['[{"name": "a"}, {"name": "A"}]', 'GPULAB2106'],
  ])('%s is refused with a code, and nothing comes of it', (text, code) => {
    const result = read(text);
    expect(told(result)).toContainEqual(expect.stringMatching(`^wrong .*${code}$`));
    expect(result.inventory).toBeUndefined();
  });

  test('a name or address that is there twice is told at both of its places', () => {
    const entries = (result: ReturnType<typeof read>) =>
      result.entries
        .flat()
        .flatMap(({ fate, file, line, key, remark }) => (fate === 'wrong' ? [[file, line, key, remark?.message]] : []));
    const text = 'name,privateIp\nb,10.0.0.6\na,10.0.0.7\nA,10.0.0.7\n';
    expect(entries(read(text))).toEqual([
      ['nodes', 4, 'nodes[2]', 'name "a" is also that of nodes[1], line 3'],
      ['nodes', 4, 'nodes[2]', 'address "10.0.0.7" is also that of nodes[1], line 3'],
    ]);
    const others = [
      { file: 'north.json', text: '[{"name": "x"}, {"name": "a"}]' },
      { file: 'south.json', text: '[{"name": "a"}]' },
    ];
    expect(entries(importEndpoints(others, new Material('certs', false)))).toEqual([
      ['south.json', undefined, 'nodes[0]', 'name "a" is also that of nodes[1] of north.json'],
    ]);
  });

  test('a key that the old system does not have is told', () => {
    expect(told(json({ name: 'a', color: 'red' }))).toEqual(['dropped nodes[0].color GPULAB4221']);
  });
});

test('whatever an export holds: what is written is an inventory without findings, and has no secret', () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('a', 'gpu-1', '10.0.0.1', 'tcp://10.0.0.1:2376', '8', 'true', '节点', ''),
  );
  const values = fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null));
  const keys = Object.keys(NODE).filter((key) => !['password', 'clientKey', 'caCert', 'clientCert'].includes(key));
  const nodes = fc.array(fc.dictionary(fc.constantFrom(...keys), values), { maxLength: 4 });
  fc.assert(
    fc.property(nodes, (list) => {
      const secret = 'hunter2-hunter2';
      const { inventory, entries } = json(...list.map((node) => ({ ...node, password: secret, clientKey: secret })));
      expect(JSON.stringify([inventory, entries])).not.toContain(secret);
      if (inventory !== undefined) expect(Inventory.fromText(inventory, 'x').findings).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

describe('gpulab import endpoints', () => {
  let project: Project;
  afterEach(() => project.remove());
  const run = (...args: string[]) => project.gpulab(['import', 'endpoints', ...args]);
  const make = (files: { [name: string]: string } = {}) => {
    project = new Project({ 'nodes.json': JSON.stringify([NODE]), ...files });
  };

  test('only reports without -o; writes an inventory without secrets with it', () => {
    make();
    const report = run('nodes.json');
    expect(report).toMatchObject({ status: 0, stderr: '' });
    expect(report.stdout).toMatch(/^mapped {3}nodes\.json: .*\nchanged {2}nodes\.json nodes\[0\]\.name/s);
    expect(project.list('.')?.filter((name) => !name.startsWith('node_modules'))).toEqual(['nodes.json']);
    expect(run('nodes.json', '-o', 'inventory.yaml').stdout).toMatch(/written +inventory\.yaml\n$/);
    expect(project.read('inventory.yaml')).toBe(INVENTORY);
    expect(project.list('certs')).toBeUndefined();
    expect(run('nodes.json', '-o', 'inventory.yaml').stdout).toMatch(/written +nothing\n$/);
  });

  test('--certs writes certificates and keys for the owner only', () => {
    make();
    expect(run('nodes.json', '-o', 'site/inventory.yaml', '--certs', 'pki')).toMatchObject({ status: 0, stderr: '' });
    expect(project.list('pki')).toEqual(['ca.pem', 'client-key.pem', 'client.pem']);
    expect(project.read('pki/client-key.pem')).toBe(`${KEY}\n`);
    expect(project.read('site/inventory.yaml')).toContain('keyFile: ../pki/client-key.pem');
    const mode = (name: string) => (statSync(join(project.folder, name)).mode & 0o777).toString(8);
    expect([mode('pki'), mode('pki/ca.pem'), mode('pki/client-key.pem')]).toEqual(['700', '600', '600']);
  });

  test('never writes over another file, and then writes nothing', () => {
    make({ 'pki/client-key.pem': 'mine\n' });
    const { status, stderr } = run('nodes.json', '-o', 'inventory.yaml', '--certs', 'pki');
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('GPULAB4217') });
    expect(project.read('pki/client-key.pem')).toBe('mine\n');
    expect(project.list('.')).not.toContain('inventory.yaml');
  });

  test('a file that is none, and wrong usage', () => {
    make();
    expect(run('none.json').stderr).toContain('GPULAB4201');
    expect(run().stderr).toContain('which files?');
    expect(run('nodes.json', '--certs', 'pki')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--certs writes files beside an inventory'),
    });
  });
});
