import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../tools/run';

/**
 * cdktf is archived. That its successor can take its place by an alias of npm, with nothing changed on our side, is shown in a folder
 * of its own: it wants another line of constructs than cdk8s.
 */

const ROOT = join(__dirname, '../..');
const INVENTORY = `apiVersion: gpulab/v1
ssh: {trust: [{from: all, to: all}]}
hosts: [{name: a, address: 192.0.2.1}, {name: b, address: 192.0.2.2, ssh: {jump: a}}]
`;
const PROGRAM = `const { App, HostsStack } = require('./hosts.js');
const app = new App({ outdir: 'out' });
new HostsStack(app, 'data');
new HostsStack(app, 'null', { resource: 'null_resource', backend: { s3: { bucket: 'b', key: 'k' } } });
app.synth();
`;

const folder = mkdtempSync(join(tmpdir(), 'gpulab-cdktn-'));
beforeAll(() => {
  for (const name of ['cdktf', 'cdktn']) {
    mkdirSync(join(folder, name));
    copyFileSync(join(ROOT, 'src/lib/hosts.js'), join(folder, name, 'hosts.js'));
    writeFileSync(join(folder, name, 'inventory.yaml'), INVENTORY);
    writeFileSync(join(folder, name, 'main.js'), PROGRAM);
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'cdktf/node_modules'));
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'src/package.json'), 'utf8'));
  const aliased = {
    private: true,
    dependencies: {
      cdktf: 'npm:cdktn@0.24.0',
      constructs: '~10.7.0',
      '@cdktf/provider-null': dependencies['@cdktf/provider-null'],
      zod: dependencies.zod,
    },
  };
  writeFileSync(join(folder, 'cdktn/package.json'), JSON.stringify(aliased));
  // The provider's package names the old version of its peer.
  run('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps'], { cwd: join(folder, 'cdktn') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('cdktn 0.24 with constructs 10.7 gives the same programs as cdktf 0.21', () => {
  const programs = ['cdktf', 'cdktn'].map((name) => {
    const cwd = join(folder, name);
    run(process.execPath, ['main.js'], { cwd });
    const { version } = JSON.parse(readFileSync(join(cwd, 'node_modules/cdktf/package.json'), 'utf8'));
    const texts = ['data', 'null'].map((stack) => readFileSync(join(cwd, 'out/stacks', stack, 'cdk.tf.json'), 'utf8'));
    expect(texts[0]).toContain(`"version": "${version}"`);
    return texts.map((text) => JSON.parse(text.replaceAll(version, 'VERSION')));
  });
  expect(programs[1]).toEqual(programs[0]);
});
