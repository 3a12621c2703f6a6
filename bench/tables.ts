import { summaryText } from '../constructs/output/private/summary';
import { BARS, type Bar, isMet } from './bars';
import type { Figures } from './figures';

const WRITERS = ['json', 'ours', 'js-yaml', 'yaml'];

/** What everything took, as medians. */
export function costTable(figures: Figures): string {
  const lines = figures.subjects().map((subject) => {
    const [cpu, wall, memory] = (['cpu', 'wall', 'memory'] as const).map((of) =>
      figures.median(subject, of)!.toFixed(0),
    );
    const columns = [`${cpu.padStart(8)} ms CPU`, `${wall.padStart(8)} ms wall`, `${memory.padStart(6)} MB`];
    return { label: subject, value: `${columns.join('')}   ${figures.runs(subject)} x` };
  });
  const writers = WRITERS.map((name) => ({
    label: `writer ${name}, warm`,
    value: `${figures.number(`writer ${name}`)!.toFixed(1).padStart(8)} us CPU a student`,
  }));
  return summaryText([...lines, ...writers]);
}

/** Each bar beside its figure. */
export function barTable(figures: Figures): string {
  return summaryText(BARS.map((bar) => ({ label: bar.title, value: verdict(bar, bar.figure(figures)) })));
}

function verdict(bar: Bar, figure: number | undefined): string {
  const wanted = `${bar.limit} ${String(bar.bar).padStart(5)}`;
  if (figure === undefined) return `${wanted}   not measured in this run`;
  const digits = Number.isInteger(figure) ? 0 : figure >= 100 ? 0 : 2;
  return `${wanted}   ${figure.toFixed(digits).padStart(6)} ${(bar.unit ?? '').padEnd(2)}   ${isMet(bar, figure) ? 'met' : 'MISSED'}`;
}
