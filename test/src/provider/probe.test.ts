import { chmodSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createNet, type Server as NetServer, type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Targets, Told } from '../../../src/provider/part';
import { answerOf, probeProvider } from '../../../src/provider/parts';
import { certificate } from '../../../src/provider/parts/certificate';
import { exporter } from '../../../src/provider/parts/exporter';
import { gpus } from '../../../src/provider/parts/gpus';
import { redis } from '../../../src/provider/parts/redis';
import { api, ingress, proxy, registry } from '../../../src/provider/parts/web';
import { findingsOf, tableOf } from '../../../src/provider/report';
import { targetsOf } from '../../../src/provider/targets';
import { folderOfTests } from '../../support/folder';
import { Authority, type Pair } from '../health/support/certificates';

const LOOPBACK = '127.0.0.1';
const servers: (Server | NetServer)[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

let authority: Authority;
let pair: Pair;
beforeAll(async () => {
  authority = await Authority.create();
  pair = await authority.server({ names: ['*.example.com'] });
});

function listen(server: Server | NetServer): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  return new Promise((resolve) => {
    server.listen(0, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}
const http = (listener: RequestListener) => listen(createHttp(listener));
const https = (listener: RequestListener, { cert, key }: Pair = pair) => listen(createHttps({ cert, key }, listener));

const targets = (more: Partial<Targets> = {}): Targets => ({
  domain: 'example.com',
  address: LOOPBACK,
  api: 'https://log.example.com:8085',
  ca: authority.cert,
  deadlineMs: 2000,
  ...more,
});
const seen = async (look: Promise<Told>) => {
  const { state, reason, detail, warnings } = await answerOf('part', look);
  return [state, reason, detail, ...warnings];
};

describe('the certificate', () => {
  test('is good for every name below the domain, and its days are counted', async () => {
    const port = await https(() => {});
    expect(await seen(certificate(targets(), port))).toEqual([
      'ok',
      'answers',
      'good for *.example.com, 364 days left',
    ]);
  });

  test.each<[string, object, string[]]>([
    [
      'ends soon',
      { to: 5 },
      ['ok', 'answers', 'good for *.example.com, 4 days left', 'the certificate ends in 4 days'],
    ],
    ['has ended', { from: -9, to: -1 }, ['failed', 'expired', 'the certificate has ended']],
    ['is for the domain only', { names: ['example.com'] }, ['failed', 'wrong-name']],
    ['is signed by itself', { selfSigned: true }, ['failed', 'untrusted']],
  ])('that %s', async (_, wanted, expected) => {
    const port = await https(() => {}, await authority.server({ names: ['*.example.com'], ...wanted }));
    expect((await seen(certificate(targets(), port))).slice(0, expected.length)).toEqual(expected);
  });

  test('of a server that speaks no TLS, and of one that says nothing', async () => {
    const plain = await http((_, response) => response.end());
    expect((await seen(certificate(targets(), plain))).slice(0, 2)).toEqual(['failed', 'connection']);
    const silent = await listen(createNet());
    expect(await seen(certificate(targets({ deadlineMs: 100 }), silent))).toEqual([
      'failed',
      'timeout',
      'no answer within 100 ms',
    ]);
  });
});

describe('the way of a task', () => {
  test('leads to the ingress controller, which knows no such name', async () => {
    let host: string | undefined;
    const port = await https((request, response) => {
      host = request.headers.host;
      response.writeHead(404).end();
    });
    expect(await seen(proxy(targets(), port))).toEqual(['ok', 'answers', 'a name without a task gets 404']);
    expect(host).toBe(`gpulab-probe.example.com:${port}`);
  });

  test('ends at Nginx where the ingress controller is not there', async () => {
    const port = await https((_, response) => response.writeHead(502).end());
    expect(await seen(proxy(targets(), port))).toEqual([
      'failed',
      'bad-answer',
      'Nginx answers 502: it does not reach the ingress controller',
    ]);
  });

  test('begins with the port of a node', async () => {
    const port = await http((request, response) =>
      response.writeHead(request.headers.host === 'gpulab-probe.example.com' ? 404 : 500).end(),
    );
    const url = `http://${LOOPBACK}:${port}`;
    expect(await seen(ingress(targets({ ingress: url })))).toEqual(['ok', 'answers', 'a name without a task gets 404']);
    expect(await seen(ingress(targets()))).toEqual(['unknown', 'not-asked', '--ingress is not given']);
    const silent = `http://${LOOPBACK}:${await http(() => {})}`;
    expect(await seen(ingress(targets({ ingress: silent, deadlineMs: 100 })))).toEqual([
      'failed',
      'timeout',
      'no answer within 100 ms',
    ]);
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
    expect(await seen(ingress(targets({ ingress: url })))).toEqual(['failed', 'refused', 'nothing listens there']);
  });
});

describe('the API of the provider', () => {
  const INFO = { status: 'success', code: 200, data: { swan_miner_version: '0.3.0', cpu_cores: 64 } };

  test('tells its version', async () => {
    const port = await https((request, response) => {
      response.writeHead(request.url === '/api/v1/computing/host/info' ? 200 : 404).end(JSON.stringify(INFO));
    });
    expect(await seen(api(targets({ api: `https://log.example.com:${port}` })))).toEqual([
      'ok',
      'answers',
      'version 0.3.0, 64 cores',
    ]);
  });

  test.each<[string, number, string]>([
    ['another page', 200, '<html>'],
    ['no object', 200, 'null'],
    ['an error', 500, ''],
  ])('that answers %s failed', async (_, status, body) => {
    const port = await https((_request, response) => response.writeHead(status).end(body));
    expect((await seen(api(targets({ api: `https://log.example.com:${port}` })))).slice(0, 2)).toEqual([
      'failed',
      'bad-answer',
    ]);
  });

  test('with a certificate for other names failed', async () => {
    const port = await https(() => {}, await authority.server({ names: ['example.com'] }));
    expect((await seen(api(targets({ api: `https://log.example.com:${port}` })))).slice(0, 2)).toEqual([
      'failed',
      'wrong-name',
    ]);
  });
});

describe('the registry', () => {
  const login = `Basic ${Buffer.from('provider:pass:word').toString('base64')}`;
  const guarded: RequestListener = (request, response) => {
    if (request.headers.authorization === login) response.writeHead(200).end('{}');
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
  };
  const at = async (listener: RequestListener, more: Partial<Targets> = {}) =>
    seen(registry(targets({ registry: `http://${LOOPBACK}:${await http(listener)}`, ...more })));

  test('asks for a login, and takes that of the provider', async () => {
    expect(await at(guarded)).toEqual(['ok', 'answers', 'asks for a login', 'it speaks no TLS']);
    expect(await at(guarded, { registryUser: 'provider', registryPassword: 'pass:word' })).toEqual([
      'ok',
      'answers',
      'takes the login of provider',
      'it speaks no TLS',
    ]);
    expect(await at(guarded, { registryUser: 'provider', registryPassword: 'other' })).toEqual([
      'failed',
      'login-refused',
      'it does not take the login of provider',
    ]);
  });

  test('by TLS with an authority of its own', async () => {
    const server = await authority.server({ names: [LOOPBACK] });
    const url = `https://${LOOPBACK}:${await https(guarded, server)}`;
    expect(await seen(registry(targets({ registry: url, registryCa: authority.cert })))).toEqual([
      'ok',
      'answers',
      'asks for a login',
    ]);
    expect((await seen(registry(targets({ registry: url })))).slice(0, 2)).toEqual(['failed', 'untrusted']);
  });

  test('that takes everybody is worth a warning, and what is none failed', async () => {
    expect(await at((_, response) => response.writeHead(200).end('{}'))).toEqual([
      'ok',
      'answers',
      'takes everybody',
      'it speaks no TLS',
      'it asks nobody for a login',
    ]);
    expect((await at((_, response) => response.writeHead(404).end())).slice(0, 2)).toEqual(['failed', 'bad-answer']);
  });
});

describe('Redis', () => {
  const at = async (answers: string, redisPassword?: string) => {
    const port = await listen(createNet((socket) => socket.once('data', () => socket.end(answers))));
    return seen(redis(targets({ redis: `${LOOPBACK}:${port}`, redisPassword })));
  };
  const NOAUTH = '-NOAUTH Authentication required.\r\n';

  test('asks for a password, and takes that of the provider', async () => {
    expect(await at(NOAUTH)).toEqual(['ok', 'answers', 'asks for a password']);
    expect(await at(`${NOAUTH}+OK\r\n+PONG\r\n`, 'p')).toEqual(['ok', 'answers', 'takes the password']);
    expect(await at(`${NOAUTH}-WRONGPASS no\r\n${NOAUTH}`, 'p')).toEqual([
      'failed',
      'login-refused',
      'it does not take the password',
    ]);
  });

  test('that takes everybody is worth a warning, and what is none failed', async () => {
    expect(await at('+PONG\r\n')).toEqual(['ok', 'answers', 'takes everybody', 'it asks for no password']);
    expect((await at('HTTP/1.1 400\r\n')).slice(0, 2)).toEqual(['failed', 'bad-answer']);
    expect((await at('x'.repeat(5000))).slice(0, 2)).toEqual(['failed', 'bad-answer']);
    expect(await at('')).toEqual(['failed', 'connection', 'the connection was closed']);
  });
});

describe('the cluster', () => {
  const folder = folderOfTests();
  const path = process.env.PATH;
  afterAll(() => {
    process.env.PATH = path;
  });
  const kubectl = (script: string, part = exporter) => {
    writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'kubectl'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    return seen(part(targets({ kubeconfig: '/etc/kubernetes/admin.conf' })));
  };
  const pods = 'case "$5" in get) echo pod/a; echo pod/b;; logs) ';

  test('of the exporter is unknown without a kubeconfig, and without kubectl', async () => {
    expect(await seen(exporter(targets()))).toEqual(['unknown', 'not-asked', '--kubeconfig is not given']);
    process.env.PATH = folder;
    expect(await seen(exporter(targets({ kubeconfig: 'x' })))).toEqual(['unknown', 'no-tool', 'there is no kubectl']);
  });

  test('has an exporter that tells of GPUs in the last line of its log', async () => {
    expect(await kubectl(`${pods} echo '{"gpu":{"attached_gpus":4}}';; esac`)).toEqual([
      'ok',
      'answers',
      '2 pods tell of 8 GPUs',
    ]);
  });

  test('has an exporter that failed where a line is no JSON, where no pod is, and where kubectl fails', async () => {
    expect(
      await kubectl(`${pods} [ "$7" = pod/b ] && echo panic || echo '{"gpu":{"attached_gpus":1}}';; esac`),
    ).toEqual(['failed', 'bad-answer', 'the last line of log is no JSON of GPUs: pod/b']);
    expect(await kubectl('')).toEqual([
      'failed',
      'no-pods',
      'no pod in kube-system has the label app=resource-exporter',
    ]);
    expect(await kubectl('echo "Unable to connect\u001b[31m" >&2; exit 1')).toEqual([
      'failed',
      'connection',
      'Unable to connect [31m',
    ]);
  });

  test('has GPUs where nodes have some to give; a plugin that runs nowhere is a failure', async () => {
    expect(await kubectl('printf "4\\n\\n2\\n"', gpus)).toEqual(['ok', 'answers', '2 nodes have 6 GPUs to give']);
    expect(await kubectl('printf "\\n\\n"', gpus)).toEqual(['failed', 'no-gpus', 'no node has nvidia.com/gpu to give']);
    expect((await kubectl('echo x', gpus)).slice(0, 2)).toEqual(['failed', 'bad-answer']);
    expect(await seen(gpus(targets()))).toEqual(['unknown', 'not-asked', '--kubeconfig is not given']);
  });
});

describe('all parts', () => {
  test('are looked at at once; a registry and Redis where there is one', async () => {
    const port = await http((_, response) => response.writeHead(404).end());
    const names = async (more: Partial<Targets>) =>
      (await probeProvider(targets({ address: '127.0.0.2', deadlineMs: 500, ...more }))).map(({ name }) => name);
    expect(await names({})).toEqual(['certificate', 'proxy', 'ingress', 'exporter', 'gpus', 'api']);
    expect(await names({ registry: `http://${LOOPBACK}:${port}`, redis: `${LOOPBACK}:${port}` })).toEqual([
      ...['certificate', 'proxy', 'ingress', 'exporter', 'gpus', 'registry', 'redis', 'api'],
    ]);
  });

  test('give findings with codes, and a table', () => {
    const parts = [
      { name: 'api', state: 'failed', reason: 'refused', detail: 'nothing listens there', warnings: [] },
      { name: 'exporter', state: 'unknown', reason: 'not-asked', detail: '--kubeconfig is not given', warnings: [] },
      {
        name: 'redis',
        state: 'ok',
        reason: 'answers',
        detail: 'takes everybody',
        warnings: ['it asks for no password'],
      },
    ] as const;
    expect(parts.flatMap(findingsOf).map(({ level, code, message }) => `${level} ${code} ${message}`)).toEqual([
      'error GPULAB4601 api failed (refused): nothing listens there',
      'warning GPULAB4602 exporter is unknown (not-asked): --kubeconfig is not given',
      'warning GPULAB4603 redis: it asks for no password',
    ]);
    expect(tableOf(parts)).toBe(`PART      STATE    REASON     DETAIL
api       failed   refused    nothing listens there
exporter  unknown  not-asked  --kubeconfig is not given
redis     ok       answers    takes everybody
          warning: it asks for no password
`);
  });
});

describe('the command line', () => {
  const refused = (options: { [name: string]: string }) => {
    try {
      targetsOf(options, {});
    } catch (error) {
      return (error as { findings: { code: string; message: string }[] }).findings[0];
    }
    return undefined;
  };

  test.each<[string, { [name: string]: string }]>([
    ['--domain is missing', {}],
    ['--domain "example" is no domain, as example.com', { domain: 'example' }],
    ['--ingress "10.0.0.1" is no URL with http or https', { domain: 'example.com', ingress: '10.0.0.1' }],
    ['--registry has a login in it, which everybody can read', { domain: 'example.com', registry: 'https://a:b@c' }],
    ['--redis "localhost" is not HOST:PORT', { domain: 'example.com', redis: 'localhost' }],
    ['--deadline "0" is no number of milliseconds from 1 to 600000', { domain: 'example.com', deadline: '0' }],
  ])('%s', (message, options) => {
    expect(refused(options)).toMatchObject({ code: 'GPULAB4001', message });
  });

  test('names a file of authorities that is there', () => {
    expect(refused({ domain: 'example.com', ca: '/nowhere/ca.pem' })).toMatchObject({
      code: 'GPULAB4604',
      message: 'cannot read /nowhere/ca.pem (ENOENT)',
    });
  });

  test('every wrong option is told at once', () => {
    const wrong = { domain: 'x', api: 'ftp://a', redis: 'r', deadline: '0' };
    expect(() => targetsOf(wrong, {})).toThrow(/--domain "x"[\s\S]*--api "ftp:[\s\S]*--redis "r"[\s\S]*--deadline "0"/);
  });

  test('takes secrets from the environment only', () => {
    const environment = { GPULAB_REGISTRY_PASSWORD: 'r', REDIS_PASSWORD: 'p' };
    expect(targetsOf({ domain: 'example.com', 'registry-user': 'u' }, environment)).toMatchObject({
      api: 'https://log.example.com:8085',
      registryUser: 'u',
      registryPassword: 'r',
      redisPassword: 'p',
      deadlineMs: 10_000,
    });
  });
});
