import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderOfTest } from '../../support/folder';
import { Project } from '../../support/project';
import { hasTerraform, KEY_A } from './support';

/** The command, as a user meets it before any host answers. */

const INVENTORY =
  'apiVersion: gpulab/v1\nssh: {}\nhosts: [{name: a, address: 127.0.0.1, groups: [g], ssh: {port: 1}}]\n';
let project: Project;
let tools: string;
beforeEach(() => {
  project = new Project({ 'inventory.yaml': INVENTORY });
  tools = folderOfTest();
});
afterEach(() => project.remove());

const run = (args: string[], env: NodeJS.ProcessEnv = {}) => project.gpulab(['hosts', ...args], { env });
const json = (args: string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout } = run([...args, '--json'], env);
  const { findings, result } = JSON.parse(stdout);
  return { status, result, told: findings.map(({ code, message }: any) => `${code} ${message}`) };
};
/** A program of this name and nothing else of it. */
function tool(name: string, script: string): NodeJS.ProcessEnv {
  writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(tools, name), 0o755);
  return { PATH: `${tools}:/usr/bin:/bin` };
}

test.each([
  [[], 'hosts what?'],
  [['fly'], 'there is no hosts fly'],
  [['apply', 'a'], 'unexpected argument "a"'],
  [['synth', '--limit', 'g'], '--limit is not for hosts synth'],
  [['plan', '--limit', 'x'], '--limit "x" is no group and no host'],
  [['plan', '--parallelism', '0'], '--parallelism "0" is no number from 1 to 256'],
  [['plan', '--parallelism', '-1'], "option '--parallelism' argument is ambiguous"],
  [['destroy'], 'this takes the controller its access to hosts'],
  [['provision', 'a'], 'Terraform starts this, and GPULAB_INVENTORY is not set'],
  [['status', '--inventory', 'no.yaml'], ''],
])('hosts %j is wrong usage', (args, message) => {
  const { status, told } = json(args);
  expect(status).toBe(message === '' ? 1 : 2);
  expect(told).toEqual([expect.stringContaining(message === '' ? 'GPULAB2101' : `GPULAB4001 ${message}`)]);
});

describe('status', () => {
  test('of a host whose key nobody confirmed is an error, and nothing is sent to it', () => {
    expect(json(['status'])).toMatchObject({ status: 1, told: ['GPULAB4505 host a has no host key that is pinned'] });
  });

  test('of a host where nobody answers', () => {
    project.write('known-hosts', `a ${KEY_A}\n`);
    const { status, told, result } = json(['status']);
    expect([status, told]).toEqual([1, [expect.stringMatching(/^GPULAB4507 host a cannot be reached: .*refused/)]]);
    expect(result.summary).toEqual({ 'not seen': 1 });
  });

  /** What ssh is asked to run, and what comes back, are those of a host. */
  const answer = (script: string) => {
    project.write('known-hosts', `a ${KEY_A}\n`);
    return json(['status'], tool('ssh', script));
  };
  test('of a host that differs is a warning', () => {
    const { status, told } = answer('cat >/dev/null; echo "change authorized_keys: our part differs"');
    const message = 'GPULAB4513 host a is not as described: authorized_keys: our part differs';
    expect([status, told]).toEqual([0, [message]]);
  });

  test('of a host where a step fails is what the step says', () => {
    const { told, result } = answer('cat >/dev/null; echo "disk is full" >&2; exit 1');
    expect([told, result.summary]).toEqual([['GPULAB4508 host a: disk is full'], { failed: 1 }]);
  });

  test('of a host that refuses us', () => {
    const { told } = answer('cat >/dev/null; echo "root@127.0.0.1: Permission denied (publickey)." >&2; exit 255');
    expect(told).toEqual([expect.stringMatching(/^GPULAB4506 host a accepts none of our keys/)]);
  });

  test('of a host that refuses us, where our first key is not there or open to others', () => {
    const refuse = 'cat >/dev/null; echo "root@127.0.0.1: Permission denied (publickey)." >&2; exit 255';
    project.write('inventory.yaml', INVENTORY.replace('ssh: {}', 'ssh: {identityFile: first}'));
    expect(answer(refuse).told).toEqual([expect.stringMatching(/accepts none of our keys: .*first is not there$/)]);
    project.write('first', 'key');
    chmodSync(join(project.folder, 'first'), 0o644);
    expect(answer(refuse).told).toEqual([expect.stringMatching(/first has rights 644, and ssh wants 600$/)]);
    chmodSync(join(project.folder, 'first'), 0o600);
    expect(answer(refuse).told).toEqual([expect.stringMatching(/keys: root@127.0.0.1: Permission denied/)]);
  });

  test('of a host with another host key', () => {
    const { told } = answer('cat >/dev/null; echo "Host key verification failed." >&2; exit 255');
    expect(told).toEqual(['GPULAB4504 host a shows another host key than the one that is pinned']);
  });
});

describe('known-hosts', () => {
  test('with a name that no host has is a warning while a host waits for its key', () => {
    project.write('known-hosts', `b ${KEY_A}\n`);
    const stray = 'GPULAB4516 known-hosts has a key of b, which is no host of the inventory';
    expect(json(['status']).told).toEqual([stray, expect.stringMatching(/^GPULAB4505/)]);
    project.write('known-hosts', `b ${KEY_A}\na ${KEY_A}\n`);
    expect(json(['status']).told).toEqual([expect.stringMatching(/^GPULAB4507/)]);
  });

  test.each(['*', 'a,b', '!a', '[a]:22'])('with %s for a name is an error', (name) => {
    project.write('known-hosts', `${name} ${KEY_A}\n`);
    expect(json(['status']).told).toEqual([expect.stringMatching(/^GPULAB4502 line 1 .* with the name of one host$/)]);
  });

  test('has no neighbour any more when there is nothing to confirm', () => {
    project.write('known-hosts', `a ${KEY_A}\n`);
    project.write('known-hosts.pending', `a ${KEY_A}\n`);
    json(['scan', '--limit', 'a']);
    expect(project.read('known-hosts.pending')).toContain('a ssh');
    json(['scan']);
    expect(() => project.read('known-hosts.pending')).toThrow(/ENOENT/);
  });
});

describe('Terraform', () => {
  test('that is not there is told, and how to get one', () => {
    const nothing = { PATH: tools };
    expect(json(['plan'], nothing).told).toEqual(['GPULAB4509 no terraform and no tofu on PATH']);
    expect(json(['status'], nothing).told).toEqual(['GPULAB4514 there is no ssh-keygen on PATH']);
  });

  test('and ssh that is not there is told once, and not for each host', () => {
    project.write('inventory.yaml', INVENTORY.replace('hosts: [', 'hosts: [{name: b, address: 127.0.0.2}, '));
    json(['status']);
    expect(json(['status'], { PATH: tools }).told).toEqual(['GPULAB4514 there is no ssh on PATH']);
  });

  test.each(['exit 1', 'echo Terraform v1.5', 'echo "{}"'])('that says %j for its version is no crash', (script) => {
    const env = { ...tool('other', script), TERRAFORM_BINARY_NAME: 'other' };
    expect(json(['plan'], env).told).toEqual(['GPULAB4509 other says no version: it is no Terraform that works']);
  });

  test('that cannot read its state is told in its own words', () => {
    const version = `echo '{"terraform_version": "1.10.0"}'`;
    const script = `case "$1" in version) ${version};; init) mkdir -p .terraform;; *) echo "no state" >&2; exit 1;; esac`;
    expect(json(['plan'], tool('terraform', script)).told).toEqual(['GPULAB4512 terraform show: no state']);
  });

  test('that is too old is told', () => {
    const env = tool('terraform', `echo '{"terraform_version": "1.3.9"}'`);
    expect(json(['plan'], env).told).toEqual(['GPULAB4509 terraform is 1.3.9: 1.4 or newer is wanted']);
  });

  test('that fails is told in its own words', () => {
    const env = tool(
      'tofu',
      `[ "$1" = version ] && echo '{"terraform_version": "1.10.0"}' || { echo "state is locked" >&2; exit 1; }`,
    );
    expect(json(['plan'], env).told).toEqual(['GPULAB4512 terraform: state is locked']);
  });

  test('is asked to provision a host that is not there', () => {
    const env = { GPULAB_INVENTORY: 'inventory.yaml' };
    expect(json(['provision', 'gone'], env).told).toEqual(['GPULAB4511 inventory.yaml has no host gone to set up']);
  });
});

describe('a way in the state', () => {
  const hop = { name: 'gone', address: '127.0.0.1', user: 'root', port: 1, hostKeys: [KEY_A] };
  const leave = (change: object) =>
    json(['deprovision', 'gone'], {
      GPULAB_INVENTORY: 'inventory.yaml',
      GPULAB_ROUTE: JSON.stringify([hop, { ...hop, name: 'way', ...change }]),
    }).told[0];

  test('is gone', () => expect(leave({})).toMatch(/^GPULAB4507 host gone cannot be reached/));
  test.each([
    { name: '../../x' },
    { address: 'a\n  ProxyCommand id' },
    { user: 'root\n  ProxyCommand id' },
    { port: '22\n  ProxyCommand id' },
    { hostKeys: [`${KEY_A}\n* ${KEY_A}`] },
  ])('is refused with %j, which no inventory has', (change) => expect(leave(change)).toMatch(/^GPULAB4515 /));
});

describe('synth', () => {
  test("writes the program into the work folder, which is its user's alone", () => {
    const { status, result } = json(['synth']);
    expect([status, result.resource, result.hosts]).toEqual([0, 'terraform_data.host', ['a']]);
    expect(project.list('.gpulab/hosts/cdktf.out/stacks/hosts')).toEqual(['cdk.tf.json']);
    expect(project.read('.gpulab/.gitignore')).toBe('*\n');
  });

  test('refuses a program of another inventory, whose hosts would seem to have left', () => {
    json(['synth']);
    project.write('other.yaml', INVENTORY.replace('name: a', 'name: b'));
    project.write('cdktf.json', '{"app": "true"}');
    expect(json(['synth', '--inventory', 'other.yaml']).told).toEqual([
      'GPULAB4510 the program describes inventory.yaml, and not other.yaml',
    ]);
    expect(json(['synth']).status).toBe(0);
  });

  test.each([
    ['{"app": "echo broken >&2; exit 3"}', '"echo broken >&2; exit 3" ended with 3: broken'],
    ['{}', 'cdktf.json has no app'],
  ])('tells what is wrong with cdktf.json %s', (config, message) => {
    project.write('cdktf.json', config);
    expect(json(['synth']).told).toEqual([`GPULAB4510 ${message}`]);
  });
});

test.skipIf(!hasTerraform)('a removed host that was never reached is no host any more', () => {
  project.write('known-hosts', `a ${KEY_A}\nb ${KEY_A}\n`);
  for (const _ of ['first', 'second']) {
    expect(json(['apply'])).toMatchObject({ status: 1, result: { summary: { failed: 1 } } });
  }
  project.write('inventory.yaml', INVENTORY.replace('name: a', 'name: b'));
  expect(json(['apply']).result.hosts).toEqual([expect.objectContaining({ host: 'b', state: 'failed' })]);
});

/** The host is seen, and fails when Terraform comes to it: it has something of ours, for all that is known. */
function appliedInVain() {
  const { PATH } = tool('ssh', '[ -z "$TF_IN_AUTOMATION" ] || exit 255\ncat >/dev/null');
  return json(['apply'], { PATH: `${PATH}:${process.env.PATH}` });
}

test.skipIf(!hasTerraform)('a removed host that does not answer stays an error until it is forgotten', () => {
  project.write('known-hosts', `a ${KEY_A}\nb ${KEY_A}\n`);
  expect(appliedInVain().result.summary).toEqual({ failed: 1 });
  expect(json(['apply', '--forget', 'a']).told).toEqual(['GPULAB4001 --forget "a" is no removed host']);
  project.write('inventory.yaml', INVENTORY.replace('name: a', 'name: b'));
  const { result } = json(['apply']);
  expect(result.summary).toEqual({ failed: 2 });
  expect(json(['apply', '--forget', 'a']).result.hosts).toEqual([
    expect.objectContaining({ host: 'b', state: 'failed' }),
  ]);
});

test.skipIf(!hasTerraform)('hosts of another inventory of the same folder have not left', () => {
  project.write('known-hosts', `a ${KEY_A}\nb ${KEY_A}\n`);
  expect(appliedInVain().result.summary).toEqual({ failed: 1 });
  project.write('other.yaml', INVENTORY.replace('name: a', 'name: b'));
  const { result } = json(['apply', '--inventory', 'other.yaml']);
  expect(result.hosts).toEqual([expect.objectContaining({ host: 'b', state: 'failed' })]);
});

test.skipIf(!hasTerraform)('a plan does not stop at a host that is down', () => {
  project.write('known-hosts', `a ${KEY_A}\n`);
  const { status, result, told } = json(['plan']);
  expect(status).toBe(1);
  expect(result.hosts).toEqual([{ host: 'a', state: 'not seen', details: [expect.any(String)] }]);
  expect(told).toEqual([expect.stringMatching(/^GPULAB4507/)]);
});
