import { expect, test } from 'vitest';
import { summaryText } from '../../../constructs/output/private/summary';

test('values stand in one column', () => {
  expect(
    summaryText([
      { label: 'students', value: '240' },
      { label: 'GPUs', value: '960 of 400' },
    ]),
  ).toBe('students  240\nGPUs      960 of 400\n');
});

test('Chinese labels take two columns a character, full-width signs too, accents and joiners none', () => {
  const lines = [
    { label: '学生', value: '1' },
    { label: 'abcd', value: '2' },
    { label: '（人）', value: '3' },
    { label: 'e\u0301a', value: '4' },
    { label: '😀', value: '5' },
  ];
  expect(summaryText(lines)).toBe('学生    1\nabcd    2\n（人）  3\ne\u0301a      4\n😀      5\n');
});

test('no line ends with blanks, and no lines are no text', () => {
  expect(summaryText([{ label: 'a', value: '' }])).toBe('a\n');
  expect(summaryText([])).toBe('');
});
