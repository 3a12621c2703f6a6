import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probe } from '../../src/health/probe';
import { targetsOfInventory } from '../../src/health/targets';
import { applyHost } from '../../src/hosts/apply/apply-host';
import { changeText } from '../../src/hosts/apply/change';
import type { Connection } from '../../src/hosts/apply/connection';
import { readHost } from '../../src/hosts/apply/host-folder';
import type { WantedHost } from '../../src/hosts/apply/wanted-host';
import { atMost } from '../../src/hosts/at-most';
import { type Fleet, fleetOf } from '../../src/hosts/fleet';
import { connectionTo, prepareSsh } from '../../src/hosts/reach';
import { Authority } from '../src/health/support/certificates';
import { tlsTarget } from '../src/health/support/lab';
import { type TestHost, wanted } from '../src/hosts/support/host';
import { Project } from '../support/project';
import { installChronyd } from './tools/chronyd';
import { installDockerd } from './tools/dockerd';
import { eventually } from './tools/eventually';
import { type NetnsHost, type NetnsHosts, startHosts } from './tools/netns-hosts';
import { installSystemctl, systemctlLog } from './tools/systemctl';
import { setupTerraform } from './tools/terraform';

/**
 * Thirty real hosts with sshd; the first runs a real dockerd, started with the unit, the drop-in and the daemon.json that we bring
 * there. No systemd is process 1 on them: a stand-in for systemctl reads the units, and runs what they say (tools/systemctl.sh).
 */

const MANY = 30;

let lab: NetnsHosts;
let gpu: NetnsHost;
let project: Project;
let fleet: Fleet;

beforeAll(async () => {
  installDockerd();
  lab = await startHosts(MANY);
  gpu = lab.hosts[0];
  await installSystemctl(gpu);
  // This machine's package has enabled it.
  await gpu.must('rm -f /etc/systemd/system/multi-user.target.wants/docker.service');
  project = new Project({ 'inventory.yaml': inventoryOf(lab), 'main.ts': PROGRAM });
  must(['hosts', 'certificates', 'renew']);
  must(['synth', '--app', 'main.ts']);
  fleet = fleetOf(join(project.folder, 'inventory.yaml'));
  expect(fleet.findings).toEqual([]);
  prepareSsh(fleet);
}, 120_000);
afterAll(async () => {
  await lab?.stop();
  project?.remove();
});

const inventoryOf = ({ hosts, keyFile }: NetnsHosts) => `apiVersion: gpulab/v1
ssh:
  identityFile: ${keyFile}
docker:
  caFile: certificates/ca.pem
  certFile: certificates/clients/checker/cert.pem
  keyFile: certificates/clients/checker/key.pem
hosts:
${hosts.map(({ name, address, hostKey }, i) => `  - {name: ${name}, address: ${address}, ssh: {hostKeys: ["${hostKey}"]}${i === 0 ? ', groups: [gpu], docker: {}' : ''}}`).join('\n')}
`;

/** A name space of a network has no iptables of its own here, and no bridge: Docker is told to leave both alone. */
const PROGRAM = `import { Inventory, LabApp, LabHosts } from 'cdk8s-gpulab';

const app = new LabApp();
const settings = { bridge: 'none', iptables: false, ip6tables: false, 'ip-forward': false, 'ip-masq': false };
new LabHosts(app, 'hosts', {
  inventory: Inventory.fromFile('inventory.yaml'),
  docker: { settings },
  nvidia: { groups: ['gpu'] },
  kernel: { groups: ['gpu'], sysctls: { 'net.ipv4.ip_forward': '1' } },
  swapOff: { groups: ['gpu'] },
});
app.synth();
`;

/** An archive in a folder of the host, with one package; no other archive is known there. */
const ARCHIVE = `set -e
mkdir -p /srv/archive /run/package/DEBIAN /run/package/etc
echo installed >/run/package/etc/gpulab-test.conf
printf 'Package: gpulab-test\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: nobody <nobody@example.com>\\nDescription: test\\n' >/run/package/DEBIAN/control
dpkg-deb --build /run/package /srv/archive/gpulab-test.deb >/dev/null
cd /srv/archive
{ cat /run/package/DEBIAN/control
  echo Filename: ./gpulab-test.deb
  echo Size: $(stat -c %s gpulab-test.deb)
  echo SHA256: $(sha256sum gpulab-test.deb | cut -d' ' -f1); } >Packages
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d /var/lib/apt/lists/*
echo 'deb [trusted=yes] file:/srv/archive ./' >/etc/apt/sources.list`;

function must(args: string[]): string {
  const { status, stdout, stderr } = project.gpulab(args);
  if (status !== 0) throw new Error(`gpulab ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

function runSync(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** The way to a host, counting how often it is gone. */
class Counting implements Connection {
  count = 0;
  constructor(
    private readonly connection: Connection,
    private readonly change = (stdin: string) => stdin,
  ) {}
  run(script: string, stdin: string) {
    this.count++;
    return this.connection.run(script, this.change(stdin));
  }
}

const to = ({ name }: NetnsHost) => connectionTo(fleet, fleet.hosts.find((host) => host.name === name)!);

/** What an apply of a host changed, what went wrong, and by how many connections. */
async function apply(host: NetnsHost, state: WantedHost, change?: (stdin: string) => string) {
  const connection = new Counting(to(host), change);
  const { changes, done, findings } = await applyHost(connection, state);
  const problems = findings.map(({ code, message }) => `${code} ${message}`);
  return { changes: changes.map(changeText), done: done.length, problems, connections: connection.count };
}

const NOTHING = { changes: [], done: 0, problems: [], connections: 1 };

describe('Docker with TLS', () => {
  const state = () => {
    const findings: Finding[] = [];
    const host = readHost(join(project.folder, 'dist/hosts', gpu.name), project.folder, findings);
    expect(findings).toEqual([]);
    return host!;
  };
  const pid = () => gpu.must('cat /run/systemctl/docker.service.pid');
  const target = () => targetsOfInventory(join(project.folder, 'inventory.yaml')).targets[0];
  const reason = async (of = target()) => (await probe(of, { deadlineMs: 5000 })).reason;
  const answers = () => eventually('dockerd', 30, async () => ((await reason()) === 'ok' ? true : undefined));

  test('our files bring a daemon up that answers our client: gpulab health check says connected', async () => {
    const { changes, problems, connections, done } = await apply(gpu, state());
    expect(problems).toEqual([]);
    expect({ connections, done }).toEqual({ connections: 2, done: changes.length });
    expect(changes.slice(-5)).toEqual([
      'sysctl net.ipv4.ip_forward: is 0, not 1',
      'swap: would be on after a start',
      'daemon-reload: /etc/systemd/system/docker.service.d/gpulab.conf changed',
      'enable docker.service: is disabled',
      expect.stringMatching(/^restart docker\.service: .* changed$/),
    ]);
    await answers();
    const { nodes } = JSON.parse(must(['health', 'check', '--audit', '--json'])).result;
    expect(nodes).toMatchObject([
      {
        ...{ name: gpu.name, state: 'connected', reason: 'ok', warnings: [] },
        tls: { verifiesClients: true, server: { names: `IP Address:${gpu.address}` } },
        docker: { nvidiaRuntime: true },
      },
    ]);
  });

  test('facts 1 and 2: the daemon runs with the drop-in, listens at one address, and keeps its local socket', async () => {
    expect(await gpu.must('tr "\\0" " " </proc/$(cat /run/systemctl/docker.service.pid)/cmdline')).toBe(
      '/usr/sbin/dockerd --containerd=/run/containerd/containerd.sock ',
    );
    expect(await gpu.must("awk 'NR>1 && $4==\"0A\" {print $2}' /proc/net/tcp /proc/net/tcp6 | grep -c ':0948$'")).toBe(
      '1\n',
    );
    expect(await gpu.must('curl -s --unix-socket /var/run/docker.sock http://docker/_ping')).toBe('OK');
  });

  test('it refuses a client without a certificate, and one of another authority', async () => {
    expect(await reason({ ...target(), cert: undefined, key: undefined })).toBe('client-cert-required');
    const ca = await Authority.create('other CA');
    const stranger = { ...target(), ...tlsTarget({ ca, client: await ca.client() } as never, 1) };
    expect(await reason({ ...stranger, address: target().address, ca: target().ca })).toBe('client-cert-rejected');
  });

  test('a second apply changes nothing and restarts nothing', async () => {
    const before = await pid();
    await systemctlLog(gpu);
    expect(await apply(gpu, state())).toEqual(NOTHING);
    expect(await systemctlLog(gpu)).toEqual([]);
    expect(await pid()).toBe(before);
  });

  test('keys are for root only, and were no argument of any process', async () => {
    const modes = await gpu.must('stat -c "%a %U %n" /etc/docker/tls /etc/docker/tls/*');
    expect(modes.trim().split('\n')).toEqual([
      '700 root /etc/docker/tls',
      ...['ca', 'cert', 'key'].map((name) => `400 root /etc/docker/tls/${name}.pem`),
    ]);
    // Everything anew, while somebody looks.
    await gpu.must('rm -r /etc/docker/tls');
    const spy = gpu.run(
      'for i in $(seq 200); do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ; sleep 0.005; done 2>/dev/null',
    );
    expect((await apply(gpu, state())).problems).toEqual([]);
    const seen = (await spy).stdout;
    const key = project.read(`certificates/servers/${gpu.name}/key.pem`);
    expect(seen).toContain('sh');
    expect(seen).not.toContain(key.split('\n')[1]);
    expect(seen).not.toContain(Buffer.from(key).toString('base64').slice(0, 60));
    await answers();
  });

  test('a renewed certificate is one file that differs, and one restart', async () => {
    const before = await pid();
    must(['hosts', 'certificates', 'renew', '--within', '366', '--days', '400']);
    expect((await apply(gpu, state())).changes).toEqual([
      'file /etc/docker/tls/cert.pem: has another text',
      'file /etc/docker/tls/key.pem: has another text',
      'restart docker.service: /etc/docker/tls/cert.pem changed',
    ]);
    await answers();
    expect(await pid()).not.toBe(before);
  });

  test('what somebody changed by hand is mended; rights without a restart', async () => {
    await gpu.must('chmod 644 /etc/docker/tls/key.pem; echo 0 >/proc/sys/net/ipv4/ip_forward');
    const before = await pid();
    expect((await apply(gpu, state())).changes).toEqual([
      'rights /etc/docker/tls/key.pem: is of mode 0644, not 0400',
      'sysctl net.ipv4.ip_forward: is 0, not 1',
    ]);
    expect(await pid()).toBe(before);
    await gpu.must('kill $(cat /run/systemctl/docker.service.pid); sleep 1');
    expect((await apply(gpu, state())).changes).toEqual(['start docker.service: is inactive']);
    await answers();
    expect(await apply(gpu, state())).toEqual(NOTHING);
  });
});

describe('the programs themselves take our files', () => {
  const outputs = () => {
    const program = PROGRAM.replace(
      'nvidia: {',
      "containerd: { groups: ['gpu'] },\n  time: { servers: ['ntp.lab', 'fd00::123'] },\n  nvidia: {",
    );
    project.write('programs.ts', program);
    must(['synth', '--app', 'programs.ts', '--output', 'programs']);
    return (path: string) => join(project.folder, 'programs/hosts', gpu.name, 'files', path);
  };

  test('containerd, chronyd', () => {
    const file = outputs();
    const config = runSync('containerd', ['--config', file('etc/containerd/config.toml'), 'config', 'dump']);
    expect(config).toMatch(/default_runtime_name = "nvidia"/);
    expect(runSync(installChronyd(project.folder), ['-p', '-f', file('etc/chrony/chrony.conf')])).toMatch(
      /^server ntp\.lab iburst\n/,
    );
  });

  test('systemd: one ExecStart, because the empty one takes the packaged one away', async () => {
    const drop = '/etc/systemd/system/docker.service.d/gpulab.conf';
    const verify = async () =>
      (await gpu.run('cd / && systemd-analyze verify /lib/systemd/system/docker.service')).stderr;
    expect(await verify()).not.toMatch(/ExecStart|gpulab\.conf/);
    await gpu.must(`cp ${drop} /run/kept; sed -i '/^ExecStart=$/d' ${drop}`);
    expect(await verify()).toMatch(/more than one ExecStart=/);
    await gpu.must(`cp /run/kept ${drop}`);
  });
});

test('gpulab hosts sees what differs, and Terraform has it brought there', async () => {
  const { env } = await setupTerraform(project.folder);
  const hosts = (...args: string[]) => {
    const { stdout } = project.gpulab(['hosts', ...args, '--limit', 'gpu', '--json'], { env });
    return JSON.parse(stdout);
  };
  hosts('apply');
  expect(hosts('status').result.hosts).toEqual([{ host: gpu.name, state: 'as described', details: [] }]);
  await gpu.must('rm /etc/systemd/system/docker.service.d/gpulab.conf');
  const { result, findings } = hosts('status');
  expect(result.hosts[0].details[0]).toBe('file /etc/systemd/system/docker.service.d/gpulab.conf: is not there');
  expect(findings).toMatchObject([{ level: 'warning', code: 'GPULAB4513' }]);
  expect(hosts('apply').findings).toEqual([]);
  expect(hosts('status').result.summary).toEqual({ 'as described': 1 });
});

describe('an apply', () => {
  const SLEEPY = '/etc/systemd/system/sleepy.service';
  const unit = (seconds: number) => `[Service]\nExecStart=/bin/sleep ${seconds}\n`;
  const sleepy = (seconds: number, more: TestHost = {}): WantedHost =>
    wanted({
      host: gpu.name,
      files: [{ path: SLEEPY, text: unit(seconds), restart: ['sleepy.service'] }, ...(more.files ?? [])],
      units: [{ name: 'sleepy.service', enabled: true, running: true }],
    });
  const running = () => gpu.must('tr "\\0" " " </proc/$(cat /run/systemctl/sleepy.service.pid)/cmdline');

  test('that is killed before its restarts is finished by the next one', async () => {
    expect((await apply(gpu, sleepy(1001))).problems).toEqual([]);
    const killed = (program: string) => program.replace(/^unit /m, () => 'kill -9 $$\nunit ');
    await expect(apply(gpu, sleepy(1002), killed)).rejects.toThrow(/^host host-1 cannot be reached/);
    expect([await gpu.must(`cat ${SLEEPY}`), await running()]).toEqual([unit(1002), '/bin/sleep 1001 ']);
    expect((await apply(gpu, sleepy(1002))).changes).toEqual([
      'daemon-reload: sleepy.service changed',
      'restart sleepy.service: a restart was cut off',
    ]);
    expect(await running()).toBe('/bin/sleep 1002 ');
    expect(await apply(gpu, sleepy(1002))).toEqual(NOTHING);
  });

  test('with a file that its program refuses places none of its files', async () => {
    const validate = ['grep', '-q', 'good', '%'];
    const bad = sleepy(1003, { files: [{ path: '/srv/x.conf', text: 'bad\n', validate }] });
    expect((await apply(gpu, bad)).problems).toEqual([
      expect.stringMatching(/^GPULAB4555 .* file \/srv\/x\.conf: is not there; it failed/),
    ]);
    expect(await gpu.must(`cat ${SLEEPY}`)).toBe(unit(1002));
    expect(await gpu.must(`ls -A /srv; ls -A /etc/systemd/system | grep gpulab.conf || true`)).toBe('');
  });

  test('with a unit that does not start says so, and tries again the next time', async () => {
    const broken = wanted({
      files: [{ path: SLEEPY, text: '[Service]\nExecStart=/bin/sleep nonsense\n', restart: ['sleepy.service'] }],
      units: [{ name: 'sleepy.service', enabled: true, running: true }],
    });
    const failed = expect.stringMatching(/^GPULAB4555 .* restart sleepy\.service: .*invalid time interval.*nonsense/s);
    expect((await apply(gpu, broken)).problems).toEqual([failed]);
    expect(await apply(gpu, broken)).toMatchObject({
      changes: ['restart sleepy.service: a restart was cut off'],
      problems: [failed],
    });
    expect((await apply(gpu, sleepy(1002))).problems).toEqual([]);
  });

  test('waits for nobody: two at once on one host are refused', async () => {
    await gpu.must('setsid flock -o /run/gpulab.lock sleep 600 >/dev/null 2>&1 </dev/null & echo $! >/run/holder');
    const isHeld = async () => ((await gpu.run('flock -n /run/gpulab.lock true')).status === 0 ? undefined : true);
    await eventually('the lock', 5, isHeld);
    expect((await apply(gpu, sleepy(1004))).problems).toEqual([
      expect.stringMatching(/^GPULAB4554 host .* another apply is at work there$/),
    ]);
    await gpu.must('kill $(cat /run/holder)');
    expect((await apply(gpu, sleepy(1004))).problems).toEqual([]);
  });

  test('takes names and texts of any characters as they are', async () => {
    const path = `/srv/$(touch owned) 'q' "d" \`b\` \\n ü -rf`;
    const text = `-END-\n$(touch /srv/owned)\n'"\\\n\ttab ü\u{1f600}`;
    const state = wanted({ files: [{ path, text, mode: '0640', group: 'daemon' }], absent: ['/srv/old $(x)'] });
    await gpu.must(`touch '/srv/old $(x)'`);
    expect((await apply(gpu, state)).problems).toEqual([]);
    expect(await apply(gpu, state)).toEqual(NOTHING);
    expect(await gpu.must('ls -A /srv | wc -l; cat /srv/*; stat -c "%a %U %G" /srv/*')).toBe(
      `1\n${text}640 root daemon\n`,
    );
  });

  test('installs a package by the real apt, of an archive that was not read yet, and what is there already is not touched', async () => {
    const [, , third] = lab.hosts;
    await third.must(ARCHIVE);
    const state = wanted({
      packages: ['bash', 'gpulab-test'],
      files: [{ path: '/srv/a.conf', text: 'a\n', owner: 'games' }],
    });
    expect(await apply(third, state)).toMatchObject({
      changes: ['package gpulab-test: is not installed', 'file /srv/a.conf: is not there'],
      problems: [],
    });
    expect(await third.must('cat /etc/gpulab-test.conf')).toBe('installed\n');
    expect(await apply(third, state)).toEqual(NOTHING);
    expect((await apply(third, wanted({ packages: ['gpulab-none'] }))).problems).toEqual([
      expect.stringMatching(/^GPULAB4555 .*package gpulab-none: .*Unable to locate package gpulab-none/s),
    ]);
  });

  test('without systemd goes on where no unit is asked for', async () => {
    const [, plain] = lab.hosts;
    await plain.must('rm -rf /run/systemd');
    const file = { path: '/srv/a.conf', text: 'a\n' };
    expect((await apply(plain, wanted({ files: [file] }))).problems).toEqual([]);
    const units = [{ name: 'docker.service', enabled: true, running: true }];
    expect(await apply(plain, wanted({ host: plain.name, files: [{ ...file, text: 'b\n' }], units }))).toMatchObject({
      problems: [`GPULAB4553 host ${plain.name} runs no systemd, and docker.service is a matter of it`],
      connections: 1,
    });
    expect(await plain.must('cat /srv/a.conf')).toBe('a\n');
  });
});

test('thirty hosts in one run: each costs as many connections as one of three', async () => {
  const state = (run: number) => {
    const paths = Array.from({ length: 12 }, (_, i) => `/etc/gpulab-${run}/part-${i}.conf`);
    const files = paths.map((path) => ({ path, text: `${path}\n`.repeat(20) }));
    const directories = [{ path: `/etc/gpulab-${run}`, mode: '0755', owner: 'root', group: 'root' }];
    return wanted({ packages: ['bash'], directories, files, sysctls: { 'net.ipv4.ip_forward': '1' } });
  };
  const figures: string[] = [];
  for (const count of [3, 10, MANY]) {
    const hosts = lab.hosts.slice(-count);
    const began = performance.now();
    const first = await atMost(10, hosts, (host) => apply(host, state(count)));
    const between = performance.now();
    const second = await atMost(10, hosts, (host) => apply(host, state(count)));
    const each = (from: number, until: number) => `${Math.round((until - from) / count)} ms`;
    figures.push(`${count} hosts: ${each(began, between)} each, ${each(between, performance.now())} again`);
    expect(new Set(first.map(({ connections }) => connections))).toEqual(new Set([2]));
    expect(first.every(({ problems, done, changes }) => problems.length === 0 && done === changes.length)).toBe(true);
    expect(second).toEqual(hosts.map(() => NOTHING));
  }
  process.stdout.write(`apply: ${figures.join('; ')}\n`);
});
