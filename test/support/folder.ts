import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const make = (): string => mkdtempSync(join(tmpdir(), 'gpulab-test-'));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** A folder for all tests of the file or `describe` that asks for it. */
export function folderOfTests(): string {
  const folder = make();
  afterAll(() => remove(folder));
  return folder;
}

/** A folder for one test, asked for in the test or in `beforeEach`. */
export function folderOfTest(): string {
  const folder = make();
  onTestFinished(() => remove(folder));
  return folder;
}

/** A folder for the time of a call. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = make();
  try {
    return use(folder);
  } finally {
    remove(folder);
  }
}

/** Texts of all files below a folder, by name. */
export function textsIn(folder: string): { [name: string]: string } {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
