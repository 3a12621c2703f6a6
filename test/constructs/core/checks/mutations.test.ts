import { describe, expect, test } from 'vitest';
import { Shapes } from '../../../../constructs/core/shapes/shapes';
import { mutations, verdictFor } from '../../../conformance/mutations';
import { BASES } from '../../../conformance/mutations/bases';
import { check } from './support';

const ANYTHING_EXISTS = { isExternal: () => true };
const errorsOf = (manifest: unknown, target: string) =>
  check([manifest], { target, ...ANYTHING_EXISTS }).filter(({ level }) => level === 'error');

describe.each(Shapes.versions)('for Kubernetes %s', (version) => {
  test.each(Object.entries(BASES))('a %s that uses much of its kind is fine', (_, manifest) => {
    expect(errorsOf(manifest, version)).toEqual([]);
  });

  test.each(mutations)('$name: $verdict', (mutation) => {
    const errors = errorsOf(mutation.manifest, version);
    if (verdictFor(mutation, version) === 'accepted') expect(errors).toEqual([]);
    else
      expect(errors.map(({ code }) => code)).toContain(mutation.verdict === 'refused' ? mutation.code : 'GPULAB1201');
  });
});

test('names of mutations are told apart', () => {
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
});
