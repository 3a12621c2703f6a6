import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Roster } from 'cdk8s-gpulab';
import { parseReference } from 'cdk8s-gpulab/lib/core/images/private/reference';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findingsOf } from '../../../src/cli/finding';
import { summaryText } from '../../../src/cli/summary';
import { type Form, importValues } from '../../../src/import/import-values';
import { inputsOf } from '../../../src/import/inputs';
import { reportText } from '../../../src/import/report';
import { releaseFiles } from '../../../src/render/values-files';
import { folderOfTest } from '../../support/folder';
import { target } from './support';

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
});
const write = (files: { [name: string]: string | Buffer }) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};

interface More {
  readonly registries?: string[];
  readonly roster?: Roster;
  readonly form?: Form;
}
const imported = ({ registries = [], roster, form = 'values' }: More = {}, paths = [folder]) =>
  importValues(inputsOf(paths), { target, registries, roster, form });
const report = (result: ReturnType<typeof imported>) =>
  reportText(result.entries, (file) => file.slice(folder.length + 1));
const codesOf = (body: () => unknown): string[] => {
  try {
    body();
    return [];
  } catch (error) {
    return (findingsOf(error) ?? []).map(({ code }) => code);
  }
};

const GOOD = 'NameSpace: zhang3\n';

describe('what is read', () => {
  test('a folder is every YAML file below it, in the order of names; hidden ones belong to tools', () => {
    write({ 'b.yaml': GOOD, 'a/x.yml': GOOD, 'a/notes.txt': '', '.git/c.yaml': 'x', 'B.yaml': GOOD });
    expect(inputsOf([folder]).map(({ name }) => name)).toEqual(['B.yaml', 'a/x.yml', 'b.yaml']);
  });

  test('a file may have any name', () => {
    write({ 'values.txt': GOOD });
    expect(inputsOf([join(folder, 'values.txt')]).map(({ name }) => name)).toEqual(['values.txt']);
  });

  test('paths that are not there and folders without a file are all told', () => {
    mkdirSync(join(folder, 'empty'));
    expect(codesOf(() => inputsOf([join(folder, 'empty'), join(folder, 'nothing')]))).toEqual([
      'GPULAB4201',
      'GPULAB4201',
    ]);
  });

  test('a file that is no text is one wrong file among others', () => {
    write({ 'bad.yaml': Buffer.from([0x4e, 0xff, 0xfe]), 'good.yaml': GOOD });
    const result = imported();
    expect(report(result)).toMatch(
      /^wrong {4}bad\.yaml:1:2 .* is not UTF-8 text \(GPULAB4101\)\n.*\nmapped {3}good\.yaml: NameSpace 1:1\n$/,
    );
  });

  test('a byte order mark, CRLF, anchors and merge keys are no problem', () => {
    write({
      'a.yaml': '\ufeffbase: &base {CPU: 4}\r\nNameSpace: zhang3\r\nLimits:\r\n  <<: *base\r\n  memory: 8Gi\r\n',
    });
    const { outputs } = imported();
    expect(parse(outputs[0].text)).toEqual({ NameSpace: 'zhang3', Limits: { CPU: 4, memory: '8Gi' } });
  });

  test.each([
    ['a key twice', 'NameSpace: a\nNameSpace: b\n', 'a.yaml:2:1 NameSpace: '],
    ['a second document', 'NameSpace: a\n---\nNameSpace: b\n', 'a.yaml:2:1 '],
    ['a tab', 'NameSpace: a\nLimits:\n\tCPU: 8\n', 'a.yaml:3:1 '],
    ['an unterminated quote', 'NameSpace: "a\n', 'a.yaml:1:12 NameSpace: '],
    ['a number above 2^53', 'NameSpace: a\nUID: 9007199254740993\n', 'a.yaml:2:6 UID: '],
    ['a list', '- NameSpace: a\n', 'a.yaml:1:1 '],
  ])('%s is wrong, with its place', (_what, text, place) => {
    write({ 'a.yaml': text });
    const result = imported();
    expect(report(result)).toContain(`wrong    ${place}`);
    expect(result.outputs).toEqual([]);
  });
});

describe('what is written', () => {
  test('a cleaned file of the same name, keys in the order of the chart', () => {
    write({
      'lab/one.yaml': `Replicas: 0
Limits: {GPU: 0, CPU: 010}
Command: '["a b", "{{ x }}"]'
EMAIL: zhang3@example.edu
NameSpace: zhang3
NoGFS: yes
BaseName: ""
Label: "1.10"
`,
    });
    expect(imported().outputs).toEqual([
      {
        name: 'lab/one.yaml',
        text: `NameSpace: zhang3
Label: "1.10"
Limits:
  CPU: 8
  GPU: 0
NoGFS: true
Command:
  - a b
  - "{{ x }}"
Replicas: 1
`,
      },
    ]);
  });

  test('what is written is read again without a change', () => {
    const [first] = imported({}, [join(import.meta.dirname, 'files')]).outputs;
    write({ [first.name]: first.text });
    const again = imported();
    expect(
      again.entries.flat().filter(({ fate, remark }) => fate !== 'mapped' && remark?.code !== 'GPULAB4214'),
    ).toEqual([]);
    expect(again.outputs).toEqual([first]);
  });

  test('nothing, when anything is wrong in any file', () => {
    write({ 'bad.yaml': 'BaseName: x\n', 'good.yaml': GOOD });
    expect(imported().outputs).toEqual([]);
    expect(imported({ form: 'program' }).outputs).toEqual([]);
  });

  test('two files of one release are refused, both named', () => {
    write({ 'a/x.yaml': GOOD, 'b/x.yaml': GOOD });
    const paths = ['a', 'b'].map((name) => join(folder, name));
    const result = imported({}, paths);
    expect(report(result)).toMatch(
      /^mapped .*\nmapped .*\nwrong {4}b\/x\.yaml .*b\/x\.yaml and .*a\/x\.yaml would both become the release x \(GPULAB4202\)\n/,
    );
    expect(result.outputs).toEqual([]);
    // With the folder above, names of folders tell them apart; but not from every other name.
    expect(imported({}, [folder]).outputs.map(({ name }) => name)).toEqual(['a/x.yaml', 'b/x.yaml']);
    write({ 'c/b-x.yaml': GOOD, 'c/b/x.yaml': GOOD, 'd/x.yaml': GOOD, 'd/x.yml': GOOD });
    for (const form of ['values', 'program'] as const) {
      expect(imported({ form }, [join(folder, 'c')]).outputs).toEqual([]);
      expect(imported({ form }, [join(folder, 'd')]).outputs).toEqual([]);
    }
  });

  test('a file that is given twice is read once', () => {
    write({ 'a.yaml': GOOD });
    expect(imported({}, [join(folder, 'a.yaml'), folder]).outputs).toHaveLength(1);
  });

  test.each([
    ['lab1.yaml', 'lab1.yaml', 'lab1'],
    ['lab--1.yml', 'lab--1.yml', 'lab--1'],
    ['Lab_1.YAML', 'lab-1.yaml', 'lab-1'],
    ['week 1.yaml', 'week-1.yaml', 'week-1'],
    ['values.v2.yaml', 'values-v2.yaml', 'values-v2'],
    ['values.yaml', 'values.yaml', 'values'],
    ['zhang3/values.yaml', 'zhang3/values.yaml', 'zhang3'],
    ['Zhang_3/values.yml', 'zhang-3/values.yml', 'zhang-3'],
    ['zhang3/lab 1/train.yaml', 'zhang3/lab-1/train.yaml', 'zhang3-lab-1-train'],
  ])('%s becomes %s, whose release is %s', (given, file, release) => {
    write({ [given]: GOOD });
    const result = imported();
    expect(result.outputs.map(({ name }) => name)).toEqual([file]);
    const told = `changed  ${given} "${given}" becomes ${file}, for the release ${release} (GPULAB4218)\n`;
    if (given === file) expect(report(result)).not.toContain('GPULAB4218');
    else expect(report(result)).toContain(told);
    expect(imported({ form: 'program' }).outputs[0].text).toContain(`LabChart(app, '${release}'), '${release}', {`);
    write({ [`clean/${file}`]: GOOD });
    expect([...releaseFiles(join(folder, 'clean')).keys()]).toEqual([release]);
  });

  test.each(['张三.yaml', '张三/values.yaml', '李四/lab1.yaml'])('no release can be named after %s', (name) => {
    write({ [name]: GOOD, 'good.yaml': GOOD });
    const result = imported();
    expect(result.outputs).toEqual([]);
    expect(report(result)).toContain(`no release can be named after "${name}" (GPULAB4218)\n`);
  });

  test('a name that is too long for a release is wrong', () => {
    write({ [`${'a'.repeat(40)}/${'b'.repeat(20)}.yaml`]: `${GOOD}DeployName: a\nLabel: a\nContainerName: a\n` });
    expect(report(imported())).toMatch(/^wrong .* at most 53 .*\(GPULAB3109\)\n +hint: give the file/m);
  });

  test('texts of a program are what they were, whatever is in them', () => {
    const words = [`it's`, '"', '\\"', '\\', '${', '`', '\n', '\u2028', '*/'];
    write({
      'a.yaml': `NameSpace: zhang3\nCommand: ${JSON.stringify(words).replace('\u2028', '\\u2028')}\n`,
      'b\n.yaml': GOOD,
    });
    const [{ text }] = imported({ form: 'program' }).outputs;
    const list = /command: (\[.*\]),/.exec(text)?.[1] ?? '';
    expect(new Function(`return ${list}`)()).toEqual(words);
    expect(text).toContain('// b\\u000a.yaml\nnew');
  });
});

describe('registries', () => {
  const image = (name: string, registries: string[]) => {
    write({ 'a.yaml': `${GOOD}ContainerImage: ${name}\n` });
    return parse(imported({ registries }).outputs[0].text).ContainerImage;
  };

  test('an image moves with its path; the longer one of two counts', () => {
    const moves = ['old.example=new.example', 'old.example/xuw=new.example/archive/xuw'];
    expect(image('old.example/share/a:1', moves)).toBe('new.example/share/a:1');
    expect(image('old.example/xuw/a:1', moves)).toBe('new.example/archive/xuw/a:1');
    expect(image('old.example.org/a:1', moves)).toBe('old.example.org/a:1');
  });

  test('a host with a port is another one', () => {
    expect(image('old.example:9443/a:1', ['old.example=new'])).toBe('old.example:9443/a:1');
    expect(image('old.example:9443/a:1', ['old.example:9443=new'])).toBe('new/a:1');
  });

  test.each([
    ['ubuntu', 'mir.example/library/ubuntu'],
    ['pytorch/pytorch:2', 'mir.example/pytorch/pytorch:2'],
    ['docker.io/ubuntu:24.04', 'mir.example/library/ubuntu:24.04'],
    [`ubuntu@sha256:${'0'.repeat(64)}`, `mir.example/library/ubuntu@sha256:${'0'.repeat(64)}`],
  ])('%s is an image of docker.io, and becomes %s', (name, moved) => {
    expect(image(name, ['docker.io=mir.example'])).toBe(moved);
  });

  test('a job that names no image gets the default of the chart at its new place', () => {
    write({ 'a.yaml': GOOD });
    const { registry } = parseReference(target.site.defaultImage)!;
    const result = imported({ registries: [`${registry}=new.example`] });
    const moved = `new.example${target.site.defaultImage.slice(registry.length)}`;
    expect(parse(result.outputs[0].text).ContainerImage).toBe(moved);
    expect(report(result)).toContain(`ContainerImage is not given: the default "${target.site.defaultImage}" becomes`);
    expect(parse(imported({ registries: ['old.example=new.example'] }).outputs[0].text)).toEqual({
      NameSpace: 'zhang3',
    });
  });

  test.each([
    [['old']],
    [['=new']],
    [['old=']],
    [['a=b=c']],
    [['a b=c']],
    [['https://a.b=c.d']],
    [['a.b=https://c.d']],
    [['a.b/=c.d']],
    [['a.b=c.d', 'a.b=e.f']],
  ])('%s is no move', (registries) => {
    write({ 'a.yaml': GOOD });
    expect(codesOf(() => imported({ registries }))).toEqual(['GPULAB4001']);
  });

  test('one that moves nothing is told, with the registries that there are', () => {
    write({ 'a.yaml': `${GOOD}ContainerImage: old.example/a:1\n` });
    const result = imported({ registries: ['odl.example=new.example'] });
    expect(report(result)).toContain(
      'dropped  --registry odl.example=new.example moved nothing: no image is below odl.example (GPULAB4219)\n' +
        '         hint: did you mean "old.example"?\n',
    );
    expect(result.outputs).toHaveLength(1);
  });

  test('the summary says how many images moved', () => {
    write({ 'a.yaml': `${GOOD}ContainerImage: old.io/a:1\n`, 'b.yaml': GOOD });
    const text = summaryText(imported({ registries: ['old.io=new', 'other=new'] }).summary);
    expect(text).toContain('old.io -> new, 1 image\n');
    expect(text).toContain('other -> new, 0 images\n');
  });
});

describe('the roster', () => {
  const roster = Roster.fromText('zhang3,z@example.edu,1001,500\nli4,l@example.edu,x,500\n', '/roster.csv');

  test('a namespace that is not there is wrong, and the nearest uid is told', () => {
    write({ 'a.yaml': 'NameSpace: zhang33\n', 'b.yaml': 'NameSpace: nobody\n', 'c.yaml': GOOD });
    const text = report(imported({ roster: Roster.fromText('zhang3,z@example.edu,1001,500\n', 'r.csv') }));
    expect(text).toContain(
      'wrong    a.yaml:1:12 NameSpace "zhang33" is no uid of the roster (GPULAB4206)\n         hint: did you mean "zhang3"?\n',
    );
    expect(text).toContain(
      'wrong    b.yaml:1:12 NameSpace "nobody" is no uid of the roster (GPULAB4206)\n         hint: mend it, or',
    );
    expect(text).toContain('\nmapped   c.yaml: NameSpace 1:1\n');
  });

  test('its own errors are wrong, too; whoever has one is a student all the same', () => {
    write({ 'a.yaml': 'NameSpace: li4\n' });
    const result = imported({ roster });
    expect(result.outputs).toEqual([]);
    expect(result.entries.flat().map(({ fate, line, remark }) => [fate, line, remark?.code])).toEqual([
      ['wrong', 2, 'GPULAB2021'],
      ['mapped', 1, undefined],
    ]);
  });
});

test('the summary counts files, fates, and reasons, the most frequent first', () => {
  write({ 'a.yaml': `${GOOD}EMAIL: x\nUID: 00\nnogfs: true\n`, 'b.yaml': 'EMAIL: x\n' });
  expect(summaryText(imported().summary)).toBe(`files         2, 1 with errors
mapped        1
changed       1
  GPULAB4211  1 (a value is written in a plainer way)
dropped       3
  GPULAB4222  2 (a key of the admin charts)
  GPULAB4221  1 (a key that no chart reads)
wrong         1
  GPULAB4205  1 (the namespace is missing or "default")
`);
});
