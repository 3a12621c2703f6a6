import type { Cost } from './workshop';

/** One measured thing at one size, as `product 1000`. */
export type Subject = string;

/** Everything that was measured, each several times. */
export class Figures {
  private readonly costs = new Map<Subject, Cost[]>();
  private readonly numbers = new Map<Subject, number>();

  add(subject: Subject, cost: Cost): void {
    const costs = this.costs.get(subject);
    if (costs) costs.push(cost);
    else this.costs.set(subject, [cost]);
  }

  addNumber(subject: Subject, value: number): void {
    this.numbers.set(subject, value);
  }

  number(subject: Subject): number | undefined {
    return this.numbers.get(subject);
  }

  subjects(): Subject[] {
    return [...this.costs.keys()];
  }

  runs(subject: Subject): number {
    return this.costs.get(subject)?.length ?? 0;
  }

  median(subject: Subject, of: keyof Cost): number | undefined {
    const values = this.costs.get(subject)?.map((cost) => cost[of]);
    return values?.sort((a, b) => a - b)[values.length >> 1];
  }

  /** How many times the cost of another subject. */
  ratio(subject: Subject, other: Subject, of: keyof Cost = 'cpu'): number | undefined {
    const [own, base] = [this.median(subject, of), this.median(other, of)];
    return own !== undefined && base !== undefined ? own / base : undefined;
  }

  /** Exponent of growth of CPU between two sizes, without what Node takes to do nothing. */
  growth(name: string, small: number, large: number): number | undefined {
    const [few, many] = [this.median(`${name} ${small}`, 'cpu'), this.median(`${name} ${large}`, 'cpu')];
    const nothing = this.median('nothing', 'cpu');
    if (few === undefined || many === undefined || nothing === undefined) return undefined;
    return Math.log((many - nothing) / (few - nothing)) / Math.log(large / small);
  }
}
