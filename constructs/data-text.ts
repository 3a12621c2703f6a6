import { readFileSync } from 'node:fs';

/**
 * Text that only some programs need, such as the shapes of one API group: a file of its own, which no bundle holds and
 * nobody reads before it is asked for. Read anew at each call; who asks twice keeps what he made of it.
 *
 * @param path of the file, below the folder of this module: `core/shapes/data/kueue.x-k8s.io.txt`
 */
export function dataText(path: string): string {
  // The compiled library has its data where its sources have them, so this holds for both; see src/program/build.ts for bundles.
  return readFileSync(`${__dirname}/${path}`, 'utf8');
}
