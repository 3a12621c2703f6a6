/** Builds the Python wheel of the library, and installs it where nothing else is. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

const LIBRARY = join(__dirname, '../constructs');

/** Makes the wheel from the compiled library; returns its path. */
export function buildWheel(folder: string): string {
  if (!existsSync(join(LIBRARY, '.jsii'))) throw new Error('the library is not compiled: run npx projen compile');
  run(process.execPath, [
    require.resolve('jsii-pacmak/bin/jsii-pacmak'),
    '--targets',
    'python',
    '--outdir',
    folder,
    LIBRARY,
  ]);
  const wheel = readdirSync(join(folder, 'python')).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`jsii-pacmak made no wheel in ${folder}`);
  return join(folder, 'python', wheel);
}

/** An environment of its own with the wheel and what the wheel asks for; returns its python. */
export function installWheel(wheel: string, folder: string): string {
  run('python3', ['-m', 'venv', folder], { missing: 'the wheel needs Python 3.9 or newer with venv and pip' });
  const python = join(folder, 'bin/python');
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wheel]);
  return python;
}

/** jsii's banner about the age of Node is no news of ours: the supported versions are in package.json. */
export const QUIET_JSII = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
