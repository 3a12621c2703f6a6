/** Licences of the code that compile.ts bundles into the library. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const BUNDLED = ['csv-parse', 'smol-toml', 'yaml'];

export function thirdPartyPage(): string {
  const parts = BUNDLED.map((name) => {
    const folder = folderOf(name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `## ${name} ${version} (${license})\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`;
  });
  return `# Third-party code\n\nlib/core/private/third-party.js holds code of these packages.\n\n${parts.join('\n')}`;
}

/** A package's exports may hide its package.json; its folder is the one named after it. */
function folderOf(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!folder.endsWith(join('node_modules', name))) folder = dirname(folder);
  return folder;
}
