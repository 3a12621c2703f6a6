import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentOf, nodeBinary } from '../../tools/on-node';
import { run } from '../../tools/run';

const ROOT = join(__dirname, '../..');
const TYPESCRIPT = require.resolve('typescript/bin/tsc');

/** The oldest that package.json promises, and a version of each line after it. */
const NODES = ['20.19.0', '22.23.3', '24.21.0'];

const PROGRAM = `import { ApiObject } from 'cdk8s';
import { LabApp, LabChart } from 'cdk8s-gpulab';
const app = new LabApp();
const chart = new LabChart(app, 'hello', { namespace: 'default' });
new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' } });
new ApiObject(chart, 'pool', { apiVersion: 'ceph.rook.io/v1', kind: 'CephBlockPool', metadata: { name: 'pool' }, spec: {} } as any);
app.synth();
`;

const HOSTS = `import { App, HostsStack } from 'gpulab/hosts';
const app = new App();
new HostsStack(app, 'hosts');
app.synth();
`;

describe('what npm gets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-package-'));
  let contents: Record<string, string[]>;

  beforeAll(() => {
    const report = JSON.parse(
      run('npm', ['pack', '--json', '--workspaces', '--pack-destination', folder], { cwd: ROOT }),
    ) as { name: string; filename: string; files: { path: string }[] }[];
    contents = Object.fromEntries(report.map(({ name, files }) => [name, files.map(({ path }) => path)]));
    // A package.json and nothing else: what a user has who begins.
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    writeFileSync(join(folder, 'main.ts'), PROGRAM);
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.ts\n');
    const { cdk8s, constructs } = JSON.parse(
      readFileSync(join(ROOT, 'constructs/package.json'), 'utf8'),
    ).peerDependencies;
    const tarballs = report.map(({ filename }) => join(folder, filename));
    run('npm', ['install', '--no-audit', '--no-fund', ...tarballs, `cdk8s@${cdk8s}`, `constructs@${constructs}`], {
      cwd: folder,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the library has what jsii, its readers and the law need', () => {
    const needed = [
      '.jsii',
      'API.md',
      'LICENSE',
      'README.md',
      'package.json',
      'lib/index.js',
      'lib/index.d.ts',
      'lib/modules/index.js',
      'lib/core/shapes/data/ceph.rook.io.txt',
    ];
    expect(contents['cdk8s-gpulab']).toEqual(expect.arrayContaining(needed));
  });

  test('the command has its shim and its compiled code', () => {
    expect(contents['gpulab']).toEqual(expect.arrayContaining(['bin/gpulab', 'lib/cli/main.js', 'package.json']));
  });

  test('neither has sources, tests or leftovers of a build', () => {
    const stray = Object.values(contents)
      .flat()
      .filter((path) => /(?<!\.d)\.ts$|\.test\.|tsbuildinfo$|^dist\/|node_modules/.test(path));
    expect(stray).toEqual([]);
  });

  test('a program type checks against the packed declarations', () => {
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'commonjs', '--moduleResolution', 'bundler'];
    run(process.execPath, [TYPESCRIPT, ...options, '--target', 'es2022', 'main.ts'], { cwd: folder });
  });

  test('a program of hosts type checks and runs with what npm installed', () => {
    writeFileSync(join(folder, 'inventory.yaml'), 'apiVersion: gpulab/v1\nssh: {}\nhosts: [{name: a}]\n');
    writeFileSync(join(folder, 'hosts.ts'), HOSTS);
    const options = ['--strict', '--skipLibCheck', '--module', 'commonjs', '--moduleResolution', 'bundler'];
    run(process.execPath, [TYPESCRIPT, ...options, '--target', 'es2022', 'hosts.ts'], { cwd: folder });
    run(process.execPath, ['hosts.js'], { cwd: folder });
    expect(readFileSync(join(folder, 'cdktf.out/stacks/hosts/cdk.tf.json'), 'utf8')).toContain('"terraform_data"');
  });

  test.each(NODES)('the command synthesises a short program on Node %s', (version) => {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    const binary = nodeBinary(version);
    run(binary, ['node_modules/.bin/gpulab', 'synth'], { cwd: folder, env: environmentOf(binary) });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['apply-order.txt', 'hello.k8s.yaml']);
    expect(readFileSync(join(folder, 'dist/hello.k8s.yaml'), 'utf8')).toContain('kind: CephBlockPool\n');
  });
});
