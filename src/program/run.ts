import { Console } from 'node:console';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';
import type { LabApp } from 'cdk8s-gpulab';
import { commandError, FindingsError, findingsOf } from '../cli/finding';
import { type Bundle, bundleOf } from './bundle';
import { locate, type Program } from './locate';

/** Where `LabApp.synth` looks for a command that wants the tree; the same symbol as in the library. */
const HOST = Symbol.for('cdk8s-gpulab.host');

/** Runs a program and returns its tree, not yet checked. With `quiet`, what the program prints goes to stderr. */
export async function runProgram(file: string | undefined, { quiet }: { quiet: boolean }): Promise<LabApp> {
  const program = locate(file);
  const bundle = await bundleOf(program.main);
  process.chdir(program.folder);
  if (program.output) process.env.CDK8S_OUTDIR ??= program.output;
  if (quiet) globalThis.console = new Console(process.stderr, process.stderr);
  try {
    return await treeOf(program, bundle);
  } catch (error) {
    throw findingsOf(error) ? error : await thrownBy(error);
  } finally {
    bundle.done();
  }
}

async function treeOf(program: Program, bundle: Bundle): Promise<LabApp> {
  const apps: LabApp[] = [];
  (globalThis as any)[HOST] = (app: LabApp) => apps.push(app);
  evaluate(program, bundle);
  // A program may build its tree asynchronously: it has ended when nothing is left to do.
  if (apps.length === 0) await ended();
  if (apps.length === 0) {
    const hint = 'end it with app.synth(), where app is a LabApp (a cdk8s App writes its files by itself, unchecked)';
    throw new FindingsError([
      commandError('GPULAB4005', 'the program ended without app.synth()', { file: program.main, hint }),
    ]);
  }
  if (apps.length > 1) {
    const message = `the program calls synth() of ${apps.length} LabApps`;
    throw new FindingsError([
      commandError('GPULAB4006', message, { file: program.main, hint: 'make one LabApp with several charts' }),
    ]);
  }
  return apps[0];
}

function ended(): Promise<void> {
  return new Promise((resolve, reject) => {
    process.once('beforeExit', () => resolve());
    process.once('uncaughtException', reject);
  });
}

/** Runs the bundle as a CommonJS module in the place of the program, with V8's code of the run before. */
function evaluate(program: Program, bundle: Bundle): void {
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(bundle.file, 'latin1')}\n})`;
  const script = new Script(source, {
    filename: bundle.file,
    cachedData: bundle.code(),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, createRequire(program.main), module, program.main, dirname(program.main));
  if (bundle.keepsCode && (script.cachedDataRejected ?? true)) {
    // At the end, so that functions which were compiled on the way are in it: those of the checks and writers, too.
    process.once('exit', () => writeFileSync(bundle.codeFile, script.createCachedData()));
  }
}

/** An exception of the program's, told with its place in the program instead of its stack. */
async function thrownBy(error: unknown): Promise<Error> {
  const { positionOfStack } = await import('cdk8s-gpulab/lib/core/private/source-position');
  const thrown = error instanceof Error ? error : new Error(String(error));
  const position = thrown.stack ? positionOfStack(thrown.stack) : undefined;
  return new FindingsError([commandError('GPULAB4004', `the program threw: ${thrown.message}`, position)]);
}
