import type { WriteStream } from 'node:tty';
import type { Probed } from '../probe-all';
import type { NodeState } from '../types';
import { countsOf, tableOf } from './table';

/** Control sequences of terminals (ECMA-48, and xterm's second screen). */
const SECOND_SCREEN = '\u001b[?1049h\u001b[?25l';
const FIRST_SCREEN = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const REST_OF_LINE = '\u001b[K';
const REST_OF_SCREEN = '\u001b[J';
const COLOURS: { readonly [state in NodeState]: string } = {
  connected: '\u001b[32m',
  failed: '\u001b[31m',
  unknown: '\u001b[2m',
};
const PLAIN = '\u001b[0m';

/** What needs somebody comes first. */
const ORDER: { readonly [state in NodeState]: number } = { failed: 0, unknown: 1, connected: 2 };
const REDRAW_MS = 200;

/** A table that fills the terminal, and is drawn anew when something changed, but not for each of a thousand nodes. */
export class Screen {
  private probed: readonly Probed[] = [];
  private timer?: NodeJS.Timeout;

  constructor(private readonly terminal: WriteStream) {
    terminal.write(SECOND_SCREEN);
  }

  show(probed: readonly Probed[]): void {
    this.probed = probed;
    this.timer ??= setTimeout(() => this.draw(), REDRAW_MS);
  }

  end(): void {
    clearTimeout(this.timer);
    this.terminal.write(FIRST_SCREEN);
  }

  private draw(): void {
    this.timer = undefined;
    const { columns = 80, rows = 24 } = this.terminal;
    this.terminal.write(drawn(this.probed, { columns, rows, coloured: !process.env.NO_COLOR }));
  }
}

/** One frame: a head line, and as many nodes as there is room for. */
export function drawn(
  probed: readonly Probed[],
  { columns, rows, coloured }: { columns: number; rows: number; coloured: boolean },
): string {
  const sorted = [...probed].sort((a, b) => ORDER[a.result.state] - ORDER[b.result.state]);
  const shown = sorted.slice(0, Math.max(1, rows - 4));
  const counts = countsOf(probed.map(({ result }) => result.state));
  const head = `gpulab health  ${counts.connected} connected, ${counts.failed} failed, ${counts.unknown} unknown`;
  const [titles, ...lines] = tableOf(
    shown.map(({ target, result }) => ({ target, result: { ...result, warnings: [] } })),
  )
    .trimEnd()
    .split('\n');
  const body = lines.map((line, index) => {
    const cut = line.slice(0, columns);
    return coloured ? `${COLOURS[shown[index].result.state]}${cut}${PLAIN}` : cut;
  });
  const more = sorted.length > shown.length ? [`... and ${sorted.length - shown.length} more`] : [];
  const all = [head.slice(0, columns), '', titles.slice(0, columns), ...body, ...more];
  return `${HOME}${all.map((line) => `${line}${REST_OF_LINE}\r\n`).join('')}${REST_OF_SCREEN}`;
}
