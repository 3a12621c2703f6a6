/**
 * `npm run conformance [-- --crds DIR] [-- VITEST-ARGUMENT...]`: the tests that need real servers.
 * `--crds DIR` installs the CustomResourceDefinitions of that folder instead of those made from our own shapes.
 */
import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..');
const VITEST = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
/** Side by side: one waits for its servers while the other computes. Within one, vitest runs a file at a time. */
const PROJECTS = ['clusters', 'machine'];

async function main(args: string[]): Promise<number> {
  const at = args.indexOf('--crds');
  const [, folder] = at < 0 ? [] : args.splice(at, 2);
  if (at >= 0 && !isFolder(folder)) {
    process.stderr.write(`--crds needs a folder of CustomResourceDefinitions, got ${folder ?? 'nothing'}\n`);
    return 2;
  }
  const env = folder === undefined ? process.env : { ...process.env, CRDS: resolve(folder) };
  // Arguments name files, and vitest knows whose they are.
  const runs = args.length > 0 ? [args] : PROJECTS.map((project) => ['--project', project]);
  return Math.max(...(await Promise.all(runs.map((each) => vitest(each, env, runs.length > 1)))));
}

/** Runs it to its end, and gives its exit status. Beside others it says whole lines, in which it names its project. */
async function vitest(args: readonly string[], env: NodeJS.ProcessEnv, isBesideOthers: boolean): Promise<number> {
  const command = [VITEST, 'run', '--config', join(ROOT, 'vitest.conformance.mts'), ...args];
  const stdio: StdioOptions = isBesideOthers ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio });
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => process.stdout.write(`${line}\n`));
  }
  const [status] = await once(child, 'close');
  return status ?? 1;
}

const isFolder = (path: string | undefined): boolean =>
  path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
