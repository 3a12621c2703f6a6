import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commandError, FindingsError } from '../cli/finding';

/** A program and the folder that its relative paths are relative to. */
export interface Program {
  readonly main: string;
  readonly folder: string;

  /** `output` of cdk8s.yaml, which `cdk8s synth` hands to the program as CDK8S_OUTDIR. */
  readonly output?: string;
}

const CONFIG = 'cdk8s.yaml';
const MAIN = 'main.ts';

/** Finds the program: the file given, else main.ts beside the nearest cdk8s.yaml. */
export function locate(app: string | undefined): Program {
  if (app !== undefined) {
    const main = resolve(app);
    if (!existsSync(main)) throw missing(`there is no file ${app}`, 'give --app the path of your program');
    if (statSync(main).isDirectory()) throw missing(`${app} is a folder`, `give --app a file, as ${join(app, MAIN)}`);
    const folder = nearestConfig(dirname(main)) ?? dirname(main);
    return { main, folder, output: outputOf(folder) };
  }
  const folder = nearestConfig(process.cwd());
  if (!folder) throw missing(`there is no ${CONFIG} here or above`, 'name the program: --app path/to/main.ts');
  const main = join(folder, MAIN);
  if (!existsSync(main))
    throw missing(`there is no ${MAIN} beside ${join(folder, CONFIG)}`, 'name the program: --app FILE');
  return { main, folder, output: outputOf(folder) };
}

const missing = (message: string, hint: string) => new FindingsError([commandError('GPULAB4002', message, { hint })]);

/** The folder of the program of the working directory, or that directory itself. */
export const programFolder = (): string => nearestConfig(process.cwd()) ?? process.cwd();

function nearestConfig(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** One top-level scalar; a YAML parser would cost more than the whole rest of a small synthesis. */
function outputOf(folder: string): string | undefined {
  const config = join(folder, CONFIG);
  if (!existsSync(config)) return undefined;
  return /^output:[ \t]*(["']?)([^"'#\r\n]+?)\1[ \t]*(?:#.*)?$/m.exec(readFileSync(config, 'utf8'))?.[2];
}
