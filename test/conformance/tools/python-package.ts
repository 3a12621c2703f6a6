import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../../tools/cache';
import { run } from '../../../tools/run';

/** Folder with the commands of a Python environment that holds one package, made at the first call. */
export function pythonPackage(name: string, version: string): string {
  const environment = join(CACHE, `${name.toLowerCase()}-${version}`);
  const bin = join(environment, 'bin');
  const installed = join(environment, 'installed');
  if (existsSync(installed)) return bin;
  run('python3', ['-m', 'venv', environment], { missing: `${name} needs Python 3.9 or newer with venv and pip` });
  run(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
  writeFileSync(installed, '');
  return bin;
}
