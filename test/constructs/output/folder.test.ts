import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutputFolder } from '../../../constructs/output/private/folder';
import { folderOfTest } from '../../support/folder';
import { errorsOf } from './errors';
import { contentsOf, type Files, place, run, withListing } from './folders';

const LONG_AGO = new Date('2001-02-03T04:05:06.789Z');

let home: string;
let dist: string;

beforeEach(() => {
  home = realpathSync(folderOfTest());
  dist = join(home, 'dist');
});

const age = (...names: string[]) => {
  for (const name of names) utimesSync(join(dist, name), LONG_AGO, LONG_AGO);
};
const identityOf = (name: string) => {
  const { ino, mtimeMs } = lstatSync(join(dist, name));
  return { ino, mtimeMs };
};

describe('a new folder', () => {
  test('has the files, and a listing of them in the order they were written', () => {
    const files = { 'platform.yaml': 'p', 'b.yaml': '', 'chart/Kind.name.yaml': 'k', 'a.yaml': '学生' };
    expect(run(dist, files)).toEqual({ written: Object.keys(files), unchanged: 0, removed: [] });
    expect(contentsOf(dist)).toEqual({
      ...files,
      'apply-order.txt': 'platform.yaml\nb.yaml\nchart/Kind.name.yaml\na.yaml\n',
    });
  });

  test('is made with its parents', () => {
    run(join(dist, 'deep/er'), { a: '1' });
    expect(contentsOf(dist)).toEqual({ 'deep/er/a': '1', 'deep/er/apply-order.txt': 'a\n' });
  });

  test('is not there before the commit', () => {
    const output = new OutputFolder(dist);
    output.write('a', '1');
    expect(existsSync(dist)).toBe(false);
    output.commit();
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('has only the listing when there is nothing to write', () => {
    expect(run(dist, {})).toEqual({ written: [], unchanged: 0, removed: [] });
    expect(contentsOf(dist)).toEqual({ 'apply-order.txt': '' });
  });

  test('may be there already, empty', () => {
    place(dist, {});
    run(dist, { a: '1', b: '2' });
    expect(contentsOf(dist)).toEqual(withListing({ a: '1', b: '2' }));
  });

  test('leaves no trace when it is aborted, nor do its parents', () => {
    const output = new OutputFolder(join(dist, 'deep/er'));
    output.write('a', '1');
    output.abort();
    output.abort();
    expect(readdirSync(home)).toEqual([]);
  });

  test('keeps its parents when somebody else put something there in the meantime', () => {
    const output = new OutputFolder(join(dist, 'deep/er'));
    output.write('a', '1');
    place(dist, { theirs: '' });
    output.abort();
    expect(contentsOf(dist)).toEqual({ theirs: '' });
  });

  test('keeps the files of all runs when it is told to, in an order that does not tell which was the last', () => {
    const part = (files: Files) => {
      const output = new OutputFolder(dist, 'generated-files.txt');
      for (const [name, text] of Object.entries(files)) output.write(name, text);
      output.keepOthers();
      return output.commit();
    };
    part({ 'b.ts': 'b', 'c.ts': 'c' });
    expect(part({ 'a.ts': 'a', 'c.ts': 'new' })).toEqual({ written: ['a.ts', 'c.ts'], unchanged: 1, removed: [] });
    const all = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'new', 'generated-files.txt': 'a.ts\nb.ts\nc.ts\n' };
    expect(contentsOf(dist)).toEqual(all);
    unlinkSync(join(dist, 'b.ts'));
    expect(part({ 'a.ts': 'a' })).toEqual({ written: [], unchanged: 2, removed: [] });
    expect(contentsOf(dist)).toEqual({ 'a.ts': 'a', 'c.ts': 'new', 'generated-files.txt': 'a.ts\nc.ts\n' });
  });

  test('takes no files after the end', () => {
    const output = new OutputFolder(dist);
    output.commit();
    expect(() => output.write('a', '1')).toThrow('closed');
    expect(() => output.commit()).toThrow('closed');
    const aborted = new OutputFolder(dist);
    aborted.abort();
    expect(() => aborted.write('a', '1')).toThrow('closed');
  });
});

describe('a later run', () => {
  const files: Files = { a: '1', b: '2', 'chart/c': '3' };
  beforeEach(() => {
    run(dist, files);
    age('a', 'b', 'chart/c', 'apply-order.txt', 'chart', '.');
  });

  test('touches nothing when nothing changed, not even the time of the folder', () => {
    const names = ['.', 'a', 'b', 'chart', 'chart/c', 'apply-order.txt'];
    const before = names.map(identityOf);
    expect(run(dist, files)).toEqual({ written: [], unchanged: 3, removed: [] });
    expect(names.map(identityOf)).toEqual(before);
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('replaces one changed file within the folder', () => {
    const before = ['a', 'chart/c', 'apply-order.txt'].map(identityOf);
    const folder = identityOf('.').ino;
    expect(run(dist, { ...files, b: 'new' })).toEqual({ written: ['b'], unchanged: 2, removed: [] });
    expect(contentsOf(dist)).toEqual(withListing({ ...files, b: 'new' }));
    expect(['a', 'chart/c', 'apply-order.txt'].map(identityOf)).toEqual(before);
    expect(identityOf('.').ino).toBe(folder);
  });

  test('sees a change that keeps the length', () => {
    expect(run(dist, { ...files, b: '3' }).written).toEqual(['b']);
    expect(contentsOf(dist)).toEqual(withListing({ ...files, b: '3' }));
  });

  test('replaces the folder for more changes, and unchanged files keep their times', () => {
    const before = ['b', 'apply-order.txt'].map(identityOf);
    const changed = { ...files, a: 'new', 'chart/c': 'new' };
    expect(run(dist, changed)).toEqual({ written: ['a', 'chart/c'], unchanged: 1, removed: [] });
    expect(contentsOf(dist)).toEqual(withListing(changed));
    expect(['b', 'apply-order.txt'].map(identityOf)).toEqual(before);
    expect(identityOf('.').mtimeMs).toBeGreaterThan(LONG_AGO.getTime());
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('writes the listing anew when only the order changed', () => {
    expect(run(dist, { b: '2', a: '1', 'chart/c': '3' })).toEqual({ written: [], unchanged: 3, removed: [] });
    expect(contentsOf(dist)?.['apply-order.txt']).toBe('b\na\nchart/c\n');
  });

  test('removes files that it does not make any more, and folders that become empty', () => {
    expect(run(dist, { a: '1' })).toEqual({ written: [], unchanged: 1, removed: ['b', 'chart/c'] });
    expect(contentsOf(dist)).toEqual(withListing({ a: '1' }));
    expect(identityOf('a').mtimeMs).toBe(LONG_AGO.getTime());
  });

  test('is refused when it would turn a folder into a file, or a file into a folder', () => {
    expect(errorsOf(() => run(dist, { chart: '1', 'a/d': '2' }))).toMatchObject([
      { code: 'GPULAB3002', file: join(dist, 'chart') },
      { code: 'GPULAB3002', file: join(dist, 'a/d') },
    ]);
    expect(contentsOf(dist)).toEqual(withListing(files));
  });

  test('does not miss a file that somebody deleted', () => {
    unlinkSync(join(dist, 'a'));
    expect(run(dist, files)).toEqual({ written: ['a'], unchanged: 2, removed: [] });
    unlinkSync(join(dist, 'a'));
    expect(run(dist, { b: '2' }).removed).toEqual(['chart/c']);
  });

  test('keeps the permissions of the folder and of a file that it replaces', () => {
    chmodSync(dist, 0o750);
    chmodSync(join(dist, 'a'), 0o600);
    chmodSync(join(dist, 'chart'), 0o700);
    run(dist, { a: 'new', b: 'new', 'chart/c': 'new' });
    const modes = ['.', 'a', 'chart'].map((name) => lstatSync(join(dist, name)).mode & 0o777);
    expect(modes).toEqual([0o750, 0o600, 0o700]);
  });

  test('changes nothing when it is aborted', () => {
    const before = identityOf('.');
    const output = new OutputFolder(dist);
    output.write('a', 'new');
    output.write('z', 'new');
    output.abort();
    expect(contentsOf(dist)).toEqual(withListing(files));
    expect(identityOf('.')).toEqual(before);
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('is refused when another one commits before it', () => {
    const slow = new OutputFolder(dist);
    slow.write('a', 'slow');
    unlinkSync(join(dist, 'b'));
    expect(errorsOf(() => slow.commit())).toEqual([
      { code: 'GPULAB3008', message: 'the folder is being written by another run', file: dist },
    ]);
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('is refused while another one of the same process is at it', () => {
    const first = new OutputFolder(dist);
    first.write('a', 'first');
    const second = new OutputFolder(dist);
    expect(errorsOf(() => second.write('a', 'second'))).toMatchObject([{ code: 'GPULAB3008' }]);
    first.commit();
    expect(contentsOf(dist)).toEqual(withListing({ a: 'first' }));
  });
});

describe('files of others', () => {
  const theirs: Files = { 'README.md': 'r', '.git/HEAD': 'h', 'notes/deep/er': 'n', 'empty/': '', 'notes/none/': '' };

  test('stay, with times, permissions and links, when the folder is replaced', () => {
    run(dist, { a: '1', b: '2', 'notes/ours': '3' });
    place(dist, theirs);
    symlinkSync('README.md', join(dist, 'link'));
    symlinkSync('nowhere', join(dist, 'dangling'));
    chmodSync(join(dist, 'notes/deep/er'), 0o640);
    chmodSync(join(dist, 'notes/deep'), 0o500);
    age('README.md', 'notes/deep/er', 'notes/deep', 'empty');
    const kept = ['README.md', 'notes/deep/er', '.git/HEAD'];
    const before = kept.map(identityOf);
    run(dist, { a: 'new', b: 'new' });
    expect(contentsOf(dist)).toEqual({
      ...withListing({ a: 'new', b: 'new' }),
      ...theirs,
      link: '-> README.md',
      dangling: '-> nowhere',
    });
    expect(kept.map(identityOf)).toEqual(before);
    expect(lstatSync(join(dist, 'notes/deep')).mode & 0o777).toBe(0o500);
    expect(['notes/deep', 'empty'].map((name) => identityOf(name).mtimeMs)).toEqual([
      LONG_AGO.getTime(),
      LONG_AGO.getTime(),
    ]);
    chmodSync(join(dist, 'notes/deep'), 0o700);
  });

  test('make a folder foreign where no run of ours has been', () => {
    place(dist, { 'main.tf': 't', 'b.yaml': 'b', '.git/HEAD': 'h' });
    expect(errorsOf(() => new OutputFolder(dist))).toEqual([
      {
        code: 'GPULAB3001',
        message: 'the output folder is not empty and no earlier run of ours made it: it holds b.yaml',
        file: dist,
      },
    ]);
  });

  test('make no folder foreign when they are hidden: a fresh clone is a good output folder', () => {
    place(dist, { '.git/HEAD': 'h', '.gitkeep': '' });
    run(dist, { a: '1', b: '2' });
    expect(contentsOf(dist)).toEqual({ ...withListing({ a: '1', b: '2' }), '.git/HEAD': 'h', '.gitkeep': '' });
  });

  test('are not overwritten when they have the name of ours, unless they have the same content', () => {
    run(dist, { a: '1' });
    place(dist, { b: 'theirs', c: '3' });
    expect(errorsOf(() => run(dist, { a: '1', b: 'ours', c: '3' }))).toMatchObject([
      { code: 'GPULAB3004', file: join(dist, 'b') },
    ]);
    expect(contentsOf(dist)).toEqual({ ...withListing({ a: '1' }), b: 'theirs', c: '3' });
    expect(run(dist, { a: '1', c: '3' }).unchanged).toBe(2);
  });

  test('are safe from a listing that somebody has edited', () => {
    place(home, { precious: 'p', 'dist/notes/n': 'n' });
    symlinkSync(home, join(dist, 'up'));
    const names = [
      '../precious',
      `${home}/precious`,
      'a/../../precious',
      'up/precious',
      'notes',
      '..',
      '.',
      '',
      'notes\\n',
      ' ',
    ];
    writeFileSync(join(dist, 'apply-order.txt'), names.join('\n'));
    expect(run(dist, { a: '1' }).removed).toEqual([]);
    expect(contentsOf(home)).toMatchObject({ precious: 'p', 'dist/notes/n': 'n', 'dist/up': `-> ${home}` });
  });

  test('block a name of ours that needs a folder where they have a file', () => {
    run(dist, { a: '1' });
    place(dist, { chart: 'theirs' });
    expect(errorsOf(() => run(dist, { 'chart/deep/b': '1' }))).toMatchObject([
      { code: 'GPULAB3002', file: join(dist, 'chart/deep/b') },
    ]);
  });

  test('in a folder behind a symbolic link are not ours to replace', () => {
    run(dist, { a: '1' });
    place(join(home, 'elsewhere'), { b: 'theirs' });
    symlinkSync('../elsewhere', join(dist, 'chart'));
    expect(errorsOf(() => run(dist, { 'chart/b': 'ours' }))).toMatchObject([{ code: 'GPULAB3002' }]);
    expect(contentsOf(join(home, 'elsewhere'))).toEqual({ b: 'theirs' });
  });
});

describe('names', () => {
  test('must stay below the folder and fit on a line of the listing; all that do not are told at once', () => {
    const bad = ['../a', '/a', 'a/../b', 'a//b', 'a/', './a', '', '.', 'a\nb', 'a\\b', 'a\u0000'];
    const output = new OutputFolder(dist);
    for (const name of bad) output.write(name, '1');
    const errors = errorsOf(() => output.commit());
    expect(errors.map(({ code }) => code)).toEqual(bad.map(() => 'GPULAB3009'));
    expect(errors[0].message).toBe('"../a" is no name for a file: a relative path without "." and ".." is');
    expect(existsSync(dist)).toBe(false);
  });

  test('must differ: two sources for one file, or for a file and a folder, are an error each', () => {
    const output = new OutputFolder(dist);
    for (const name of ['a', 'a', 'a/b', 'c/d/e', 'c/d', 'c', 'apply-order.txt', 'ok']) output.write(name, '1');
    const errors = errorsOf(() => output.commit());
    expect(errors.map(({ code, message }) => [code, message])).toEqual(
      ['a', 'a/b', 'c/d', 'c', 'apply-order.txt'].map((name) => ['GPULAB3003', `two sources for the file ${name}`]),
    );
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('the output folder itself', () => {
  test('may be a symbolic link, which stays', () => {
    place(join(home, 'real'), {});
    symlinkSync('real', dist);
    run(dist, { a: '1', b: '2' });
    run(dist, { a: '3', b: '4' });
    expect(lstatSync(dist).isSymbolicLink()).toBe(true);
    expect(contentsOf(join(home, 'real'))).toEqual(withListing({ a: '3', b: '4' }));
    expect(readdirSync(home).sort()).toEqual(['dist', 'real']);
  });

  test('may not be a symbolic link that leads nowhere', () => {
    symlinkSync('nowhere', dist);
    expect(errorsOf(() => new OutputFolder(dist))).toEqual([
      { code: 'GPULAB3002', message: 'the output folder is a symbolic link that leads nowhere', file: dist },
    ]);
  });

  test('may not be a file, nor be below one', () => {
    writeFileSync(dist, '');
    expect(errorsOf(() => new OutputFolder(dist))).toEqual([
      { code: 'GPULAB3002', message: 'the output folder is a file', file: dist },
    ]);
    const below = join(dist, 'deeper');
    expect(errorsOf(() => run(below, { a: '1' }))).toMatchObject([{ code: 'GPULAB3002', file: below }]);
  });

  describe('is kept as it is when a shell stands in it', () => {
    const cwd = process.cwd();
    const { PWD } = process.env;
    afterEach(() => {
      process.chdir(cwd);
      process.env.PWD = PWD;
    });

    test.each([
      ['the process, too', () => process.chdir(dist)],
      ['while the process has gone elsewhere', () => (process.env.PWD = dist)],
      ['or below it', () => (process.env.PWD = join(dist, 'deep'))],
    ])('%s', (_, enter) => {
      run(dist, { a: '1', b: '2' });
      const { ino } = statSync(dist);
      enter();
      run(dist, { a: '3', c: '4' });
      expect(contentsOf(dist)).toEqual(withListing({ a: '3', c: '4' }));
      expect(statSync(dist).ino).toBe(ino);
    });
  });

  test('may be given relative to the working directory', () => {
    const cwd = process.cwd();
    process.chdir(home);
    try {
      run('dist', { a: '1' });
    } finally {
      process.chdir(cwd);
    }
    expect(contentsOf(dist)).toEqual(withListing({ a: '1' }));
  });
});

describe('what a killed run left behind', () => {
  const NOBODY = 2 ** 22 + 1; // above the largest process id

  test('is deleted: a staging folder, beside and inside, whose process is gone', () => {
    run(dist, { a: '1' });
    place(home, { [`.dist.gpulab-${NOBODY}/a`]: 'half', [`dist/.gpulab-${NOBODY}/a`]: 'half' });
    run(dist, { a: '1' });
    expect(contentsOf(home)).toEqual({ 'dist/a': '1', 'dist/apply-order.txt': 'a\n' });
  });

  test('is deleted when its process had the number that ours has now, as in a container', () => {
    place(home, { [`.dist.gpulab-${process.pid}/a`]: 'half' });
    utimesSync(join(home, `.dist.gpulab-${process.pid}`), LONG_AGO, LONG_AGO);
    run(dist, { a: '1' });
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('is left alone when its process lives, or when it is no staging folder', () => {
    const names = [
      `.dist.gpulab-${process.ppid}`,
      '.dist.gpulab-notes',
      '.dist.gpulab-1e9',
      `${'x'.repeat('.dist.gpulab-'.length)}${NOBODY}`,
      '.dist2.gpulab-1',
    ];
    const others = Object.fromEntries(names.map((name) => [`${name}/a`, name]));
    place(home, others);
    run(dist, { a: '1' });
    expect(contentsOf(home)).toMatchObject(others);
  });

  test('is put back when the old folder was moved aside and no new one took its place', () => {
    place(join(home, '.dist.gpulab-old'), withListing({ a: '1', b: '2' }));
    expect(run(dist, { a: '1', b: '2' }).unchanged).toBe(2);
    expect(readdirSync(home)).toEqual(['dist']);
  });

  test('is deleted when the new folder has taken the place of the old one', () => {
    run(dist, { a: 'new' });
    place(join(home, '.dist.gpulab-old'), withListing({ a: 'old' }));
    run(dist, { a: 'new' });
    expect(readdirSync(home)).toEqual(['dist']);
    expect(contentsOf(dist)).toEqual(withListing({ a: 'new' }));
  });
});

test('after any runs the folder holds what the last one wrote and what others put there', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'x/a', 'x/b', 'x/y/a', 'z/a');
  const files = fc.dictionary(name, fc.constantFrom('', '1', '2', '22'), { noNullPrototype: true });
  const theirs = fc.dictionary(fc.constantFrom('q', 'x/q', 'x/y/q', 'o/p/q'), fc.constantFrom('', 't'), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(files, theirs), { maxLength: 5 }), (runs) => {
      rmSync(dist, { recursive: true, force: true });
      let others: Files = {};
      let last: Files = {};
      for (const [ours, added] of [[{}, {}] as [Files, Files], ...runs]) {
        const changed = Object.keys(ours).filter((file) => ours[file] !== last[file]);
        const { written, unchanged, removed } = run(dist, ours);
        expect(written).toEqual(changed);
        expect(unchanged).toBe(Object.keys(ours).length - changed.length);
        expect(new Set(removed)).toEqual(new Set(Object.keys(last).filter((file) => !(file in ours))));
        expect(contentsOf(dist)).toEqual({ ...withListing(ours), ...others });
        place(dist, added);
        others = { ...others, ...added };
        last = ours;
      }
      expect(readdirSync(home)).toEqual(['dist']);
    }),
    { numRuns: 100 },
  );
});
