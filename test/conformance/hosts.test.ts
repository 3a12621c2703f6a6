import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GPULAB } from '../support/project';
import { type NetnsHost, type NetnsHosts, startHosts } from './tools/netns-hosts';
import { setupTerraform, type TerraformSetup } from './tools/terraform';

/** Three real hosts with sshd, and real Terraform: what an administrator does with them, from the first day to the last. */

const NAMES = ['cp-1', 'worker-1', 'worker-2'];
/** Everything that was printed by anyone, searched for secrets at the end. */
let printed = '';

let lab: NetnsHosts;
let cp: NetnsHost;
let first: NetnsHost;
let second: NetnsHost;
let terraform: TerraformSetup;
let folder: string;
let tools: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gpulab-hosts-project-'));
  tools = mkdtempSync(join(tmpdir(), 'gpulab-hosts-tools-'));
  terraform = await setupTerraform(tools);
  lab = await startHosts(3, NAMES);
  [cp, first, second] = lab.hosts;
  describeHosts(lab.hosts);
});
afterAll(async () => {
  await lab?.stop();
  for (const path of [folder, tools]) rmSync(path, { recursive: true, force: true });
});

/** Is the key of the first day still named? Later the controller has its own alone, and would be locked out without it. */
let isFirstDay = true;

/** Writes the inventory. The second worker is behind the control plane. */
function describeHosts(hosts: readonly NetnsHost[], trust = '{from: control-plane, to: all}'): void {
  const entries = hosts.map(({ name, address }) => {
    const group = name === 'cp-1' ? 'control-plane' : 'worker';
    const ssh = name === 'worker-2' ? ', ssh: {jump: cp-1}' : '';
    return `  - {name: ${name}, address: ${address}, groups: [${group}]${ssh}}\n`;
  });
  const identity = isFirstDay ? lab.keyFile : '/nowhere';
  const ssh = `ssh:\n  identityFile: ${identity}\n  trust: [${trust}]\n`;
  writeFileSync(join(folder, 'inventory.yaml'), `apiVersion: gpulab/v1\n${ssh}hosts:\n${entries.join('')}`);
}

interface Said {
  readonly status: number;
  readonly codes: readonly string[];
  /** "NAME STATE" of each host. */
  readonly states: readonly string[];
  readonly details: Readonly<Record<string, readonly string[]>>;
}

function gpulab(...args: string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...terraform.env };
    const child = spawn(process.execPath, [GPULAB, 'hosts', ...args, '--json'], { cwd: folder, env });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (part) => (stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part) => (printed += part));
    child.on('error', reject);
    child.on('close', (status) => {
      printed += stdout;
      const { findings, result } = JSON.parse(stdout);
      const rows: { host: string; state: string; details: string[] }[] = result?.hosts ?? [];
      resolve({
        status: status ?? -1,
        codes: findings.map(({ code }: { code: string }) => code),
        states: rows.map(({ host, state }) => `${host} ${state}`),
        details: Object.fromEntries(rows.map(({ host, details }) => [host, details])),
      });
    });
  });
}

const all = (state: string) => NAMES.map((name) => `${name} ${state}`);
const authorized = (host: NetnsHost) => host.must('cat /root/.ssh/authorized_keys');
/** Who can log in from one host to another, with what ssh has by itself. */
const login = async (from: NetnsHost, to: NetnsHost, user = 'root') =>
  (await from.run(`ssh -o BatchMode=yes -o ConnectTimeout=5 ${user}@${to.address} hostname`)).stdout.trim() === to.name;
const pair = (from: NetnsHost) => Promise.all(lab.hosts.map((to) => login(from, to)));
const confirm = () => {
  const pending = readFileSync(join(folder, 'known-hosts.pending'), 'utf8');
  writeFileSync(join(folder, 'known-hosts'), pending, { flag: 'a' });
};

describe('host keys', () => {
  test('a host whose key nobody has confirmed is not talked to', async () => {
    expect(await gpulab('status')).toMatchObject({ status: 1, codes: Array(3).fill('GPULAB4505') });
  });

  test('scan learns keys; behind a jump host only once that one is confirmed', async () => {
    const states = ['cp-1 to be confirmed', 'worker-1 to be confirmed'];
    expect(await gpulab('scan')).toMatchObject({ codes: ['GPULAB4505'], states: [...states, 'worker-2 failed'] });
    confirm();
    expect((await gpulab('scan')).states).toEqual(['cp-1 pinned', 'worker-1 pinned', 'worker-2 to be confirmed']);
    confirm();
    const known = readFileSync(join(folder, 'known-hosts'), 'utf8');
    for (const { name, hostKey } of lab.hosts) expect(known).toContain(`${name} ${hostKey}\n`);
  });
});

describe('apply', () => {
  test('plan changes nothing', async () => {
    expect(await gpulab('plan')).toMatchObject({ status: 0, states: all('to be set up') });
    for (const host of lab.hosts) expect(await host.must('ls -A /root/.ssh')).toBe('authorized_keys\n');
  });

  test('trust is as described, and no more', async () => {
    expect(await gpulab('apply')).toMatchObject({ status: 0, codes: [], states: all('applied') });
    isFirstDay = false;
    describeHosts(lab.hosts);
    expect(await pair(cp)).toEqual([true, true, true]);
    expect(await pair(first)).toEqual([false, false, false]);
    expect(await pair(second)).toEqual([false, false, false]);
  });

  test("others' keys stay, rights are right, and private keys never leave their host", async () => {
    for (const host of lab.hosts) expect((await authorized(host)).split('\n')[0]).toBe(lab.publicKey);
    expect(await cp.must('cd /root/.ssh; stat -c "%a %n" . *')).toBe(
      '700 .\n600 authorized_keys\n600 id_ed25519\n644 id_ed25519.pub\n600 known_hosts\n'.replace('644', '600'),
    );
    expect(await first.must('ls -A /root/.ssh')).toBe('authorized_keys\nknown_hosts\n'.replace('known_hosts\n', ''));
    const secret = (await cp.must('sed -n 3p /root/.ssh/id_ed25519')).trim();
    expect(everyFile(folder).includes(secret)).toBe(false);
    expect(statSync(join(folder, '.gpulab/hosts/keys/controller')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, '.gpulab/hosts')).mode & 0o777).toBe(0o700);
  });

  test('a second time changes nothing', async () => {
    const inode = () => first.must('stat -c "%i %Z" /root/.ssh/authorized_keys');
    const before = await inode();
    expect(await gpulab('apply')).toMatchObject({ status: 0, codes: [], states: all('as described') });
    expect(await inode()).toBe(before);
  });

  test('what somebody changed is found on that host alone, and mended', async () => {
    await first.must("sed -i '/gpulab:cp-1/d' /root/.ssh/authorized_keys && chmod 640 /root/.ssh/authorized_keys");
    expect(await login(cp, first)).toBe(false);
    const states = ['cp-1 as described', 'worker-1 to be applied again', 'worker-2 as described'];
    const found = ['authorized_keys: our part differs', 'authorized_keys: has other rights than 600'];
    expect(await gpulab('plan')).toMatchObject({ states, details: { 'worker-1': found } });
    expect((await gpulab('apply')).states).toEqual(['cp-1 as described', 'worker-1 applied', 'worker-2 as described']);
    expect(await login(cp, first)).toBe(true);
  });
});

describe('trouble', () => {
  test('a host that is down is told in bounded time, the others are done, and a second run goes on', async () => {
    await first.stop();
    describeHosts(lab.hosts, '{from: all, to: control-plane}');
    // The keys that others shall have are made by apply: its plan knows whom that changes.
    const plan = await gpulab('plan');
    expect(plan.details['cp-1']).toContain('authorized_keys: the key of worker-2 is not there');
    const said = await gpulab('apply');
    expect(said).toMatchObject({ status: 1, codes: ['GPULAB4507'], details: { 'worker-1': [expect.any(String)] } });
    expect(said.states).toEqual(['cp-1 applied', 'worker-1 failed', 'worker-2 applied']);
    expect(await login(second, cp)).toBe(true);
    await first.start();
    expect(await gpulab('apply')).toMatchObject({
      status: 0,
      states: ['cp-1 applied', 'worker-1 applied', 'worker-2 as described'],
    });
    expect([await login(first, cp), await login(cp, first)]).toEqual([true, false]);
  });

  test('a host with another host key is refused, and nothing is done to it', async () => {
    const restart = 'kill $(cat /run/sshd.pid); while [ -e /run/sshd.pid ]; do sleep 0.1; done; /usr/sbin/sshd';
    const before = await authorized(first);
    describeHosts(lab.hosts, '{from: worker, to: all}');
    await first.must(`cd /etc/ssh; mkdir old; mv ssh_host_* old; ssh-keygen -A >/dev/null; ${restart}`);
    expect(await gpulab('apply')).toMatchObject({ status: 1, codes: ['GPULAB4504'] });
    expect(await gpulab('scan', '--limit', 'worker-1')).toMatchObject({ status: 1, codes: ['GPULAB4504'] });
    expect(await authorized(first)).toBe(before);
    await first.must(`cd /etc/ssh; mv -f old/* .; rmdir old; ${restart}`);
    expect(await gpulab('apply', '--limit', 'worker')).toMatchObject({
      status: 0,
      states: ['worker-1 applied', 'worker-2 as described'],
    });
  });
});

describe('rotation of the key of the controller', () => {
  const key = () => readFileSync(join(folder, '.gpulab/hosts/keys/controller.pub'), 'utf8').split(' ')[1];

  test('while one host does not let the new key in, the old one stays', async () => {
    const before = key();
    await second.must('mv /root/.ssh/authorized_keys /root/.ssh/kept && mkdir /root/.ssh/authorized_keys');
    expect(await gpulab('rotate')).toMatchObject({ status: 1 });
    expect(key()).toBe(before);
    for (const host of [cp, first]) expect(await authorized(host)).toContain(before);
    await second.must('rmdir /root/.ssh/authorized_keys && mv /root/.ssh/kept /root/.ssh/authorized_keys');
  });

  test('then the old one goes everywhere', async () => {
    const before = key();
    expect(await gpulab('rotate')).toMatchObject({ status: 0, codes: [] });
    expect(key()).not.toBe(before);
    for (const host of lab.hosts) {
      expect(await authorized(host)).toContain(key());
      expect(await authorized(host)).not.toContain(before);
    }
  });
});

describe('the end', () => {
  test('a removed host loses its trust everywhere, also when it could not be applied before', async () => {
    await first.must('kill $(cat /run/sshd.pid)');
    describeHosts(lab.hosts, '{from: all, to: all}');
    expect(await gpulab('apply')).toMatchObject({ status: 1, codes: ['GPULAB4507'] });
    describeHosts([cp, second], '{from: all, to: all}');
    // It cannot be reached: what is on it is not forgotten.
    expect(await gpulab('apply')).toMatchObject({ status: 1, codes: ['GPULAB4507'] });
    await first.must('/usr/sbin/sshd');
    expect((await gpulab('apply')).states).toContain('worker-1 left');
    expect(await authorized(first)).toBe(`${lab.publicKey}\n`);
    expect(await first.must('ls -A /root/.ssh; cat /root/.ssh/known_hosts')).toBe('authorized_keys\nknown_hosts\n');
    for (const host of [cp, second]) expect(await host.must('cat /root/.ssh/*')).not.toContain('worker-1');
  });

  test('destroy leaves what others wrote, and takes a jump host last', async () => {
    expect(await gpulab('destroy')).toMatchObject({ status: 2, codes: ['GPULAB4001'] });
    expect(await gpulab('destroy', '--yes')).toMatchObject({ status: 0, states: ['worker-2 left', 'cp-1 left'] });
    for (const host of lab.hosts) {
      expect(await authorized(host)).toBe(`${lab.publicKey}\n`);
      expect(await host.run('ls /root/.ssh/id_ed25519')).toMatchObject({ status: 2 });
    }
  });
});

test("a program of one's own: null_resource of a real provider, by the cdktf.json beside it, and a user that is not root", async () => {
  const example = join(__dirname, '../../examples/hosts-six');
  symlinkSync(join(__dirname, '../../node_modules'), join(folder, 'node_modules'));
  copyFileSync(join(example, 'cdktf.json'), join(folder, 'cdktf.json'));
  const program = readFileSync(join(example, 'hosts.ts'), 'utf8');
  const other = program.replace(
    /new HostsStack\([^;]*;/,
    "new HostsStack(app, 'hosts', { resource: 'null_resource' });",
  );
  writeFileSync(join(folder, 'hosts.ts'), other);
  isFirstDay = true;
  describeHosts([cp, second]);
  const inventory = readFileSync(join(folder, 'inventory.yaml'), 'utf8');
  writeFileSync(join(folder, 'inventory.yaml'), inventory.replace('{jump: cp-1}', '{jump: cp-1, user: ops}'));
  await second.must("useradd -m -p '*' ops && install -d -m 700 -o ops -g ops /home/ops/.ssh");
  await second.must('install -m 600 -o ops -g ops /root/.ssh/authorized_keys /home/ops/.ssh/');

  const states = (state: string) => [`cp-1 ${state}`, `worker-2 ${state}`];
  expect(await gpulab('apply')).toMatchObject({ status: 0, states: states('applied') });
  expect(await gpulab('plan')).toMatchObject({ status: 0, states: states('as described') });
  expect([await login(cp, second, 'ops'), await login(cp, second)]).toEqual([true, false]);
  expect(await authorized(second)).toBe(`${lab.publicKey}\n`);
  expect(readFileSync(join(folder, '.gpulab/hosts/inventory.yaml.tfstate'), 'utf8')).toContain('"null_resource"');
  expect(await gpulab('destroy', '--yes')).toMatchObject({ status: 0, states: ['worker-2 left', 'cp-1 left'] });
  expect(await second.must('cat /home/ops/.ssh/authorized_keys')).toBe(`${lab.publicKey}\n`);
});

test('no output, plan, state or log of all this has a private key in it', async () => {
  const shown = printed + everyFile(folder, (path) => !/\/keys\/controller(?:\.next)?$/.test(path));
  expect(shown.includes('terraform_version')).toBe(true);
  expect(/PRIVATE KEY/.test(shown)).toBe(false);
  const lines = readFileSync(join(folder, '.gpulab/hosts/keys/controller'), 'utf8').split('\n').slice(3, -2);
  for (const line of [...lines, readFileSync(lab.keyFile, 'utf8').split('\n')[3]])
    expect(shown.includes(line)).toBe(false);
});

/** The text of every file below a folder, but for what is linked there. */
function everyFile(path: string, wanted: (path: string) => boolean = () => true): string {
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => {
      const file = join(path, entry.name);
      if (entry.isDirectory()) return everyFile(file, wanted);
      return entry.isFile() && wanted(file) ? readFileSync(file, 'latin1') : '';
    })
    .join('\n');
}
