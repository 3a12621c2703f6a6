import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { applyHost, observeHost } from '../../../../src/hosts/apply/apply-host';
import { changeProgram } from '../../../../src/hosts/apply/change-program';
import type { Connection, Ran } from '../../../../src/hosts/apply/connection';
import { differences } from '../../../../src/hosts/apply/differences';
import { observeProgram } from '../../../../src/hosts/apply/observe-program';
import { folderOfTest } from '../../../support/folder';
import { EMPTY, wanted } from '../support/host';

/** A machine that gives these answers, one after the other, and keeps what it was told. */
class Machine implements Connection {
  readonly runs: { script: string; stdin: string }[] = [];
  constructor(private readonly answers: readonly Partial<Ran>[]) {}

  async run(script: string, stdin: string): Promise<Ran> {
    const answer = this.answers[this.runs.length];
    this.runs.push({ script, stdin });
    return { status: 0, stdout: '', stderr: '', ...answer };
  }
}

const SEEN = 'user 0\nsystemd\ndpkg\nend\n';
const SECRET = 'correct horse battery';
const host = wanted(
  {
    files: [
      { path: '/etc/a.conf', text: `password ${SECRET}\n` },
      { path: '/etc/b.conf', text: '' },
    ],
  },
  [SECRET],
);
const apply = async (...answers: Partial<Ran>[]) => {
  const machine = new Machine(answers);
  return { machine, applied: await applyHost(machine, host) };
};
const messages = ({ findings }: { findings: readonly { code: string; message: string }[] }) =>
  findings.map(({ code, message }) => `${code} ${message}`);

describe('apply', () => {
  test('is two round trips, and tells what was done', async () => {
    const { machine, applied } = await apply({ stdout: SEEN }, { stdout: 'did 0\ndid 1\n' });
    expect(applied).toMatchObject({ findings: [], done: applied.changes });
    expect(applied.changes.map(({ subject }) => subject)).toEqual(['/etc/a.conf', '/etc/b.conf']);
    expect(machine.runs).toHaveLength(2);
  });

  test('sends secrets by stdin only', async () => {
    const { machine } = await apply({ stdout: SEEN }, { stdout: 'did 0\ndid 1\n' });
    expect(machine.runs.map(({ script }) => script)).toEqual(['exec sh', 'exec sh']);
    expect(machine.runs[0].stdin).not.toContain(Buffer.from(SECRET).toString('base64').slice(4, 20));
  });

  test('a step that failed is named, with what the machine said of it and without secrets', async () => {
    const stderr = `step 0\nstep 1\nsome noise\na.conf:1: bad line "password ${SECRET}"\u001b[2J\n`;
    const { applied } = await apply({ stdout: SEEN }, { status: 1, stdout: 'did 0\nfailed 1\n', stderr });
    expect(applied.done).toHaveLength(1);
    expect(messages(applied)).toEqual([
      'GPULAB4555 host gpu-01: file /etc/b.conf: is not there; it failed:\n    some noise\n    a.conf:1: bad line "password ***" [2J',
    ]);
  });

  test('one that was cut off says how far it came', async () => {
    const { applied } = await apply({ stdout: SEEN }, { status: 255, stdout: 'did 0\n', stderr: 'broken pipe' });
    expect(messages(applied)).toEqual([
      'GPULAB4556 host gpu-01: the apply was cut off after 1 of 2 changes (exit status 255):\n    broken pipe',
    ]);
  });

  test('two at once are refused', async () => {
    const { applied } = await apply({ stdout: SEEN }, { status: 1, stdout: 'busy\n' });
    expect(messages(applied)).toEqual(['GPULAB4554 host gpu-01: another apply is at work there']);
  });

  test('a look that was cut off changes nothing', async () => {
    const { machine, applied } = await apply({ stdout: 'user 0\nsys', status: 127, stderr: 'sh: not found' });
    expect(messages(applied)).toEqual([
      'GPULAB4552 host gpu-01: the look at it was cut off (exit status 127):\n    sh: not found',
    ]);
    expect(machine.runs).toHaveLength(1);
  });

  test('what a machine lacks is told, all of it, and nothing is changed', async () => {
    const docker = { name: 'docker.service', enabled: true, running: true };
    const machine = new Machine([{ stdout: 'user 1000\nend\n' }]);
    const { findings } = await applyHost(machine, wanted({ packages: ['docker.io'], units: [docker] }));
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'GPULAB4553 host gpu-01 is reached as a user who is not root',
      'GPULAB4553 host gpu-01 runs no systemd, and docker.service is a matter of it',
      'GPULAB4553 host gpu-01 has no dpkg, and shall have docker.io',
    ]);
    expect(machine.runs).toHaveLength(1);
  });

  test('a machine without systemd is no problem where no unit is asked for', async () => {
    const { applied } = await apply({ stdout: 'user 0\nend\n' }, { stdout: 'did 0\ndid 1\n' });
    expect(applied.findings).toEqual([]);
  });
});

/** The programs are run by whatever shell this machine has; looking needs no rights. */
const localIn = (cwd: string): Connection => ({
  async run(script, stdin) {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd, input: stdin, encoding: 'utf8' });
    return { status: status ?? 1, stdout, stderr };
  },
});

describe('a look by a real shell', () => {
  let folder: string;
  beforeEach(() => {
    folder = folderOfTest();
  });

  const look = async (paths: readonly string[]) => {
    const { observed } = await observeHost(localIn(folder), wanted({ files: paths.map((path) => ({ path })) }));
    return observed!.paths;
  };

  test('tells files, directories, links and what is not there apart', async () => {
    writeFileSync(join(folder, 'file'), 'text\n', { mode: 0o640 });
    mkdirSync(join(folder, 'folder'));
    symlinkSync('file', join(folder, 'link'));
    const names = ['file', 'folder', 'link', 'none'];
    const paths = await look(names.map((name) => join(folder, name)));
    expect(names.map((name) => paths.get(join(folder, name))?.kind)).toEqual(['file', 'directory', 'link', undefined]);
    const digest = createHash('sha256').update('text\n').digest('hex');
    expect(paths.get(join(folder, 'file'))).toMatchObject({ mode: '0640', digest });
  });

  test('finds files of any name, and runs nothing that a name says', async () => {
    const unit = fc.constantFrom(...'$`"\'\\;&|<>(){}*?[]!#~ -=%@ü漢a.');
    const name = fc.string({ unit, minLength: 1, maxLength: 20 }).filter((text) => !/^\.{1,2}$/.test(text));
    const names = fc.uniqueArray(
      fc.oneof(name, fc.constantFrom('$(touch owned)', '`touch owned`', '-rf', "';touch owned;'")),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(names, async (some) => {
        const paths = some.map((one) => join(folder, 'any', one));
        mkdirSync(dirname(paths[0]), { recursive: true });
        for (const path of paths) writeFileSync(path, path);
        const found = await look(paths);
        expect([...found.keys()].sort()).toEqual([...paths].sort());
        for (const path of paths) expect(found.get(path)?.digest).toBe(createHash('sha256').update(path).digest('hex'));
        rmSync(dirname(paths[0]), { recursive: true });
      }),
      { numRuns: 15 },
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the programs', () => {
  const hostile = wanted({
    packages: ['docker.io'],
    sysctls: { 'net/ipv4/conf/eth0.100/forwarding': "1'; reboot #" },
    directories: [{ path: "/srv/it's", mode: '0755', owner: 'root', group: 'root' }],
    files: [{ path: '/etc/$(reboot)', text: '-END-\n$(reboot)\n', validate: ['check', '$(reboot)', '%'] }],
    absent: ['/etc/`reboot`'],
    units: [{ name: 'docker.service', enabled: true, running: true }],
  });

  test.each([
    ['observe', observeProgram(hostile)],
    [
      'change',
      changeProgram(
        hostile,
        differences(hostile, {
          ...EMPTY,
          paths: new Map([['/etc/`reboot`', { kind: 'file', mode: '0644', owner: 'root', group: 'root' }]]),
        }),
      ),
    ],
  ])('%s: nothing of the state is a command', (_name, program) => {
    // As a shell sees it: without texts in quotes and here-documents.
    const bare = program.replace(/<<'-END-'\n.*?\n-END-\n/gs, '\n').replace(/'[^']*'|\\'/g, '');
    expect(bare).not.toContain('reboot');
    expect(spawnSync('sh', ['-n'], { input: program, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('a program that arrives in part does nothing', () => {
    const program = observeProgram(hostile);
    const part = program.slice(0, program.lastIndexOf('main'));
    expect(spawnSync('sh', [], { input: part, encoding: 'utf8' }).stdout).toBe('');
  });

  test('a parameter of an interface with a dot in its name is found', () => {
    expect(observeProgram(hostile)).toContain("'/proc/sys/net/ipv4/conf/eth0.100/forwarding'");
  });
});
