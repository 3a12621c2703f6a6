import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, type BuildOptions, build, type Loader, type Message, type Plugin } from 'esbuild';
import { commandError, FindingsError } from '../cli/finding';

/** What `gpulab` in the library's package.json names. */
const LIBRARY_INDEX = join(sep, 'lib/modules/index.js');

/** What Node puts around a CommonJS module. In the file, because a text put together at each run is copied once more. */
const WRAPPED = {
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
};

/**
 * For bundles that leave this machine: what the library reads beside itself (`constructs/data-text.ts`) lies where the library is
 * installed. A getter, so that nobody looks for it who reads nothing.
 */
const LIBRARY_FOLDER: BuildOptions = {
  banner: {
    js: "const gpulabLibrary = { get folder() { return require('path').dirname(require.resolve('cdk8s-gpulab')); } };",
  },
  define: { __dirname: 'gpulabLibrary.folder' },
};

/**
 * Bundles `main` into `outfile` and returns the files that went into it. A bundle for this machine (`kept`) is an expression,
 * leaves out what is seldom needed, and may name files; any other is a module that holds all that it needs but the library's data.
 */
export async function buildBundle(main: string, outfile: string, { kept }: { kept: boolean }): Promise<string[]> {
  try {
    const result = await build({
      entryPoints: [main],
      outfile,
      bundle: true,
      platform: 'node',
      mainFields: ['gpulab', 'main', 'module'], // "gpulab": the library in one piece; then esbuild's default for Node
      format: 'cjs',
      target: 'node20',
      minifyWhitespace: true, // less to read; positions come from the source map
      ...(kept ? WRAPPED : LIBRARY_FOLDER),
      charset: 'ascii', // read back as latin1, which V8 keeps in one byte a character
      sourcemap: 'linked',
      sourcesContent: false,
      legalComments: 'none',
      metafile: true,
      logLevel: 'silent',
      plugins: [sourcesFor(kept)],
    });
    const inputs = Object.keys(result.metafile.inputs).filter((input) => !input.startsWith('(disabled)'));
    return withoutModulesOfOurs(
      inputs.map((input) => resolve(input)),
      main,
    );
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (!errors) throw error;
    throw new FindingsError(errors.map(findingOf));
  }
}

/** The library is compiled as a whole: its index tells when it has changed, and hundreds of files need not be looked at. */
function withoutModulesOfOurs(inputs: string[], main: string): string[] {
  const index = inputs.find((input) => input.endsWith(LIBRARY_INDEX) && isOurs(input, main));
  const folder = index && `${dirname(index)}${sep}`;
  return folder === undefined ? inputs : inputs.filter((input) => input === index || !input.startsWith(folder));
}

const isOurs = (index: string, main: string): boolean =>
  createRequire(main).resolve('cdk8s-gpulab/package.json') === resolve(index, '../../../package.json');

function findingOf({ text, location, notes }: Message) {
  const place = location ? { file: location.file, line: location.line, column: location.column + 1 } : {};
  const message = text.charAt(0).toLowerCase() + text.slice(1);
  return commandError('GPULAB4003', message, { ...place, hint: notes[0]?.text });
}

const LOADERS: { readonly [extension: string]: Loader } = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.jsx': 'jsx',
};
const PLACE = /\b__dirname\b|\b__filename\b|\bimport\.meta\.(?:url|dirname|filename)\b/;

/** What must stay first. */
const PROLOGUE = /^(?:#!.*\n)?(?:["']use strict["'];)?/;

/** A file of a kept bundle must still find what lies beside it: `__dirname` and `import.meta` are those of the source. */
const sourcesFor = (kept: boolean): Plugin => ({
  name: 'sources',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
      const lazy = lazyContents(path, kept);
      const text = lazy ?? readFileSync(path, 'utf8');
      const loader = LOADERS[extname(path)] ?? 'js';
      if (!kept || !PLACE.test(text)) return lazy === undefined ? undefined : { contents: lazy, loader };
      const names = `var __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replace(/\bimport\.meta\.(dir|file)name\b/g, '__$1name')
        .replace(PROLOGUE, (prologue) => prologue + names);
      return { contents, loader };
    });
  },
});

/** Modules that a synthesis seldom needs: loaded when first used. `yaml` alone is half of the time that cdk8s takes to load. */
const SELDOM = /const (\w+) = (?:__importStar\()?require\("(yaml|child_process|crypto|os|fast-json-patch)"\)\)?;/g;
/** A copy of all that a module of Node has, where the module itself does. */
const COPIED = /__importStar\((require\("(?:fs|path)"\))\)/g;
/** cdk8s takes this function out of its module at once, so that its own tests can replace it. */
const TAKEN_OUT = 'spawnSync: child_process_1.spawnSync';

/** The third-party code of the library is one file, which is read when some of it is needed. */
const THIRD_PARTY = join(sep, 'lib/modules/core/private/third-party.js');
/** What it exports. */
export const THIRD_PARTY_NAMES: readonly string[] = ['csv', 'toml', 'yaml'];

function lazyContents(path: string, kept: boolean): string | undefined {
  if (kept && path.endsWith(THIRD_PARTY)) {
    const file = JSON.stringify(join(dirname(path), '../../../core/private/third-party.js'));
    const exported = THIRD_PARTY_NAMES.map((name) => `export const ${name} = () => load().${name}();`);
    return `const load = () => (0, require)(${file});${exported.join('')}`;
  }
  if (!/[\\/](?:cdk8s|constructs)[\\/]lib[\\/](?:private[\\/])?[\w-]+\.js$/.test(path)) return undefined;
  const { resolve } = createRequire(path);
  return readFileSync(path, 'utf8')
    .replace(SELDOM, (_all, name, id) => {
      // esbuild leaves a call that it cannot follow alone, so the module is not in the bundle.
      const module = kept ? `(0, require)(${JSON.stringify(resolve(id))})` : `require("${id}")`;
      return `const ${name} = new Proxy({}, { get: (_, key) => ${module}[key] });`;
    })
    .replace(COPIED, '$1')
    .replace(TAKEN_OUT, 'get spawnSync() { return child_process_1.spawnSync; }');
}
