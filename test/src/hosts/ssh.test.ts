import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configPath, sshConfig } from '../../../src/hosts/ssh/config-text';
import { failureOf } from '../../../src/hosts/ssh/failure';
import { knownHostsText, readKnownHosts } from '../../../src/hosts/ssh/known-hosts';
import { publicKeyOf } from '../../../src/hosts/ssh/public-key';
import { folderOfTests } from '../../support/folder';
import { host, KEY_A, KEY_B } from './support';

describe('the configuration of ssh', () => {
  const folder = folderOfTests();

  /** What real ssh makes of it. */
  function read(config: string, name: string): Map<string, string[]> {
    const file = join(folder, 'config');
    writeFileSync(file, config);
    const { stdout, stderr, status } = spawnSync('ssh', ['-G', '-F', file, '--', name], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const values = new Map<string, string[]>();
    for (const line of stdout.trimEnd().split('\n')) {
      const [key] = line.split(' ', 1);
      values.set(key, [...(values.get(key) ?? []), line.slice(key.length + 1)]);
    }
    return values;
  }

  test('is read by ssh as it is meant', () => {
    const hosts = [
      host('jump', { address: 'js.lab.example', port: 9022, user: 'ops' }),
      host('a.lab', { address: 'fe80::1', jump: 'jump', identityFile: '/keys/first one' }),
    ];
    const config = sshConfig(hosts, { controller: ['keys/controller', 'keys/controller.next'] });
    expect(Object.fromEntries(read(config, 'a.lab'))).toMatchObject({
      hostname: ['fe80::1'],
      port: ['22'],
      user: ['root'],
      hostkeyalias: ['a.lab'],
      proxyjump: ['jump'],
      identityfile: ['keys/controller', 'keys/controller.next', '/keys/first one'],
      identitiesonly: ['yes'],
      batchmode: ['yes'],
      stricthostkeychecking: ['true'],
      userknownhostsfile: ['known_hosts'],
      forwardagent: ['no'],
    });
    expect(read(config, 'jump').get('port')).toEqual(['9022']);
  });

  test('offers the keys that people have by default where no file is named, and ours alone where that is meant', () => {
    const identities = (only: boolean) =>
      read(sshConfig([host('a')], { controller: ['k'], only }), 'a').get('identityfile');
    expect(identities(false)).toEqual(['k', '~/.ssh/id_ed25519', '~/.ssh/id_ecdsa', '~/.ssh/id_rsa']);
    expect(identities(true)).toEqual(['k']);
  });

  test('has any path of a key as it is, or refuses it', () => {
    const paths = fc
      .string({ unit: fc.constantFrom(..."'`$(){};&|<>*?~# \t=-a%ué/"), minLength: 1 })
      .map((text) => `/${text}x`);
    fc.assert(
      fc.property(paths, (path) => {
        fc.pre(!path.includes('${'));
        const config = sshConfig([host('a', { identityFile: path })], { controller: [] });
        // ssh -G prints what it read, where %% still stands for %.
        expect(read(config, 'a').get('identityfile')).toEqual([path.replaceAll('%', '%%')]);
      }),
      { numRuns: 60 },
    );
    for (const path of ['a"b', 'a\\b', 'a\nb', 'a\rb', `\${HOME}/k`]) {
      expect(() => configPath(path)).toThrow(
        expect.objectContaining({ findings: [expect.objectContaining({ code: 'GPULAB4503' })] }),
      );
    }
  });
});

describe('a public key that a host says is its own', () => {
  test.each([
    [KEY_A, KEY_A],
    [`${KEY_A} me@desk`, KEY_A],
    [`${KEY_A} a comment of words\n`, KEY_A],
  ])('%j is taken without its comment', (line, key) => expect(publicKeyOf(line)).toBe(key));

  test.each([
    '',
    'ssh-ed25519',
    'ssh-ed25519 short',
    `command="id" ${KEY_A}`,
    `from="*" ${KEY_A}`,
    ` ${KEY_A}`,
    `# ${KEY_A}`,
    `${KEY_A}\n${KEY_B}`,
    `${KEY_A}\r${KEY_B}`,
    `${KEY_A} \u202e`,
    KEY_A.replace('ssh-ed25519', 'ssh-dss'),
    KEY_A.replace(' ', '\t'),
  ])('%j is not', (line) => expect(publicKeyOf(line)).toBeUndefined());

  test('becomes one plain line on other hosts, or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `${KEY_A}${text}`),
        ),
        (line) => {
          expect(publicKeyOf(line) ?? KEY_A).toMatch(/^ssh-ed25519 [A-Za-z0-9+/]+=*$/);
        },
      ),
    );
  });
});

describe('a file of host keys', () => {
  test('is written and read', () => {
    const known = new Map([
      ['a', [KEY_A, KEY_B]],
      ['b.lab', [KEY_B]],
    ]);
    expect(readKnownHosts(`# confirmed\n\n${knownHostsText(known)}`)).toEqual({ known, unread: [] });
  });

  test('has lines that are told: hashed names, options, rubbish', () => {
    const text = `|1|x=|y= \n@revoked * ${KEY_A}\nb ${KEY_B}\nrubbish\n`;
    const { known, unread } = readKnownHosts(text);
    expect([...known.keys()]).toEqual(['b']);
    expect(unread.map(({ line }) => line)).toEqual([1, 2, 4]);
  });
});

describe('what ssh says', () => {
  test.each([
    [
      'ssh: connect to host 10.0.0.1 port 22: Connection timed out\r\n',
      'unreachable',
      /cannot be reached: ssh: connect/,
    ],
    ['kex_exchange_identification: Connection closed by remote host\n', 'unreachable', /cannot be reached: kex/],
    ['', 'unreachable', /cannot be reached: no answer in time$/],
    [
      'No ED25519 host key is known for a and you have requested strict checking.\nHost key verification failed.\n',
      'no-host-key',
      /has no host key that is pinned$/,
    ],
    [
      '@@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.\n',
      'host-key',
      /another host key than the one that is pinned$/,
    ],
    ['root@10.0.0.1: Permission denied (publickey).\n', 'login', /accepts none of our keys: root@10.0.0.1/],
    ['Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures\n', 'login', /accepts none/],
  ])('%j is %s', (stderr, reason, message) => {
    expect(failureOf('a', stderr)).toMatchObject({ reason, message: expect.stringMatching(message) });
  });

  test('is shown without what would play tricks on a terminal', () => {
    expect(failureOf('a', '\u001b[2Jssh: gone\n').message).not.toContain('\u001b');
  });
});
