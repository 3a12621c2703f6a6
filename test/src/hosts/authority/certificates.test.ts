import { X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OptionValues } from '../../../../src/cli/command';
import { findingsOf } from '../../../../src/cli/finding';
import { probe } from '../../../../src/health/probe';
import { targetsOfInventory } from '../../../../src/health/targets';
import { action } from '../../../../src/hosts/command/hosts-certificates';
import { Project } from '../../../support/project';
import { closeServers, https } from '../../health/support/docker';

const INVENTORY = `apiVersion: gpulab/v1
docker:
  caFile: certificates/ca.pem
  certFile: certificates/clients/checker/cert.pem
  keyFile: certificates/clients/checker/key.pem
hosts:
  - name: gpu-01
    address: 10.0.0.7
    docker: {}
  - name: gpu-02
    docker: {address: "tcp://[FD00::2]:2376", serverName: Gpu-02.lab}
  - name: local
    docker: {address: "unix:///var/run/docker.sock"}
  - name: open
    docker: {address: "tcp://10.0.0.9:2375", tls: false}
  - name: storage
`;

let project: Project;
beforeEach(() => {
  project = new Project({ 'inventory.yaml': INVENTORY });
});
afterEach(async () => {
  project.remove();
  await closeServers();
});

const run = (word?: string, options: OptionValues = {}) =>
  action.run({ inventory: join(project.folder, 'inventory.yaml'), ...options }, word);
const path = (name: string) => join(project.folder, 'certificates', name);
const text = (name: string) => readFileSync(path(name), 'utf8');
const certificate = (name: string) => new X509Certificate(text(`${name}/cert.pem`));
const SERVERS = ['servers/gpu-01', 'servers/gpu-02'];
const CLIENTS = ['clients/checker', 'clients/admin'];
const ALL = [...SERVERS, ...CLIENTS];
const all = () => ALL.map((name) => text(`${name}/cert.pem`));
const codes = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code);

async function refused(body: Promise<unknown>): Promise<string[]> {
  const found = findingsOf(await body.catch((error) => error));
  return found!.map(({ code, message }) => `${code} ${message}`);
}

describe('renew, in an empty folder', () => {
  beforeEach(async () => {
    expect(codes(await run('renew'))).toEqual([]);
  });

  test('makes one certificate for each host that speaks TLS, and those of the clients', () => {
    expect(project.list('certificates')).toEqual(
      [
        'ca-key.pem',
        'ca.pem',
        ...['clients', 'servers', ...ALL],
        ...CLIENTS.map((name) => `${name}/ca.pem`),
        ...ALL.flatMap((name) => [`${name}/cert.pem`, `${name}/key.pem`]),
      ].sort(),
    );
  });

  test('servers have exactly the names that they are dialled by, and are for servers', () => {
    expect(certificate(SERVERS[0]).subjectAltName).toBe('IP Address:10.0.0.7');
    expect(certificate(SERVERS[1]).subjectAltName).toBe('IP Address:FD00:0:0:0:0:0:0:2, DNS:Gpu-02.lab');
    expect(certificate(SERVERS[0]).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate(CLIENTS[0]).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate(CLIENTS[0]).subjectAltName).toBeUndefined();
  });

  test('all are of the authority, which is one (basicConstraints), and none of them is', () => {
    const authority = new X509Certificate(text('ca.pem'));
    expect(authority.ca).toBe(true);
    for (const name of ALL) {
      expect(certificate(name).checkIssued(authority) && certificate(name).verify(authority.publicKey)).toBe(true);
      expect(certificate(name).ca).toBe(false);
    }
  });

  test('they end after a year, the authority after ten', () => {
    const days = (end: string) => Math.round((Date.parse(end) - Date.now()) / 86_400_000);
    expect(ALL.map((name) => days(certificate(name).validTo))).toEqual([365, 365, 365, 365]);
    expect(days(new X509Certificate(text('ca.pem')).validTo)).toBe(3650);
  });

  test('keys are for their owner only, and so is the folder', () => {
    const mode = (name: string) => (statSync(path(name)).mode & 0o777).toString(8);
    expect(['ca-key.pem', ...ALL.map((name) => `${name}/key.pem`)].map(mode)).toEqual(Array(5).fill('600'));
    expect(mode('.')).toBe('700');
  });

  test('the folder of a client is what DOCKER_CERT_PATH wants', () => {
    expect(readlinkSync(path('clients/admin/ca.pem'))).toBe('../../ca.pem');
    expect(text('clients/admin/ca.pem')).toBe(text('ca.pem'));
  });

  test('gpulab health finds them as they are', async () => {
    const pair = { cert: text('servers/gpu-01/cert.pem'), key: text('servers/gpu-01/key.pem'), ca: text('ca.pem') };
    const { port } = await https({ ...pair, requestCert: true, rejectUnauthorized: true });
    const { targets } = targetsOfInventory(join(project.folder, 'inventory.yaml'));
    const target = { ...targets[0], address: `tcp://127.0.0.1:${port}`, serverName: '10.0.0.7' };
    expect((await probe(target, { deadlineMs: 5000 })).reason).toBe('ok');
  });

  test('a second one changes nothing, to the byte', async () => {
    const before = all();
    expect((await run('renew')).text).toMatch(/^nothing had to be renewed\n/);
    expect(all()).toEqual(before);
  });

  test('what ends soon is renewed, with the same authority', async () => {
    const authority = text('ca.pem');
    const { text: said } = await run('renew', { within: '366', days: '400' });
    expect(said).toMatch(/^made server gpu-01: the one before ends on \d{4}-\d\d-\d\d\n/);
    expect(text('ca.pem')).toBe(authority);
    expect((await run('renew', { within: '366', days: '400' })).text).toMatch(/^nothing/);
  });

  test('a host with another address gets another certificate, and only this host', async () => {
    const before = all();
    project.write('inventory.yaml', INVENTORY.replace('10.0.0.7', '10.0.0.8'));
    expect((await run()).findings.map(({ message }) => message)).toEqual([
      'the certificate of server gpu-01 is for 10.0.0.7, not 10.0.0.8',
    ]);
    await run('renew');
    expect(certificate(SERVERS[0]).subjectAltName).toBe('IP Address:10.0.0.8');
    expect(all().slice(1)).toEqual(before.slice(1));
  });

  test('a key that is not that of its certificate is replaced with it', async () => {
    project.write('certificates/servers/gpu-01/key.pem', text('servers/gpu-02/key.pem'));
    expect((await run('renew')).text).toMatch(/^made server gpu-01: the one before cannot be read, or is not that/);
  });
});

test('the command itself', () => {
  const { status, stdout } = project.gpulab(['hosts', 'certificates', 'renew']);
  expect(stdout).toMatch(/^made the authority\nmade server gpu-01: the one before is not there\n/);
  expect(status).toBe(0);
});

test('an inventory that does not name them yet is told what to write', async () => {
  project.write('inventory.yaml', INVENTORY.replace(/docker:\n(?: {2}\w+File: .*\n)+/, ''));
  const { text: said } = await run('renew');
  expect(said).toContain(/docker:\n(?: {2}\w+File: .*\n)+/.exec(INVENTORY)![0]);
  project.write('inventory.yaml', INVENTORY);
  expect((await run('renew')).text).not.toContain('caFile');
});

describe('the table', () => {
  test('without an authority says how to make one', async () => {
    const outcome = await run();
    expect(outcome.text).toMatch(/^there is no authority yet/);
    expect(codes(outcome)).toEqual(Array(4).fill('GPULAB4563'));
  });

  test('has a line for each, with its end', async () => {
    await run('renew');
    const { text: table, result, findings } = await run();
    const lines = table!.replace(/\d{4}-\d\d-\d\d/g, 'DAY').split('\n');
    expect(lines.map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'NAME | USE | NAMES | END | DAYS | STATE',
      ' | authority | DAY | 3649 | steady',
      'gpu-01 | server | 10.0.0.7 | DAY | 364 | good',
      'gpu-02 | server | FD00::2 Gpu-02.lab | DAY | 364 | good',
      'checker | client | DAY | 364 | good',
      'admin | client | DAY | 364 | good',
      '',
    ]);
    expect(findings).toEqual([]);
    expect(JSON.stringify([table, result])).not.toMatch(/BEGIN|PRIVATE/);
  });

  test('what is not there, and keys that others can read, are warnings', async () => {
    await run('renew');
    rmSync(path('servers/gpu-02/cert.pem'));
    chmodSync(path('ca-key.pem'), 0o640);
    const { findings } = await run();
    expect(findings.map(({ level, code }) => `${level} ${code}`)).toEqual(['warning GPULAB4563', 'warning GPULAB4562']);
  });

  test('an authority that ends within the life of what it signs is a warning', async () => {
    await run('renew');
    expect(codes(await run(undefined, { days: '3650' }))).toEqual(['GPULAB4565']);
  });
});

/** Who holds `mine` and trusts `trusted`, as server and as client. */
interface Side {
  readonly mine: string;
  readonly trusted: string;
}

/** Do a host and a client understand each other by TLS, each with what it has? */
async function meet(host: Side, client: Side, files: ReadonlyMap<string, string>): Promise<boolean> {
  const pair = ({ mine, trusted }: Side) => ({
    cert: files.get(`${mine}/cert.pem`),
    key: files.get(`${mine}/key.pem`),
    ca: trusted,
  });
  const server = createServer({ ...pair(host), requestCert: true, rejectUnauthorized: true }, (socket) =>
    socket.end('ok'),
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const socket: TLSSocket = connect({
    port,
    host: '127.0.0.1',
    servername: '',
    ...pair(client),
    checkServerIdentity: () => undefined,
  });
  const answer = await new Promise<string>((done) => {
    let said = '';
    socket
      .on('data', (data) => (said += data))
      .on('error', () => done(''))
      .on('close', () => done(said));
  });
  server.close();
  return answer === 'ok';
}

describe('rotate', () => {
  /** What a folder holds, as files on a host or of a client that has been brought up to date. */
  const snapshot = () => {
    const files = new Map(
      ALL.flatMap((name) => ['cert.pem', 'key.pem'].map((file) => [`${name}/${file}`, text(`${name}/${file}`)])),
    );
    return { files, trusted: text('ca.pem') };
  };

  test('three steps, and a host that is not up to date yet understands a client that is, at each of them', async () => {
    await run('renew');
    const stages = [snapshot()];
    for (const said of [/a second authority is trusted/, /has signed every certificate/, /no longer trusted/]) {
      expect((await run('rotate')).text).toMatch(said);
      stages.push(snapshot());
    }
    for (const [before, after] of [0, 1, 2].map((stage) => [stages[stage], stages[stage + 1]])) {
      const files = new Map(
        [...before.files].map(([name, value]) => [`old/${name}`, value]).concat([...after.files]) as [string, string][],
      );
      const [oldHost, newClient] = [`old/${SERVERS[0]}`, CLIENTS[0]];
      expect(
        await meet({ mine: oldHost, trusted: before.trusted }, { mine: newClient, trusted: after.trusted }, files),
      ).toBe(true);
      expect(
        await meet(
          { mine: SERVERS[0], trusted: after.trusted },
          { mine: `old/${CLIENTS[0]}`, trusted: before.trusted },
          files,
        ),
      ).toBe(true);
    }
    // Not so from the beginning to the end: that is what the steps are for.
    const [first, last] = [stages[0], stages[3]];
    expect(
      await meet({ mine: SERVERS[0], trusted: first.trusted }, { mine: CLIENTS[0], trusted: last.trusted }, last.files),
    ).toBe(false);
    expect(first.trusted).not.toBe(last.trusted);
    expect(project.list('certificates')).not.toContain('next-ca-key.pem');
    expect(codes(await run())).toEqual([]);
  });

  test('a second step that was cut off after the key is mended by renew, and goes on', async () => {
    await run('renew');
    await run('rotate');
    const old = all();
    await run('rotate');
    for (const [index, name] of ALL.entries()) project.write(`certificates/${name}/cert.pem`, old[index]);
    expect(await refused(run('rotate'))).toEqual([
      expect.stringMatching(/^GPULAB4566 .* server gpu-01 cannot be read/),
    ]);
    await run('renew');
    expect((await run('rotate')).text).toMatch(/no longer trusted/);
  });

  test('is refused without an authority, and while a certificate is missing', async () => {
    expect(await refused(run('rotate'))).toEqual([expect.stringMatching(/^GPULAB4566 .* no authority yet/)]);
    await run('renew');
    rmSync(path('clients/admin'), { recursive: true });
    expect(await refused(run('rotate'))).toEqual([expect.stringMatching(/^GPULAB4566 .* client admin is not there/)]);
  });
});

describe('refused', () => {
  test.each([
    ['another key', 'ca-key.pem', () => text('servers/gpu-01/key.pem'), /ca-key\.pem is not the key of any/],
    ['no certificate', 'ca.pem', () => 'garbage', /ca\.pem holds no certificate/],
    [
      'half a certificate',
      'ca.pem',
      () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      /ca\.pem holds a certificate that cannot be read/,
    ],
  ])('an authority with %s, and nothing is made in its place', async (_name, file, damage, message) => {
    await run('renew');
    const before = all();
    project.write(`certificates/${file}`, damage());
    for (const word of [undefined, 'renew', 'rotate']) {
      expect(await refused(run(word))).toEqual([expect.stringMatching(new RegExp(`^GPULAB4561 .*${message.source}`))]);
    }
    expect(all()).toEqual(before);
  });

  test('an address that nobody can dial', async () => {
    project.write('inventory.yaml', INVENTORY.replace('tcp://[FD00::2]:2376', 'tcp://0.0.0.0:2376'));
    expect(await refused(run('renew'))).toEqual([
      expect.stringMatching(/^GPULAB4564 host gpu-02: the Docker address .* is one to listen on/),
    ]);
    expect(project.list('certificates')).toBeUndefined();
  });

  test('a folder that cannot be one', async () => {
    project.write('certificates', 'a file');
    expect(await refused(run('renew'))).toEqual([
      expect.stringMatching(/^GPULAB4560 .*certificates\/ca\.pem cannot be used \(ENOTDIR\)/),
    ]);
  });

  test.each([
    [{ within: '0' }, /^GPULAB4001 --within "0" is no number of days/],
    [{ days: '1e3' }, /^GPULAB4001 --days "1e3" is no number of days/],
  ])('%o', async (options, message) => {
    expect(await refused(run('renew', options))).toEqual([expect.stringMatching(message)]);
  });

  test('an unknown word', () => {
    const { status, stderr } = project.gpulab(['hosts', 'certificates', 'revoke']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/GPULAB4001 unexpected argument "revoke"/),
    });
  });
});

test('a folder where none can be made is told at once', async () => {
  await expect(refused(run('renew', { folder: '/proc/gpulab' }))).resolves.toEqual([
    expect.stringMatching(/^GPULAB4560 .* cannot be used \(ENOENT\)$/),
  ]);
});
