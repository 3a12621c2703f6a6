import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { constants, Script } from 'node:vm';
import type { LabApp } from 'cdk8s-gpulab';
import { commandError, FindingsError, findingsOf } from '../cli/finding';
import { type Bundle, bundleOf } from './bundle';
import { locate, type Program } from './locate';

/** Where `LabApp.synth` looks for a command that wants the tree; the same symbol as in the library. */
export const HOST = Symbol.for('cdk8s-gpulab.host');

/** Runs a program and returns its tree, not yet checked. With `quiet`, what the program prints goes to stderr. */
export async function runProgram(file: string | undefined, { quiet }: { quiet: boolean }): Promise<LabApp> {
  const program = locate(file);
  const bundle = await bundleOf(program.main);
  process.chdir(program.folder);
  if (program.output) process.env.CDK8S_OUTDIR ??= program.output;
  const restore = quiet ? divertOutput() : undefined;
  try {
    return onlyOne(await appsOf(program, bundle), program);
  } catch (error) {
    throw findingsOf(error) ? error : await thrownBy(error, program);
  } finally {
    restore?.();
    bundle.done();
  }
}

/** Until the tree is there, stdout belongs to the program; what it says must not end up in a document. */
function divertOutput(): () => void {
  const { Console } = globalThis.console;
  globalThis.console = new Console(process.stderr, process.stderr);
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  return () => {
    process.stdout.write = write;
  };
}

/** Runs the program to its end: it may build its tree asynchronously, or fail after it. */
async function appsOf(program: Program, bundle: Bundle): Promise<LabApp[]> {
  const apps: LabApp[] = [];
  (globalThis as any)[HOST] = (app: LabApp) => apps.push(app);
  const { exit } = process;
  const end = new End(() => apps.length > 0);
  try {
    process.exit = refuseExit;
    evaluate(program, bundle);
    await end.reached;
    return apps;
  } catch (error) {
    // What else the program rejects in the same turn is told by the first.
    await new Promise((resolve) => setImmediate(resolve));
    throw error;
  } finally {
    process.exit = exit;
    end.forget();
  }
}

function onlyOne(apps: LabApp[], { main }: Program): LabApp {
  const [app] = apps;
  if (!app) {
    const hint = 'end it with app.synth(), where app is a LabApp (a cdk8s App writes its files by itself, unchecked)';
    throw new FindingsError([
      commandError('GPULAB4005', 'the program ended without app.synth()', { file: main, hint }),
    ]);
  }
  if (apps.length > 1) {
    const same = apps.every((other) => other === app);
    const message = `the program calls synth() ${apps.length} times${same ? '' : ', of several LabApps'}`;
    const hint = 'make one LabApp with several charts, and call its synth() once';
    throw new FindingsError([commandError('GPULAB4006', message, { file: main, hint })]);
  }
  return app;
}

/** The end of a program, of itself or by what nobody caught. */
class End {
  readonly reached: Promise<void>;
  private listeners: { readonly [event: string]: (error?: unknown) => void } = {};

  constructor(hasTree: () => boolean) {
    this.reached = new Promise((resolve, reject) => {
      const done = () => resolve();
      this.listeners = { beforeExit: done, uncaughtException: reject, unhandledRejection: reject };
      // Before Node says so itself, it waits for what V8 is about to optimise: a tenth of the time of a large lab.
      setImmediate(() => {
        if (hasTree() && process.getActiveResourcesInfo().length === 0) resolve();
      });
    });
    for (const [event, listener] of Object.entries(this.listeners)) process.on(event, listener);
  }

  /** Takes the listeners away: they would swallow what the command itself fails by. */
  forget(): void {
    for (const [event, listener] of Object.entries(this.listeners)) process.off(event, listener);
  }
}

const refuseExit: typeof process.exit = () => {
  throw new Error('process.exit() was called, so nothing would be checked or written');
};

/** Runs the bundle as a CommonJS module in the place of the program, with V8's code of the run before. */
function evaluate(program: Program, bundle: Bundle): void {
  const script = new Script(readFileSync(bundle.file, 'latin1'), {
    filename: bundle.file,
    cachedData: bundle.code(),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, requireOf(program.main), module, program.main, dirname(program.main));
  if (bundle.keepsCode && (script.cachedDataRejected ?? true)) {
    // At the end, so that functions which were compiled on the way are in it: those of the checks and writers, too.
    process.once('exit', () => writeFileSync(bundle.codeFile, script.createCachedData()));
  }
}

/** `require` of a module in the place of the program. Modules of Node need no look at its folder, and no `node:module`. */
function requireOf(main: string): NodeJS.Require {
  const load = (id: string): unknown => process.getBuiltinModule(id) ?? requireFrom(main)(id);
  return new Proxy(load as NodeJS.Require, { get: (_, name) => Reflect.get(requireFrom(main), name) });
}

const requireFrom = (file: string): NodeJS.Require => process.getBuiltinModule('node:module').createRequire(file);

/** An exception of the program's, told with its place in the program instead of its stack. */
async function thrownBy(error: unknown, { main }: Program): Promise<Error> {
  const { positionOfStack } = await import('cdk8s-gpulab/lib/core/private/source-position');
  const library = libraryOf(main);
  const isTheirs = (file: string) =>
    !/[\\/]node_modules[\\/]/.test(file) && !library.some((root) => file.startsWith(root));
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const position = stack === undefined ? undefined : positionOfStack(stack, isTheirs);
  return new FindingsError([commandError('GPULAB4004', `the program threw: ${message}`, position ?? { file: main })]);
}

/** Folders whose code is ours: a mistake of the user's is never there. */
function libraryOf(main: string): string[] {
  try {
    return [__dirname, dirname(requireFrom(main).resolve('cdk8s-gpulab/package.json')) + sep];
  } catch {
    return [__dirname];
  }
}
