import { describe, expect, test } from 'vitest';
import { Inventory } from '../../../constructs/inventory';

const HEAD = 'apiVersion: gpulab/v1\n';
const read = (text: string): Inventory => Inventory.fromText(HEAD + text, 'inventory.yaml');
const told = (text: string): string[] =>
  read(text).findings.map(({ code, line, key, message }) => `${code} ${line} ${key}: ${message}`);

describe('Docker endpoints of an inventory', () => {
  test('a host that names none has none, and one that does takes what the file says for all', () => {
    const { hosts, findings } = read(`docker:
  caFile: certs/ca.pem
  certEnv: LAB_CERT
  keyFile: certs/key.pem
hosts:
  - name: storage
  - name: gpu-07
    address: 10.0.0.7
    docker: {}
  - name: gpu-08
    docker:
      address: "tcp://10.0.0.8:2376"
      serverName: gpu-08.lab
      caEnv: OTHER_CA
      certFile: certs/gpu-08.pem
  - name: gpu-09
    docker: {tls: false}
`);
    expect(findings).toEqual([]);
    const defaults = { tls: true, caFile: 'certs/ca.pem', certEnv: 'LAB_CERT', keyFile: 'certs/key.pem' };
    expect(hosts.map(({ docker }) => docker)).toEqual([
      undefined,
      defaults,
      {
        ...defaults,
        address: 'tcp://10.0.0.8:2376',
        serverName: 'gpu-08.lab',
        caFile: undefined,
        caEnv: 'OTHER_CA',
        certFile: 'certs/gpu-08.pem',
        certEnv: undefined,
      },
      { ...defaults, tls: false },
    ]);
  });

  test.each([
    ['docker: [x]\nhosts: []\n', 'GPULAB2105 2 docker: docker is a list: a mapping (key: value) is wanted'],
    ['docker: {address: x}\nhosts: []\n', 'GPULAB2103 2 docker.address: key "address" is unknown in docker'],
    ['docker: {tls: "yes"}\nhosts: []\n', 'GPULAB2105 2 docker.tls: docker.tls is "yes": true or false is wanted'],
    [
      'docker: {keyEnv: "1A"}\nhosts: []\n',
      'GPULAB2105 2 docker.keyEnv: docker.keyEnv "1A" is not the name of an environment variable',
    ],
    [
      'docker: {caFile: a, caEnv: B}\nhosts: []\n',
      'GPULAB2108 2 docker.caEnv: docker.caFile and docker.caEnv both say where it is',
    ],
    [
      'hosts:\n- name: a\n  count: 2\n  docker: {}\n',
      'GPULAB2107 5 hosts[0].docker: hosts[0] stands for 2 machines, which cannot share one docker',
    ],
    [
      'hosts:\n- name: a\n  docker: {adress: x}\n',
      'GPULAB2103 4 hosts[0].docker.adress: key "adress" is unknown in hosts[0].docker',
    ],
  ])('%s', (text, message) => {
    expect(told(text)).toEqual([message]);
  });

  test('a key in the place of its path is refused, and not repeated', () => {
    const secret = '-----BEGIN PRIVATE KEY-----';
    const text = `hosts:\n- name: a\n  docker:\n    keyFile: |\n      ${secret}\n      MIGH\n`;
    expect(told(text)).toEqual([
      'GPULAB2105 5 hosts[0].docker.keyFile: hosts[0].docker.keyFile holds a text of several lines: the path of a file is wanted',
    ]);
  });
});
