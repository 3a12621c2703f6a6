import type { Finding, SummaryLine } from 'cdk8s-gpulab';

/** A file for the user's program. */
export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

/** What was made of the inputs. With an error among the findings there may be no files. */
export interface Generated {
  readonly findings: readonly Finding[];
  readonly files: readonly GeneratedFile[];

  /** What is in the files, for the report. */
  readonly summary: readonly SummaryLine[];
}
