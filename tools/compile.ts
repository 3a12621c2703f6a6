/**
 * Compiles both packages: jsii for the library, tsc checks the command, and esbuild makes few files of many: the third-party
 * code that the library carries (jsii packages cannot depend on plain npm packages, and a hoisted workspace packs without its
 * bundled dependencies), the library once more for bundles of programs, the command, and the command's own charts.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { buildBundle } from '../src/program/build';
import { buildPage } from './page';

const root = join(__dirname, '..');
/** `gpulab` in constructs/package.json names its index. */
const MODULES = 'lib/modules';
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

const bundle = (entry: string, outfile: string, more: BuildOptions = {}) =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'warning',
    ...more,
  });

/** What the command takes from where it is installed: large, loaded late, with files beside its code, or shared with users' programs. */
const INSTALLED = [
  '@cdktf/*',
  '@electric-sql/pglite',
  '@fastify/swagger',
  '@peculiar/x509',
  'cdktf',
  'constructs',
  'dockerode',
  'esbuild',
  'fastify',
  'fastify-type-provider-zod',
  'pg',
  'prom-client',
  'reflect-metadata',
  'zod',
];

/** Bundles `entry` into one file, and what it imports lazily into a file each beside it: `synth` must not pay for `explain`. */
async function bundleLazily(entry: string, folder: string): Promise<void> {
  const files = new Map([[parse(entry).name, entry]]);
  const lazily: Plugin = {
    name: 'lazily',
    setup: (plugin) =>
      plugin.onResolve({ filter: /^/ }, async ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import' || INSTALLED.includes(path)) return undefined;
        const resolved = await plugin.resolve(path, { kind: 'import-statement', resolveDir });
        if (resolved.external) return undefined;
        const { name } = parse(resolved.path);
        files.set(name, resolved.path);
        return { path: `./${name}.js`, external: true };
      }),
  };
  // A Map that grows is read to its end.
  for (const [name, file] of files) {
    await bundle(file, join(folder, `${name}.js`), {
      external: [...INSTALLED, '../charts.js'],
      plugins: [lazily],
      supported: { 'dynamic-import': false }, // require instead, without Node's loader of ES modules
    });
  }
}

/** Data lie in the compiled library as in its sources, which is where `constructs/data-text.ts` looks. */
function copyData(): void {
  const [sources, compiled] = ['constructs', 'constructs/lib'].map((folder) => join(root, folder));
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /^(?!lib\b).*\bdata\b.*\.txt$/.test(name))) {
    cpSync(join(sources, file), join(compiled, file));
  }
}

/** What finds other files by its own place stays where it is. */
const PLACED = ['data-text', 'core/private/third-party'];

/**
 * The library once more as modules of ECMAScript: of them a bundle takes what the program uses. jsii's modules are taken whole, and
 * take twice as long to load.
 */
async function compileModules(): Promise<void> {
  const sources = readdirSync(join(root, 'constructs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!lib\b|dist\b|values\b|node_modules\b).*(?<!\.d)\.ts$/.test(file),
  );
  const folder = join(root, 'constructs', MODULES);
  rmSync(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: sources.map((file) => join('constructs', file)),
    outbase: 'constructs',
    outdir: folder,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error', // a lazy `require` stays what it is
  });
  for (const name of PLACED) {
    const up = '../'.repeat(name.split('/').length);
    writeFileSync(join(folder, `${name}.js`), `export * from '${up}${name}.js';\n`);
  }
}

async function main(): Promise<void> {
  // A file whose source has moved would still be found by whoever imports it.
  rmSync(join(root, 'constructs/lib'), { recursive: true, force: true });
  run('constructs', 'jsii/bin/jsii', '--silence-warnings=reserved-word');
  copyData();
  // Made by code that needs the compiled library.
  (await import('./value-types')).writeValueTypes(root);
  const thirdParty = 'constructs/lib/core/private/third-party.js';
  await bundle(thirdParty, thirdParty, { allowOverwrite: true });
  await compileModules();
  const types = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', 'lib/types'];
  run('src', 'typescript/bin/tsc', '-p', 'tsconfig.json', ...types);
  // What programs of users import as gpulab/hosts.
  await bundle('src/hosts/hosts-stack.ts', 'src/lib/hosts.js', { external: INSTALLED });
  await bundleLazily('src/cli/main.ts', 'src/lib/cli');
  run('src/health/page', 'typescript/bin/tsc', '-p', 'tsconfig.json');
  await buildPage();
  // The command's own charts are a program like any other, bundled once.
  await buildBundle(join(root, 'examples/ailab/charts.ts'), join(root, 'src/lib/charts.js'), { kept: false });
}

main();
