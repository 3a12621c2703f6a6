import type { Committed } from 'cdk8s-gpulab/lib/output/private/folder';

export { summaryText } from 'cdk8s-gpulab/lib/output/private/summary';

/** What became of the files of a folder. */
export const countOf = ({ written, unchanged, removed }: Committed): string =>
  `${written.length} written, ${unchanged} unchanged, ${removed.length} removed`;
