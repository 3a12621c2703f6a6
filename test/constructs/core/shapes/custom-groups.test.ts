import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../../constructs/core/checks/private/key';
import { isClusterScoped } from '../../../../constructs/core/scope';
import { type CustomKind, customKindsOf } from '../../../../constructs/core/shapes/custom-kinds';
import { CUSTOM_GROUPS } from '../../../../constructs/core/shapes/data/groups';
import { dataText } from '../../../../constructs/data-text';
import { crdLines } from '../../../../src/generate/crd/shapes';
import { crdOf } from '../../../support/crd';
import { addTypos, sampleObject, sampleOf, spoilTypes, spoilValues } from '../../../support/shape-samples';
import { check } from '../checks/support';

const sample = (kind: CustomKind) => sampleObject(kind, 'lab');

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
    const object = sample(kind);
    const expected = addTypos(object).map((path) => `GPULAB1203 ${keyOf(path)}`);
    expect(said(object.manifest).sort()).toEqual(expected.sort());
  });

  test.each(kinds)('$apiVersion $kind: a wrong type is found wherever there is a type', (kind) => {
    const object = sample(kind);
    const expected = spoilTypes(object).map((path) => `GPULAB1205 ${keyOf(path)}`);
    expect(said(object.manifest).sort()).toEqual(expected.sort());
  });

  test.each(kinds)('$apiVersion $kind: a value that is none of the allowed ones is found', (kind) => {
    const object = sample(kind);
    const expected = spoilValues(object).map(({ code, path }) => `${code} ${keyOf(path)}`);
    expect(said(object.manifest).sort()).toEqual(expected.sort());
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
