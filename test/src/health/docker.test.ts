import type { RequestListener } from 'node:http';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runningContainers, withDocker } from '../../../src/health/docker';
import { closeServers, docker, http, https, tcp } from './support/docker';
import { type Lab, mutual, plainTarget, theLab, tlsTarget } from './support/lab';

let lab: Lab;
beforeAll(async () => {
  lab = await theLab();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await closeServers();
});

const OPTIONS = { deadlineMs: 5_000 };
const CONTAINERS = [
  { Id: 'abc', Names: ['/train'], Image: 'pytorch:2' },
  { Id: 'def', Names: null, Image: 'x\u001b[2J' },
];

/** A daemon whose list of containers is what a test wants. */
const listing =
  (list: RequestListener): RequestListener =>
  (request, response) =>
    request.url?.startsWith('/containers/json') ? list(request, response) : docker()(request, response);
const good = listing((_, response) => response.end(JSON.stringify(CONTAINERS)));

test('containers that run, over mutual TLS', async () => {
  const { port, requests } = await https(mutual(lab), good);
  expect(await runningContainers(tlsTarget(lab, port), OPTIONS)).toEqual([
    { id: 'abc', name: 'train', image: 'pytorch:2' },
    { id: 'def', name: 'def', image: 'x [2J' },
  ]);
  // Without a version in the path.
  expect(requests.map(({ url }) => url)).toEqual(['/_ping', '/version', '/info', '/containers/json']);
});

test.each(['tcp', 'http'])('over plain %s, and with dockerode for what else there is', async (scheme) => {
  const { port } = await http(good);
  const target = plainTarget(`${scheme}://localhost:${port}`);
  const info = await withDocker(target, OPTIONS, (client) => client.info());
  expect(info).toMatchObject({ NCPU: 128 });
});

test('a node that is not well is not asked, and the reason is that of the probe', async () => {
  const { port, requests } = await http((_, response) => response.end('<html>'));
  await expect(runningContainers(plainTarget(port), OPTIONS)).rejects.toMatchObject({ reason: 'not-docker' });
  expect(requests.map(({ url }) => url)).toEqual(['/_ping']);
});

describe('the environment', () => {
  test.each(['tcp://127.0.0.1:1', 'not an address', 'ssh://else.where', 'unix:///nowhere'])(
    'DOCKER_HOST=%s with DOCKER_CERT_PATH changes nothing',
    async (host) => {
      vi.stubEnv('DOCKER_HOST', host);
      vi.stubEnv('DOCKER_CERT_PATH', '/nowhere');
      vi.stubEnv('DOCKER_TLS_VERIFY', '1');
      vi.stubEnv('DOCKER_PATH_PREFIX', '/else');
      vi.stubEnv('DOCKER_CLIENT_TIMEOUT', '1');
      const { port } = await https(mutual(lab), good);
      expect(await runningContainers(tlsTarget(lab, port), OPTIONS)).toHaveLength(2);
      expect(process.env.DOCKER_HOST).toBe(host);
    },
  );
});

describe('an answer that is none', () => {
  test.each(['http://127.0.0.1:1/', 'ftp://x/', '/else'])('a redirect to %s goes nowhere', async (location) => {
    const { port } = await http(listing((_, response) => response.writeHead(302, { Location: location }).end()));
    await expect(runningContainers(plainTarget(port), OPTIONS)).rejects.toThrow(/302/);
  });

  test('a redirect to another server is not followed', async () => {
    const other = await http(good);
    const location = `http://127.0.0.1:${other.port}/containers/json`;
    const { port } = await http(listing((_, response) => response.writeHead(302, { Location: location }).end()));
    await expect(runningContainers(plainTarget(port), OPTIONS)).rejects.toThrow(/302/);
    expect(other.requests).toEqual([]);
  });

  test('a body that is cut, one without end, one that drips, silence', async () => {
    const cut = await http(
      listing((_, response) => {
        response.writeHead(200, { 'Content-Length': 100 }).write('[');
        setTimeout(() => response.destroy(), 20);
      }),
    );
    await expect(runningContainers(plainTarget(cut.port), OPTIONS)).rejects.toMatchObject({ reason: 'truncated' });
    const endless = await http(
      listing((_, response) => {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      }),
    );
    await expect(runningContainers(plainTarget(endless.port), OPTIONS)).rejects.toMatchObject({
      reason: 'response-too-large',
    });
    const silent = await http(listing(() => {}));
    const begin = performance.now();
    await expect(runningContainers(plainTarget(silent.port), { deadlineMs: 300 })).rejects.toMatchObject({
      reason: 'timeout',
    });
    expect(performance.now() - begin).toBeLessThan(800);
  });

  test('JSON of another shape', async () => {
    const { port } = await http(listing((_, response) => response.end('{}')));
    await expect(runningContainers(plainTarget(port), OPTIONS)).rejects.toMatchObject({ reason: 'not-docker' });
  });

  test('a daemon that went away behind the probe', async () => {
    const { port } = await tcp((socket) => socket.destroy());
    await expect(runningContainers(plainTarget(port), OPTIONS)).rejects.toMatchObject({ reason: 'connection-reset' });
  });
});
