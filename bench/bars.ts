import type { Figures } from './figures';

/** What a figure must be. */
export interface Bar {
  readonly title: string;
  readonly limit: 'at most' | 'at least';
  readonly bar: number;
  readonly unit?: string;
  figure(figures: Figures): number | undefined;
}

const againstFloor = (count: number, bar: number): Bar => ({
  title: `${studentsOf(count)}, CPU against JSON.stringify and write`,
  limit: 'at most',
  bar,
  unit: 'x',
  figure: (figures) => figures.ratio(`product ${count}`, `floor ${count}`),
});

const dearer = (variant: string, title: string, count: number, bar: number): Bar => ({
  title: `${studentsOf(count)}, ${title} is dearer`,
  limit: 'at least',
  bar,
  unit: 'x',
  figure: (figures) => figures.ratio(`${variant} ${count}`, `product ${count}`),
});

const number = (title: string, bar: number, subject: string, unit?: string): Bar => ({
  title,
  limit: 'at most',
  bar,
  unit,
  figure: (figures) => figures.number(subject),
});

const studentsOf = (count: number): string => `${count.toLocaleString('en')} student${count === 1 ? '' : 's'}`;

export const BARS: readonly Bar[] = [
  againstFloor(1, 1.4),
  againstFloor(1_000, 3.6),
  againstFloor(4_000, 3.6),
  againstFloor(10_000, 4.2),
  dearer('by-the-docs', 'cdk8s by its docs', 1_000, 15),
  dearer('by-the-docs', 'cdk8s by its docs', 4_000, 100),
  dearer('app-each', 'one App per student', 1_000, 4.5),
  dearer('app-each', 'one App per student', 4_000, 7),
  dearer('app-each', 'one App per student', 10_000, 7),
  {
    title: 'growth exponent from 1,000 to 10,000',
    limit: 'at most',
    bar: 1,
    figure: (figures) => figures.growth('product', 1_000, 10_000),
  },
  {
    title: 'the same, every student depends on a platform chart',
    limit: 'at most',
    bar: 1.15,
    figure: (figures) => figures.growth('platform', 1_000, 10_000),
  },
  {
    title: '10,000 students, CPU against a template string in Node',
    limit: 'at most',
    bar: 2.5,
    unit: 'x',
    figure: (figures) => figures.ratio('product 10000', 'template-string 10000'),
  },
  {
    title: '10,000 students, wall time against Jinja2',
    limit: 'at most',
    bar: 1,
    unit: 'x',
    figure: (figures) => figures.ratio('product 10000', 'jinja 10000', 'wall'),
  },
  {
    title: '1,000 values files, a process of helm template each is dearer',
    limit: 'at least',
    bar: 20,
    unit: 'x',
    figure: (figures) => figures.ratio('helm-template 1000', 'render-each 1000'),
  },
  {
    title: 'peak memory at 10,000 students',
    limit: 'at most',
    bar: 120,
    unit: 'MB',
    figure: (figures) => figures.median('product 10000', 'memory'),
  },
  number('files written by an unchanged second run', 0, 'files written unchanged'),
  number('files written when one student changed', 1, 'files written changed'),
  number('YAML writer, warm, against JSON.stringify', 1.6, 'writer against json', 'x'),
];

/** Is the figure as the bar wants it? */
export const isMet = ({ limit, bar }: Bar, figure: number): boolean =>
  limit === 'at most' ? figure <= bar : figure >= bar;
