import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const constructs = resolve(import.meta.dirname, 'constructs');

export default defineConfig({
  resolve: {
    // From the source, so that a test needs no compilation before it.
    alias: [
      { find: /^cdk8s-gpulab$/, replacement: `${constructs}/index.ts` },
      { find: /^cdk8s-gpulab\/lib\/(.*)$/, replacement: `${constructs}/$1.ts` },
    ],
  },
  // One worker less than there are processors would be half of a machine with two.
  // A busy machine is no failure: tests that start processes may take long.
  test: { maxWorkers: '100%', testTimeout: 60_000, include: ['test/**/*.test.ts'], exclude: ['test/conformance/**'] },
});
