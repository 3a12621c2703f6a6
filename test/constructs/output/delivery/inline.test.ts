import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { LabApp } from '../../../../constructs/app';
import { Scope } from '../../../../constructs/core';
import { Delivery } from '../../../../constructs/output';
import { readRendered } from '../../../../constructs/output/private/delivery/inline/rendered-yaml';
import { inFolder } from '../../../support/folder';
import { chart, commandIn, release } from './delivered';

/** A project with a folder of charts, and a helm that prints a file and writes down what it is asked. */
interface Project {
  readonly folder: string;
  readonly helm: string;
  /** What `helm template` prints. */
  rendered(text: string): void;
  /** Commands of helm since the last look. */
  asked(): string[];
}

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n';

function inProject(use: (project: Project) => void): void {
  inFolder((folder) => {
    const log = join(folder, 'log');
    const printed = join(folder, 'printed');
    for (const name of ['charts/operator', 'node_modules']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'charts/operator/Chart.yaml'), 'version: 1.2.3\n');
    const helm = commandIn(
      folder,
      'helm',
      `echo "$*" >> ${log}
case $1 in
  version) echo v4.3.1 ;;
  show) cat "$3/Chart.yaml" ;;
  template) cat > ${folder}/values; cat ${printed} ;;
esac`,
    );
    writeFileSync(printed, CONFIG_MAP);
    writeFileSync(log, '');
    const before = process.cwd();
    process.chdir(folder);
    try {
      use({
        folder,
        helm,
        rendered: (text) => writeFileSync(printed, text),
        asked: () => {
          const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
          writeFileSync(log, '');
          return lines;
        },
      });
    } finally {
      process.chdir(before);
    }
  });
}

/** Runs a program with one release, and returns what is written for it or what is wrong. */
function run({ helm }: Project, program: (app: LabApp) => void = (app) => void release(app, 'operator')) {
  const app = new LabApp({ outdir: 'dist', deliveries: [Delivery.inline({ charts: 'charts', helm })] });
  program(app);
  const { findings } = app._synthesize({});
  const read = (name: string) =>
    parseAllDocuments(readFileSync(`dist/${name}`, 'utf8')).map((document) => document.toJS());
  return { findings, objects: findings.length > 0 ? [] : read('operator.k8s.yaml') };
}

const hook = (name: string, hooks: string, weight?: string) =>
  `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  annotations: {helm.sh/hook: "${hooks}"${weight === undefined ? '' : `, helm.sh/hook-weight: "${weight}"`}}
`;

describe('a release that is rendered here', () => {
  test('is asked for with its name, namespace, values and the version of the cluster', () =>
    inProject((project) => {
      run(project, (app) => void release(app, 'operator', { rawValues: { a: null } }));
      expect(project.asked()).toEqual([
        'version --short',
        `show chart ${join(process.cwd(), 'charts/operator')}`,
        `template operator ${join(process.cwd(), 'charts/operator')} --namespace operator-system --include-crds --kube-version 1.28 --values -`,
      ]);
      expect(readFileSync('values', 'utf8')).toBe('a: null\n');
    }));

  test('takes its place among the files that are applied', () =>
    inProject((project) => {
      run(project, (app) => chart(app, 'before').node.addDependency(release(app, 'operator')));
      expect(readFileSync('dist/apply-order.txt', 'utf8')).toBe('operator.k8s.yaml\nbefore.k8s.yaml\n');
    }));

  test('has its namespace, made by the first release in it', () =>
    inProject((project) => {
      const { objects } = run(project);
      expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
        ['Namespace', 'operator-system', undefined],
        ['ConfigMap', 'c', 'operator-system'],
      ]);
    }));

  test.each(['default', 'kube-system'])('makes no namespace %s: every cluster has it', (namespace) =>
    inProject((project) => {
      const { objects } = run(project, (app) => void release(app, 'operator', { namespace }));
      expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap']);
    }),
  );

  test('leaves namespaces that are given and kinds of the whole cluster alone', () =>
    inProject((project) => {
      project.rendered(`${CONFIG_MAP}  namespace: other\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n`);
      expect(
        run(project)
          .objects.slice(1)
          .map(({ metadata }) => metadata.namespace),
      ).toEqual(['other', undefined]);
    }));

  test('has only the hooks of an install, in the order of an install; their annotations stay', () =>
    inProject((project) => {
      const hooks = [
        ['after-2', 'post-install', '2'],
        ['after-1', ' post-upgrade , post-install', '-1'],
        ['deleting', 'pre-delete,post-delete'],
        ['upgrading', 'pre-upgrade'],
        ['testing', 'test'],
        ['rolling-back', 'pre-rollback'],
        ['before', 'pre-install,post-install', '5'],
      ];
      project.rendered(CONFIG_MAP + hooks.map(([name, hooksOf, weight]) => hook(name, hooksOf, weight)).join(''));
      const { objects } = run(project, (app) => void release(app, 'operator', { namespace: 'default' }));
      expect(objects.map(({ metadata }) => metadata.name)).toEqual(['before', 'c', 'after-1', 'after-2']);
      expect(objects[0].metadata.annotations).toHaveProperty(['helm.sh/hook'], 'pre-install,post-install');
    }));

  test('knows the scope of kinds that it brings itself or that the program declares', () =>
    inProject((project) => {
      const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n';
      const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec: {group: example.com, scope: Cluster, names: {kind: Widget}, versions: [{name: v1}]}
`;
      project.rendered(`${widget}---\n${definition}`);
      const [, first, second] = run(project).objects;
      expect([first.kind, second.kind, second.metadata.namespace]).toEqual([
        'CustomResourceDefinition',
        'Widget',
        undefined,
      ]);
      project.rendered(widget);
      writeFileSync('charts/operator/changed', '');
      const declared = run(project, (app) => {
        app.external.customKind('example.com/v1', 'Widget', Scope.NAMESPACED);
        release(app, 'operator');
      });
      expect(declared.objects[1].metadata.namespace).toBe('operator-system');
    }));
});

describe('helm is not asked again', () => {
  const isRendered = (project: Project): boolean => project.asked().some((line) => line.startsWith('template'));

  test('while nothing has changed', () =>
    inProject((project) => {
      expect([run(project), isRendered(project)]).toMatchObject([{ findings: [] }, true]);
      const second = run(project);
      expect(isRendered(project)).toBe(false);
      expect(second.objects).toHaveLength(2);
    }));

  test.each<[string, (project: Project) => (app: LabApp) => void]>([
    ['values', () => (app) => void release(app, 'operator', { rawValues: { a: 1 } })],
    ['namespace', () => (app) => void release(app, 'operator', { namespace: 'x' })],
    [
      'content of a file of the chart',
      () => {
        writeFileSync('charts/operator/values.yaml', 'a: 1\n');
        return (app) => void release(app, 'operator');
      },
    ],
    [
      'version of helm',
      ({ helm }) => {
        writeFileSync(helm, readFileSync(helm, 'utf8').replace('v4.3.1', 'v4.3.2'));
        return (app) => void release(app, 'operator');
      },
    ],
  ])('unless this has: %s', (_what, change) =>
    inProject((project) => {
      run(project);
      project.asked();
      run(project, change(project));
      expect(isRendered(project)).toBe(true);
    }),
  );
});

describe('an error is a finding, and nothing is written', () => {
  test('when there is no helm', () =>
    inProject((project) => {
      const { findings } = run({ ...project, helm: join(project.folder, 'nowhere') });
      expect(findings).toMatchObject([{ code: 'GPULAB3220' }]);
    }));

  test('when charts are missing, each with the command that fetches it', () =>
    inProject((project) => {
      const { findings } = run(project, (app) => {
        release(app, 'one');
        release(app, 'two', {}, { repository: 'oci://registry.example.com/x', version: 'v2.0.0' });
      });
      expect(findings).toMatchObject([
        {
          code: 'GPULAB3221',
          path: 'one',
          hint: 'helm pull one --repo https://charts.example.com/stable --version 1.2.3 --destination charts',
        },
        {
          code: 'GPULAB3221',
          path: 'two',
          hint: 'helm pull oci://registry.example.com/x/two --version v2.0.0 --destination charts',
        },
      ]);
    }));

  test('when the chart has another version', () =>
    inProject((project) => {
      writeFileSync('charts/operator/Chart.yaml', 'version: 1.2.4\n');
      const [finding] = run(project).findings;
      expect(finding).toMatchObject({ code: 'GPULAB3222', path: 'operator' });
      expect(finding.message).toMatch(/has version 1\.2\.4, but 1\.2\.3 is pinned$/);
    }));

  test('when helm refuses, with its own words', () =>
    inProject((project) => {
      const words =
        'WARNING: noise\\nError: execution error at (x.yaml:1:3): no good\\n\\nUse --debug flag to render out invalid YAML';
      writeFileSync(
        project.helm,
        `#!/bin/sh\ncase $1 in template) cat > /dev/null; printf '${words}' >&2; exit 1;; show) echo 'version: 1.2.3';; esac\n`,
      );
      const [finding] = run(project).findings;
      expect(finding).toMatchObject({
        code: 'GPULAB3223',
        message: 'helm refused to render operator: execution error at (x.yaml:1:3): no good',
      });
    }));

  test.each<[string, string, RegExp]>([
    [
      'is of a kind that nobody declared',
      'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n',
      /Widget w has no namespace/,
    ],
    ['is no object', 'just: text\n', /without apiVersion and kind: .*just/],
    ['is no YAML', 'a: [\n', /\(character \d+ of what helm printed\)/],
    [
      'has a number that cannot be kept',
      `${CONFIG_MAP}data: {n: 12345678901234567890}\n`,
      /12345678901234567890 is too large/,
    ],
  ])('when what it printed %s', (_what, text, message) =>
    inProject((project) => {
      project.rendered(text);
      const [finding] = run(project).findings;
      expect(finding).toMatchObject({ code: 'GPULAB3224', path: 'operator' });
      expect(finding.message).toMatch(message);
    }),
  );
});

describe('what helm prints is read as Helm reads it', () => {
  const read = (text: string) => (readRendered(`${CONFIG_MAP}x: ${text}\n`)[0] as any).x;

  test.each<[string, unknown]>([
    ['yes', true],
    ['"yes"', 'yes'],
    ['0x1F', 31],
    ['010', 8],
    ['~', null],
    ['2024-01-01', '2024-01-01'],
    ['{<<: {a: 1, b: 2}, a: 3}', { a: 3, b: 2 }],
    ['[&a {b: c}, *a]', [{ b: 'c' }, { b: 'c' }]],
    ['{__proto__: 1}', JSON.parse('{"__proto__": 1}')],
    ['!!str 1', '1'],
  ])('%s', (text, value) => expect(read(text)).toEqual(value));

  test('lists are taken apart, and empty documents are nothing', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A}\n- {apiVersion: v1, kind: B}\n`;
    expect(readRendered(`---\n# only a comment\n---\n${list}---\n`).map(({ kind }) => kind)).toEqual(['A', 'B']);
    expect(readRendered('')).toEqual([]);
  });
});
