/**
 * `npm run conformance [-- --crds DIR] [-- VITEST-ARGUMENT...]`: the tests that need real servers.
 * `--crds DIR` installs the CustomResourceDefinitions of that folder instead of those made from our own shapes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

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
  return Math.max(...(await Promise.all(runs.map((each, index) => vitest(each, env, index === 0)))));
}

/** Runs it to its end, and gives its exit status. What it says is shown at once, or at its end so that lines do not mix. */
async function vitest(args: readonly string[], env: NodeJS.ProcessEnv, isShown: boolean): Promise<number> {
  const command = [VITEST, 'run', '--config', join(ROOT, 'vitest.conformance.mts'), ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: isShown ? 'inherit' : 'pipe' });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
  const [status] = await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  return status ?? 1;
}

const isFolder = (path: string | undefined): boolean =>
  path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
