import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LabApp } from '../../constructs/app';
import { HostSecret } from '../../constructs/hosts';
import { block, directive, nginxFile } from '../../constructs/hosts/private/nginx';
import {
  ComputeProviderHosts,
  ComputeProviderStack,
  DomainCertificate,
  HostRuntime,
  type ProviderSettings,
  ProviderVersion,
  RegistryAccess,
} from '../../constructs/provider';
import { CACHE } from '../../tools/cache';
import { outputOf as outputFiles } from '../constructs/hosts/support';
import { Authority } from '../src/health/support/certificates';
import { GPULAB } from '../support/project';
import { installPackages } from './tools/debian';
import { buildWithGo } from './tools/go';
import { HostBox } from './tools/host-box';

/** Files of hosts, read by the real programs: Debian's nginx, Redis, registry, dockerd, systemd and nft. */

const FIRST = '10.20.0.1';
const SECOND = '10.20.0.2';
const REGISTRY = `${SECOND}:5000`;

/** Signs that mean something in one of the languages of the files. */
const REDIS_PASSWORD = 'p "w\\ 9\'#%$;é';
const REGISTRY_PASSWORD = 'r"e\\g$%';
const NODE_NAME = 'a "quoted" \\ name';

const folder = mkdtempSync(join(tmpdir(), 'gpulab-provider-'));
let box: HostBox;

beforeAll(async () => {
  installPackages({
    nginx: 'nginx',
    'redis-server': 'redis-server',
    'docker-registry': 'docker-registry',
    dockerd: 'docker.io',
    htpasswd: 'apache2-utils',
    nft: 'nftables',
    ip: 'iproute2',
    'systemd-analyze': 'systemd',
    curl: 'curl',
    containerd: 'containerd',
  });
  box = await HostBox.open([FIRST, SECOND]);
  const authority = await Authority.create();
  const tasks = await authority.server({ names: ['*.example.com'] });
  const registry = await authority.server({ names: [SECOND] });
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  const hash = box.run('htpasswd', ['-niB', 'provider'], REGISTRY_PASSWORD).stdout.trim();
  program(authority.cert, tasks.cert, registry.cert);
  const secrets = {
    REDIS_PASSWORD,
    REGISTRY_PASSWORD,
    REGISTRY_HASH: hash.slice(hash.indexOf(':') + 1),
    TOKEN: 'token',
    'domain.key': tasks.key,
    'registry.key': registry.key,
  };
  // Both hosts are in one box; where they have a file of the same name, the first host's counts.
  for (const host of ['gpu-1', 'provider-1']) box.apply(join(folder, 'out/hosts', host), secrets);
  await startServices();
});
afterAll(async () => {
  await box?.close();
  rmSync(folder, { recursive: true, force: true });
});

const token = HostSecret.fromEnv('TOKEN');
const OLDEST: ProviderSettings = {
  publicAddress: '203.0.113.7',
  nodeName: NODE_NAME,
  redisPassword: HostSecret.fromEnv('REDIS_PASSWORD'),
  lag: { accessToken: token },
  mcs: { apiKey: token, bucketName: 'lab' },
};
const NEWEST: ProviderSettings = {
  publicAddress: '203.0.113.7',
  hub: { orchestratorPk: '0xd875bD44158208fD0FDD46729Aab6709f62C7821' },
  ubi: { ubiEnginePk: '0x594A4c5cF8e98E1aA5e9266F913dC74a24Eae0e9', edgeUrl: 'https://edge.example.com' },
  mcs: { apiKey: token, bucketName: 'lab' },
};

/** Two hosts with everything, in the folder of the test. */
function program(ca: string, domainCertificate: string, registryCertificate: string): void {
  const app = new LabApp();
  new ComputeProviderHosts(app, 'hosts', {
    stack: new ComputeProviderStack(app, 'stack', { version: ProviderVersion.V0_3_0, domain: 'example.com' }),
    hosts: [
      { name: 'provider-1', address: FIRST, gpu: false },
      { name: 'gpu-1', address: SECOND, gpu: false },
    ],
    kubernetesVersion: '1.28.15',
    certificate: DomainCertificate.fromText({ certificate: domainCertificate, key: HostSecret.fromFile('domain.key') }),
    registry: RegistryAccess.tls({
      host: 'gpu-1',
      certificate: registryCertificate,
      ca,
      key: HostSecret.fromFile('registry.key'),
      users: [{ name: 'provider', passwordHash: HostSecret.fromEnv('REGISTRY_HASH') }],
      password: HostSecret.fromEnv('REGISTRY_PASSWORD'),
      directory: '/srv/registry',
    }),
    settings: OLDEST,
    apiSources: ['198.51.100.0/24'],
  });
  app._synthesize({ outdir: join(folder, 'out') });
}

/** Texts of a single host, by path. */
function outputOf(
  runtime: HostRuntime,
  version = ProviderVersion.V0_3_0,
  settings = OLDEST,
): { [path: string]: string } {
  const app = new LabApp();
  new ComputeProviderHosts(app, 'hosts', {
    stack: new ComputeProviderStack(app, 'stack', { version, domain: 'example.com' }),
    hosts: [{ name: 'provider-1', address: FIRST }],
    kubernetesVersion: '1.28.15',
    runtime,
    settings,
    apiSources: ['198.51.100.0/24'],
  });
  const all = outputFiles(app);
  const prefix = 'hosts/provider-1/files';
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, text]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [])),
  );
}

/** A task that speaks WebSocket, and an API as the provider's, with its certificate. */
const TASK = `
const { createHash } = require('node:crypto');
require('node:http').createServer((request, response) => response.writeHead(404).end())
  .on('upgrade', (request, socket) => {
    const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' + accept
      + '\\r\\nX-Seen: ' + [request.headers.host, request.headers['x-forwarded-for'], request.headers['x-forwarded-proto']].join(' ') + '\\r\\n\\r\\n');
    socket.pipe(socket);
  }).listen(30080, '${FIRST}');
const tls = '/etc/gpulab/tls/example.com/';
const read = (name) => require('node:fs').readFileSync(tls + name);
require('node:https').createServer({ cert: read('fullchain.pem'), key: read('privkey.pem') }, (request, response) =>
  response.end('{"data":{"swan_miner_version":"0.3.0","cpu_cores":8}}')).listen(8085, '${FIRST}');
`;

async function startServices(): Promise<void> {
  const listens = (place: string): [string, ...string[]] => ['bash', '-c', `</dev/tcp/${place}`];
  const as = (user: string, ...words: string[]) => ['-u', user, '--', ...words];
  box.must('install', '--directory', '--owner=redis', '/run/redis', '/var/lib/redis', '/var/log/redis');
  await Promise.all([
    box.start(process.execPath, ['-e', TASK], listens(`${FIRST}/30080`)),
    box.start('nginx', ['-g', 'daemon off;'], listens('127.0.0.1/443')),
    box.start('runuser', as('redis', 'redis-server', '/etc/redis/redis.conf'), listens('127.0.0.1/6379')),
    box.start(
      'runuser',
      as('docker-registry', 'docker-registry', 'serve', '/etc/docker/registry/config.yml'),
      listens(`${SECOND}/5000`),
    ),
  ]);
}

describe('nginx', () => {
  test('fact 11: takes the file', () => {
    expect(box.run('nginx', ['-t']).stderr).toContain('test is successful');
  });

  test('sends HTTP to HTTPS, whatever is asked for', () => {
    const resolve = ['--resolve', `task.example.com:80:${FIRST}`];
    const answer = box.must(
      'curl',
      '-sS',
      ...resolve,
      '-o',
      '/dev/null',
      '-w',
      '%{http_code} %{redirect_url}',
      'http://task.example.com/a?b=c',
    );
    expect(answer).toBe('301 https://task.example.com/a?b=c');
  });

  test('fact 11: lets a WebSocket through, and what a caller claims of himself not', () => {
    const script = `
      const request = require('node:https').request({
        host: '${FIRST}', servername: 'task.example.com', path: '/', ca: require('node:fs').readFileSync('${folder}/ca.pem'),
        headers: { host: 'task.example.com', connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': 13,
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'x-forwarded-for': '6.6.6.6' } });
      request.on('upgrade', (response, socket) => {
        socket.write('echo');
        socket.once('data', (data) => {
          console.log(response.statusCode, response.headers['sec-websocket-accept'], response.headers['x-seen'], String(data));
          socket.destroy();
        });
      }).end();`;
    expect(box.must(process.execPath, '-e', script)).toBe(
      `101 s3pPLMBiTxaQ9kYGzzhZRbK+xOo= task.example.com ${FIRST} https echo\n`,
    );
  });
});

test('nginx answers with a literal as it was given to our writer', () => {
  const sign = fc.constantFrom(...'ab"\'\\{};#~ ()|`é');
  const literals = fc.sample(fc.string({ unit: sign, minLength: 1, maxLength: 12 }), 100);
  const locations = literals.map((text, at) => block('location', ['=', `/${at}`], [directive('return', '200', text)]));
  const config = nginxFile([
    directive('daemon', 'off'),
    directive('pid', '/run/literals.pid'),
    block('events', [], []),
    block('http', [], [block('server', [], [directive('listen', '127.0.0.1:8081'), ...locations])]),
  ]);
  const script = `cat >/mnt/literals.conf; nginx -c /mnt/literals.conf & trap "kill $!" EXIT
    for i in $(seq 100); do [ -s /run/literals.pid ] && break; sleep 0.05; done
    curl -sS 'http://127.0.0.1:8081/[0-99]' -w '\\n'`;
  const { stdout, stderr } = box.run('bash', ['-c', script], config);
  expect([stderr, ...stdout.split('\n')]).toEqual(['', ...literals, '']);
});

describe('Redis', () => {
  const ask = (password: string | undefined, ...words: string[]) => {
    const env = password === undefined ? {} : { REDISCLI_AUTH: password };
    return box.run('redis-cli', ['--no-auth-warning', ...words], '', env).stdout.trim();
  };

  test('asks for the password, with every sign that is in it', () => {
    expect(ask(undefined, 'PING')).toMatch(/^NOAUTH/);
    expect(ask('other', 'PING')).toMatch(/NOAUTH/);
    expect(ask(REDIS_PASSWORD, 'PING')).toBe('PONG');
  });

  test('listens on loopback only, and keeps a journal', () => {
    expect(ask(REDIS_PASSWORD, 'CONFIG', 'GET', 'bind', 'appendonly', 'maxmemory-policy').split('\n').sort()).toEqual(
      ['appendonly', 'bind', 'maxmemory-policy', '127.0.0.1', 'noeviction', 'yes'].sort(),
    );
    expect(box.run('bash', ['-c', `</dev/tcp/${FIRST}/6379`]).status).not.toBe(0);
  });
});

describe('the registry and dockerd', () => {
  const image = `${REGISTRY}/lab/task:1`;
  const docker = (...words: string[]) => box.run('docker', ['-H', 'unix:///run/docker.sock', ...words]);

  beforeAll(async () => {
    const apart = ['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'];
    const places = ['--data-root=/mnt/docker', '--exec-root=/run/docker', '--pidfile=/run/docker.pid'];
    await box.start(
      'dockerd',
      ['-H', 'unix:///run/docker.sock', ...places, ...apart],
      [...(['docker', '-H', 'unix:///run/docker.sock', 'info'] as const)],
    );
    box.must(
      'sh',
      '-c',
      'mkdir /mnt/image; echo hello >/mnt/image/hello; tar -C /mnt/image -c . | docker -H unix:///run/docker.sock import - "$1"',
      'sh',
      image,
    );
  });

  test('fact 9: nobody pushes without a login, and the provider does, by TLS', () => {
    expect(docker('push', image).stderr).toMatch(/no basic auth credentials/);
    const login = box.run(
      'docker',
      ['login', '--username', 'provider', '--password-stdin', REGISTRY],
      REGISTRY_PASSWORD,
    );
    expect(login.stdout).toContain('Login Succeeded');
    expect(docker('push', image).status).toBe(0);
    box.must('docker', 'logout', REGISTRY);
  });

  test('the kubelet’s login pulls what was pushed', () => {
    docker('rmi', image);
    expect(docker('pull', image).status).not.toBe(0);
    expect(docker('--config', '/var/lib/kubelet', 'pull', image)).toMatchObject({ status: 0 });
  });

  test('images are where nobody else reads them', () => {
    expect(box.must('stat', '-c', '%a %U', '/srv/registry').trim()).toBe('750 docker-registry');
    expect(box.must('sh', '-c', 'ls /srv/registry/docker/registry/v2/repositories/lab')).toBe('task\n');
  });

  test('fact 12: dockerd runs with daemon.json as it is', () => {
    expect(docker('info', '--format', '{{.CgroupDriver}} {{.LoggingDriver}}').stdout).toBe('systemd json-file\n');
  });
});

test('containerd takes its file: systemd has the cgroups, and registries are looked up in certs.d', () => {
  const text = outputOf(HostRuntime.containerd())['/etc/containerd/config.toml'];
  const dump = box.run(
    'sh',
    ['-c', 'cat >/mnt/containerd.toml; containerd --config /mnt/containerd.toml config dump'],
    text,
  );
  const { plugins } = parseToml(dump.stdout) as any;
  const cri = plugins['io.containerd.grpc.v1.cri'];
  expect(cri.registry.config_path).toBe('/etc/containerd/certs.d');
  expect(cri.containerd.default_runtime_name).toBe('nvidia');
  expect(cri.containerd.runtimes.nvidia.options).toMatchObject({
    BinaryName: '/usr/bin/nvidia-container-runtime',
    SystemdCgroup: true,
  });
});

describe('config.toml', () => {
  const reader = join(CACHE, 'tools/provider-config/provider-config');
  const read = (version: string, text: string) =>
    JSON.parse(execFileSync(reader, [version], { input: text, encoding: 'utf8' }));
  beforeAll(() =>
    buildWithGo({
      folder: join(__dirname, 'mods/provider-config'),
      source: '.',
      output: reader,
      linkerFlags: '-s -w',
      say: (line) => void process.stdout.write(`${line}\n`),
    }),
  );

  test('fact 6: the library of the provider reads 0.3.0, with secrets of any sign', () => {
    const { config, unknown, missing } = read('0.3.0', box.must('cat', '/etc/computing-provider/config.toml'));
    expect([unknown, missing]).toEqual([[], []]);
    expect(config.API).toMatchObject({ Port: 8085, NodeName: NODE_NAME, RedisPassword: REDIS_PASSWORD });
    expect(config.Registry).toEqual({
      ServerAddress: REGISTRY,
      UserName: 'provider',
      Password: REGISTRY_PASSWORD,
    });
  });

  test('and every key of 1.1.5, with its type', () => {
    const api = {
      walletWhiteList: 'https://example.com/white',
      walletBlackList: 'https://example.com/black',
      pricing: false,
      autoDeleteImage: true,
      clearLogHours: 12,
      portRange: ['40000-40050', '40070'],
      gpuUtilizationRejectThreshold: 0.5,
    };
    const settings = { ...NEWEST, api };
    const text = outputOf(HostRuntime.docker(), ProviderVersion.V1_1_5, settings)[
      '/etc/computing-provider/config.toml'
    ];
    const { config, unknown, missing } = read('1.1.5', text);
    expect([unknown, missing]).toEqual([[], []]);
    expect(config.API).toMatchObject({
      Pricing: 'false',
      ClearLogDuration: 12,
      PortRange: ['40000-40050', '40070'],
      GpuUtilizationRejectThreshold: 0.5,
    });
    expect(config.HUB).toMatchObject({ BalanceThreshold: 10, VerifySign: true });
  });
});

describe('the provider as a service', () => {
  const unit = '/etc/systemd/system/computing-provider.service';

  test('fact 10: systemd has nothing against the units', () => {
    box.must('install', '-D', '--mode=0755', '/bin/true', '/usr/local/bin/computing-provider');
    const units = [unit, unit.replace('.service', '-user.service'), '/etc/systemd/system/gpulab-firewall.service'];
    const said = box.run('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', ...units]);
    expect([said.status, said.stderr]).toEqual([0, '']);
  });

  test('gets its files from root, and nobody else reads them', () => {
    box.must('systemd-sysusers', '/etc/sysusers.d/computing-provider.conf');
    expect(box.must('id', '-nG', 'computing-provider')).toBe('computing-provider docker\n');
    box.must('sh', '-c', 'umask 077; echo kubeconfig >/etc/computing-provider/kubeconfig');
    box.must('install', '--directory', '--owner=computing-provider', '--mode=0700', '/var/lib/computing-provider');
    const before = box.must('cat', unit).match(/(?<=^ExecStartPre=\+).+$/gm) ?? [];
    for (const command of before) box.must('sh', '-c', command);
    const files = ['config.toml', 'tls/fullchain.pem', 'tls/privkey.pem', '.kube/config'];
    for (const file of files) {
      expect(box.must('stat', '-c', '%a %U', `/var/lib/computing-provider/${file}`)).toBe('600 computing-provider\n');
    }
    const read = (user: string) =>
      box.run('runuser', ['-u', user, '--', 'cat', '/var/lib/computing-provider/tls/privkey.pem']).status;
    expect([read('computing-provider'), read('nobody')]).toEqual([0, 1]);
  });
});

describe('the firewall', () => {
  test('is taken, twice, and lets hosts and callers of the API in, and nobody else', async () => {
    for (let i = 0; i < 2; i++) box.must('nft', '--file', '/etc/gpulab/firewall.nft');
    const outside = await HostBox.open([]);
    try {
      HostBox.link(box, 'inside', outside, 'outside');
      box.must('ip', 'address', 'add', '10.9.0.1/24', 'dev', 'inside');
      box.must('ip', 'link', 'set', 'inside', 'up');
      box.must('ip', 'route', 'add', '198.51.100.0/24', 'dev', 'inside');
      outside.must('ip', 'address', 'add', '10.9.0.2/24', 'dev', 'outside');
      outside.must('ip', 'address', 'add', '198.51.100.9/32', 'dev', 'outside');
      outside.must('ip', 'link', 'set', 'outside', 'up');
      outside.must('ip', 'route', 'add', `${FIRST}/32`, 'via', '10.9.0.1');
      const reaches = (port: number, source: string) =>
        outside.run('curl', [
          '-sk',
          '--connect-timeout',
          '1',
          '--interface',
          source,
          '-o',
          '/dev/null',
          `https://${FIRST}:${port}/`,
        ]).status !== 28;
      expect(reaches(443, '10.9.0.2')).toBe(true);
      expect(reaches(30080, '10.9.0.2')).toBe(false);
      expect(reaches(8085, '10.9.0.2')).toBe(false);
      expect(reaches(8085, '198.51.100.9')).toBe(true);
    } finally {
      await outside.close();
    }
  });
});

test('gpulab probe provider finds every part that is there well', () => {
  const args = ['probe', 'provider', '--domain', 'example.com', '--address', FIRST, '--ca', join(folder, 'ca.pem')];
  const parts = [
    '--ingress',
    `http://${FIRST}:30080`,
    '--redis',
    '127.0.0.1:6379',
    '--registry',
    `https://${REGISTRY}`,
  ];
  const login = ['--registry-ca', `/etc/docker/certs.d/${REGISTRY}/ca.crt`, '--registry-user', 'provider'];
  const env = { REDIS_PASSWORD, GPULAB_REGISTRY_PASSWORD: REGISTRY_PASSWORD };
  const said = box.run(process.execPath, [GPULAB, ...args, ...parts, ...login, '--json'], '', env);
  const { result } = JSON.parse(said.stdout);
  expect(result.parts.map(({ name, state, detail }: any) => [name, state, detail])).toEqual([
    ['certificate', 'ok', 'good for *.example.com, 364 days left'],
    ['proxy', 'ok', 'a name without a task gets 404'],
    ['ingress', 'ok', 'a name without a task gets 404'],
    ['exporter', 'unknown', '--kubeconfig is not given'],
    ['gpus', 'unknown', '--kubeconfig is not given'],
    ['registry', 'ok', 'takes the login of provider'],
    ['redis', 'ok', 'takes the password'],
    ['api', 'ok', 'version 0.3.0, 8 cores'],
  ]);
  expect(said.status).toBe(0);
});
