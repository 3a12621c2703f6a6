import { expect, test } from 'vitest';
import { PROVIDER_CODES } from '../../../constructs/provider/codes';

test('an entry is in plain words: no stop in the title, whole sentences below it', () => {
  for (const { title, cause, remedy } of Object.values(PROVIDER_CODES)) {
    expect(title).toMatch(/^[a-zA-Z].*[^.]$/);
    for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^\S.*\.$/);
  }
});
