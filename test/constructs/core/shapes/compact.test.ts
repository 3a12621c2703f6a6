import { describe, expect, test } from 'vitest';
import { CompactReader } from '../../../../constructs/core/shapes/compact';
import { Struct, type Type } from '../../../../constructs/core/shapes/type';

const nothing = (reference: string): Struct => {
  throw new Error(`no ${reference}`);
};
const read = (text: string, resolve = nothing) => new CompactReader(text, resolve).fields();
const typeOf = (text: string, resolve = nothing): Type => read(`x:${text}`, resolve).types.get('x')!;

test('fields, required ones, and their order', () => {
  const { types, required, open } = read('b!:s,a:b,c!:i');
  expect([...types.keys()]).toEqual(['b', 'a', 'c']);
  expect(required).toEqual(['b', 'c']);
  expect(open).toBe(false);
});

test('no fields', () => {
  expect(read('').types.size).toBe(0);
});

test.each([
  ['s', 'string'],
  ['b', 'boolean'],
  ['i', 'int32'],
  ['l', 'int64'],
  ['n', 'number'],
  ['q', 'quantity'],
  ['t', 'time'],
  ['y', 'bytes'],
  ['o', 'intOrString'],
  ['a', 'any'],
  ['A', 'object'],
])('%s is %s', (mark, name) => {
  expect(typeOf(mark).name).toBe(name);
});

test('one of a few words, the empty one too', () => {
  expect([...typeOf('s=|A|b%2Fc%20d').values!]).toEqual(['', 'A', 'b/c d']);
});

test('lists and maps, of each other', () => {
  const type = typeOf('[{[i');
  expect([type.name, type.item!.name, type.item!.item!.name, type.item!.item!.item!.name]).toEqual([
    'list',
    'map',
    'list',
    'int32',
  ]);
});

describe('structs', () => {
  test('inside each other', () => {
    const outer = typeOf('(a:(b!:s),c:i)').struct!;
    expect(outer.types.get('a')!.struct!.required).toEqual(['b']);
    expect(outer.types.get('c')!.name).toBe('int32');
  });

  test('that keep what they do not know', () => {
    expect(typeOf('(*,a:s)').struct!).toMatchObject({ open: true });
    expect(typeOf('(*,a:s)').struct!.types.has('a')).toBe(true);
  });

  test('by name, read when somebody looks', () => {
    const asked: string[] = [];
    const pod = new Struct('core.v1.Pod', () => ({ types: new Map(), required: [], open: false }));
    const resolve = (reference: string) => {
      asked.push(reference);
      return pod;
    };
    expect(typeOf('[@core.v1.Pod', resolve).item!.struct).toBe(pod);
    expect(typeOf('&12;', resolve).struct).toBe(pod);
    expect(asked).toEqual(['core.v1.Pod', '&12']);
  });
});

test('names that are no identifiers', () => {
  expect([...read('%24ref:s,x-kubernetes-a:b').types.keys()]).toEqual(['$ref', 'x-kubernetes-a']);
});

test('a type that there is not is an error, not a guess', () => {
  expect(() => read('a:z')).toThrow('no type is written z');
});
