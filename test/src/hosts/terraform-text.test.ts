import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expression, terraformText } from '../../../src/hosts/terraform/text';
import { folderOfTest } from '../../support/folder';
import { hasTerraform } from './support';

/** All that begins, ends or escapes something in a template, and everything else. */
const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '$${', '%%{', '${', '%{', '"', '\\', '\n', '~', 'a', ' ') }),
  fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}|\0/u.test(text)),
  fc.constantFrom(
    `\${path.root}`,
    '%{ if true }x%{ endif }',
    '$${',
    '%%{',
    `\${"\${1}"}`,
    '`id`',
    '$(id)',
    "'",
    '-rf',
    `<<EOF\n\${1}\nEOF`,
  ),
);

test('begins of templates are written so that they stand for themselves', () => {
  expect([`\${x}`, '%{x}', `$\${x}`, '$x', '100%', '$ {'].map(terraformText)).toEqual([
    `$\${x}`,
    '%%{x}',
    `$$\${x}`,
    '$x',
    '100%',
    '$ {',
  ]);
  expect(expression('each.key')).toBe(`\${each.key}`);
});

test.skipIf(!hasTerraform)('real Terraform reads every text as it is', () => {
  const folder = folderOfTest();
  // One text each for many: starting Terraform takes longer than reading them. It normalises Unicode.
  const texts = fc.sample(hostile, 400).map((text) => text.normalize('NFC'));
  const locals = Object.fromEntries(texts.map((text, index) => [`t${index}`, terraformText(text)]));
  const all = expression(`jsonencode([${texts.map((_, index) => `local.t${index}`).join(', ')}])`);
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ locals, output: { all: { value: all } } }));
  const run = (...args: string[]) => spawnSync('terraform', args, { cwd: folder, encoding: 'utf8' });
  const { status, stderr } = run('apply', '-auto-approve', '-no-color');
  expect(status, stderr).toBe(0);
  expect(JSON.parse(run('output', '-raw', 'all').stdout)).toEqual(texts);
});
