import { expect, test } from 'vitest';
import { FindingLevel } from '../../../constructs/core';
import { formatFinding } from '../../../constructs/core/format';

const told = (message: string) => formatFinding({ level: FindingLevel.ERROR, code: 'GPULAB1209', message });

test('a text with line breaks begins no line that looks like a finding', () => {
  for (const lineBreak of ['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029']) {
    expect(told(`image "a${lineBreak}error GPULAB0000 fake"`)).toBe(
      'error GPULAB1209 image "a\n    error GPULAB0000 fake"',
    );
  }
});

test('a text tells a terminal nothing', () => {
  expect(told('"\u001b[2K\u0007\u009b" \t\u5f20\u3000')).toBe(
    'error GPULAB1209 "\\u001b[2K\\u0007\\u009b" \t\u5f20\u3000',
  );
});
