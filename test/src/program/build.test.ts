import { expect, test } from 'vitest';
import * as thirdParty from '../../../constructs/core/private/third-party';
import { THIRD_PARTY_NAMES } from '../../../src/program/build';

test('bundles that are kept find all third-party code of the library', () => {
  expect(THIRD_PARTY_NAMES).toEqual(Object.keys(thirdParty).sort());
});
