/**
 * `npm run conformance [-- --crds DIR] [-- VITEST-ARGUMENT...]`: the tests that need real servers.
 * `--crds DIR` installs the CustomResourceDefinitions of that folder instead of those made from our own shapes.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const VITEST = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');

function main(args: string[]): number {
  const at = args.indexOf('--crds');
  const [, folder] = at < 0 ? [] : args.splice(at, 2);
  if (at >= 0 && !isFolder(folder)) {
    process.stderr.write(`--crds needs a folder of CustomResourceDefinitions, got ${folder ?? 'nothing'}\n`);
    return 2;
  }
  const env = folder === undefined ? process.env : { ...process.env, CRDS: resolve(folder) };
  const command = [VITEST, 'run', '--config', join(ROOT, 'vitest.conformance.mts'), ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
}

const isFolder = (path: string | undefined): boolean =>
  path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

process.exitCode = main(process.argv.slice(2));
