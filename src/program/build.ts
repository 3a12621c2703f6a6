import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, build, type Loader, type Message, type Plugin } from 'esbuild';
import { commandError, FindingsError } from '../cli/finding';

/** Bundles `main` into `outfile` and returns the files that went into it. */
export async function buildBundle(main: string, outfile: string): Promise<string[]> {
  try {
    const result = await build({
      entryPoints: [main],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      minifyWhitespace: true, // less to read; positions come from the source map
      charset: 'ascii', // read back as latin1, which V8 keeps in one byte a character
      sourcemap: 'linked',
      sourcesContent: false,
      legalComments: 'none',
      metafile: true,
      logLevel: 'silent',
      plugins: [sources],
    });
    return Object.keys(result.metafile.inputs)
      .filter((input) => !input.startsWith('(disabled)'))
      .map((input) => resolve(input));
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (!errors) throw error;
    throw new FindingsError(errors.map(findingOf));
  }
}

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

/** A bundled file must still find what lies beside it: `__dirname` and `import.meta` are those of the source. */
const sources: Plugin = {
  name: 'sources',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
      const lazy = lazyContents(path);
      const text = lazy ?? readFileSync(path, 'utf8');
      const loader = LOADERS[extname(path)] ?? 'js';
      if (!PLACE.test(text)) return lazy === undefined ? undefined : { contents: lazy, loader };
      const names = `var __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replace(/\bimport\.meta\.(dir|file)name\b/g, '__$1name')
        .replace(/^(#!.*\n)?/, (shebang) => shebang + names);
      return { contents, loader };
    });
  },
};

/** Modules that a synthesis seldom needs: loaded when first used. `yaml` alone is half of the time that cdk8s takes to load. */
const SELDOM = /const (\w+) = (?:__importStar\()?require\("(yaml|child_process|crypto|os|fast-json-patch)"\)\)?;/g;
/** cdk8s takes this function out of its module at once, so that its own tests can replace it. */
const TAKEN_OUT = 'spawnSync: child_process_1.spawnSync';

function lazyContents(path: string): string | undefined {
  if (!/[\\/](?:cdk8s|constructs)[\\/]lib[\\/](?:private[\\/])?[\w-]+\.js$/.test(path)) return undefined;
  return readFileSync(path, 'utf8')
    .replace(SELDOM, (_all, name, id) => `const ${name} = new Proxy({}, { get: (_, key) => require("${id}")[key] });`)
    .replace(TAKEN_OUT, 'get spawnSync() { return child_process_1.spawnSync; }');
}
