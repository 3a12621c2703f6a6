import type { Finding } from '../core/finding';
import type { SummaryLine } from '../core/summary-line';

/** How a checked app is to be written. */
export interface SynthesisOptions {
  /**
   * Output folder.
   * @default - that of the app (`outdir`, else CDK8S_OUTDIR, else "dist")
   */
  readonly outdir?: string;

  /**
   * Write the Helm charts of the app instead of manifests, each to a folder with its name.
   * @default false
   */
  readonly helm?: boolean;

  /**
   * Return all manifests as one text instead of writing files.
   * @default false
   */
  readonly text?: boolean;

  /**
   * Check only: neither files nor text.
   * @default false
   */
  readonly checkOnly?: boolean;

  /**
   * Host and path of a mirror in place of the app's.
   * @default - that of the app
   */
  readonly mirror?: string;

  /**
   * Layout of the mirror: "path" or "flat".
   * @default - that of the app's mirror, else "path"
   */
  readonly layout?: string;

  /**
   * Folder of a registry that charts are taken from, in place of the app's.
   * @default - that of the app
   */
  readonly chartMirror?: string;
}

/** What a synthesis did. Nothing was written when `findings` has an error. */
export interface Synthesis {
  /** Errors first. */
  readonly findings: Finding[];

  /** Lines of the report: students, objects, GPUs promised against present. */
  readonly summary: SummaryLine[];

  /** Number of objects. */
  readonly objects: number;

  /** Names of the files that were written anew. */
  readonly written: string[];

  /** Number of files that were there already with the same bytes. */
  readonly unchanged: number;

  /** Names of files of an earlier run that this one did not make. */
  readonly removed: string[];

  /**
   * The file that says how to go on, as "INSTALL.md".
   * @default - none was made
   */
  readonly next?: string;

  /**
   * All manifests, when asked for.
   * @default - not asked for, or there are errors
   */
  readonly text?: string;
}
