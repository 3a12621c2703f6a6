import type { ParseArgsConfig } from 'node:util';
import type { Finding } from 'cdk8s-gpulab';
import { usageError } from './finding';

/** Values of a command's options as `node:util` parses them. */
export type OptionValues = { readonly [name: string]: string | boolean | string[] | undefined };

/** What a command has to say. Findings decide the exit status; the rest is for a person or, with --json, for a program. */
export interface Outcome {
  readonly findings: readonly Finding[];

  /** The `result` of the JSON document. */
  readonly result?: unknown;

  /** For a person, on stdout. */
  readonly text?: string;

  /**
   * Does the text tell the findings, too?
   * @default false - they are told on stderr
   */
  readonly told?: boolean;
}

/** One command: its words and options in one place. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly positionals: number;

  /**
   * Does it only look, whatever it finds?
   * @default false - it writes files or an answer unless something is an error
   */
  readonly isReader?: boolean;
  run(options: OptionValues, positionals: string[]): Promise<Outcome>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Command['options'] = {
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** Refuses options of other forms of a command: in silence they would be taken for heeded. @param form as `health check` */
export function refuseOptions(options: OptionValues, known: readonly string[], form: string, hint: string): void {
  const stray = Object.keys(options).find((name) => !Object.hasOwn(COMMON_OPTIONS, name) && !known.includes(name));
  if (stray !== undefined) throw usageError(`--${stray} is not for ${form}`, hint);
}

export const COMMON_HELP = `  --json        print one JSON document {"findings": [...], "result": ...} and nothing else
  --strict      warnings make the exit status 1, too
  -h, --help    print this`;

/** What the option of a program is called everywhere. */
export const APP_OPTION: Command['options'] = { app: { type: 'string' } };
export const APP_HELP = `  --app FILE    the program; default: main.ts beside the nearest cdk8s.yaml.
                Relative paths in the program are relative to the folder of that cdk8s.yaml`;

/** Options of the mirrors, the same for every command that knows images. */
export const MIRROR_OPTIONS: Command['options'] = {
  mirror: { type: 'string' },
  layout: { type: 'string' },
  'chart-mirror': { type: 'string' },
};
export const MIRROR_HELP = `  --mirror HOST/PREFIX
                take every image from this registry, in place of the mirror of the program;
                its digests stay
  --layout path|flat
                path: below the registry each is from, as PREFIX/quay.io/ceph/ceph:v20;
                flat: PREFIX/ceph:v20. Default: that of the program's mirror, else path
  --chart-mirror oci://HOST/FOLDER
                take every chart of others from this folder of a registry`;

interface MirrorWords {
  readonly mirror?: string;
  readonly layout?: string;
  readonly chartMirror?: string;
}

/** What the command line says of the mirrors. */
export function mirrorOf({ mirror, layout, 'chart-mirror': chartMirror }: OptionValues): MirrorWords {
  if (layout !== undefined && layout !== 'path' && layout !== 'flat') {
    throw usageError(`there is no layout "${layout}"`, 'one of path, flat');
  }
  return {
    mirror: mirror as string | undefined,
    layout: layout as string | undefined,
    chartMirror: chartMirror as string | undefined,
  };
}

/** What the argument CHART means everywhere. */
export const CHART_HELP = `  CHART         name of a HelmChart of the program, or of a chart of the command's own;
                a name that there is not shows those that there are
  --app FILE    the program, and no charts but its own; without it main.ts beside the nearest
                cdk8s.yaml, if there is one, then the command's own charts`;
