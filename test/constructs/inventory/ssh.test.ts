import { describe, expect, test } from 'vitest';
import { Inventory } from '../../../constructs/inventory';

const HEAD = 'apiVersion: gpulab/v1\n';
const read = (text: string): Inventory => Inventory.fromText(HEAD + text, 'inventory.yaml');
const told = (text: string): string[] =>
  read(text).findings.map(({ code, line, key, message }) => `${code} ${line} ${key}: ${message}`);

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDsnbF1XNO7btUxunVsZied8cauV+InuS/4IbYjvQ+G3';

describe('SSH of an inventory', () => {
  test('no section, no access: nobody sets these hosts up', () => {
    const { hosts, sshTrust } = read('hosts: [{name: a}]\n');
    expect([hosts[0].ssh, sshTrust]).toEqual([undefined, []]);
  });

  test('a section of the file is for all hosts, and a host may say otherwise', () => {
    const { hosts, sshTrust, findings } = read(`ssh:
  user: ops
  identityFile: keys/first
  jump: jump-1
  trust:
    - {from: control-plane, to: all}
hosts:
  - {name: jump-1, address: 192.0.2.1}
  - name: master1
    groups: [control-plane]
    ssh: {user: root, port: 2222, hostKeys: ["${KEY}"]}
  - {name: worker1, ssh: {jump: master1}}
  - {name: gpu-a, count: 4}
`);
    expect(findings).toEqual([]);
    const all = { user: 'ops', port: 22, identityFile: 'keys/first' };
    expect(hosts.map(({ ssh }) => ssh)).toEqual([
      { ...all, jump: undefined, hostKeys: [] },
      { ...all, user: 'root', port: 2222, jump: 'jump-1', hostKeys: [KEY] },
      { ...all, jump: 'master1', hostKeys: [] },
      undefined,
    ]);
    expect(sshTrust).toEqual([{ from: 'control-plane', to: 'all' }]);
  });

  test('one host may have a section where the file has none', () => {
    expect(read('hosts: [{name: a, ssh: {}}, {name: b}]\n').hosts.map(({ ssh }) => ssh?.user)).toEqual([
      'root',
      undefined,
    ]);
  });

  const oneHost = (ssh: string) => `hosts:\n- name: a\n  ssh: ${ssh}\n`;
  test.each([
    ['ssh: [x]\nhosts: []\n', 'GPULAB2105 2 ssh: ssh is a list: a mapping (key: value) is wanted'],
    ['ssh: {hostKeys: []}\nhosts: []\n', 'GPULAB2103 2 ssh.hostKeys: key "hostKeys" is unknown in ssh'],
    [oneHost('{user: "-oProxyCommand=x"}'), /^GPULAB2105 4 hosts\[0\].ssh.user: .* is not the name of a user$/],
    [oneHost('{port: 65536}'), /^GPULAB2105 4 .*port 65536 is above 65535$/],
    [oneHost('{port: 0}'), /^GPULAB2105 4 .*a whole number of at least 1 is wanted$/],
    [oneHost('{jump: b}'), /^GPULAB2109 4 .*through "b", which is no host with a section ssh$/],
    [oneHost('{jump: a}'), 'GPULAB2110 4 hosts[0].ssh: the way to a by jump hosts leads back to it'],
    ['ssh: {trust: [{from: x}]}\nhosts: []\n', 'GPULAB2104 2 ssh.trust[0].to: ssh.trust[0] has no to'],
    [
      'ssh: {trust: [{from: al, to: all}]}\nhosts: [{name: a}]\n',
      'GPULAB2109 2 ssh.trust: ssh.trust names group "al", which no host is in',
    ],
    [
      'hosts:\n- name: a\n  count: 2\n  ssh: {}\n',
      'GPULAB2107 5 hosts[0].ssh: hosts[0] stands for 2 machines, which cannot share one ssh',
    ],
  ])('%j is refused', (text, message) => {
    expect(told(text)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  test.each([
    ['ssh-ed25519', /: text \(a public host key, as .* is wanted$/],
    [`${KEY} comment`, /: text \(a public host key, as .* is wanted$/],
    [KEY.replace('ssh-ed25519', 'ssh-rsa'), /is not a whole key of type ssh-rsa$/],
    ['ssh-ed25519 AAAA', /is not a whole key of type ssh-ed25519$/],
    ['ssh-dss AAAAB3NzaC1kc3MAAAAB', /is of type ssh-dss: one of ssh-ed25519, /],
  ])('host key %j is refused', (key, message) => {
    expect(told(oneHost(`{hostKeys: ["${key}"]}`))).toEqual([expect.stringMatching(message)]);
  });

  test('a private key in place of its file is refused, and not repeated', () => {
    const [message] = told('ssh:\n  identityFile: |\n    -----BEGIN X-----\n    c2VjcmV0\nhosts: []\n');
    expect(message).toMatch(/ssh.identityFile holds a text of several lines/);
    expect(message).not.toMatch(/c2VjcmV0/);
  });

  test('a key of one line in place of its file is no text of several lines', () => {
    const [message] = told('ssh: {identityFile: "-----BEGIN X----- c2VjcmV0"}\nhosts: []\n');
    expect(message).toMatch(/ssh.identityFile holds a key or a certificate itself: the path of a file is wanted$/);
    expect(message).not.toMatch(/c2VjcmV0/);
  });

  test('a jump host of all that is none is told once, where it is written', () => {
    expect(told('ssh:\n  jump: jmp\nhosts: [{name: jump}, {name: a}, {name: b, ssh: {jump: c}}]\n')).toEqual([
      'GPULAB2109 3 ssh.jump: the way to all hosts leads through "jmp", which is no host with a section ssh',
      'GPULAB2109 4 hosts[2].ssh: the way to b leads through "c", which is no host with a section ssh',
    ]);
  });

  test('machines behind one address have ports of their own', () => {
    const two = (port: number) =>
      `hosts: [{name: a, address: 192.0.2.1, ssh: {port: 2201}}, {name: b, address: 192.0.2.1, ssh: {port: ${port}}}]\n`;
    expect(told(two(2202))).toEqual([]);
    expect(told(two(2201))).toEqual([
      expect.stringMatching(/^GPULAB2106 .*address "192.0.2.1" is also that of hosts\[0\]$/),
    ]);
  });

  test('two jump hosts that need each other are both told', () => {
    const text = 'hosts: [{name: a, ssh: {jump: b}}, {name: b, ssh: {jump: a}}, {name: c, ssh: {jump: a}}]\n';
    expect(told(text).map((line) => line.slice(0, 10))).toEqual(['GPULAB2110', 'GPULAB2110']);
  });
});
