/** Writes constructs/API.md from the compiled library (jsii's assembly); with --check it only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Documentation, Language } from 'jsii-docgen';

const root = join(__dirname, '..');
const page = join(root, 'constructs/API.md');

async function main(): Promise<void> {
  const library = await Documentation.forProject(join(root, 'constructs'), { assembliesDir: root });
  const text = (await library.toMarkdown({ language: Language.TYPESCRIPT })).render();
  await library.cleanup();
  if (!process.argv.includes('--check')) writeFileSync(page, text);
  else if (readFileSync(page, 'utf8') !== text)
    throw new Error('constructs/API.md is stale: npx tsx tools/generate-api.ts');
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
