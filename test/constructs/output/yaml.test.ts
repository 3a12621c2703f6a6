import { ApiObject, Chart, Testing, Yaml } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { share } from '../../../constructs/core/private/plain';
import { UnwritableError } from '../../../constructs/output/private/unwritable';
import { documentOf, fileOf } from '../../../constructs/output/private/yaml';
import { canonical, hostileObject } from './hostile';
import { MANIFESTS } from './manifests';

const SORTED = { sortKeys: true };
const AS_GIVEN = { sortKeys: false };

/** What stock cdk8s would write. */
function stock(manifest: object): unknown {
  const chart = new Chart(Testing.app(), 'chart');
  return new ApiObject(chart, 'object', manifest as never).toJson();
}

describe('a document', () => {
  test('has two blanks of indent, lists below their key, empty ones in brackets', () => {
    const value = { a: { b: [1, { c: 'd', e: [] }, ['f', 'g']], h: {} } };
    expect(documentOf(value, AS_GIVEN)).toBe(
      ['a:', '  b:', '    - 1', '    - c: d', '      e: []', '    - - f', '      - g', '  h: {}'].join('\n'),
    );
  });

  test('begins a mapping on the line of its dash, also in a list of lists', () => {
    expect(documentOf({ a: [[{ b: 1, c: 2 }, []], [[['d']]]] }, AS_GIVEN)).toBe(
      ['a:', '  - - b: 1', '      c: 2', '    - []', '  - - - - d'].join('\n'),
    );
  });

  test('has no members that are null or undefined, as with cdk8s, but null in lists', () => {
    expect(documentOf({ a: null, b: undefined, c: { d: null }, e: [null, undefined, { f: null }] }, AS_GIVEN)).toBe(
      ['c: {}', 'e:', '  - null', '  - null', '  - {}'].join('\n'),
    );
  });

  test('may be empty, or a list', () => {
    expect(documentOf({}, SORTED)).toBe('{}');
    expect(documentOf({ a: null }, SORTED)).toBe('{}');
    expect(documentOf([], SORTED)).toBe('[]');
    expect(documentOf(['a', { b: 1, c: 2 }], SORTED)).toBe('- a\n- b: 1\n  c: 2');
  });

  test('keeps numbers readable for PyYAML, which sees a float only with dot and sign', () => {
    expect(documentOf({ a: 1e21, b: 1.5e-7, c: -0, d: 0.1, e: 1e-7 }, AS_GIVEN)).toBe(
      ['a: 1.0e+21', 'b: 1.5e-7', 'c: 0', 'd: 0.1', 'e: 1.0e-7'].join('\n'),
    );
  });

  test('marks a key that is too long for one line', () => {
    expect(documentOf({ a: { ['k'.repeat(1001)]: 'b' } }, AS_GIVEN)).toBe(`a:\n  ? ${'k'.repeat(1001)}\n  : b`);
  });

  test('can be deeper than what is kept of indents', () => {
    let value: object = { leaf: ['a'] };
    for (let depth = 0; depth < 100; depth++) value = { deeper: [value] };
    expect(parseAllDocuments(documentOf(value, SORTED))[0].toJS({ maxAliasCount: 0 })).toEqual(value);
  });

  test('is the same whatever was written before: nothing is kept but what is true for ever', () => {
    const value = { kind: 'A', list: [{ kind: 'A' }] };
    const before = documentOf(value, SORTED);
    for (let n = 0; n < 100; n++)
      documentOf({ kind: `B${n}`, [`key${n}`]: { kind: 'A' }, list: [{ kind: `C${n}` }] }, SORTED);
    expect(() => documentOf({ kind: 'A', list: [{ kind: '\ud800' }] }, SORTED)).toThrow();
    expect(documentOf(value, SORTED)).toBe(before);
  });
});

describe('shared data', () => {
  test('is written as any other, at every depth, in every order, again and again', () => {
    const shapes = [{ b: [{ d: 'e', c: '' }, []], a: { f: {} } }, ['x', { y: 1, x: 2 }], {}, [], { none: null }];
    for (const shape of shapes) {
      const own = () => structuredClone(shape);
      const shared = share(own());
      const around = (value: object) => ({ z: value, a: { b: value, c: [value, { d: value }, [value]] } });
      for (const style of [SORTED, AS_GIVEN, SORTED, AS_GIVEN]) {
        expect(documentOf(around(shared), style)).toBe(documentOf({ z: own(), a: around(own()).a }, style));
        expect(documentOf(shared, style)).toBe(documentOf(own(), style));
      }
    }
  });

  test('is rendered once', () => {
    let asked = 0;
    const value = Object.defineProperty({}, 'a', { enumerable: true, get: () => `${++asked}` });
    const shared = share({ value });
    const first = documentOf({ first: shared, second: shared }, SORTED);
    const once = asked;
    expect(documentOf({ first: shared, second: shared }, SORTED)).toBe(first);
    expect(asked).toBe(once);
  });

  test('that cannot be written is refused every time', () => {
    const shared = share({ a: Number.NaN });
    for (const _ of [1, 2]) expect(() => documentOf({ spec: shared }, SORTED)).toThrow('spec.a: NaN');
  });
});

describe('the order of keys', () => {
  const object = { spec: 1, metadata: { z: 1, a: 2, name: 'x' }, kind: 'K', apiVersion: 'v1', data: { b: 1, a: 2 } };

  test('of a Kubernetes object begins with apiVersion, kind and metadata', () => {
    expect(documentOf(object, SORTED)).toBe(
      [
        'apiVersion: v1',
        'kind: K',
        'metadata:',
        '  a: 2',
        '  name: x',
        '  z: 1',
        'data:',
        '  a: 2',
        '  b: 1',
        'spec: 1',
      ].join('\n'),
    );
    expect(documentOf(object, AS_GIVEN)).toBe(
      [
        'apiVersion: v1',
        'kind: K',
        'metadata:',
        '  z: 1',
        '  a: 2',
        '  name: x',
        'spec: 1',
        'data:',
        '  b: 1',
        '  a: 2',
      ].join('\n'),
    );
  });

  test('of anything else is alphabetical, or as given', () => {
    expect(documentOf({ metadata: 1, b: 2, a: 3 }, SORTED)).toBe('a: 3\nb: 2\nmetadata: 1');
    expect(documentOf({ metadata: 1, b: 2, a: 3 }, AS_GIVEN)).toBe('metadata: 1\nb: 2\na: 3');
    expect(documentOf({ kind: 1, a: 2 }, SORTED)).toBe('a: 2\nkind: 1');
  });

  test('has numbers first, and in their order, as JavaScript has them', () => {
    const keys = ['b', '10', '9', 'a', ...Array.from({ length: 30 }, (_, index) => `k${index % 10}${index}`)];
    const written = documentOf(Object.fromEntries(keys.map((key) => [key, 1])), SORTED);
    expect(written.split('\n').slice(0, 4)).toEqual(['"9": 1', '"10": 1', 'a: 1', 'b: 1']);
  });

  test('is that of cdk8s for student numbers, few or many, and for any other keys', () => {
    const key = fc.oneof(
      fc.constantFrom('9', '10', '007', '4294967294', '4294967295', 'a', 'B', '-', '_'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 60 }), (keys) => {
        const object = Object.fromEntries(keys.filter((name) => name !== '__proto__').map((name) => [name, 1]));
        const data = { apiVersion: 'v1', kind: 'K', metadata: { name: 'x' }, data: object, ...object };
        const written = documentOf(data, SORTED);
        expect(keyOrder(written)).toEqual(keyOrder(Yaml.stringify(stock(data))));
      }),
    );
  });

  const keyOrder = (text: string) => {
    const map = parseAllDocuments(text, { uniqueKeys: true })[0].toJS({ mapAsMap: true }) as Map<
      unknown,
      Map<unknown, unknown>
    >;
    return [[...map.keys()].map(String), [...(map.get('data')?.keys?.() ?? [])].map(String)];
  };
});

describe('the text is byte for byte that of cdk8s', () => {
  test.each(MANIFESTS.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]))(
    'for %s',
    (_, manifest) => {
      expect(`${documentOf(manifest, SORTED)}\n`).toBe(Yaml.stringify(stock(manifest)));
    },
  );

  test('for a file of all of them', () => {
    const file = fileOf(MANIFESTS.map((manifest) => documentOf(manifest, SORTED)));
    expect(file).toBe(Yaml.stringify(...MANIFESTS.map(stock)));
  });

  test('for random objects of ordinary texts', () => {
    const word = fc
      .stringMatching(/^[a-z][a-z0-9]{0,8}([-./:][a-z0-9]{1,8}){0,3}$/)
      .filter((text) => !/^(e\d|no$|on$|off$|yes$|true$|null$|y$|n$)/.test(text));
    const text = fc.oneof(
      word,
      word.map((name) => `registry.example:9443/${name}`),
      fc.tuple(word, word).map(([first, second]) => `${first} ${second}`),
      fc.tuple(word, word).map(([first, second]) => JSON.stringify({ [first]: second })),
      fc.tuple(word, word).map(([first, second]) => `${first}\n  ${second}\n`),
      fc.nat().map((number) => `${number}Gi`),
      fc.nat().map(String),
      fc.constantFrom('', 'yes', 'No', 'null', 'true', '- a', 'a: b', '# a', '1.5', '学生'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(word, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(value, (spec) => {
        const manifest = { apiVersion: 'v1', kind: 'K', metadata: { name: 'x' }, spec };
        expect(`${documentOf(manifest, SORTED)}\n`).toBe(Yaml.stringify(stock(manifest)));
      }),
      { numRuns: 500 },
    );
  });

  test('but for what a reader would take for something else', () => {
    const different = ['0o17', '=', '<<', 'a\tb', '0B11', '0b_-01', '😀', ' a\nb'];
    for (const text of different)
      expect(`${documentOf({ a: text }, SORTED)}\n`, text).not.toBe(Yaml.stringify({ a: text }));
  });
});

describe('a file', () => {
  test('has a separator between documents, and only there', () => {
    expect(fileOf([])).toBe('');
    expect(fileOf(['a: 1'])).toBe('a: 1\n');
    expect(fileOf(['a: 1', 'b: 2'])).toBe('a: 1\n---\nb: 2\n');
  });

  test('gives back the same documents, whatever they end with', () => {
    fc.assert(
      fc.property(fc.array(hostileObject, { minLength: 1, maxLength: 5 }), (objects) => {
        const file = fileOf(objects.map((object) => documentOf(object, SORTED)));
        const read = parseAllDocuments(file).map((document) => canonical((document as { toJS(): unknown }).toJS()));
        expect(read).toEqual(objects.map(canonical));
      }),
      { numRuns: 200 },
    );
  });
});

describe('what cannot be written', () => {
  test('is told with its place, and all of it', () => {
    const value = {
      spec: { containers: [{ cpu: Number.NaN }, { env: ['\ud800'] }], weight: -Infinity },
      metadata: { annotations: { 'a.example/b': 'x\udc00', fine: 'yes' } },
    };
    expect(problemsOf(value)).toEqual([
      { key: 'spec.containers[0].cpu', message: 'NaN is no number that JSON or YAML can hold' },
      { key: 'spec.containers[1].env[0]', message: 'text with half of a surrogate pair' },
      { key: 'spec.weight', message: '-Infinity is no number that JSON or YAML can hold' },
      { key: 'metadata.annotations["a.example/b"]', message: 'text with half of a surrogate pair' },
    ]);
  });

  test('may be a key, or no JSON value at all', () => {
    expect(problemsOf({ a: { '\ud800': 1 } })).toEqual([
      { key: 'a["\\ud800"]', message: 'a key that is text with half of a surrogate pair' },
    ]);
    expect(problemsOf({ a: 1n })).toEqual([{ key: 'a', message: 'a bigint is no JSON value' }]);
    expect(problemsOf([() => 1])).toEqual([{ key: '[0]', message: 'a function is no JSON value' }]);
  });

  function problemsOf(value: object): unknown {
    try {
      documentOf(value, SORTED);
    } catch (error) {
      expect(error).toBeInstanceOf(UnwritableError);
      return (error as UnwritableError).values;
    }
    return undefined;
  }
});
