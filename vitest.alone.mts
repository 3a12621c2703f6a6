import { defineConfig } from 'vitest/config';
import unit from './vitest.config.mjs';

/** What a controller may take on a machine that does other things too. */
const PATIENCE_MS = 5 * 60_000;

export default defineConfig({
  resolve: unit.resolve,
  test: {
    include: ['test/conformance/**/*.test.ts'],
    // All files share two clusters.
    fileParallelism: false,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
  },
});
