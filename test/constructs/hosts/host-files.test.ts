import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { HostSecret, SecretQuote } from '../../../constructs/hosts';
import { host, told, written } from './support';

const DAEMON = '/etc/docker/daemon.json';

describe('host.json', () => {
  test('of a host that nothing is wanted of has no optional key', () => {
    expect(written(() => {}).manifest).toEqual({
      apiVersion: 'gpulab/v1',
      host: 'gpu-1',
      packages: [],
      directories: [],
      files: [],
      absent: [],
      units: [],
    });
  });

  test('has keys in one order and lists sorted, whatever the order of calls', () => {
    const calls = [
      (files: any) => files.addPackages('redis-server', 'nginx'),
      (files: any) => files.addUnit({ name: 'nginx.service' }),
      (files: any) => files.addUnit({ name: 'docker.service', enabled: false }),
      (files: any) => files.addDirectory({ path: '/srv/registry/data' }),
      (files: any) => files.addDirectory({ path: '/srv/registry', mode: '750' }),
      (files: any) => files.addFile({ path: '/etc/b', text: 'b\n', restart: ['z.service', 'a.service'] }),
      (files: any) => files.addFile({ path: '/etc/a', text: 'a\n', validate: ['true', '%'] }),
      (files: any) => files.addAbsent('/etc/old'),
      (files: any) => files.addModules('overlay', 'br_netfilter'),
      (files: any) => files.addSysctl('net.ipv4.ip_forward', '1'),
      (files: any) => files.disableSwap(),
    ];
    const { json, manifest } = written((files) => {
      for (const call of calls) call(files);
    });
    const backwards = written((files) => {
      for (const call of [...calls].reverse()) call(files);
    });
    expect(backwards.json).toBe(json);
    expect(Object.keys(manifest)).toEqual([
      ...['apiVersion', 'host', 'packages', 'modules', 'sysctls', 'swap', 'directories', 'files', 'absent', 'units'],
    ]);
    expect(manifest).toMatchObject({
      packages: ['nginx', 'redis-server'],
      modules: ['br_netfilter', 'overlay'],
      swap: false,
      directories: [
        { path: '/srv/registry', mode: '0750', owner: 'root', group: 'root' },
        { path: '/srv/registry/data', mode: '0755' },
      ],
      units: [
        { name: 'docker.service', enabled: false, running: true },
        { name: 'nginx.service', enabled: true, running: true },
      ],
    });
    expect(manifest.files).toEqual([
      {
        path: '/etc/a',
        source: 'files/etc/a',
        mode: '0644',
        owner: 'root',
        group: 'root',
        restart: [],
        reload: [],
        validate: ['true', '%'],
      },
      {
        path: '/etc/b',
        source: 'files/etc/b',
        mode: '0644',
        owner: 'root',
        group: 'root',
        restart: ['a.service', 'z.service'],
        reload: [],
      },
    ]);
  });

  test('says where a secret comes from, and the text has a marker; a file with one is read by its owner', () => {
    const { manifest, text, files } = written((host) => {
      const password = HostSecret.fromEnv('REDIS_PASSWORD');
      const redis = password.quotedFor(SecretQuote.REDIS);
      host.addFile({ path: '/etc/redis.conf', text: `requirepass "${redis}"\nmasterauth "${redis}"\n` });
      host.addFile({ path: '/etc/key.pem', text: HostSecret.fromFile('pki/key.pem').quotedFor(SecretQuote.NONE) });
    });
    expect(text('/etc/redis.conf')).toBe('requirepass "@@GPULAB-SECRET-1@@"\nmasterauth "@@GPULAB-SECRET-1@@"\n');
    expect(manifest.files.map(({ mode, secrets }) => ({ mode, secrets }))).toEqual([
      { mode: '0600', secrets: [{ marker: '@@GPULAB-SECRET-1@@', env: null, file: 'pki/key.pem', quote: 'none' }] },
      { mode: '0600', secrets: [{ marker: '@@GPULAB-SECRET-1@@', env: 'REDIS_PASSWORD', file: null, quote: 'redis' }] },
    ]);
    expect(files['apply-order.txt']).toContain('# hosts/gpu-1/files/etc/key.pem\n');
  });
});

describe('a JSON file of several parts', () => {
  const two = (first: object, second: object, more: object = {}) =>
    written((files) => {
      files.addJson({ path: DAEMON, content: first as any, restart: ['docker.service'] });
      files.addJson({ path: DAEMON, content: second as any, ...more });
    });

  test('has the keys of all of them, sorted, and lists put together without repetition', () => {
    const { text, manifest } = two(
      { hosts: ['unix:///var/run/docker.sock'], 'log-opts': { 'max-size': '10m' } },
      {
        'default-runtime': 'nvidia',
        hosts: ['unix:///var/run/docker.sock', 'tcp://10.0.0.7:2376'],
        'log-opts': { 'max-file': '3' },
      },
      { restart: ['cri-docker.service'] },
    );
    expect(text(DAEMON)).toBe(`{
  "default-runtime": "nvidia",
  "hosts": [
    "unix:///var/run/docker.sock",
    "tcp://10.0.0.7:2376"
  ],
  "log-opts": {
    "max-file": "3",
    "max-size": "10m"
  }
}
`);
    expect(manifest.files[0].restart).toEqual(['cri-docker.service', 'docker.service']);
  });

  test('takes the stricter mode when one part brings a secret', () => {
    const { manifest, text } = two({ a: 1 }, { b: { password: HostSecret.fromEnv('P') } });
    expect(manifest.files[0]).toMatchObject({ mode: '0600', secrets: [{ env: 'P', quote: 'json' }] });
    expect(JSON.parse(text(DAEMON)).b.password).toBe('@@GPULAB-SECRET-1@@');
  });

  test('cannot give one key two values: both parts are named', () => {
    const { app, files } = host();
    const [runtime, registry] = ['runtime', 'registry'].map((id) => new Construct(files, id));
    files.addJson({ path: DAEMON, content: { tls: true, a: { b: 1 } }, part: runtime });
    files.addJson({ path: DAEMON, content: { tls: false, a: { b: 1 } }, part: registry });
    expect(app.check().map(({ code, path, message }) => ({ code, path, message }))).toEqual([
      {
        code: 'GPULAB2954',
        path: 'gpu-1/registry',
        message: 'tls of /etc/docker/daemon.json is false here, but gpu-1/runtime gives true',
      },
    ]);
  });

  test.each([
    [{ a: 1 }, { a: { b: 1 } }, 'a of /etc/docker/daemon.json is an object here, but gpu-1 gives 1'],
    [{ a: { b: 1 } }, { a: 1 }, 'a of /etc/docker/daemon.json is 1 here, but gpu-1 gives an object'],
    [{ a: ['x'] }, { a: 'x' }, 'a of /etc/docker/daemon.json is "x" here, but gpu-1 gives ["x"]'],
  ])('%j and %j do not go together', (first, second, message) => {
    expect(
      told((files) => {
        files.addJson({ path: DAEMON, content: first });
        files.addJson({ path: DAEMON, content: second });
      }),
    ).toEqual([`GPULAB2954 a: ${message}`]);
  });

  test('keeps keys that JavaScript has a use of its own for', () => {
    const { text } = two(JSON.parse('{"__proto__": {"x": 1}}'), { constructor: 1 });
    expect(text(DAEMON)).toBe('{\n  "__proto__": {\n    "x": 1\n  },\n  "constructor": 1\n}\n');
  });
});

describe('what is refused', () => {
  test.each([
    '',
    'etc/passwd',
    '/',
    '/etc/',
    '/etc//x',
    '/etc/../x',
    '/etc/./x',
    '/etc/a\nb',
    '/etc/a\u202eb',
    `/${'x'.repeat(256)}`,
  ])('path %j', (path) => {
    expect(told((files) => files.addFile({ path, text: '' }))[0]).toMatch(/^GPULAB2950 path: /);
    expect(told((files) => files.addAbsent(path))[0]).toMatch(/^GPULAB2950 path: /);
    expect(told((files) => files.addDirectory({ path }))[0]).toMatch(/^GPULAB2950 path: /);
  });

  test.each([
    ['rw-r--r--', 'mode "rw-r--r--" is not octal text as "0644"'],
    ['4755', 'mode "4755" is not octal text as "0644"'],
    ['0666', 'mode "0666" lets everybody write'],
  ])('mode %s of a file', (mode, message) => {
    expect(told((files) => files.addFile({ path: '/etc/a', text: '', mode }))).toEqual([`GPULAB2951 mode: ${message}`]);
  });

  test('mode 0777 of a directory, but not 1777', () => {
    expect(told((files) => files.addDirectory({ path: '/srv', mode: '0777' }))).toEqual([
      'GPULAB2951 mode: mode "0777" lets everybody write',
    ]);
    expect(told((files) => files.addDirectory({ path: '/srv', mode: '1777' }))).toEqual([]);
  });

  test('a secret that everybody could read', () => {
    const text = HostSecret.fromEnv('KEY').quotedFor(SecretQuote.NONE);
    expect(told((files) => files.addFile({ path: '/etc/key', text, mode: '0644' }))).toEqual([
      'GPULAB2952 mode: mode "0644" lets everybody read a file with a secret',
    ]);
    expect(told((files) => files.addFile({ path: '/etc/key', text, mode: '0640', group: 'redis' }))).toEqual([]);
  });

  test.each<[string, (files: any) => void]>([
    ['two texts', (files) => files.addFile({ path: '/etc/a', text: 'other' })],
    ['a file and a directory', (files) => files.addDirectory({ path: '/etc/a' })],
    ['a file and nothing', (files) => files.addAbsent('/etc/a')],
    ['a file below a file', (files) => files.addFile({ path: '/etc/a/b', text: '' })],
    ['a whole file and a part of JSON', (files) => files.addJson({ path: '/etc/a', content: {} })],
  ])('%s at one path', (_, add) => {
    const problems = told((files) => {
      files.addFile({ path: '/etc/a', text: 'text' });
      add(files);
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^GPULAB2953 path: gpu-1 has a file at "\/etc\/a", which is not what /);
  });

  test('the same twice is no clash, and a file may be in a directory', () => {
    expect(
      told((files) => {
        for (let i = 0; i < 2; i++) {
          files.addDirectory({ path: '/etc/a', mode: '0750' });
          files.addFile({ path: '/etc/a/b', text: 'x' });
          files.addUnit({ name: 'a.service' });
          files.addSysctl('net.ipv4.ip_forward', '1');
        }
      }),
    ).toEqual([]);
  });

  test('a unit that is to run and not to run, and a kernel parameter of two values', () => {
    expect(
      told((files) => {
        files.addUnit({ name: 'a.service' });
        files.addUnit({ name: 'a.service', running: false });
        files.addSysctl('vm.swappiness', '1');
        files.addSysctl('vm.swappiness', '0');
      }),
    ).toEqual([
      'GPULAB2953 name: unit a.service is to run and not to run, or to be enabled and disabled',
      'GPULAB2953 vm.swappiness: vm.swappiness is "1" already, and "0" here',
    ]);
  });

  test.each<[string, (files: any) => void]>([
    ['packages "--purge"', (files) => files.addPackages('--purge')],
    ['packages "a b"', (files) => files.addPackages('a b')],
    ['modules "a;reboot"', (files) => files.addModules('a;reboot')],
    ['name "docker"', (files) => files.addUnit({ name: 'docker' })],
    ['name "../a.service"', (files) => files.addUnit({ name: '../a.service' })],
    ['restart "--all"', (files) => files.addFile({ path: '/a', text: '', restart: ['--all'] })],
    ['owner "root:root"', (files) => files.addFile({ path: '/a', text: '', owner: 'root:root' })],
    ['group ""', (files) => files.addDirectory({ path: '/a', group: '' })],
    ['name "ip_forward"', (files) => files.addSysctl('ip_forward', '1')],
  ])('%s as a name', (name, add) => {
    expect(told(add)[0]).toContain(`: ${name} is no name of a `);
    expect(told(add)[0]).toMatch(/^GPULAB2957 /);
  });

  test('a kernel parameter with a line break, and a command that does not say which file it looks at', () => {
    expect(told((files) => files.addSysctl('vm.swappiness', '1\nx=2'))[0]).toMatch(/^GPULAB2203 value: /);
    expect(told((files) => files.addFile({ path: '/a', text: '', validate: ['nginx', '-t'] }))[0]).toMatch(
      /^GPULAB2202 validate: /,
    );
  });

  test('a NUL, half a character, no text, and a name that is none of a host', () => {
    expect(told((files) => files.addFile({ path: '/a', text: 'a\0' }))[0]).toMatch(/^GPULAB2958 text: /);
    expect(told((files) => files.addFile({ path: '/a', text: 'a\ud800' }))[0]).toMatch(/^GPULAB2958 text: /);
    expect(told((files) => files.addFile({ path: '/a', text: 7 as any }))[0]).toMatch(/^GPULAB2217 text: /);
    expect(host(() => {}, 'GPU_1').app.check()[0]).toMatchObject({ code: 'GPULAB2203', key: 'hostName' });
  });
});
