import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const SOURCES = join(__dirname, '../src/health/page');
const BUILT = join(__dirname, '../src/lib/page');

/** The first browsers that have all of the CSS that the page needs. */
const BROWSERS = ['chrome111', 'firefox121', 'safari16.4'];

/** The page of the health server, where the server looks for it: one module, and what needs no compiling. */
export async function buildPage(): Promise<void> {
  await build({
    entryPoints: [join(SOURCES, 'page.ts')],
    outfile: join(BUILT, 'page.js'),
    bundle: true,
    format: 'esm',
    target: BROWSERS,
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const file of ['index.html', 'page.css', 'icon.svg']) cpSync(join(SOURCES, file), join(BUILT, file));
}
