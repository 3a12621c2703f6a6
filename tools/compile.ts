/**
 * Compiles both packages: jsii for the library; tsc checks the command, and esbuild makes one file of it, and one of the
 * third-party code that the library carries (jsii packages cannot depend on plain npm packages, and a hoisted workspace packs
 * without its bundled dependencies).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { buildBundle } from '../src/program/build';

const root = join(__dirname, '..');
const run = (folder: string, command: string, ...args: string[]): void => {
  const { status } = spawnSync(process.execPath, [require.resolve(command), ...args], {
    cwd: join(root, folder),
    // jsii's banner about the age of Node is no news of ours: the supported versions are in package.json.
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // The compiler has said what is wrong.
  if (status !== 0) process.exit(1);
};

const bundle = (entry: string, outfile: string): void => {
  buildSync({
    entryPoints: [join(root, entry)],
    outfile: join(root, outfile),
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['esbuild', '../charts.js'],
    legalComments: 'none',
    logLevel: 'warning',
  });
};

run('constructs', 'jsii/bin/jsii', '--silence-warnings=reserved-word');
bundle('constructs/lib/core/private/third-party.js', 'constructs/lib/core/private/third-party.js');
run('src', 'typescript/bin/tsc', '-p', 'tsconfig.json');
// One file: a small synthesis must not pay for the resolution of twenty.
bundle('src/cli/main.ts', 'src/lib/cli/main.js');
// The command's own charts are a program like any other, bundled once.
buildBundle(join(root, 'examples/ailab/charts.ts'), join(root, 'src/lib/charts.js'));
