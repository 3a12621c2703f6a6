import { expect, test } from 'vitest';
import { modelSuggestion } from '../../../../constructs/lab/private/model-suggestion';

const models = ['RTX4090D', 'RTX4090', 'RTX3090', 'A100', 'L40S'];
const all = `known: ${models.join(', ')}`;

test.each([
  ['rtx-4090', 'did you mean "RTX4090"?'],
  ['RTX4009D', 'did you mean "RTX4090D"?'],
  ['RXT3090', 'did you mean "RTX3090"?'],
  ['GTX3090', 'did you mean "RTX3090"?'],
  ['a-100', 'did you mean "A100"?'],
  ['H100', all],
  ['L40', all],
  ['RTX4080', all],
  ['RTX309', all],
])('%s: another spelling is suggested, and not another card', (model, hint) => {
  expect(modelSuggestion(model, models)).toBe(hint);
});

test('a site without models has none to suggest', () => {
  expect(modelSuggestion('A100', [])).toBe('there is none');
});
