import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { App, HostsStack, type HostsStackProps } from '../../../src/hosts/hosts-stack';
import { folderOfTest } from '../../support/folder';
import { hasTerraform, KEY_A } from './support';

const INVENTORY = `apiVersion: gpulab/v1
ssh: {trust: [{from: cp, to: all}], identityFile: keys/first}
hosts:
  - {name: jump, address: 192.0.2.1, ssh: {user: ops, port: 9022, hostKeys: ["${KEY_A}"]}}
  - {name: a.lab, address: 192.0.2.2, groups: [cp], ssh: {jump: jump}}
`;

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
  writeFileSync(join(folder, 'inventory.yaml'), INVENTORY);
});

/** Synthesises without starting anything, and gives the configuration as it is written. */
function synth(props: HostsStackProps = {}, outdir = join(folder, 'cdktf.out')): string {
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  new HostsStack(app, 'hosts', { inventory: join(folder, 'inventory.yaml'), ...props });
  app.synth();
  return readFileSync(join(outdir, 'stacks/hosts/cdk.tf.json'), 'utf8');
}
const hostsOf = (text: string, type = 'terraform_data') => JSON.parse(text).resource[type].host;

describe('the Terraform program of hosts', () => {
  test('is one resource with an instance for each host, that knows the way to it', () => {
    const { for_each: hosts } = hostsOf(synth());
    expect(Object.keys(hosts)).toEqual(['a.lab', 'jump']);
    expect(hosts['a.lab'].wanted).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(hosts['a.lab'].route)).toEqual([
      { name: 'a.lab', address: '192.0.2.2', user: 'root', port: 22, hostKeys: [] },
      { name: 'jump', address: '192.0.2.1', user: 'ops', port: 9022, hostKeys: [KEY_A] },
    ]);
  });

  test('starts this command without a shell, with the name of the host alone', () => {
    const { provisioner } = hostsOf(synth());
    const started = provisioner.map(({ 'local-exec': { interpreter, command, when } }: any) => [
      interpreter,
      command,
      when,
    ]);
    const key = `\${each.key}`;
    expect(started).toEqual([
      [['gpulab', 'hosts', 'provision'], key, undefined],
      [['gpulab', 'hosts', 'deprovision'], key, 'destroy'],
    ]);
  });

  test('names neither this machine nor a file of a key, and is the same from anywhere', () => {
    const first = synth();
    expect(first).not.toContain(folder);
    expect(first).not.toContain('keys/first');
    const here = process.cwd();
    process.chdir(tmpdir());
    try {
      expect(synth()).toBe(first);
    } finally {
      process.chdir(here);
    }
  });

  test('keeps the hosts of another inventory of the folder in another state', () => {
    writeFileSync(join(folder, 'other.yaml'), INVENTORY);
    const { terraform } = JSON.parse(synth({ inventory: join(folder, 'other.yaml') }));
    expect(terraform.backend.local.path).toBe('../../../.gpulab/hosts/other.yaml.tfstate');
  });

  test('keeps its state in the work folder, wherever it is written', () => {
    const { terraform } = JSON.parse(synth({}, join(folder, 'a/b/out')));
    expect(terraform.backend.local.path).toBe('../../../../../.gpulab/hosts/inventory.yaml.tfstate');
  });

  test.each([
    ['s3', { s3: { bucket: 'lab', key: 'hosts', region: 'x' } }, { bucket: 'lab', key: 'hosts', region: 'x' }],
    ['http', { http: { address: 'https://state.lab.example/hosts' } }, { address: 'https://state.lab.example/hosts' }],
  ] as const)('or in %s', (name, backend, written) => {
    expect(JSON.parse(synth({ backend })).terraform.backend).toEqual({ [name]: written });
  });

  test('changes for the hosts that a change is about', () => {
    const before = hostsOf(synth()).for_each;
    writeFileSync(join(folder, 'inventory.yaml'), INVENTORY.replace('trust: [{from: cp, to: all}], ', ''));
    const after = hostsOf(synth()).for_each;
    expect(after['a.lab'].wanted).not.toBe(before['a.lab'].wanted);
    expect(after.jump).toEqual(before.jump);
  });

  test('has no instance of a text that Terraform would compute', () => {
    writeFileSync(join(folder, 'inventory.yaml'), INVENTORY.replace('192.0.2.1', `"\${path.root}"`));
    expect(() => synth()).toThrow(/GPULAB2105 .* is neither an IP address nor a host name/);
  });

  test('is not made of an inventory with errors, and all of them are told', () => {
    writeFileSync(join(folder, 'inventory.yaml'), 'apiVersion: gpulab/v1\nhosts: [{name: a, adress: x}, {}]\n');
    expect(() => synth()).toThrow(/GPULAB2103[\s\S]*GPULAB2104/);
    writeFileSync(join(folder, 'inventory.yaml'), 'apiVersion: gpulab/v1\nhosts: [{name: a}]\n');
    expect(() => synth()).toThrow(/GPULAB4501 no host of .* has a section ssh/);
    rmSync(join(folder, 'inventory.yaml'));
    expect(() => synth()).toThrow(/GPULAB2101/);
  });

  test('tells lines of confirmed host keys that it cannot read', () => {
    writeFileSync(join(folder, 'known-hosts'), `a.lab ${KEY_A}\na.lab ssh-ed25519\n`);
    expect(() => synth()).toThrow(/GPULAB4502 line 2 .*known-hosts:2\)/);
  });

  test.each(['terraform_data', 'null_resource'] as const)('is of %s, with the same hosts', (resource) => {
    const text = synth({ resource });
    expect(hostsOf(text, resource).for_each).toEqual(hostsOf(synth()).for_each);
    const triggers = resource === 'terraform_data' ? 'triggers_replace' : 'triggers';
    expect(Object.keys(hostsOf(text, resource)[triggers])).toEqual(['route', 'wanted']);
    expect(text).toContain(`self.${triggers}.route`);
  });

  test.skipIf(!hasTerraform)('is valid', () => {
    synth();
    const run = (...args: string[]) =>
      spawnSync('terraform', args, { cwd: join(folder, 'cdktf.out/stacks/hosts'), encoding: 'utf8' });
    expect(run('init', '-no-color').status).toBe(0);
    expect(JSON.parse(run('validate', '-json').stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });
});
