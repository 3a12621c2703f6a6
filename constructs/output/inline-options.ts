/** Options of `Delivery.inline`. */
export interface InlineOptions {
  /**
   * Folder with the charts: each a folder `NAME` or a package `NAME-VERSION.tgz`, as `helm pull` leaves them. Relative to the
   * folder of the program.
   */
  readonly charts: string;

  /**
   * The command that renders them.
   * @default "helm"
   */
  readonly helm?: string;
}
