import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../../constructs/core/values';
import { canonical, hostileText } from '../hostile';
import { READERS } from '../readers';
import { helmChart, thing } from './charts';

const fileOf = (name: string, declare: (values: Values) => void): string =>
  helmChart((chart) => {
    declare(chart.values);
    thing(chart, {});
  }).renderFiles()[name];

/** values.yaml without its first line, which says where the schema is. */
const valuesOf = (declare: (values: Values) => void): string =>
  fileOf('values.yaml', declare).replace('# yaml-language-server: $schema=values.schema.json\n\n', '');

describe('values.yaml', () => {
  test('points to its schema', () => {
    expect(fileOf('values.yaml', () => {})).toBe('# yaml-language-server: $schema=values.schema.json\n');
  });

  test('has every value in the order of declaration, with what it is for', () => {
    const text = valuesOf((values) => {
      values.text('model', { description: 'GPU model.', allowed: ['RTX4090', 'A100'], defaultValue: 'A100' });
      values.text('uid', { description: 'Who.', forbidden: ['root', 'sys'], defaultValue: 'x' });
      values.integer('port', { description: 'Port', minimum: 1, maximum: 65535, defaultValue: 80 });
      values.integer('replicas', { description: 'How many?', minimum: 0, defaultValue: 1 });
      values.stringList('args', { description: 'Arguments,\nin their order.', defaultValue: ['-c', 'yes'] });
      values.stringMap('labels', { description: '', defaultValue: {} });
    });
    expect(text).toBe(`# GPU model. One of: RTX4090, A100.
model: A100

# Who. Not one of: root, sys.
uid: x

# Port. 1 to 65535.
port: 80

# How many? At least 0.
replicas: 1

# Arguments,
# in their order.
args:
  - -c
  - "yes"

#
labels: {}
`);
  });

  test('what is allowed is in quotes where one could not see its end; no remark is made twice', () => {
    const text = valuesOf((values) => {
      values.text('x', { description: 'X', allowed: ['a', '{{, "', 'b c', '', 'd\ne'], optional: true });
      values.text('z', { description: 'required', example: 'e', forbidden: ['a, b'] });
    });
    expect(text).toBe(`# X. One of: a, "{{, \\"", "b c", "", "d\\ne". Optional.
# x: a

# Required. Not one of: "a, b".
# z: e
`);
  });

  test('what has no default is commented out: a null would stay', () => {
    const text = valuesOf((values) => {
      values.text('name', { description: 'Name.', example: 'train' });
      values.text('host', { description: 'Host.', optional: true });
      const limits = values.group('limits', { description: 'Limits.' });
      limits.quantity('memory', { description: 'Memory.', optional: true, example: '16Gi' });
    });
    expect(text).toBe(`# Name. Required.
# name: train

# Host. Optional.
# host:

# Limits.
limits: {}
  # Memory. Optional.
  # memory: 16Gi
`);
    for (const read of Object.values(READERS)) expect(read(text)).toEqual({ limits: {} });
  });

  test('a list of objects tells what an item has', () => {
    const text = valuesOf((values) => {
      const students = values.list('students', { description: 'Students.', defaultValue: [] });
      students.item.text('uid', { description: 'Login.', example: 'li' });
      students.item.integer('gpus', { description: 'GPUs.', defaultValue: 1, minimum: 0 });
    });
    expect(text).toBe(`# Students.
# Each item has:
#   uid (text, required): Login.
#   gpus (integer, at least 0, default 1): GPUs.
students: []
`);
  });

  test('a default that ends in empty lines is followed by none of ours', () => {
    const text = valuesOf((values) => {
      values.text('script', { description: 'S.', defaultValue: 'a\n\n' });
      values.text('next', { description: 'N.', defaultValue: 'b\n\n' });
    });
    for (const read of Object.values(READERS)) expect(read(text)).toEqual({ script: 'a\n\n', next: 'b\n\n' });
  });

  test('no description ends its comment', () => {
    const hostile = 'a\nb: 1\rc: 2\u0085d: 3\u2028e: 4\u2029f: 5\r\ng: 6\u0000\u0007\ufeff\ufffe\ud800';
    const text = valuesOf((values) => values.integer('x', { description: hostile, defaultValue: 1 }));
    for (const read of Object.values(READERS)) expect(read(text)).toEqual({ x: 1 });
  });

  test('every default is read back as it is', () => {
    const TEXT = /^[^\p{Cc}\ufeff\ufffe\uffff]*$/u;
    const text = hostileText.filter((one) => TEXT.test(one) && !/\p{Cs}/u.test(one));
    fc.assert(
      fc.property(text, fc.array(text), fc.integer(), (defaultText, list, integer) => {
        const yaml = valuesOf((values) => {
          const group = values.group('group', { description: 'G' });
          group.text('text', { description: 'T', defaultValue: defaultText });
          group.stringList('list', { description: 'L', defaultValue: list });
          values.integer('integer', { description: 'I', defaultValue: integer });
        });
        const wanted = canonical({ group: { text: defaultText, list }, integer });
        for (const read of Object.values(READERS)) expect(canonical(read(yaml)), yaml).toBe(wanted);
      }),
      { numRuns: 100 },
    );
  });
});

describe('ci/example-values.yaml', () => {
  test('has what a user has to give, and only that', () => {
    const text = fileOf('ci/example-values.yaml', (values) => {
      values.text('name', { description: 'Name.', example: 'train' });
      values.text('image', { description: 'Image.', defaultValue: 'busybox' });
      const limits = values.group('limits', { description: 'Limits.' });
      limits.integer('gpus', { description: 'GPUs.', minimum: 1 });
      values.group('empty', { description: 'Nothing needed.' }).text('x', { description: 'X.', optional: true });
    });
    expect(text).toBe('# What the chart has no default for.\nname: train\nlimits:\n  gpus: 1\n');
  });

  test('is not there when the defaults are enough', () => {
    expect(fileOf('ci/example-values.yaml', () => {})).toBeUndefined();
  });
});

describe('values.schema.json', () => {
  test('lets `global` and the values of dependencies through, and nothing else', () => {
    const dependency = { name: 'redis', version: '1.0.0', repository: 'https://example.com/charts' };
    const chart = helmChart(
      (lab) => thing(lab, {}),
      () => ({ dependencies: [dependency, { ...dependency, alias: 'cache' }] }),
    );
    const schema = JSON.parse(chart.renderFiles()['values.schema.json']);
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties)).toEqual(['redis', 'cache', 'global']);
    expect(chart.renderManifests({ releaseName: 'r', values: { redis: { any: 1 }, global: {} } })).toHaveLength(1);
  });

  test('is ASCII where an editor would show nothing', () => {
    const text = fileOf('values.schema.json', (values) =>
      values.text('name', { description: 'N\u0085\u2028', optional: true }),
    );
    expect(text).toContain('"description": "N\\u0085\\u2028"');
    expect(text).not.toMatch(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/);
  });

  test('has no pattern with \\u: Go reads only \\x', () => {
    const schema = fileOf('values.schema.json', (values) => {
      values.text('a', { description: 'A', optional: true });
      values.stringMap('b', { description: 'B', optional: true });
      values.commandList('c', { description: 'C', optional: true });
      values.anyMap('d', { description: 'D', optional: true });
    });
    const patterns: string[] = [];
    JSON.parse(schema, (key, value) => {
      if (key === 'pattern') patterns.push(value);
      return value;
    });
    expect(patterns.length).toBeGreaterThan(3);
    for (const pattern of patterns) expect(pattern).not.toContain('\\u');
  });
});

describe('README.md', () => {
  const readmeOf = (declare: (values: Values) => void): string => fileOf('README.md', declare);

  test('has a table of all values', () => {
    const text = readmeOf((values) => {
      values.text('model', { description: 'Model.', allowed: ['A', 'B'] });
      values.group('limits', { description: 'L.' }).quantity('cpu', { description: 'CPU.', defaultValue: '8' });
      const list = values.list('students', { description: 'Students.', defaultValue: [] });
      list.item.text('uid', { description: 'Login.', example: 'li' });
      values.commandList('args', { description: 'Arguments.', optional: true });
      values.text('script', { description: 'Script.', defaultValue: 'x'.repeat(100) });
    });
    expect(text.slice(text.indexOf('## Values'))).toBe(`## Values

| Value | Type | Default | Description |
|---|---|---|---|
| \`model\` | text, one of: A, B | required | Model. |
| \`limits.cpu\` | quantity | \`"8"\` | CPU. |
| \`students\` | list of objects | \`[]\` | Students. |
| \`students[].uid\` | text | required | Login. |
| \`args\` | list of texts, or the same as JSON in a text | optional | Arguments. |
| \`script\` | text | see values.yaml | Script. |
`);
    expect(text).toContain('ci/example-values.yaml');
  });

  test('nothing that a value says breaks its row', () => {
    const text = readmeOf((values) => {
      values.text('a', { description: 'a | b\n<c> `d` *e* [f](g)', defaultValue: 'x | `y` ``z``\n' });
    });
    const row = '| `a` | text | ``` "x \\| `y` ``z``\\n" ``` | a \\| b \\<c\\> \\`d\\` \\*e\\* \\[f\\](g) |\n';
    expect(text.endsWith(row)).toBe(true);
    expect(text).not.toContain('ci/');
  });

  test('tells how to install, package, push and pull', () => {
    const text = readmeOf(() => {});
    expect(text).toContain('helm install RELEASE demo --namespace NAMESPACE --values my-values.yaml');
    expect(text).toContain('helm push demo-1.0.0.tgz oci://REGISTRY/charts');
    expect(text).not.toContain('## Values');
  });
});
