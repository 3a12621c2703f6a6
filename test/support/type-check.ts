import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Project } from './project';

const root = resolve(import.meta.dirname, '../..');
const TYPESCRIPT = join(root, 'node_modules/typescript/bin/tsc');
const TYPES = join(root, 'node_modules/@types');
const OPTIONS = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext'];

/** What the compiler says of files of a project; empty when nothing is wrong. The bundler would let a misspelt prop pass. */
export function typeErrors({ folder }: Project, files: readonly string[]): string {
  const types = ['--moduleResolution', 'bundler', '--types', 'node', '--typeRoots', TYPES];
  const { stdout, status } = spawnSync(process.execPath, [TYPESCRIPT, ...OPTIONS, ...types, ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}(exit status ${status})`;
}
