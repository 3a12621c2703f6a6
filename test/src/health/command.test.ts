import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GPULAB, Project, type Run } from '../../support/project';
import { closeServers, docker, http, https } from './support/docker';
import { type Lab, mutual, theLab } from './support/lab';

let lab: Lab;
beforeAll(async () => {
  lab = await theLab();
});

let project: Project;
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  project.remove();
  await closeServers();
});

const make = (files: { [name: string]: string } = {}) => {
  const { ca, client, otherClient } = lab;
  project = new Project({
    'certs/ca.pem': ca.cert,
    'certs/cert.pem': client.cert,
    'certs/key.pem': client.key,
    'certs/other-key.pem': otherClient.key,
    ...files,
  });
  return project;
};

/** The servers are in this process: it must not wait for the command with its hands bound. */
function start(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [GPULAB, 'health', ...args], {
    cwd: project.folder,
    env: { ...process.env, ...env },
  });
  children.push(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (said.stdout += data));
  child.stderr.on('data', (data) => (said.stderr += data));
  const ended = once(child, 'close').then(([status]): Run => ({ status, ...said }));
  return { child, said, ended };
}
const health = (...args: string[]) => start(args).ended;

const FILES = ['--ca', 'certs/ca.pem', '--cert', 'certs/cert.pem', '--key', 'certs/key.pem'];

describe('gpulab health check', () => {
  test('of an inventory: one line a node, and status 1 when one failed', async () => {
    const { port } = await https(mutual(lab));
    make({
      'inventory.yaml': `apiVersion: gpulab/v1
docker:
  caFile: certs/ca.pem
  certFile: certs/cert.pem
  keyFile: certs/key.pem
hosts:
  - name: gpu-07
    docker: {address: "tcp://127.0.0.1:${port}"}
  - name: gpu-08
    docker: {address: "tcp://127.0.0.1:${port}", keyFile: certs/other-key.pem}
  - name: gpu-09
    docker: {address: "tcp://127.0.0.1:${port}", caFile: certs/none.pem}
  - name: storage
`,
    });
    const { status, stdout, stderr } = await health('check');
    expect(stdout).toBe(`NODE    STATE      REASON             DETAIL
gpu-07  connected  ok                 Docker 20.10.24, API 1.41
gpu-08  failed     key-mismatch       the client key is not that of the client certificate
gpu-09  unknown    secret-unreadable  file ${project.folder}/certs/none.pem cannot be read (ENOENT)
1 connected, 1 failed, 1 unknown
`);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('--json: one entry a node, findings for those that are not well, and no secret', async () => {
    const { port } = await https(mutual(lab));
    make();
    const node = `tcp://127.0.0.1:${port}`;
    const { status, stdout } = await health('check', '--node', node, '--node', `b=${node}0`, ...FILES, '--json');
    expect(status).toBe(1);
    const { findings, result } = JSON.parse(stdout);
    expect(result).toMatchObject({
      nodes: [
        {
          name: node,
          address: node,
          state: 'connected',
          reason: 'ok',
          detail: 'Docker 20.10.24, API 1.41',
          elapsedMs: expect.any(Number),
          tls: { protocol: 'TLSv1.3', client: { subject: 'CN=checker' } },
          docker: { cpus: 128 },
          warnings: [],
        },
        { name: 'b', state: 'failed', reason: 'bad-address' },
      ],
      summary: { connected: 1, failed: 1, unknown: 0 },
    });
    expect(findings).toMatchObject(
      [{ level: 'error', code: 'GPULAB4402', message: /^node b failed \(bad-address\)/ }].map((finding) => ({
        ...finding,
        message: expect.stringMatching(finding.message),
      })),
    );
    expect(stdout).not.toMatch(/PRIVATE KEY|BEGIN/);
  });

  test('a node that is unknown is worth a warning, and with --strict the status 1', async () => {
    make();
    const check = (...more: string[]) => health('check', '--node', 'https://127.0.0.1:1', '--json', ...more);
    const run = await check();
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout).findings).toMatchObject([{ level: 'warning', code: 'GPULAB4403' }]);
    expect((await check('--strict')).status).toBe(1);
  });

  test('what is not quite well is told below the node', async () => {
    const { port } = await http(docker({ info: { Runtimes: {} } }));
    make();
    const { stdout, status } = await health('check', '--node', `gpu-07=http://127.0.0.1:${port}`);
    expect(status).toBe(0);
    expect(stdout).toContain('\n        warning: without TLS: whoever reaches the port is root there\n');
    const { findings } = JSON.parse((await health('check', '--node', `http://127.0.0.1:${port}`, '--json')).stdout);
    expect(findings).toMatchObject([{ code: 'GPULAB4404' }, { code: 'GPULAB4404' }]);
  });

  test('--audit sees a daemon that lets anybody in', async () => {
    const { port } = await https(lab.server);
    make();
    const { stdout } = await health('check', '--node', `tcp://127.0.0.1:${port}`, ...FILES, '--audit');
    expect(stdout).toContain('warning: the daemon answers clients without certificate (status 200)');
  });

  test('--deadline is the time for a node', async () => {
    const { port } = await http(() => {});
    make();
    const { stdout } = await health('check', '--node', `http://127.0.0.1:${port}`, '--deadline', '200');
    expect(stdout).toMatch(/failed +timeout +.* within 200 ms/);
  });

  test('--junit writes a report that CI reads; a path that is none is told', async () => {
    const { port } = await http(docker());
    make();
    const nodes = [
      '--node',
      `a&<b>=http://127.0.0.1:${port}`,
      '--node',
      'c=tcp://0.0.0.0:1',
      '--node',
      'd=https://x:1',
    ];
    await health('check', ...nodes, '--junit', 'report.xml');
    const times = / time="\d+\.\d{3}"/g;
    expect(project.read('report.xml').replace(times, '')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="gpulab health check" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="gpulab.health" name="a&amp;&lt;b&gt;"><system-out>without TLS: whoever reaches the port is root there</system-out></testcase>
    <testcase classname="gpulab.health" name="c"><failure type="bad-address" message="bad-address: the Docker address &quot;tcp://0.0.0.0:1&quot; is one to listen on: write the address that the node is reached at"/></testcase>
    <testcase classname="gpulab.health" name="d"><skipped message="not-configured: the node uses TLS, but has neither CA nor client certificate"/></testcase>
  </testsuite>
</testsuites>
`);
    const run = await health('check', ...nodes.slice(0, 2), '--junit', 'no/report.xml', '--json');
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout).findings).toContainEqual(
      expect.objectContaining({ code: 'GPULAB4405', message: 'cannot write no/report.xml (ENOENT)' }),
    );
  });

  test.each([
    [[], 'health what?'],
    [['look'], 'there is no health look'],
    [['check', '--deadline', '0'], '--deadline "0" is no number of milliseconds from 1 to 600000'],
    [['check', '--ca', 'x'], '--ca, --cert and --key are for nodes of --node; an inventory names its own files'],
    [['check', '--inventory', 'x', '--node', 'y'], 'either --inventory or --node names the nodes, not both'],
    [['watch', '--junit', 'x'], '--junit is not for health watch'],
    [['watch', '--json'], 'watch has no --json: it has no end'],
    [['watch', '--deadline', '30000'], '--deadline 30000 is not below the period of 30000 ms'],
  ])('%s: %s', async (args, message) => {
    make();
    const { status, stderr, stdout } = await health(...args);
    expect(status).toBe(2);
    expect(stderr + stdout).toContain(message.replaceAll('"', args.includes('--json') ? '\\"' : '"'));
  });

  test('no inventory, one without endpoints, one with errors', async () => {
    make({
      'empty.yaml': 'apiVersion: gpulab/v1\nhosts:\n- name: a\n',
      'bad.yaml': 'apiVersion: gpulab/v1\nhosts:\n- name: a\n  docker: {adress: x}\n',
    });
    const told = async (...args: string[]) => {
      const { status, stdout } = await health('check', '--json', ...args);
      return { status, findings: JSON.parse(stdout).findings };
    };
    expect(await told()).toMatchObject({ status: 1, findings: [{ code: 'GPULAB4401' }] });
    expect(await told('--inventory', 'none.yaml')).toMatchObject({ status: 1, findings: [{ code: 'GPULAB2101' }] });
    expect(await told('--inventory', 'empty.yaml')).toMatchObject({ status: 1, findings: [{ code: 'GPULAB4401' }] });
    expect(await told('--inventory', 'bad.yaml')).toMatchObject({
      status: 1,
      findings: [{ code: 'GPULAB2103', line: 4, hint: 'did you mean "address"?' }],
    });
  });
});

test('what --node says of TLS', async () => {
  const { port } = await http(docker());
  make();
  const reasonOf = async (node: string, ...more: string[]) =>
    JSON.parse((await health('check', '--node', node, ...more, '--json')).stdout).result.nodes[0].reason;
  expect(await reasonOf(`tcp://127.0.0.1:${port}`)).toBe('ok');
  expect(await reasonOf(`tcp://127.0.0.1:${port}`, ...FILES)).toBe('not-tls');
  expect(await reasonOf(`http://127.0.0.1:${port}`, ...FILES)).toBe('ok');
  expect(await reasonOf('tcp://127.0.0.1:2376')).toBe('not-configured');
  expect(await reasonOf('unix:///nowhere.sock', ...FILES)).toBe('connection-refused');
});

describe('gpulab health watch', () => {
  const saying = async (said: { stdout: string }, words: RegExp) => {
    for (let i = 0; i < 200 && !words.test(said.stdout); i++) await new Promise((done) => setTimeout(done, 50));
    expect(said.stdout).toMatch(words);
  };

  test('without a terminal prints a line for each change, and Ctrl-C ends it with status 0', async () => {
    const { port } = await http(docker());
    make();
    const nodes = ['--node', `a=http://127.0.0.1:${port}`, '--node', 'b=http://127.0.0.1:1'];
    const { child, said, ended } = start(['watch', ...nodes]);
    await saying(said, /a connected ok Docker.*b failed connection-refused|b failed.*a connected/s);
    child.kill('SIGINT');
    const { status, stdout, stderr } = await ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z [ab] /);
  });

  test('SIGTERM ends it, too, while a node hangs', async () => {
    const { port, connections } = await http(() => {});
    make();
    const { child, ended } = start(['watch', '--node', `http://127.0.0.1:${port}`]);
    for (let i = 0; i < 200 && connections() === 0; i++) await new Promise((done) => setTimeout(done, 50));
    child.kill('SIGTERM');
    expect(await ended).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
