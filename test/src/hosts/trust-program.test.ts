import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { BEGIN, END, trustProgram } from '../../../src/hosts/trust/trust-program';
import { NO_TRUST, type WantedTrust } from '../../../src/hosts/trust/wanted-trust';
import { folderOfTest } from '../../support/folder';
import { KEY_A, KEY_B } from './support';

/** The program that runs on hosts, run by a real shell in a home of its own. */

let home: string;
beforeEach(() => {
  home = folderOfTest();
});

const WANTED: WantedTrust = {
  hasKey: false,
  authorizedKeys: [`${KEY_A} gpulab:controller`, `${KEY_B} gpulab:b`],
  knownHosts: [`b,10.0.0.2 ${KEY_B}`],
};
const OURS = `${BEGIN}\n${WANTED.authorizedKeys.join('\n')}\n${END}\n`;

function run(wanted: WantedTrust, { look = false, shell = 'sh' } = {}) {
  const { status, stdout, stderr } = spawnSync(shell, [], {
    input: trustProgram('a', wanted, { look }),
    env: { PATH: process.env.PATH, HOME: home },
    encoding: 'utf8',
  });
  const lines = (word: string) =>
    stdout.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? line.slice(word.length + 1) : []));
  return { status, changes: lines('change'), keys: lines('public'), stderr };
}
const file = (name: string) => join(home, '.ssh', name);
const text = (name: string) => readFileSync(file(name), 'utf8');
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
function given(authorizedKeys: string): void {
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  writeFileSync(file('authorized_keys'), authorizedKeys, { mode: 0o600 });
}

describe('a host that never saw us', () => {
  test('gets a folder and files that only its user can read', () => {
    expect(run(WANTED).changes).toEqual([
      '.ssh: is not there',
      'authorized_keys: our part differs',
      'known_hosts: our part differs',
    ]);
    expect(text('authorized_keys')).toBe(OURS);
    expect([mode(join(home, '.ssh')), mode(file('authorized_keys')), mode(file('known_hosts'))]).toEqual([
      '700',
      '600',
      '600',
    ]);
  });

  test('is not touched by a look, which tells the same changes', () => {
    const seen = run(WANTED, { look: true });
    expect(readdirSync(home)).toEqual([]);
    expect(run(WANTED).changes).toEqual(seen.changes);
    expect(run(WANTED, { look: true }).changes).toEqual([]);
  });
});

describe('what others wrote', () => {
  test.each([
    ['a line', 'ssh-ed25519 THEIRS me@desk\n'],
    ['a last line without an end', 'ssh-ed25519 THEIRS me@desk'],
    ['comments, options and blank lines', '# mine\n\nfrom="10.0.0.1" ssh-rsa X y\n'],
    ['lines of Windows', 'ssh-rsa X y\r\n'],
    ['backslashes and percent signs', 'command="printf \'%s\\\\n\' $HOME" ssh-rsa X\n'],
  ])('stays: %s', (_name, theirs) => {
    given(theirs);
    run(WANTED);
    expect(text('authorized_keys')).toBe(`${theirs.replace(/\n?$/, '\n')}${OURS}`);
    run(NO_TRUST);
    expect(text('authorized_keys')).toBe(theirs.replace(/\n?$/, '\n'));
  });

  test('stays before and behind our part, which keeps its place', () => {
    given(`first\n${BEGIN}\nold\n${END}\nlast\n`);
    run(WANTED);
    expect(text('authorized_keys')).toBe(`first\n${OURS}last\n`);
  });

  test('stays, whatever it is', () => {
    const line = fc
      .string({ unit: 'binary' })
      .filter((one) => !/[\n\0]|\p{Surrogate}/u.test(one) && ![BEGIN, END].includes(one));
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (before, after) => {
        rmSync(join(home, '.ssh'), { recursive: true, force: true });
        const theirs = [...before, ...after].map((one) => `${one}\n`).join('');
        given([...before, BEGIN, 'old', END, ...after].map((one) => `${one}\n`).join(''));
        expect(run(NO_TRUST).status).toBe(0);
        expect(text('authorized_keys')).toBe(theirs);
      }),
      { numRuns: 25 },
    );
  });

  test('is linked from elsewhere: the link stays', () => {
    given('');
    rmSync(file('authorized_keys'));
    writeFileSync(join(home, 'real'), 'theirs\n', { mode: 0o600 });
    symlinkSync('../real', file('authorized_keys'));
    run(WANTED);
    expect(readFileSync(join(home, 'real'), 'utf8')).toBe(`theirs\n${OURS}`);
  });
});

describe('our part', () => {
  test('that somebody changed is put right, and rights with it', () => {
    given(`${BEGIN}\n${WANTED.authorizedKeys[0]}\nssh-rsa SNEAKED in\n${END}\n`);
    chmodSync(file('authorized_keys'), 0o644);
    expect(run({ ...WANTED, knownHosts: [] }).changes).toEqual([
      'authorized_keys: our part differs',
      'authorized_keys: has other rights than 600',
    ]);
    expect(text('authorized_keys')).toBe(OURS);
  });

  test('that is there twice is there once', () => {
    given(`${OURS}theirs\n${OURS}`);
    run(WANTED);
    expect(text('authorized_keys')).toBe(`${OURS}theirs\n`);
  });

  test.each([
    ['without an end', `${BEGIN}\nx\n`],
    ['without a begin', `x\n${END}\n`],
    ['in one another', `${BEGIN}\n${BEGIN}\n${END}\n${END}\n`],
    ['the wrong way round', `${END}\nx\n${BEGIN}\n`],
  ])('with marks %s is not guessed at: nothing is written', (_name, broken) => {
    given(broken);
    const { status, stderr } = run(WANTED);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^authorized_keys: the marks of our part do not belong together/);
    expect(text('authorized_keys')).toBe(broken);
    expect(readdirSync(join(home, '.ssh'))).toEqual(['authorized_keys']);
  });

  test('has any text in its lines, and none is run', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'\'"`$(){};&|<>*?~#\\ -a%'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 20 }), fc.constantFrom('sh', 'bash'), (lines, shell) => {
        rmSync(join(home, '.ssh'), { recursive: true, force: true });
        const { status, stderr } = run({ ...NO_TRUST, authorizedKeys: lines }, { shell });
        expect([status, stderr]).toEqual([0, '']);
        expect(text('authorized_keys')).toBe([BEGIN, ...lines, END, ''].join('\n'));
      }),
      { numRuns: 25 },
    );
  });
});

describe('the key of a host', () => {
  const withKey = { ...NO_TRUST, hasKey: true };

  test('is made once, and only its public half is told', () => {
    const { keys, changes } = run(withKey);
    expect(changes).toContain('id_ed25519: is not there');
    expect(keys).toEqual([text('id_ed25519.pub').trim()]);
    expect(keys[0]).toMatch(/ gpulab:a$/);
    expect(mode(file('id_ed25519'))).toBe('600');
    expect(run(withKey)).toMatchObject({ changes: [], keys });
  });

  test('of ours goes when nobody accepts it', () => {
    run(withKey);
    expect(run(NO_TRUST).changes).toEqual(['id_ed25519: is of no use any more']);
    expect(existsSync(file('id_ed25519'))).toBe(false);
  });

  test('of a person is used, and never taken away', () => {
    given('');
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'me@desk', '-f', file('id_ed25519')]);
    const mine = text('id_ed25519');
    expect(run(withKey).keys[0].split(' ')[1]).toBe(text('id_ed25519.pub').split(' ')[1]);
    expect(run(NO_TRUST).changes).toEqual([]);
    expect(text('id_ed25519')).toBe(mine);
  });

  test('is told as it is, also when its public half was exchanged', () => {
    const { keys } = run(withKey);
    writeFileSync(file('id_ed25519.pub'), `${KEY_A} gpulab:a\n`);
    expect(run(withKey, { look: true }).keys[0].split(' ')[1]).toBe(keys[0].split(' ')[1]);
  });
});

test('a connection that breaks half way has run nothing', () => {
  const whole = trustProgram('a', WANTED, { look: false });
  for (const part of [0.3, 0.6, 0.9, 0.99]) {
    const input = whole.slice(0, Math.floor(whole.length * part));
    spawnSync('sh', [], { input, env: { PATH: process.env.PATH, HOME: home } });
    expect(readdirSync(home)).toEqual([]);
  }
});
