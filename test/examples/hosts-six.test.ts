import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Inventory } from 'cdk8s-gpulab';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasTerraform } from '../src/hosts/support';
import { folderOfTests } from '../support/folder';
import { GPULAB } from '../support/project';

const root = resolve(__dirname, '../..');
const example = join(root, 'examples/hosts-six');

describe('examples/hosts-six: the six machines of the guides, behind a jump host', () => {
  const folder = folderOfTests();
  beforeAll(() => {
    cpSync(example, folder, { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, '.gpulab/hosts'), { recursive: true });
  });

  const run = (command: string, args: readonly string[], cwd = folder, env = {}) =>
    spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });

  test('is an inventory without a finding: three control planes, three workers, and the way to them', () => {
    const { hosts, findings } = Inventory.fromFile(join(example, 'inventory.yaml'));
    expect(findings).toEqual([]);
    expect(hosts.map(({ name, ssh }) => `${name} ${ssh?.user}:${ssh?.port} ${ssh?.jump}`)).toEqual([
      'jump-1 ops:9022 undefined',
      ...[1, 2, 3].map((n) => `master${n} root:22 jump-1`),
      ...[1, 2, 3].map((n) => `worker${n} root:22 jump-1`),
    ]);
  });

  test('is a program that cdktf synth runs, and gpulab hosts synth gives the same', () => {
    const { app } = JSON.parse(readFileSync(join(example, 'cdktf.json'), 'utf8'));
    const [command, ...args] = app.split(' ');
    expect(run(command, args, folder, { CDKTF_OUTDIR: '.gpulab/hosts/cdktf.out' })).toMatchObject({
      status: 0,
    });
    const text = () => readFileSync(join(folder, '.gpulab/hosts/cdktf.out/stacks/hosts/cdk.tf.json'), 'utf8');
    const first = text();
    expect(Object.keys(JSON.parse(first).resource.terraform_data.host.for_each)).toHaveLength(7);
    expect(run(process.execPath, [GPULAB, 'hosts', 'synth'])).toMatchObject({ status: 0, stderr: '' });
    // Only the key of the controller, which the command makes, is new.
    const withoutDigests = (json: string) => json.replace(/[0-9a-f]{64}/g, '');
    expect(withoutDigests(text())).toBe(withoutDigests(first));
  });

  test.skipIf(!hasTerraform)('is valid for Terraform', () => {
    const stack = join(folder, '.gpulab/hosts/cdktf.out/stacks/hosts');
    expect(run('terraform', ['init', '-no-color'], stack)).toMatchObject({ status: 0 });
    expect(JSON.parse(run('terraform', ['validate', '-json'], stack).stdout)).toMatchObject({ valid: true });
  });
});
