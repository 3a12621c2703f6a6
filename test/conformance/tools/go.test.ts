import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../../tools/run';
import { buildWithGo } from './go';

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpulab-go-'));
  said = [];
  mkdirSync(join(folder, 'module'));
  writeFileSync(join(folder, 'module/go.mod'), 'module hello\n\ngo 1.21\n');
  writeFileSync(join(folder, 'module/go.sum'), '');
  program('package main\n\nvar word = "nobody"\n\nfunc main() { println(word) }\n');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const program = (text: string) => writeFileSync(join(folder, 'module/main.go'), text);
const output = () => join(folder, 'out/hello');
const build = (word = 'you') =>
  buildWithGo({
    folder: join(folder, 'module'),
    source: '.',
    output: output(),
    linkerFlags: `-X main.word=${word}`,
    say: (line) => said.push(line),
  });

test('a tool is built once, and again when its flags or sources change', async () => {
  await build();
  expect(said).toEqual(['building out/hello', expect.stringMatching(/^built out\/hello in \d+ s$/)]);
  await build();
  expect(said).toHaveLength(2);
  await build('them');
  expect(said).toHaveLength(4);
  program('package main\n\nvar word = "nobody"\n\nfunc main() { print(word) }\n');
  await build('them');
  expect(said).toHaveLength(6);
});

test('two at once build it once', async () => {
  await Promise.all([build(), build()]);
  expect(said).toHaveLength(2);
});

test('a lock whose owner has died is no obstacle', async () => {
  mkdirSync(join(folder, 'out'));
  // A process that has ended: its number is nobody's for a while.
  writeFileSync(`${output()}.lock`, run('/bin/sh', ['-c', 'echo $$']));
  await build();
  expect(existsSync(output())).toBe(true);
});

test('a build that fails says why, and leaves nothing that looks built', async () => {
  program('package main\n\nfunc main() { nonsense() }\n');
  await expect(build()).rejects.toThrow('undefined: nonsense');
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
});

test('without Go there is a word about Go', async () => {
  vi.stubEnv('PATH', folder);
  await expect(build()).rejects.toThrow('no go on PATH');
});
