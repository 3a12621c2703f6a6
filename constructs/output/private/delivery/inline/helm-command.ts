import type { SpawnSyncReturns } from 'node:child_process';

/** More than any chart prints. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What helm answered. */
export interface Answer {
  /** Undefined when it failed. */
  readonly text?: string;

  /** Why it failed. */
  readonly reason: string;
}

/**
 * The local helm: the only process that a synthesis ever starts. It is asked to render, which needs no cluster and no network.
 */
export class HelmCommand {
  constructor(private readonly command: string) {}

  /** Its version; of another one, templates may come out otherwise. */
  version(): Answer {
    return this.run(['version', '--short']);
  }

  /** Version of a chart in a folder or package. */
  chartYaml(path: string): Answer {
    return this.run(['show', 'chart', path]);
  }

  template(args: readonly string[], values: string): Answer {
    return this.run(['template', ...args, '--values', '-'], values);
  }

  private run(args: readonly string[], input = ''): Answer {
    // Not at the top of the file: a program without inline delivery must not pay for loading it.
    const { spawnSync } = require('node:child_process') as typeof import('node:child_process');
    const options = { input, encoding: 'utf8', maxBuffer: MOST_BYTES } as const;
    const { status, stdout, stderr, error }: SpawnSyncReturns<string> = spawnSync(this.command, args, options);
    // A helm that ends before it has read all of its input has a status, and a message of its own.
    if (error && status === null) return { reason: error.message };
    return status === 0 ? { text: stdout, reason: '' } : { reason: lastWords(stderr) };
  }
}

/** The message without warnings and notes before it, on one line. */
function lastWords(stderr: string): string {
  const lines = stderr.trim().split('\n');
  const start = lines.findIndex((line) => line.startsWith('Error:'));
  const text = lines
    .slice(Math.max(start, 0))
    .filter((line) => !line.startsWith('Use --debug'))
    .join(' ');
  return (
    text
      .replace(/^Error: /, '')
      .replace(/\s+/g, ' ')
      .trim() || 'it failed without a word'
  );
}
