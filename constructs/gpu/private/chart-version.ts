/** Versions of charts as NVIDIA counts them: year, month, patch, perhaps with a `v` in front and a word behind. */
const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?:-[0-9A-Za-z.-]+)?$/;

/** A version that can be compared. */
export class ChartVersion {
  /** Undefined for a text that is none. */
  static parse(text: string): ChartVersion | undefined {
    const match = VERSION.exec(text);
    return match ? new ChartVersion(text.replace(/^v/, ''), Number(match[1]), Number(match[2])) : undefined;
  }

  private constructor(
    /** Without the `v`. */
    readonly text: string,
    private readonly major: number,
    private readonly minor: number,
  ) {}

  /** A preliminary version counts as the one that it precedes. */
  isAtLeast(major: number, minor: number): boolean {
    return this.major > major || (this.major === major && this.minor >= minor);
  }
}
