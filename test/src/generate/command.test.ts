import { afterEach, describe, expect, test } from 'vitest';
import { Project } from '../../support/project';
import { typeErrors } from '../../support/type-check';

/** A definition as a project ships it, with what files of CustomResourceDefinitions have around them. */
const WIDGETS = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          description: Something */ of \`use\` \${to} nobody.
          type: object
          required: [spec]
          properties:
            apiVersion: {type: string}
            kind: {type: string}
            metadata: {type: object}
            spec:
              type: object
              required: [colour]
              properties:
                colour: {type: string, enum: [red, blue]}
                size: {type: integer, format: int32, description: How large.}
                parts:
                  type: array
                  items:
                    type: object
                    properties: {name: {type: string}, "on/off": {type: boolean}}
                memory:
                  anyOf: [{type: integer}, {type: string}]
                  x-kubernetes-int-or-string: true
`;
const GADGETS = WIDGETS.replaceAll('example.com', 'other.example.org').replace('Widget,', 'Gadget,');

const program = (lines: string) => `import { ApiObject } from 'cdk8s';
import { External, LabApp, LabChart } from 'cdk8s-gpulab';
import { KINDS, Widget } from './generated/example.com';
const app = new LabApp();
const chart = new LabChart(app, 'lab', { namespace: 'lab' });
const { values } = new LabChart(app, 'other');
${lines}
app.synth();
`;
const RIGHT = `new Widget(chart, 'one', {
  metadata: { name: 'one' },
  spec: { colour: 'red', size: values.integer('size', { description: 'Size.', defaultValue: 1 }), parts: [{ 'on/off': true }] },
});`;

let project: Project;
const make = (files: { [name: string]: string }) => {
  project = new Project({ 'cdk8s.yaml': 'language: typescript\napp: node main.ts\n', ...files });
  return project;
};
afterEach(() => project.remove());
const generate = (...args: string[]) => project.gpulab(['generate', 'crd', ...args]);
const found = (lines: string): string[] => {
  project.write('main.ts', program(lines));
  const { findings } = JSON.parse(project.gpulab(['check', '--json']).stdout);
  return findings.map(({ code, path, key }: any) => `${code} ${path} ${key}`);
};

describe('gpulab generate crd', () => {
  test('writes a module beside the program, whose classes the compiler and the checks know', () => {
    make({ 'crds/widgets.yaml': WIDGETS, 'deep/er/.gitkeep': '' });
    const run = project.gpulab(['generate', 'crd', '../../crds'], { cwd: 'deep/er' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(project.list('generated')).toEqual(['example.com.ts', 'generated-files.txt']);
    project.write('main.ts', program(RIGHT.replace(/size: values[^)]*\)/, 'size: 1')));
    expect(typeErrors(project, ['main.ts'])).toBe('');
    expect(project.gpulab(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('the compiler takes a reference to a value for a field, and refuses what the definition does not allow', () => {
    make({ 'widgets.yaml': WIDGETS });
    generate('widgets.yaml');
    const refused = [
      "spec: { colour: 'red', parts: [{ nmae: 'x' }] }",
      "spec: { colour: 'green' }",
      "spec: { colour: 'red', size: '1' }",
      'spec: {}',
      "metadata: { name: 'x' }",
    ];
    for (const [i, props] of refused.entries())
      project.write(`refused-${i}.ts`, program(`new Widget(chart, 'one', { ${props} });`));
    project.write('taken.ts', program(RIGHT));
    const names = [...refused.keys()].map((i) => `refused-${i}.ts`);
    const told = typeErrors(project, ['taken.ts', ...names]);
    expect([...new Set(told.match(/^[\w-]+\.ts/gm))]).toEqual(names);
  });

  test('objects are checked, those of the classes and those that are written by hand', () => {
    make({ 'widgets.yaml': WIDGETS });
    generate('widgets.yaml');
    const wrong = "{ metadata: { name: 'NAME' }, spec: { colour: 'green', sizes: 1 } } as any";
    expect(found(`new Widget(chart, 'one', ${wrong.replace('NAME', 'one')});`)).toEqual([
      'GPULAB1207 lab/one spec.colour',
      'GPULAB1203 lab/one spec.sizes',
    ]);
    const byHand = `new ApiObject(chart, 'two', { ...Widget.GVK, ...(${wrong.replace('NAME', 'two')}) });`;
    expect(found(byHand)).toEqual([]);
    expect(found(`External.of(app).customKinds(KINDS);\n${byHand}`)).toHaveLength(2);
  });

  test('the text alone is for other languages', () => {
    make({ 'widgets.yaml': WIDGETS });
    expect(generate('widgets.yaml', '--as', 'text', '-o', 'shapes')).toMatchObject({ status: 0, stderr: '' });
    expect(project.read('shapes/example.com.txt')).toBe(
      '# Kinds of example.com as of widgets.yaml\n' +
        'example.com/v1 Widget widgets N (apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,' +
        'spec!:(colour!:s=blue|red,memory:o,parts:[(name:s,on%2Foff:b),size:l))\n',
    );
  });

  test('a second run of the same writes nothing, and one of other files adds to what is there', () => {
    make({ 'widgets.yaml': WIDGETS, 'gadgets.yaml': GADGETS });
    expect(generate('widgets.yaml').stdout).toContain('1 written, 0 unchanged, 0 removed');
    expect(generate('widgets.yaml').stdout).toContain('0 written, 1 unchanged, 0 removed');
    expect(generate('gadgets.yaml').stdout).toContain('1 written, 1 unchanged, 0 removed');
    expect(project.read('generated/generated-files.txt')).toBe('example.com.ts\nother.example.org.ts\n');
    expect(generate('widgets.yaml').stdout).toContain('0 written, 2 unchanged, 0 removed');
  });

  test('a file of the user is not written over', () => {
    make({ 'widgets.yaml': WIDGETS, 'mine/notes.txt': 'x' });
    expect(generate('widgets.yaml', '-o', 'mine')).toMatchObject({ status: 1 });
    expect(generate('widgets.yaml').status).toBe(0);
    project.write('generated/generated-files.txt', '');
    project.write('generated/example.com.ts', 'mine');
    expect(generate('widgets.yaml').stderr).toContain('GPULAB3004');
    expect(project.read('generated/example.com.ts')).toBe('mine');
  });

  test('what is wrong in any file is told with its place, and nothing is written', () => {
    const wrong = WIDGETS.replace('Namespaced', 'Everywhere').replace('parts:', 'odd: {}\n                parts:');
    make({ 'a.yaml': GADGETS, 'b.yaml': wrong, 'c.yaml': 'kind: Pod\n', 'd.yaml': 'a: [', 'e.yaml': GADGETS });
    const { status, stdout } = generate('a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml', '--json');
    const { findings, result } = JSON.parse(stdout);
    expect([status, result]).toEqual([1, null]);
    expect(findings.map(({ code, file, line, column }: any) => [code, file, line, column])).toEqual([
      ['GPULAB4303', 'b.yaml', 8, 10],
      ['GPULAB4303', 'b.yaml', 28, 22],
      ['GPULAB4301', 'c.yaml', undefined, undefined],
      ['GPULAB4302', 'd.yaml', 1, 4],
      ['GPULAB4304', 'e.yaml', 7, 17],
    ]);
    expect(findings.at(-1).message).toBe('Gadget of other.example.org is defined twice, also at a.yaml:7');
    expect(project.list('generated')).toBeUndefined();
  });

  test('objects of other kinds are left aside', () => {
    make({ 'all.yaml': `kind: Deployment\n---\n${WIDGETS}` });
    const { findings, result } = JSON.parse(generate('all.yaml', '--json').stdout);
    expect(findings).toEqual([]);
    expect(result).toMatchObject({ files: ['example.com.ts'], written: ['example.com.ts'], unchanged: 0 });
    expect(generate('all.yaml').stdout).toContain('left aside      1 object of another kind\n');
  });

  test.each([
    [['generate'], 'generate what?'],
    [['generate', 'constructor'], 'there is no generator of "constructor"'],
    [['generate', 'crd'], 'which files?'],
    [['generate', 'crd', 'a.yaml', '--repository', 'oci://x'], '--repository is not for generate crd'],
    [['generate', 'crd', 'a.yaml', '--namespace', 'x'], '--namespace is not for generate crd'],
    [['generate', 'crd', 'a.yaml', '--as', 'java'], '--as "java" is none of typescript, text'],
  ])('%j is wrong usage', (args, message) => {
    const run = make({}).gpulab(args);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`error GPULAB4001 ${message}\n`);
  });

  test('a path that leads to nothing is an error', () => {
    expect(make({}).gpulab(['generate', 'crd', 'nothing.yaml']).stderr).toContain('GPULAB4201');
  });
});
