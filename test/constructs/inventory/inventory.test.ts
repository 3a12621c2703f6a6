import { describe, expect, test } from 'vitest';
import { Inventory } from '../../../constructs/inventory';
import { told } from '../lab/campus';

const read = (text: string): Inventory => Inventory.fromText(text, 'inventory.yaml');

/** Code, place and key of each finding. */
const places = (text: string): string[] =>
  read(text).findings.map(({ code, line, column, key }) => `${code} ${line}:${column} ${key}`);

const HEAD = 'apiVersion: gpulab/v1\n';

const UUID = 'GPU-8f9a1b2c-3d4e-5f60-7182-93a4b5c6d7e8';

describe('an inventory', () => {
  const inventory = read(`# machines
apiVersion: gpulab/v1
hosts:
  - name: gpu-d
    count: 20
    groups: [worker, fast]
    cpu: 128
    memory: 1Ti
    gpus:
      - {model: RTX4090D, count: 8, memory: 48Gi}
  - name: mixed.example.org
    address: 10.0.0.7
    cpu: "64"
    gpus:
      - model: RTX4090
        uuid: ${UUID}
      - {model: RTX4090D, count: 2}
  - name: storage
    address: fe80::1
pools:
  - {storageClass: nfs-users, size: 500T}
docker:
`);

  test('gives hosts with what they say, and defaults for what they do not', () => {
    expect(inventory.findings).toEqual([]);
    expect(inventory.hosts).toEqual([
      {
        name: 'gpu-d',
        address: undefined,
        groups: ['worker', 'fast'],
        count: 20,
        cpu: '128',
        memory: '1Ti',
        gpus: [{ model: 'RTX4090D', count: 8, memory: '48Gi', uuid: undefined }],
      },
      {
        name: 'mixed.example.org',
        address: '10.0.0.7',
        groups: [],
        count: 1,
        cpu: '64',
        memory: undefined,
        gpus: [
          { model: 'RTX4090', count: 1, memory: undefined, uuid: UUID },
          { model: 'RTX4090D', count: 2, memory: undefined, uuid: undefined },
        ],
      },
      { name: 'storage', address: 'fe80::1', groups: [], count: 1, cpu: undefined, memory: undefined, gpus: [] },
    ]);
    expect(inventory.pools).toEqual([{ storageClass: 'nfs-users', size: '500T' }]);
  });

  test('counts GPUs of each model over all machines', () => {
    expect(inventory.gpusByModel()).toEqual({ RTX4090D: 162, RTX4090: 1 });
  });

  test('without hosts and pools is one with none', () => {
    expect(read(`${HEAD}hosts: []\n`)).toMatchObject({ hosts: [], pools: [], findings: [] });
  });

  test('may use anchors and aliases', () => {
    const text = `${HEAD}hosts:\n- name: a\n  gpus: &eight\n  - {model: A100, count: 8}\n- name: b\n  gpus: *eight\n`;
    expect(read(text)).toMatchObject({ findings: [] });
    expect(read(text).gpusByModel()).toEqual({ A100: 16 });
  });

  test('may have a byte order mark and CRLF', () => {
    expect(read(`\uFEFF${HEAD}hosts:\n- name: a\n`.replaceAll('\n', '\r\n'))).toMatchObject({
      hosts: [{ name: 'a' }],
      findings: [],
    });
  });
});

describe('an inventory that is no YAML', () => {
  test.each([
    ['has a tab', `${HEAD}hosts:\n\t- name: a\n`, '3:1'],
    ['has a quote that is not closed', `${HEAD}hosts:\n- name: "a\n`, '3:9'],
    ['has a key twice', `${HEAD}hosts:\n- name: a\n  name: b\n`, '4:3'],
    ['has a second document', `${HEAD}---\n${HEAD}`, '2:1'],
    ['has a key inside a value', `${HEAD}hosts: a: b\n`, '2:8'],
    ['has an alias without an anchor', `${HEAD}hosts: *all\n`, '2:8'],
    ['has a bracket that is not closed', `${HEAD}hosts: [{name: a}\npools: []\n`, '2:8'],
    ['has tabs on every line', `${HEAD}hosts:\n  - name: a\n\t- name: b\n\t- name: c\n`, '4:1'],
  ])('because it %s is told once, with the place and what to do', (_, text, place) => {
    const [first, ...others] = read(text).findings;
    expect(others).toEqual([]);
    expect(first.message).not.toMatch(/YAML\.|implicit|flow/i);
    expect(first.hint).toMatch(/^[a-z].*[^.]$/);
    expect(`${first.code} ${first.line}:${first.column}`).toBe(`GPULAB2102 ${place}`);
    expect(first.message).toMatch(/^[a-z].*[^.]$/);
    expect(read(text).hosts).toEqual([]);
  });
});

describe('an inventory of another form', () => {
  test.each([
    ['', 'GPULAB2105 the file is empty: a mapping (key: value) is wanted'],
    ['- a\n', 'GPULAB2105 the file is a list: a mapping (key: value) is wanted'],
    ['just text\n', 'GPULAB2105 the file is "just text": a mapping (key: value) is wanted'],
    ['hosts: []\n', 'GPULAB2104 the file has no apiVersion'],
    ['apiVersion: gpulab/v2\nhosts: []\n', 'GPULAB2105 apiVersion "gpulab/v2" is not "gpulab/v1"'],
    [`${HEAD}hosts: {a: 1}\n`, 'GPULAB2105 hosts is a mapping: a list is wanted'],
    [`${HEAD}hosts: [worker]\n`, 'GPULAB2105 hosts[0] is "worker": a mapping (key: value) is wanted'],
    [`${HEAD}hosts: [{name: Worker_1}]\n`, 'GPULAB2105 hosts[0].name "Worker_1" is not a host name'],
    [`${HEAD}hosts: [{name: 4090}]\n`, 'GPULAB2105 hosts[0].name is 4090: text (a host name) is wanted'],
    [`${HEAD}hosts: [{cpu: 8}]\n`, 'GPULAB2104 hosts[0] has no name'],
    [`${HEAD}hosts: [{name: a, count: 0}]\n`, 'GPULAB2105 hosts[0].count is 0: a whole number of at least 1 is wanted'],
    [
      `${HEAD}hosts: [{name: a, count: 1.5}]\n`,
      'GPULAB2105 hosts[0].count is 1.5: a whole number of at least 1 is wanted',
    ],
    [
      `${HEAD}hosts: [{name: a, memory: 16G i}]\n`,
      'GPULAB2105 hosts[0].memory is "16G i": a quantity above zero, as 512Gi, is wanted',
    ],
    [`${HEAD}hosts: [{name: a, cpu: -8}]\n`, 'GPULAB2105 hosts[0].cpu is -8: a quantity above zero, as 64, is wanted'],
    ...([
      ['81920', 'is 81920, which are bytes'],
      ['"81920"', 'is 81920, which are bytes'],
      ['80', 'is 80, which are bytes'],
      ['80Mi', 'is 80Mi'],
    ].map(([memory, told]) => [
      `${HEAD}hosts: [{name: a, gpus: [{model: A100, memory: ${memory}}]}]\n`,
      `GPULAB2105 hosts[0].gpus[0].memory ${told}: a card has at least 1Gi`,
    ]) as [string, string][]),
    [
      `${HEAD}hosts: [{name: a, gpus: [{model: A100, memory: none}]}]\n`,
      'GPULAB2105 hosts[0].gpus[0].memory is "none": a quantity above zero, as 24564Mi, is wanted',
    ],
    [
      `${HEAD}hosts: [{name: a, gpus: [{model: A100, product: " A100"}]}]\n`,
      'GPULAB2105 hosts[0].gpus[0].product " A100" is not the name of a product, as nvidia-smi -L prints it',
    ],
    [
      `${HEAD}hosts: [{name: a, groups: [a b]}]\n`,
      'GPULAB2105 hosts[0].groups[0] is "a b": text (the name of a group) is wanted',
    ],
    [`${HEAD}hosts: [{name: a, address: "10.0.0.7 "}]\n`, 'GPULAB2105 hosts[0].address "10.0.0.7 " is not an address'],
    [
      `${HEAD}hosts: [{name: a, address: "http://a"}]\n`,
      'GPULAB2105 hosts[0].address "http://a" is neither an IP address nor a host name',
    ],
    [`${HEAD}hosts: [{name: a, gpus: [{count: 8}]}]\n`, 'GPULAB2104 hosts[0].gpus[0] has no model'],
    [
      `${HEAD}hosts: [{name: a, gpus: [{model: A100, uuid: x}]}]\n`,
      'GPULAB2105 hosts[0].gpus[0].uuid "x" is not the UUID of a GPU, as nvidia-smi -L prints it',
    ],
    [HEAD, 'GPULAB2104 the file has no hosts'],
    [`${HEAD}hosts: []\npools: [{storageClass: nfs}]\n`, 'GPULAB2104 pools[0] has no size'],
    [`${HEAD}hosts: []\nssh: [a]\n`, 'GPULAB2105 ssh is a list: a mapping (key: value) is wanted'],
  ])('%j', (text, message) => {
    expect(told(read(text).findings)).toEqual([message]);
  });

  test('a missing version has it in the hint', () => {
    expect(read('hosts: []\n').findings[0].hint).toBe('apiVersion: gpulab/v1');
  });

  test('a key with signs that nobody sees shows them', () => {
    expect(read(`${HEAD}hosts: []\npo\u200bols: []\n`).findings).toMatchObject([
      { message: 'key "po\\u200bols" is unknown', key: 'po\\u200bols' },
    ]);
  });

  test('a section of a host that is empty says nothing of what is meant', () => {
    const { findings, hosts } = read(
      `${HEAD}docker:\nhosts:\n- name: a\n  docker:\n- {name: b, ssh: null, docker: {}}\n`,
    );
    const hint = 'write {} for its defaults, or take the key out';
    expect(findings).toMatchObject([
      { code: 'GPULAB2105', message: 'hosts[0].docker is empty', line: 5, key: 'hosts[0].docker', hint },
      { code: 'GPULAB2105', message: 'hosts[1].ssh is empty', line: 6, key: 'hosts[1].ssh', hint },
    ]);
    expect(hosts.map(({ docker }) => docker !== undefined)).toEqual([false, true]);
  });

  test('a number where text is wanted gets the hint to quote it', () => {
    expect(read(`${HEAD}hosts: [{name: a, gpus: [{model: 4090}]}]`).findings[0].hint).toBe('put it in quotes');
  });

  test('a key that nobody reads is an error at the key, with the one that was meant', () => {
    const { findings } = read(
      `${HEAD}hosts:\n- name: a\n  memroy: 1Ti\n  gpus:\n  - {model: A100, cuont: 8}\npool: []\n`,
    );
    expect(findings).toMatchObject([
      { code: 'GPULAB2103', line: 4, column: 3, key: 'hosts[0].memroy', hint: 'did you mean "memory"?' },
      { code: 'GPULAB2103', line: 6, column: 19, key: 'hosts[0].gpus[0].cuont', hint: 'did you mean "count"?' },
      { code: 'GPULAB2103', line: 7, column: 1, key: 'pool', hint: 'did you mean "pools"?' },
    ]);
    expect(told(findings)[0]).toBe('GPULAB2103 key "memroy" is unknown in hosts[0]');
  });
});

describe('entries that collide', () => {
  const gpu = `gpus: [{model: A100, uuid: ${UUID}}]`;

  test('by name, address or UUID name the first', () => {
    const text = `${HEAD}hosts:\n- {name: a, address: 10.0.0.1, ${gpu}}\n- {name: a, address: 10.0.0.1, ${gpu}}\n`;
    expect(told(read(text).findings)).toEqual([
      'GPULAB2106 name "a" is also that of hosts[0]',
      'GPULAB2106 address "10.0.0.1" is also that of hosts[0]',
      `GPULAB2106 uuid "${UUID}" is also that of hosts[0].gpus[0]`,
    ]);
    expect(places(text)[0]).toBe('GPULAB2106 4:10 hosts[1].name');
  });

  test('by the storage class of their pools name the first', () => {
    const text = `${HEAD}hosts: []\npools:\n- {storageClass: nfs, size: 1T}\n- {storageClass: nfs, size: 2T}\n`;
    expect(told(read(text).findings)).toEqual(['GPULAB2106 storageClass "nfs" is also that of pools[0]']);
  });

  test('because one entry stands for several machines or GPUs', () => {
    const text = `${HEAD}hosts:\n- {name: a, count: 3, address: 10.0.0.1}\n- {name: b, gpus: [{model: A100, count: 2, uuid: ${UUID}}]}\n`;
    expect(told(read(text).findings)).toEqual([
      'GPULAB2107 hosts[0] stands for 3 machines, which cannot share one address',
      'GPULAB2107 hosts[1].gpus[0] stands for 2 GPUs, which cannot share one uuid',
    ]);
    const machines = `${HEAD}hosts: [{name: a, count: 3, gpus: [{model: A100, uuid: ${UUID}}]}]`;
    expect(told(read(machines).findings)).toEqual([
      'GPULAB2107 hosts[0].gpus[0] stands for 3 GPUs, which cannot share one uuid',
    ]);
  });
});

test('every problem is told at once, and the parts without one are still there', () => {
  const { hosts, pools, findings } = read(
    `${HEAD}hosts:\n- {name: A}\n- {name: b, gpus: [{model: A100, count: 0}, {model: A100, count: 4}]}\npools:\n- {size: 1T}\n- {storageClass: nfs, size: 1T}\n`,
  );
  expect(findings).toHaveLength(3);
  expect(hosts).toMatchObject([{ name: 'b', gpus: [{ model: 'A100', count: 4 }] }]);
  expect(pools).toEqual([{ storageClass: 'nfs', size: '1T' }]);
});

test('a file that does not exist is a finding', () => {
  expect(() => Inventory.fromFile('no-such-inventory.yaml')).toThrow(
    /^error GPULAB2101 inventory no-such-inventory\.yaml does not exist\n.*\n {2}hint: \/.*\/no-such-inventory\.yaml was tried/,
  );
});
