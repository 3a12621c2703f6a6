/**
 * Every third-party package that the library carries, each loaded at its first use: a program without a roster pays for no
 * CSV reader. `tools/compile.ts` bundles this one file, because jsii packages cannot depend on plain npm packages.
 */

/** Reads CSV. */
export function csv(): typeof import('csv-parse/sync') {
  return require('csv-parse/sync');
}

/** Reads and writes TOML. */
export function toml(): typeof import('smol-toml') {
  return require('smol-toml');
}

/** Reads YAML with the position of every node. */
export function yaml(): typeof import('yaml') {
  return require('yaml');
}
