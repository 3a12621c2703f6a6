import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:crypto';
import { lookup as lookupName } from 'node:dns';
import { once } from 'node:events';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createProbe, probe } from '../../../src/health/probe';
import { Secret } from '../../../src/health/secret';
import { closeServers, docker, http, https, tcp } from './support/docker';
import { DEADLINE_MS, failed, of, unknown } from './support/found';
import { type Lab, plainTarget, theLab, tlsTarget } from './support/lab';

/** Conditions of the table (facts: compute-nodes.md 7), by number, met for real: those of networks and protocols. */

let lab: Lab;
beforeAll(async () => {
  lab = await theLab();
});
afterEach(closeServers);

const SHORT_MS = 300;

describe('the way to the node', () => {
  test('2: nothing listens', async () => {
    const { port } = await http(docker());
    await closeServers();
    expect(await of(plainTarget(port))).toEqual(failed('connection-refused', /nothing listens there/));
    expect(await of(tlsTarget(lab, port))).toEqual(failed('connection-refused'));
    expect(await of(plainTarget('unix:///nowhere/docker.sock'))).toEqual(
      failed('connection-refused', /no such socket/),
    );
  });

  test('3: packets are dropped on the way', async () => {
    const { port, end } = await fullQueue();
    try {
      expect(await of(tlsTarget(lab, port), SHORT_MS)).toEqual(failed('timeout', /no connection within 300 ms/));
    } finally {
      end();
    }
  });

  test('4: there is no route', async () => {
    // The kernel has none for the address of everybody.
    expect(await of(plainTarget('tcp://255.255.255.255:2375'))).toEqual(failed('unreachable', /no way to this/));
  });

  test('5: the name does not exist', async () => {
    // No label has 64 letters: the system's resolver knows without asking anybody.
    const lookup: LookupFunction = (_name, options, told) => lookupName(`${'x'.repeat(64)}.invalid`, options, told);
    const answer = await createProbe({ lookup })(plainTarget('tcp://gpu-07.lab:2375'), { deadlineMs: DEADLINE_MS });
    expect(answer).toMatchObject(failed('dns', 'tcp://gpu-07.lab:2375: there is no such name'));
  });

  test('33: a port out of range', async () => {
    for (const port of ['0', '65536', '-1', '99999999999', '2376x', '']) {
      expect(await of(plainTarget(`tcp://10.0.0.7:${port}`))).toEqual(failed('bad-address', /port/));
    }
  });
});

describe('another protocol than wanted', () => {
  test('18: TLS to a port of plain HTTP, and of SSH', async () => {
    const plain = await http(docker());
    expect(await of(tlsTarget(lab, plain.port))).toEqual(failed('not-tls', /the port speaks something else/));
    const ssh = await tcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'));
    expect(await of(tlsTarget(lab, ssh.port))).toEqual(failed('not-tls'));
  });

  test('19: plain HTTP to a port of TLS, in the words of Go and of nginx, and as a TLS alert', async () => {
    const says = (words: string) => http((_, response) => response.writeHead(400).end(words));
    const go = await says('Client sent an HTTP request to an HTTPS server.\n');
    const nginx = await says('<center>The plain HTTP request was sent to HTTPS port</center>');
    const alert = await tcp((socket) => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])));
    for (const { port } of [go, nginx, alert]) expect(await of(plainTarget(port))).toEqual(failed('tls-required'));
  });

  test('20: outdated TLS only', async () => {
    const ciphers = 'DEFAULT:@SECLEVEL=0';
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers } as const;
    const { port } = await https({ ...lab.server, ...old, secureOptions: constants.SSL_OP_ALL });
    expect(await of(tlsTarget(lab, port))).toEqual(failed('tls-version'));
  });

  test('21: no HTTP at all', async () => {
    const { port } = await tcp((socket) => socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'));
    expect(await of(plainTarget(port))).toEqual(failed('not-docker', /begins with "SSH-2\.0-OpenSSH_9\.2p1/));
  });

  test.each([
    ['22: 404', 404, {}, 'not-docker', /status 404/],
    ['22: 401', 401, {}, 'http-status', /status 401/],
    ['22: 403', 403, {}, 'http-status', /status 403/],
    ['22: a page', 200, { 'Content-Type': 'text/html' }, 'not-docker', /without the header Api-Version/],
    ['22: another body', 200, { 'Api-Version': '1.41' }, 'not-docker', /answered with "<html>" instead of OK/],
    ['22: nothing', 204, {}, 'not-docker', /status 204/],
    ['22: a gateway', 502, {}, 'http-status', /status 502/],
    ['22: Docker that refuses', 403, { 'Api-Version': '1.41' }, 'http-status', /status 403/],
    ['23: a daemon in trouble', 500, { 'Api-Version': '1.41' }, 'daemon-error', /status 500/],
    ['23: a daemon that starts', 503, {}, 'daemon-error', /status 503/],
    [
      '24: a redirect',
      302,
      { Location: 'https://u:p@else.where/token?x=1' },
      'redirect',
      /302 to https:\/\/else\.where$/,
    ],
    ['24: to another path', 307, { Location: '/login' }, 'redirect', /to another path/],
    ['24: to nowhere', 301, {}, 'redirect', /status 301$/],
  ])('%s', async (_name, status, headers, reason, detail) => {
    const { port } = await http((_, response) => response.writeHead(status, { ...headers }).end('<html>'));
    expect(await of(plainTarget(port))).toEqual(failed(reason, detail));
  });
});

describe('an answer that does not come to its end', () => {
  const DRIP_MS = 50;
  const drip = (socket: { write(text: string): unknown; destroyed: boolean }) => {
    const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('x')), DRIP_MS);
  };

  test('25: accepted, never answered; with and without TLS', async () => {
    const silent = await tcp(() => {});
    expect(await of(plainTarget(silent.port), SHORT_MS)).toEqual(failed('timeout', /no whole answer within 300 ms/));
    expect(await of(tlsTarget(lab, silent.port), SHORT_MS)).toEqual(
      failed('timeout', /connected, but no TLS handshake/),
    );
  });

  test('26: headers, then silence; a drip; a body that is cut', async () => {
    const length = { 'Api-Version': '1.41', 'Content-Length': '1000' };
    const silent = await http((_, response) => response.writeHead(200, length).flushHeaders());
    expect(await of(plainTarget(silent.port), SHORT_MS)).toEqual(failed('timeout'));
    const dripping = await http((_, response) => drip(response.writeHead(200, length)));
    expect(await of(plainTarget(dripping.port), SHORT_MS)).toEqual(failed('timeout'));
    const cut = await http((_, response) => {
      response.writeHead(200, length).write('O');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await of(plainTarget(cut.port))).toEqual(failed('truncated', /\/_ping ends after 1 bytes/));
  });

  test('26: the same below /info, after a good ping', async () => {
    const { port } = await http((request, response) =>
      request.url === '/info' ? response.writeHead(200).flushHeaders() : docker()(request, response),
    );
    expect(await of(plainTarget(port), SHORT_MS)).toEqual(failed('timeout'));
  });

  test('27: an endless body, endless headers, endless interim answers', async () => {
    const pour = (socket: Socket, text: string) => {
      const more = () => {
        while (!socket.destroyed && socket.write(text));
      };
      socket.on('drain', more);
      socket.once('data', more);
    };
    const HEAD = 'HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\n';
    const body = await tcp((socket) => {
      socket.write(`${HEAD}\r\n`);
      pour(socket, 'x'.repeat(16_384));
    });
    expect(await of(plainTarget(body.port))).toEqual(failed('response-too-large', /more than 65536 bytes/));
    const headers = await tcp((socket) => {
      socket.write(HEAD);
      pour(socket, `X-More: ${'x'.repeat(1000)}\r\n`);
    });
    expect(await of(plainTarget(headers.port))).toEqual(failed('response-too-large', /headers .* have no end/));
    const interim = await tcp((socket) => pour(socket, 'HTTP/1.1 102 Processing\r\n\r\n'));
    expect(await of(plainTarget(interim.port))).toEqual(failed('response-too-large', /never comes to its point/));
  });

  test('28: closed at once, with and without TLS', async () => {
    const { port } = await tcp((socket) => socket.destroy());
    expect(await of(plainTarget(port))).toEqual(failed('connection-reset', /closed without an answer/));
    expect(await of(tlsTarget(lab, port))).toEqual(failed('connection-reset', /closed during the TLS handshake/));
    const reset = await tcp((socket) => socket.resetAndDestroy());
    expect(await of(plainTarget(reset.port))).toEqual(failed('connection-reset'));
  });
});

describe('34: no probe could be run', () => {
  test.each([
    ['no address', { address: undefined }, /no Docker address/],
    ['a blank address', { address: '  ' }, /no Docker address/],
    ['TLS and no material', { useTls: true }, /neither CA nor client certificate/],
    ['a certificate without key', { useTls: true, cert: Secret.ofText('x') }, /has no key with it/],
    ['a key without certificate', { useTls: true, key: Secret.ofText('x') }, /has no certificate with it/],
  ])('%s', async (_name, more, detail) => {
    const { port, connections } = await tcp(() => {});
    expect(await of({ ...plainTarget(port), ...more })).toEqual(unknown('not-configured', detail));
    expect(connections()).toBe(0);
  });

  test('a file or variable that is not there is named', async () => {
    const missing = { ...tlsTarget(lab, 1), ca: Secret.ofFile('/nowhere/ca.pem') };
    expect(await of(missing)).toEqual(
      unknown('secret-unreadable', /file \/nowhere\/ca\.pem cannot be read \(ENOENT\)/),
    );
    const unset = { ...tlsTarget(lab, 1), key: Secret.ofEnvironment('GPULAB_NOT_SET') };
    expect(await of(unset)).toEqual(unknown('secret-unreadable', /environment variable GPULAB_NOT_SET is not set/));
  });

  test('aborted before and while it runs', async () => {
    const { port } = await tcp(() => {});
    const target = plainTarget(port);
    const before = await probe(target, { deadlineMs: DEADLINE_MS, signal: AbortSignal.abort() });
    expect(before).toMatchObject(unknown('aborted'));
    const during = await probe(target, { deadlineMs: DEADLINE_MS, signal: AbortSignal.timeout(50) });
    expect(during).toMatchObject(unknown('aborted'));
    expect(during.elapsedMs).toBeLessThan(1000);
  });
});

/** A network of its own, in which there is no name server. */
const alone = (command: string[]) =>
  spawnSync('unshare', ['--net', '--map-root-user', ...command], { encoding: 'utf8' });

test.skipIf(alone(['true']).status !== 0)('6: the resolver does not answer', () => {
  const target = JSON.stringify(plainTarget('tcp://gpu-07.example.org:2375'));
  const script = `require(${JSON.stringify(resolve('src/health/probe/index.ts'))})
    .probe(${target}, { deadlineMs: 20_000 })
    .then(({ state, reason }) => console.log(state, reason));`;
  const { stdout, stderr } = alone([process.execPath, '--require', 'tsx/cjs', '-e', script]);
  expect({ stdout, stderr }).toEqual({ stdout: 'unknown dns-unavailable\n', stderr: '' });
});

/** A port whose queue of connections is full: what arrives there is dropped, as by a firewall. */
async function fullQueue(): Promise<{ port: number; end: () => void }> {
  const script = `const server = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('fs').writeSync(1, server.address().port + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [data] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(data);
  const fillers = Array.from({ length: 8 }, () => connect({ host: '127.0.0.1', port }).on('error', () => {}));
  await new Promise((done) => setTimeout(done, 100));
  return {
    port,
    end: () => {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
    },
  };
}
