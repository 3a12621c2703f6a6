import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FindingsError } from '../../../../src/cli/finding';
import { readChart } from '../../../../src/generate/chart/chart';
import { ChartFiles } from '../../../../src/generate/chart/chart-files';
import { keyTreeText } from '../../../../src/generate/chart/key-tree-text';
import { valueKeys } from '../../../../src/generate/chart/value-keys';
import { Project } from '../../../support/project';
import { tgz } from '../../../support/tar';

const CHART = 'apiVersion: v2\nname: example\nversion: 1.0.0\n';

function withProject<T>(files: { readonly [name: string]: string }, body: (project: Project) => T): T {
  const project = new Project({ 'chart/Chart.yaml': CHART, ...files });
  try {
    return body(project);
  } finally {
    project.remove();
  }
}
const chartAt = ({ folder }: Project, path = 'chart') => readChart(ChartFiles.at(join(folder, path)));

/** The text of keys, without `global`, which every chart has. */
function keysOf(values: string, template = '', more: { readonly [name: string]: string } = {}): string {
  const files = { 'chart/values.yaml': values, 'chart/templates/a.yaml': template, ...more };
  return withProject(files, (project) => keyTreeText(valueKeys(chartAt(project)))).replace('global map\n', '');
}

describe('types come from defaults', () => {
  test.each([
    ['a: true', 'a boolean = true'],
    ['a: yes', 'a boolean = true'],
    ['a: 3', 'a number = 3'],
    ['a: text', 'a string = "text"'],
    ['a: ""', 'a string = ""'],
    ['a: []', 'a list = []'],
    ['a: [x, z]', 'a list of string = ["x","z"]'],
    ['a: [{b: 1}]', 'a list of map'],
    ['a: [1, x]', 'a list = [1,"x"]'],
    ['a: {}', 'a map'],
    ['a:', 'a any'],
    ['a: ~', 'a any'],
  ])('%s -> %s', (values, line) => {
    expect(keysOf(values)).toBe(`${line}\n`);
  });

  test('a text may be a number where one stands, or where the name asks for one', () => {
    expect(keysOf('port: "80"\nshare: 25%\nnodePort: ""\nversion: "1.10"\nnodePorts: {http: ""}\ntag: ""')).toBe(
      [
        'nodePort string|number = ""',
        'nodePorts map',
        '  http string|number = ""',
        'port string|number = "80"',
        'share string|number = "25%"',
        'tag string = ""',
        'version string = "1.10"\n',
      ].join('\n'),
    );
  });

  test('a switch that is off may be what stands there when it is on', () => {
    expect(keysOf('sampleLimit: false\nqueryLogFile: false\nenableHttp2: ""\nlimit: false')).toBe(
      'enableHttp2 string|boolean = ""\nlimit boolean = false\nqueryLogFile boolean|string = false\nsampleLimit boolean|number = false\n',
    );
  });

  test('a default of the wrong kind for a field of Kubernetes says nothing', () => {
    expect(keysOf('tolerations: {}\naffinity: ""\nenv: []\npodAnnotations: []\nresources: ""')).toBe(
      'affinity any = ""\nenv any = []\npodAnnotations any = []\nresources any = ""\ntolerations any\n',
    );
  });
});

describe('defaults that are not told', () => {
  test.each([
    ['a long text', `a: ${'x'.repeat(101)}`, 'a string'],
    ['a password', 'adminPassword: hunter2', 'adminPassword string'],
    ['a secret', 'secretKey: hunter2', 'secretKey string'],
    ['a token in a list', 'tokens: [hunter2]', 'tokens list of string'],
    ['a map in a list', 'a: [{password: hunter2}]', 'a list of map'],
  ])('%s', (_, values, line) => {
    expect(keysOf(values)).toBe(`${line}\n`);
  });

  test('an empty password is no secret', () => {
    expect(keysOf('password: ""')).toBe('password string = ""\n');
  });
});

describe('a map is closed when its keys are read one by one', () => {
  const VALUES = 'a:\n  b: 1\n  c: 2\n';
  test.each([
    ['keys are read by name', VALUES, '{{ .Values.a.b }}', 'a\n  b number = 1\n  c number = 2\n'],
    [
      'asked whether it is there',
      VALUES,
      '{{ if .Values.a }}{{ .Values.a.b }}{{ end }}',
      'a\n  b number = 1\n  c number = 2\n',
    ],
    [
      'all are read by name',
      VALUES,
      '{{ with .Values.a }}{{ .Values.a.b }}{{ .Values.a.c }}{{ end }}',
      'a\n  b number = 1\n  c number = 2\n',
    ],
    ['read as a whole', VALUES, '{{ toYaml .Values.a }}', 'a map\n  b number = 1\n  c number = 2\n'],
    [
      'read as a whole and partly by name',
      VALUES,
      '{{ toYaml .Values.a }}{{ .Values.a.b }}',
      'a map\n  b number = 1\n  c number = 2\n',
    ],
    ['read by nobody', VALUES, '', 'a map\n  b number = 1\n  c number = 2\n'],
    [
      'its parent is read as a whole',
      `x:\n  a:\n    b: 1\n  z: 1`,
      '{{ toYaml .Values.x }}{{ .Values.x.a.b }}',
      'x map\n  a map\n    b number = 1\n  z number = 1\n',
    ],
    ['empty, and read by name', 'a: {}', '{{ .Values.a.b }}', 'a\n  b any\n'],
    ['empty, and read as a whole', 'a: {}', '{{ toYaml .Values.a }}{{ .Values.a.b }}', 'a map\n  b any\n'],
  ])('%s', (_, values, template, keys) => {
    expect(keysOf(values, template)).toBe(keys);
  });

  test('a key that only templates know may be anything, and is known', () => {
    expect(keysOf('', '{{ .Values.a }}{{ .Values.b.c }}')).toBe('a any\nb\n  c any\n');
  });

  test('the list of keys that a folder has stands for its templates', () => {
    expect(keysOf('a: {b: 1}', '{{ toYaml .Values.a }}', { 'chart/template-keys.txt': 'a.b\nd\n' })).toBe(
      'a\n  b number = 1\nd any\n',
    );
  });
});

describe('values.schema.json', () => {
  const schema = (text: object) => ({ 'chart/values.schema.json': JSON.stringify(text) });
  test('says types, choices and members', () => {
    const properties = {
      a: { type: ['string', 'null'] },
      b: { type: ['integer', 'string'] },
      c: { enum: ['x', 'y|z'] },
      d: { type: 'object', additionalProperties: false, properties: { e: { $ref: '#/$defs/e' } } },
      f: { anyOf: [{ type: 'boolean' }, { type: 'array' }] },
      g: { type: 'object', additionalProperties: true, properties: { h: { type: 'number' } } },
    };
    expect(keysOf('d: {}', '', schema({ type: 'object', properties, $defs: { e: { type: 'boolean' } } }))).toBe(
      'a string\nb number|string\nc "x"|"y|z"\nd\n  e boolean\nf boolean|list\ng map\n  h number\n',
    );
  });

  test('a default that contradicts it is right, too', () => {
    expect(keysOf('a: text', '', schema({ properties: { a: { type: 'number' } } }))).toBe('a number|string = "text"\n');
  });

  test('circles and references to nowhere end', () => {
    const properties = { a: { $ref: '#/$defs/a' }, b: { $ref: '#/nowhere' }, c: { $ref: 'https://example.com/x' } };
    const $defs = { a: { $ref: '#/$defs/a' } };
    expect(keysOf('', '', schema({ properties, $defs }))).toBe('a any\nb any\nc any\n');
    const tree = { type: 'object', additionalProperties: false, properties: { next: { $ref: '#/$defs/tree' } } };
    expect(keysOf('', '', schema({ properties: { t: { $ref: '#/$defs/tree' } }, $defs: { tree } }))).toContain(
      't\n  next\n',
    );
  });
});

describe('subcharts', () => {
  const PARENT = `${CHART}dependencies:
  - {name: sub, version: 1.0.0, alias: other, condition: "other.enabled,flags.other", tags: [x]}
  - {name: lib, version: 1.0.0}
  - {name: gone, version: 1.0.0}
`;
  const SUB = {
    'Chart.yaml': CHART.replace('example', 'sub'),
    'values.yaml': 'size: 1\nmap: {a: 1}\n',
    'templates/a.yaml': '{{ .Values.size }}{{ .Values.map.a }}',
  };
  const LIB = {
    'Chart.yaml': `${CHART.replace('example', 'lib')}type: library\n`,
    'templates/a.tpl': '{{ .Values.fromLibrary }}',
  };
  const below = (folder: string, files: { readonly [name: string]: string }) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const KEYS = `flags
  other any
fromLibrary any
gone map
lib map
other
  enabled any
  global map
  map
    a number = 2
  size number = 1
tags map
`;

  test('have their keys below their alias; a library’s are its parent’s; one that is not there is open', () => {
    const files = { 'chart/Chart.yaml': PARENT, ...below('chart/charts/sub', SUB), ...below('chart/charts/lib', LIB) };
    expect(keysOf('other: {map: {a: 2}}', '', files)).toBe(KEYS);
  });

  test('and so in an archive that holds archives', () => {
    withProject({}, (project) => {
      const outer = tgz({
        'example/Chart.yaml': PARENT,
        'example/values.yaml': 'other: {map: {a: 2}}',
        'example/charts/sub-1.0.0.tgz': tgz(below('sub', SUB)),
        'example/charts/lib-1.0.0.tgz': tgz(below('lib', LIB)),
      });
      writeFileSync(join(project.folder, 'example-1.0.0.tgz'), outer);
      const text = keyTreeText(valueKeys(chartAt(project, 'example-1.0.0.tgz')));
      expect(text.replace('\nglobal map', '')).toBe(KEYS);
    });
  });
});

describe('what is wrong with a chart is told with its place, all at once', () => {
  const findings = (files: { readonly [name: string]: string }) =>
    withProject(files, (project) => {
      try {
        chartAt(project);
        return [];
      } catch (error) {
        if (!(error instanceof FindingsError)) throw error;
        return error.findings.map(({ code, file, line, column, message }) => [
          code,
          file?.replace(`${project.folder}/`, ''),
          line,
          column,
          message,
        ]);
      }
    });

  test('in every file, also of subcharts', () => {
    const files = {
      'chart/Chart.yaml': 'name: "../x"\nversion: 1.10\ndependencies: {a: 1}\n',
      'chart/values.yaml': 'a: [\n',
      'chart/values.schema.json': '{\n  "a": x\n}',
      'chart/charts/sub/Chart.yaml': 'name: sub\n',
    };
    expect(findings(files)).toEqual([
      ['GPULAB4312', 'chart/Chart.yaml', 2, 10, 'version is 1.1; a text is wanted'],
      [
        'GPULAB4312',
        'chart/Chart.yaml',
        1,
        7,
        'name "../x" is no name for a chart: letters, digits, "-", "_" and "." are',
      ],
      ['GPULAB4312', 'chart/Chart.yaml', 3, 15, 'dependencies is no list of charts with names'],
      ['GPULAB4102', 'chart/values.yaml', 1, 4, expect.any(String)],
      ['GPULAB4312', 'chart/values.schema.json', 2, 8, 'this is no JSON'],
      ['GPULAB4312', 'chart/charts/sub/Chart.yaml', 1, 1, 'version is missing'],
    ]);
  });

  test('a folder without Chart.yaml, and a path where nothing is', () => {
    withProject({ 'empty/a.txt': '' }, (project) => {
      for (const path of ['empty', 'nowhere', 'empty/a.txt']) {
        expect(() => chartAt(project, path)).toThrow(/no Chart.yaml|cannot be read as a chart/);
      }
    });
  });
});
