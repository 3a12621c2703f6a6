import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { version as VERSION } from '../package.json';

/** A program in one file, ready to run. */
export interface Bundle {
  readonly file: string;
  readonly codeFile: string;
  readonly keepsCode: boolean;

  /** V8's code of an earlier run; Node itself refuses it when the binary is another. */
  code(): Buffer | undefined;

  /** To be called after the run: a bundle that nobody keeps is deleted. */
  done(): void;
}

/** Path, size and times of a file that went into a bundle. */
type Input = readonly [path: string, size: number, modified: number, changed: number];

/** Bundles the program, or takes the kept bundle while none of the files that went into it has changed. */
export async function bundleOf(main: string): Promise<Bundle> {
  const kept = cacheFolder(main);
  const folder = kept ?? mkdtempSync(join(process.getBuiltinModule('node:os').tmpdir(), 'gpulab-'));
  const bundle = describe(folder, kept !== undefined);
  const inputsFile = join(folder, 'inputs.json');
  if (kept && existsSync(bundle.file) && isFresh(inputsFile, main)) return bundle;
  rmSync(bundle.codeFile, { force: true });
  rmSync(inputsFile, { force: true });
  const { buildBundle } = await import('./build');
  const files = await buildBundle(main, bundle.file, { kept: true });
  if (kept)
    writeFileSync(
      inputsFile,
      JSON.stringify({ version: VERSION, main, inputs: [...files, ...locks(main)].map(inputOf) }),
    );
  return bundle;
}

function describe(folder: string, keep: boolean): Bundle {
  const codeFile = join(folder, 'code');
  return {
    file: join(folder, 'program.cjs'),
    codeFile,
    keepsCode: keep,
    code: () => (keep && existsSync(codeFile) ? readFileSync(codeFile) : undefined),
    done: () => {
      if (!keep) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

/**
 * Below the nearest node_modules, which belongs to the same people as the program. Never in a folder that others can
 * write to: what lies there is run.
 */
function cacheFolder(main: string): string | undefined {
  for (let folder = dirname(main); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) {
      const cache = join(modules, '.cache', 'gpulab', folderName(main));
      try {
        mkdirSync(cache, { recursive: true });
        accessSync(cache, constants.W_OK);
        return cache;
      } catch {
        return undefined; // read-only: nothing is kept
      }
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** Readable, and short enough for a file system; two programs of one name only take the place of each other. */
const folderName = (main: string): string => main.replace(/[^\w.-]+/g, '-').slice(-100);

function isFresh(inputsFile: string, main: string): boolean {
  if (!existsSync(inputsFile)) return false;
  const kept = JSON.parse(readFileSync(inputsFile, 'utf8')) as { version: string; main: string; inputs: Input[] };
  return kept.version === VERSION && kept.main === main && kept.inputs.every(isUnchanged);
}

function isUnchanged([path, size, modified, changed]: Input): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? stat.size === size && stat.mtimeMs === modified && stat.ctimeMs === changed : size === -1;
}

function inputOf(path: string): Input {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? [path, stat.size, stat.mtimeMs, stat.ctimeMs] : [path, -1, 0, 0];
}

/** What npm and TypeScript change when an import may mean another file. */
function locks(main: string): string[] {
  const files: string[] = [];
  for (let folder = dirname(main); ; folder = dirname(folder)) {
    files.push(
      join(folder, 'tsconfig.json'),
      join(folder, 'package.json'),
      join(folder, 'node_modules/.package-lock.json'),
    );
    if (existsSync(join(folder, 'node_modules')) || dirname(folder) === folder) return files;
  }
}
