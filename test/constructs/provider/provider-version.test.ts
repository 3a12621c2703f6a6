import { describe, expect, test } from 'vitest';
import { ProviderVersion } from '../../../constructs/provider';

describe('a version of the computing provider', () => {
  test.each(['1.1.5', 'v1.1.5'])('%s is read with and without a v', (text) => {
    expect(ProviderVersion.of(text).version).toBe('1.1.5');
    expect(`${ProviderVersion.of(text)}`).toBe('1.1.5');
  });

  test('is compared by numbers, not by letters', () => {
    const version = ProviderVersion.of('0.10.0');
    expect(version.isAtLeast('0.9.9')).toBe(true);
    expect(version.isAtLeast('0.10.0')).toBe(true);
    expect(version.isAtLeast('0.10.1')).toBe(false);
    expect(version.isAtLeast('1.0.0')).toBe(false);
  });

  test('the two that are named stand on both sides of what changed in between', () => {
    expect(ProviderVersion.V0_3_0.isAtLeast('0.4.0')).toBe(false);
    expect(ProviderVersion.V1_1_5.isAtLeast('1.1.5')).toBe(true);
  });

  test.each(['', 'latest', '1.1', '1.1.5-rc1', '0.2.9', ' 1.1.5', '1.1.5\n', 11 as unknown as string])(
    '%j is refused: it is none, or older than what is known',
    (text) => expect(() => ProviderVersion.of(text)).toThrow('GPULAB2901'),
  );

  test('what it is compared with must be one, too', () => {
    expect(() => ProviderVersion.V1_1_5.isAtLeast('1.x')).toThrow('GPULAB2901');
  });
});
