import {
  BooleanValue,
  IntegerValue,
  IntOrStringValue,
  ListValue,
  MapValue,
  NumberValue,
  StringValue,
  Value,
} from 'cdk8s-gpulab';
import { afterEach, describe, expect, test } from 'vitest';
import { type Block, blocksOf, pageText } from './support/pages';
import { Project } from './support/project';
import { typeErrors } from './support/type-check';

const PAGE = 'docs/values.md';

/** What stands around the lines of a chart. */
const around = (lines: string) => `import { ApiObject } from 'cdk8s';
import { HelmChart, LabApp, LabChart, Values } from 'cdk8s-gpulab';
const app = new LabApp();
const chart = new LabChart(app, 'demo');
const { values } = chart;
${lines}
new HelmChart(chart, { version: '1.0.0' });
app.synth();
`;

/** A program, and the blocks that say what comes of it. */
interface Example {
  readonly program: string;
  readonly results: Block[];
}

const VALUES_FILE = /^# (\S+\.yaml)\n/;
const isValuesFile = ({ language, text }: Block): boolean => language === 'yaml' && VALUES_FILE.test(text);

const blocks = blocksOf(PAGE);
const valuesFiles = Object.fromEntries(
  blocks.filter(isValuesFile).map(({ text }) => [VALUES_FILE.exec(text)![1], text]),
);
const examples: Example[] = [];
for (const block of blocks.filter((one) => !isValuesFile(one))) {
  const { language, text } = block;
  if (language === 'ts') examples.push({ program: text.includes('new LabApp()') ? text : around(text), results: [] });
  else examples.at(-1)!.results.push(block);
}

let project: Project;
const make = (program: string): Project => {
  project = new Project({ ...valuesFiles, 'cdk8s.yaml': 'app: node main.ts\n', 'main.ts': program });
  return project;
};
afterEach(() => project?.remove());

/** Lines without their indentation: a page shows a part of a file, and not always from its left edge. */
const linesOf = (text: string): string => text.replace(/^ +/gm, '');

describe(PAGE, () => {
  const sessions = examples.flatMap(({ program, results }) =>
    results.filter(({ language }) => language === 'console').map(({ text }) => ({ program, session: text })),
  );

  test('has examples of each kind', () => {
    expect(examples).toHaveLength(9);
    expect(Object.keys(valuesFiles)).toEqual(['zhang3.yaml', 'li4.yaml', 'train.yaml']);
    expect(sessions).toHaveLength(3);
  });

  test.each(examples.map((example, i) => ({ ...example, number: i + 1 })))(
    'example $number',
    ({ program, results }) => {
      make(program);
      const { status, stderr } = project.gpulab(['synth', '--helm']);
      // Some declare values only to show how; one shows what becomes of those that nothing reads.
      expect({
        status,
        codes: [...new Set(stderr.match(/GPULAB\d+(?= )/g))].filter((code) => code !== 'GPULAB1540'),
      }).toEqual({
        status: 0,
        codes: [],
      });
      const files = project.list('charts')!.filter((name) => /\.\w+$/.test(name));
      const written = files.map((name) => linesOf(project.read(`charts/${name}`)));
      for (const { text } of results.filter(({ language }) => language === 'yaml')) {
        expect(written).toContainEqual(expect.stringContaining(linesOf(text)));
      }
    },
  );

  test('its programs type check', () => {
    make('');
    const names = examples.map(({ program }, i) => {
      project.write(`program-${i}.ts`, program);
      return `program-${i}.ts`;
    });
    expect(typeErrors(project, names)).toBe('');
  });

  test.each(sessions)('prints what it says: $session', ({ program, session }) => {
    const [command, ...printed] = session.split('\n');
    const chartName = command.split(' ')[3];
    make(program.includes(`'${chartName}'`) ? program : examples[0].program);
    const { stdout, stderr } = project.gpulab(command.split(' ').slice(2));
    expect(stdout + stderr).toBe(printed.join('\n'));
  });

  test('the file of a student of today is rendered by student-workload', () => {
    make(examples[0].program);
    const args = ['render', 'student-workload', '--release', 'lab1', '-f', 'train.yaml'];
    expect(project.gpulab(args)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('- train.py'),
      stderr: '',
    });
  });
});

test('the table of methods has every method of every value', () => {
  const table = pageText(PAGE).match(/^\| Of \|[\s\S]+?\n\n/m)![0];
  const listed = new Set([...table.matchAll(/`([a-z]\w*)(?:\(.*?\))?`/gi)].map(([, name]) => name));
  const classes = [StringValue, IntegerValue, NumberValue, BooleanValue, IntOrStringValue, ListValue, MapValue];
  const members = [Value, ...classes].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  // What only this library or JavaScript itself calls.
  const own = /^(?:_.*|constructor|toString|toJSON|resolve|changed|calculated|requireTexts)$/;
  expect(members.filter((name) => !listed.has(name) && !own.test(name))).toEqual([]);
});

describe('what cannot stand in a field', () => {
  const inField = (expression: string) =>
    around(`const image = values.text('image', { description: 'Image.', defaultValue: 'a' });
const gpus = values.integer('gpus', { description: 'GPUs.', defaultValue: 0, minimum: 0, maximum: 8 });
const model = values.text('model', { description: 'Model.', optional: true });
const debug = values.boolean('debug', { description: 'Log more.', defaultValue: false });
const labels = values.stringMap('labels', { description: 'Labels.', defaultValue: {} });
const metadata = { name: 'it', namespace: 'it' };
new ApiObject(chart, 'it', { apiVersion: 'lab.example.edu/v1', kind: 'Note', metadata, field: ${expression} } as any);
`);
  const ROW = /^\| (`+) ?(.+?) ?\1 \| (GPULAB\d{4}) \| (`+) ?(.+?) ?\4 \|$/gm;
  const rows = [...pageText(PAGE).matchAll(ROW)].map(([, , wrong, code, , right]) => ({ wrong, code, right }));

  test('is in a table', () => {
    expect(rows).toHaveLength(pageText(PAGE).match(/^\|.*\| GPULAB/gm)!.length);
  });

  test.each(rows)('$wrong', ({ wrong, code }) => {
    make(inField(wrong));
    const { findings } = JSON.parse(project.gpulab(['check', '--json']).stdout);
    expect(findings.filter(({ level }: { level: string }) => level === 'error')).toMatchObject([{ code }]);
  });

  test('has what can stand there beside it', () => {
    make(inField(`[${rows.map(({ right }) => right).join(', ')}]`));
    expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('what cannot be found where it stands is a warning when nothing else reads the value', () => {
    make(examples.find(({ program }) => program.includes('image.text ==='))!.program);
    const { findings } = JSON.parse(project.gpulab(['check', '--json']).stdout);
    expect(findings.map(({ code, message }: { code: string; message: string }) => `${code} ${message}`)).toEqual([
      'GPULAB1540 the value image is declared, and nothing reads it',
      'GPULAB1540 the value debug is declared, and nothing reads it',
    ]);
  });
});
