import { expect, test } from 'vitest';
import { dataText } from '../../constructs/data-text';

test('a file that is not there is named', () => {
  expect(() => dataText('core/shapes/data/example.com.txt')).toThrow(
    /constructs\/core\/shapes\/data\/example\.com\.txt/,
  );
});
