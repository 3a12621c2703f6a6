import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'cdk8s-gpulab': resolve(__dirname, 'constructs/index.ts') } },
  test: { include: ['test/**/*.test.ts'], exclude: ['test/conformance/**'] },
});
