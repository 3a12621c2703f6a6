import { JsonFile, javascript, License, TextFile } from 'projen';

/** Versions that more than one generated file names. A peer's development version equals its minimum (jsii's rule). */
const CDK8S = '2.70.106';
const CONSTRUCTS = '10.8.1';
const NODE = '>=20.19.0';
const VERSION = '0.1.0';

const project = new javascript.NodeProject({
  name: 'cdk8s-gpulab-workspace',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  jest: false,
  github: false,
  depsUpgrade: false,
  buildWorkflow: false,
  release: false,
  package: false,
  entrypoint: '',
  npmignoreEnabled: false,
  licensed: false,
  autoDetectBin: false,
  gitignore: [
    '/constructs/lib/',
    '/constructs/values/',
    '/constructs/tsconfig.json',
    '/constructs/.jsii',
    '/constructs/dist/',
    '/src/lib/',
    '/examples/*/dist/',
    '.gpulab/',
    'cdktf.out/',
    '.*.gpulab-*/',
    '*.tsbuildinfo',
    '__pycache__/',
  ],
  devDeps: [
    '@biomejs/biome@2.5.15',
    '@peculiar/x509@2.2.0',
    '@types/dockerode@4.0.2',
    '@types/node@^20.19.0',
    '@types/pg@8.23.1',
    `cdk8s-cli@2.207.60`,
    'cdk8s-plus-28@2.5.6',
    'csv-parse@7.0.3',
    'esbuild@0.28.2',
    'fast-check@4.10.2',
    'js-yaml@5.5.0',
    'jsii@6.0.16',
    'jsii-docgen@10.12.6',
    'jsii-pacmak@1.140.0',
    'jsii-rosetta@6.0.17',
    'playwright-core@1.65.1',
    'reflect-metadata@0.2.2',
    'smol-toml@1.9.1',
    'tsx@4.23.15',
    'typescript@~6.0.3',
    'vitest@4.1.12',
    'yaml@2.9.1',
  ],
});

project.package.addField('private', true);
project.package.addField('license', 'Apache-2.0');
project.package.addField('workspaces', ['constructs', 'src']);
project.package.addField('engines', { node: NODE });
new License(project, { spdx: 'Apache-2.0', copyrightOwner: 'The cdk8s-gpulab authors', copyrightPeriod: '2026' });

// The library: what a user composes. jsii compiles it, for TypeScript and for Python.
new JsonFile(project, 'constructs/package.json', {
  marker: false,
  obj: {
    name: 'cdk8s-gpulab',
    version: VERSION,
    description: 'A GPU lab as typed code: cdk8s constructs for student clusters and GPU platforms',
    license: 'Apache-2.0',
    author: { name: 'The cdk8s-gpulab authors', organization: true },
    repository: { type: 'git', url: 'cdk8s-gpulab' },
    keywords: ['cdk8s', 'kubernetes', 'gpu', 'helm'],
    main: 'lib/index.js',
    types: 'lib/index.d.ts',
    gpulab: 'lib/modules/index.js', // what the command bundles into a program
    sideEffects: false,
    files: ['lib', '!lib/tsconfig.tsbuildinfo', 'values', '.jsii', 'API.md', 'LICENSE', 'THIRD-PARTY.md'],
    stability: 'experimental',
    engines: { node: NODE },
    peerDependencies: { cdk8s: `^${CDK8S}`, constructs: `^${CONSTRUCTS}` },
    devDependencies: { cdk8s: CDK8S, constructs: CONSTRUCTS },
    jsii: {
      outdir: 'dist',
      targets: { python: { distName: 'cdk8s-gpulab', module: 'cdk8s_gpulab' } },
      versionFormat: 'short',
      tsc: { outDir: 'lib', rootDir: '.' },
      excludeTypescript: ['lib', 'dist', 'values'],
    },
  },
});

// The command. Its hot path loads nothing but Node and the kept bundle of the user's program.
new JsonFile(project, 'src/package.json', {
  marker: false,
  obj: {
    name: 'gpulab',
    version: VERSION,
    description: 'The command of cdk8s-gpulab: synth, check, explain',
    license: 'Apache-2.0',
    bin: { gpulab: 'bin/gpulab' },
    exports: {
      './hosts': { types: './lib/types/hosts/hosts-stack.d.ts', default: './lib/hosts.js' },
      './package.json': './package.json',
    },
    files: ['bin', 'lib'],
    engines: { node: NODE },
    dependencies: {
      '@cdktf/provider-null': '11.0.1',
      '@electric-sql/pglite': '0.5.17',
      '@fastify/swagger': '9.9.3',
      '@peculiar/x509': '2.2.0',
      'cdk8s-gpulab': VERSION,
      cdk8s: CDK8S,
      cdktf: '0.21.0',
      constructs: CONSTRUCTS,
      dockerode: '5.0.1',
      esbuild: '0.28.2',
      fastify: '5.12.8',
      'fastify-type-provider-zod': '7.0.0',
      pg: '8.23.1',
      'prom-client': '15.1.3',
      'reflect-metadata': '0.2.2',
      zod: '4.6.7',
    },
  },
});
const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022'],
  module: 'CommonJS',
  moduleResolution: 'Bundler',
  strict: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noFallthroughCasesInSwitch: true,
  esModuleInterop: true,
  skipLibCheck: true,
  resolveJsonModule: true,
  types: ['node'],
};
new JsonFile(project, 'src/tsconfig.json', {
  marker: false,
  obj: {
    compilerOptions: { ...compilerOptions, noEmit: true },
    include: ['**/*.ts'],
    exclude: ['lib', 'node_modules', 'health/page'],
  },
});
// The page runs in browsers.
new JsonFile(project, 'src/health/page/tsconfig.json', {
  marker: false,
  obj: {
    compilerOptions: { ...compilerOptions, lib: ['ES2022', 'DOM', 'DOM.Iterable'], noEmit: true },
    include: ['*.ts'],
  },
});
// What no package ships: tests, tools, examples. Checked, never emitted.
new JsonFile(project, 'tsconfig.json', {
  marker: false,
  obj: {
    compilerOptions: { ...compilerOptions, module: 'ESNext', noEmit: true },
    include: ['.projenrc.ts', 'vitest.*.mts', 'test/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    exclude: ['**/node_modules', '**/dist'],
  },
});

// Arrows go one way. Each room lists the rooms that it must not know.
const rooms = [
  'core',
  'output',
  'app',
  'inventory',
  'hosts',
  'upstream',
  'lab',
  'gpu',
  'ceph',
  'threek',
  'provider',
  'health',
];
const mayImport: Record<string, string[]> = {
  core: [],
  output: ['core'],
  app: ['core', 'output'],
  inventory: ['core'],
  hosts: ['core', 'output', 'inventory'],
  upstream: ['core'],
  lab: ['core', 'output', 'inventory'],
  gpu: ['core', 'output', 'inventory', 'upstream'],
  ceph: ['core', 'upstream'],
  threek: ['core', 'output', 'inventory', 'hosts', 'upstream', 'gpu', 'ceph'],
  provider: ['core', 'output', 'inventory', 'upstream', 'gpu', 'hosts'],
  health: ['core', 'output', 'inventory'],
};
const restricted = (includes: string[], group: string[], message: string) => ({
  includes,
  linter: {
    rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: [{ group, message }] } } } },
  },
});
new JsonFile(project, 'biome.json', {
  marker: false,
  obj: {
    $schema: 'https://biomejs.dev/schemas/2.5.15/schema.json',
    vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
    files: { includes: ['**/*.ts', '!**/lib', '!**/*.d.ts'] },
    formatter: { indentStyle: 'space', lineWidth: 120 },
    javascript: { formatter: { quoteStyle: 'single' } },
    json: { formatter: { enabled: false } },
    linter: {
      rules: {
        preset: 'recommended',
        suspicious: { noExplicitAny: 'off' },
        complexity: { noStaticOnlyClass: 'off', useLiteralKeys: 'off' },
        style: { noNonNullAssertion: 'off', useImportType: 'error', useNodejsImportProtocol: 'error' },
      },
    },
    overrides: [
      ...rooms.map((room) =>
        restricted(
          [`constructs/${room}/**`],
          [
            ...rooms
              .filter((other) => other !== room && !mayImport[room].includes(other))
              .flatMap((other) => [`**/../${other}`, `**/../${other}/**`]),
            'gpulab',
            '**/src/**',
          ],
          'arrows go one way: app -> output -> core; lab, gpu, ... -> upstream, inventory, output -> core (docs/ARCHITECTURE.md)',
        ),
      ),
      restricted(
        ['src/**', '!src/hosts/cdktf.ts'],
        ['cdktf', 'cdktf/**', '@cdktf/**', 'cdktn'],
        'CDK for Terraform comes by src/hosts/cdktf.ts alone, so that its successor can take its place (docs/ARCHITECTURE.md)',
      ),
    ],
  },
});

project.tasks.tryFind('default')!.reset('tsx .projenrc.ts');
const compile = project.compileTask;
compile.exec('tsx tools/compile.ts');
project.addScripts({ prepare: 'npx projen compile' });
const lint = project.addTask('lint', { description: 'Format, lint and type check; quiet when all is well' });
lint.exec('biome check --error-on-warnings --log-level=warn');
lint.exec('tsc -p tsconfig.json');
project.addTask('format', {
  description: 'Format and mend what can be mended',
  exec: 'biome check --write --log-level=warn',
});
project.addTask('unit', { description: 'Unit tests only', exec: 'vitest run', receiveArgs: true });
project.testTask.reset();
project.testTask.spawn(compile);
project.testTask.spawn(lint);
project.testTask.exec('vitest run');
project.addTask('conformance', {
  description: 'Real API servers, real tools',
  exec: 'tsx tools/conformance.ts',
  receiveArgs: true,
});
project.addTask('bench', { description: 'Bars and figures', exec: 'tsx bench/run.ts', receiveArgs: true });
project.addTask('soak', {
  description: 'The health server for an hour, or so many minutes: does memory stay flat?',
  exec: 'tsx tools/soak.ts',
  receiveArgs: true,
});
project.addTask('charts', {
  description: 'The committed Helm charts, from the program of the example',
  exec: 'gpulab synth --helm --app examples/ailab/charts.ts --output charts-out',
});
project.addScripts({ start: 'gpulab synth --app examples/ailab/main.ts' });

new TextFile(project, '.nvmrc', { lines: ['20.20.2', ''] });
project.synth();
