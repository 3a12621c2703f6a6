import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainYaml } from '../../../../constructs/inventory/private/plain-yaml';
import { readYaml } from '../../../../constructs/inventory/private/yaml-nodes';

const INVENTORY = `# What a department has
apiVersion: gpulab/v1
hosts:
  - name: gpu-01   # the old one
    count: 12
    address: 10.0.0.1
    groups: [worker, "rack 4", ]
    gpus:
    - { model: RTX4090D, count: 8, memory: 48Gi }
    - model: A100-80G
      uuid: "GPU-0b1c"
  # - name: broken
  - name: login
    cpu: "64"
    memory: 1.5Ti
pools: [{ storageClass: nfs-users, size: 30P }]
ssh: {}
docker: []
`;

describe('what it reads is what the whole YAML reads, place by place', () => {
  const same = (text: string) => expect(readPlainYaml(text)).toEqual(readYaml(text));

  test('an inventory as people write it', () => same(INVENTORY));

  test.each([
    'a: b',
    'a: b\n\n\n',
    'a: "b # c" # d\n# "e"\n',
    '- a\n- b: c\n  d: e\n-   f: g\n',
    '  a:\n    b: 1\n  c:\n  - 2\n',
    'a:\n- b:\n    c: d\n  e: f\n- g',
    'a: [b, [c, {d: e}], "#", ","]   # end',
    'a: {b: {c: d}, e: [ ]}\n',
    'a: ""\nb: 0\nc: 999999999999999\nd: 1E\ne: 10m\nf: 1.2.3.4\n',
    'a: y\nb: yes\nc: nUll\nd: nulls\n',
    'a: b # ä\n',
  ])('%j', (text) => {
    expect(readPlainYaml(text)).toBeDefined();
    same(text);
  });
});

describe('it gives up where YAML means more than it seems to', () => {
  test.each([
    '',
    '# nothing\n',
    'text',
    'a:\n',
    'a: null',
    'a: true',
    'True: a',
    'a: 007',
    'a: 0x1F',
    'a: 1e3',
    'a: 1.5',
    'a: -1',
    'a: .5',
    'a: 12345678901234567890',
    'a: b c',
    'a: b:c',
    'a: b#c',
    'a: b\n  c',
    'a: b\n c: d',
    'a: b\na: c',
    'a: {b: c, b: d}',
    'a: [b',
    'a: [b}',
    'a: [b,\n  c]',
    'a: {b}',
    'a: "b\\n"',
    'a: "b"c',
    "a: 'b'",
    'a: &b c',
    'a: *b',
    'a: !!str b',
    'a: |\n  b',
    'a: >\n  b',
    '? a',
    '- - a',
    '-\n  a: b',
    '- # comment\n  a: b',
    'a: b\n- c',
    '- a\nb: c',
    '---\na: b',
    'a: b\n---\na: b',
    'a: b\n...',
    '%YAML 1.1\n---\na: b',
    '<<: a',
    'a:\tb',
    'a: b\r\n',
    '\ufeffa: b',
    `a: ${'b'.repeat(1001)}`,
    `${' '.repeat(101)}a: b`,
  ])('%j', (text) => expect(readPlainYaml(text)).toBeUndefined());
});

test('whatever is done to a text, it reads it as the whole YAML does or gives up', () => {
  const piece = fc.constantFrom(
    '\n',
    ' ',
    '  ',
    '- ',
    ': ',
    ':',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '"',
    '#',
    ' #',
    'a',
    'b: c',
    '1',
    '0',
    '-',
    '.',
    '\\',
    '~',
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    "'",
    '?',
    '<<: ',
    'null',
    'true',
    '\t',
    '\r',
    'e5',
    '0x',
    '---\n',
    'ä',
    '10Gi',
  );
  const edit = fc.record({ at: fc.nat(INVENTORY.length), remove: fc.nat(12), insert: piece });
  let read = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let text = INVENTORY;
      for (const { at, remove, insert } of edits) text = text.slice(0, at) + insert + text.slice(at + remove);
      const plain = readPlainYaml(text);
      if (plain === undefined) return;
      read++;
      expect(plain).toEqual(readYaml(text));
    }),
    { numRuns: 3000 },
  );
  expect(read).toBeGreaterThan(150);
});

test('random data, written in its way, is read', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9./-]{0,8}$/).filter((text) => !/^(?:null|true|false)$/.test(text));
  const scalar = fc.oneof(
    word,
    fc.nat().map(String),
    word.map((text) => `"${text} # x"`),
  );
  const { inline } = fc.letrec<{ inline: string }>((tie) => ({
    inline: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('inline'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc
        .uniqueArray(fc.tuple(word, tie('inline')), { maxLength: 3, selector: ([key]) => key })
        .map((entries) => `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`),
    ),
  }));
  const indented = (text: string) => text.replace(/^/gm, '  ');
  const { block } = fc.letrec<{ block: string }>((tie) => ({
    block: fc.oneof(
      { depthSize: 'small' },
      fc
        .uniqueArray(fc.tuple(word, inline), { minLength: 1, maxLength: 3, selector: ([key]) => key })
        .map((entries) => entries.map(([key, value]) => `${key}: ${value}`).join('\n')),
      fc
        .uniqueArray(fc.tuple(word, tie('block')), { minLength: 1, maxLength: 3, selector: ([key]) => key })
        .map((entries) => entries.map(([key, value]) => `${key}: # below\n${indented(value)}`).join('\n\n')),
      fc.array(inline, { minLength: 1, maxLength: 3 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
    ),
  }));
  fc.assert(
    fc.property(block, (text) => {
      expect(readPlainYaml(text)).toBeDefined();
      expect(readPlainYaml(text)).toEqual(readYaml(text));
    }),
    { numRuns: 500 },
  );
});
