import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import unit from './vitest.config.mjs';

/** What a controller may take on a machine that does other things too. */
const PATIENCE_MS = 5 * 60_000;

const folder = resolve(import.meta.dirname, 'test/conformance');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => resolve(folder, name));
/** They import `clusters.ts`, or ask for what vitest's setup provides. */
const needsClusters = (file: string): boolean => /\bclusters'/.test(readFileSync(file, 'utf8'));

const setup = (name: string): string => resolve(folder, `tools/${name}.ts`);

export default defineConfig({
  resolve: unit.resolve,
  test: {
    // Files of "clusters" share two of them, those of "machine" its processors.
    fileParallelism: false,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    projects: [
      {
        extends: true,
        test: {
          name: 'clusters',
          include: files.filter(needsClusters),
          globalSetup: [setup('setup-tools'), setup('setup-clusters')],
        },
      },
      {
        extends: true,
        test: {
          name: 'machine',
          include: files.filter((file) => !needsClusters(file)),
          globalSetup: setup('setup-tools'),
        },
      },
    ],
  },
});
