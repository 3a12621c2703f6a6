const FILES = 300;

export const VERSIONS = ['first', 'second'] as const;
export type OutputVersion = (typeof VERSIONS)[number];

/** An output whose two versions share a third of their files, and have some that the other has not. */
export function filesOf(version: OutputVersion): { [name: string]: string } {
  const files: { [name: string]: string } = {};
  for (let n = 0; n < FILES; n++) {
    const own = n % 3 === 0 ? version : 'both';
    if (n % 10 === 0) files[`${version}/${n}.yaml`] = `${own}\n`.repeat(500);
    else files[`student-${n}.yaml`] = `${own} ${n}\n`.repeat(500);
  }
  return files;
}
