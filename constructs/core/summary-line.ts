/** A line of the report at the end of a run. */
export interface SummaryLine {
  /** What is counted. */
  readonly label: string;

  /** The figure, with its unit. */
  readonly value: string;
}
