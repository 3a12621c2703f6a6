import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../../constructs/core/checks/private/walk';
import { isClusterScoped } from '../../../../constructs/core/scope';
import { crdOf } from '../../../../constructs/core/shapes/crd';
import { type CustomKind, customKindsOf } from '../../../../constructs/core/shapes/custom-kinds';
import { CUSTOM_GROUPS } from '../../../../constructs/core/shapes/data/groups';
import { Shapes } from '../../../../constructs/core/shapes/shapes';
import { Type } from '../../../../constructs/core/shapes/type';
import { dataText } from '../../../../constructs/data-text';
import { crdLines } from '../../../../src/generate/crd/shapes';
import { type Place, placesIn, sampleOf } from '../../../support/shape-samples';
import { check } from '../checks/support';

/** Fields that every object has, whose types are those of Kubernetes. */
const COMMON = new Set(['apiVersion', 'kind', 'metadata']);

/** An object that has every field, and the parts of it that are the kind's own. */
function sample({ apiVersion, kind, namespaced }: CustomKind): { manifest: any; places: Place[] } {
  const { struct } = Shapes.for('1.28').kind(apiVersion, kind)!;
  const metadata = { name: apiVersion.replace('/', '-'), ...(namespaced ? { namespace: 'lab' } : {}) };
  const manifest: any = { ...(sampleOf(new Type('struct', undefined, struct)) as object), apiVersion, kind, metadata };
  const own = [...struct.types].filter(([field]) => !COMMON.has(field));
  const places = own.flatMap(([field, type]) => [...placesIn(type, manifest[field], [field], manifest)]);
  return { manifest, places };
}

/** What the checks say, as `code key`. */
const said = (manifest: unknown): string[] => check([manifest]).map(({ code, key }) => `${code} ${key}`);

describe.each(CUSTOM_GROUPS)('%s', (group) => {
  const [header, ...lines] = dataText(`core/shapes/data/${group}.txt`).trimEnd().split('\n');
  const kinds = customKindsOf(group);

  test('says where it is from', () => {
    expect(header).toMatch(new RegExp(`^# Kinds of ${group} as of [\\w-]+/[\\w-]+ [\\w.-]*\\d`));
  });

  test('definitions made of the shapes give the same shapes', () => {
    const definitions = new Map(kinds.map(({ apiVersion, kind }) => [kind, crdOf(apiVersion, kind)]));
    expect(crdLines([...definitions.values()])).toEqual(lines);
  });

  test('kinds know their scope', () => {
    for (const { apiVersion, kind, namespaced } of kinds) expect(isClusterScoped(apiVersion, kind)).toBe(!namespaced);
  });

  test('an object with every field passes', () => {
    expect(check(kinds.map((kind) => sample(kind).manifest))).toEqual([]);
  });

  test.each(kinds)('$apiVersion $kind: a field too much is found wherever there are fields', (kind) => {
    const { manifest, places } = sample(kind);
    const structs = places.filter(({ type }) => type.struct && !type.struct.open);
    for (const { value } of structs) value.tpyo = 1;
    const expected = structs.map(({ path }) => `GPULAB1203 ${keyOf([...path, 'tpyo'])}`);
    expect(said(manifest).sort()).toEqual(expected.sort());
  });

  test.each(kinds)('$apiVersion $kind: a wrong type is found wherever there is a type', (kind) => {
    const { manifest, places } = sample(kind);
    const leaves = places.filter(({ type }) => !type.struct && !type.item && type.name !== 'any');
    for (const { parent, step } of leaves) parent[step] = [];
    const expected = leaves.map(({ path }) => `GPULAB1205 ${keyOf(path)}`);
    expect(said(manifest).sort()).toEqual(expected.sort());
  });

  test.each(kinds)('$apiVersion $kind: a word is none of a few', (kind) => {
    const { manifest, places } = sample(kind);
    const choices = places.filter(({ type }) => type.values);
    for (const { parent, step } of choices) parent[step] = 'none of them';
    const expected = choices.map(({ path }) => `GPULAB1207 ${keyOf(path)}`);
    expect(said(manifest).sort()).toEqual(expected.sort());
  });

  test.each(kinds)('$apiVersion $kind: what is required is missed', (kind) => {
    const { manifest, places } = sample(kind);
    // From the inside out: what was taken away comes back as new things, of which the list of places does not know.
    for (const { type, value } of places.reverse()) {
      const { required = [] } = type.struct ?? {};
      if (required.length === 0) continue;
      for (const field of required) delete value[field];
      const missed = said(manifest).filter((line) => line.startsWith('GPULAB1204'));
      expect(missed).toHaveLength(required.length);
      Object.assign(
        value,
        Object.fromEntries(required.map((field) => [field, sampleOf(type.struct!.types.get(field)!)])),
      );
    }
  });
});
