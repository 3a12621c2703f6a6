import type { Size } from 'cdk8s';
import type { Problem } from '../../core/checks/check';
import { error } from '../../core/rules/problem';
import { refuse } from '../../core/rules/refuse';
import { countProblems, memoryProblems, shareProblems, WHOLE } from './private/slice-rules';

/** What a slice holds. */
interface Amounts {
  readonly cards: number;
  readonly mib?: number;
  readonly percent?: number;
  readonly cores?: number;
}

/**
 * What one container gets of GPUs: memory and compute on each of its cards. A value; every method returns another slice.
 *
 *     GpuSlice.memory(Size.gibibytes(4)).cores(30)   4096 MiB and 30 % of the compute of one card
 *     GpuSlice.percent(25).cards(2)                  a quarter of the memory of two cards, each
 *     GpuSlice.wholeCards(2)                         two cards that nobody shares
 *
 * What HAMi would ignore, wrap or clamp in silence is refused here, with the reason.
 */
export class GpuSlice {
  /** A part of one card, by its memory. @param perCard of whole MiB, from 256 MiB; the same on each card of the slice */
  public static memory(perCard: Size): GpuSlice {
    const { mib, problems } = memoryProblems(perCard);
    refuse(problems, GpuSlice.memory);
    return new GpuSlice({ cards: 1, mib });
  }

  /**
   * A part of one card, by its share of the memory, whatever that is. A share of 100 without `cores` is a card that nobody shares.
   *
   * @param ofMemory 1 to 100
   */
  public static percent(ofMemory: number): GpuSlice {
    refuse(shareProblems('percent', ofMemory), GpuSlice.percent);
    return new GpuSlice({ cards: 1, percent: ofMemory });
  }

  /** Cards that nobody shares. @param count 1 to 16, all on one node */
  public static wholeCards(count: number = 1): GpuSlice {
    refuse(countProblems('wholeCards', count), GpuSlice.wholeCards);
    return new GpuSlice({ cards: count, cores: WHOLE });
  }

  /** Number of cards, all on one node. */
  public readonly cardCount: number;

  /** Memory on each card in MiB; undefined when the slice says it in percent, or is whole cards. */
  public readonly memoryMib: number | undefined;

  /** Memory on each card in percent; undefined when the slice says it in MiB, or is whole cards. */
  public readonly memoryPercent: number | undefined;

  /** Compute on each card in percent; undefined for no limit. 100 is a card that nobody shares. */
  public readonly corePercent: number | undefined;

  private constructor(amounts: Amounts) {
    this.cardCount = amounts.cards;
    this.memoryMib = amounts.mib;
    this.memoryPercent = amounts.percent;
    // HAMi's webhook would add this itself, and only while it is up.
    this.corePercent = amounts.cores ?? (amounts.percent === WHOLE ? WHOLE : undefined);
    Object.freeze(this);
  }

  /** The same on each of several cards. @param count 1 to 16, all on one node */
  public cards(count: number): GpuSlice {
    const problems = this.isWhole ? [narrowed(`cards(${count})`, `take GpuSlice.wholeCards(${count})`)] : [];
    refuse([...problems, ...countProblems('cards', count)], this.cards);
    return new GpuSlice({ ...this.amounts, cards: count });
  }

  /**
   * With a limit of compute. Cards whose compute is all booked take nobody more, and 100 is a card that nobody shares.
   *
   * @param percent of each card, 1 to 100
   */
  public cores(percent: number): GpuSlice {
    const hint = `take GpuSlice.percent(100).cores(${percent}) for all memory and a part of the compute`;
    const problems = this.isWhole ? [narrowed(`cores(${percent})`, hint)] : [];
    refuse([...problems, ...shareProblems('cores', percent)], this.cores);
    return new GpuSlice({ ...this.amounts, cores: percent });
  }

  /** Are these cards that nobody shares? */
  public get isExclusive(): boolean {
    return this.corePercent === WHOLE;
  }

  /**
   * MiB on a card of so many. Exact: HAMi cuts fractions off.
   * @internal
   */
  public _mibOf(cardMib: number): number {
    return this.memoryMib ?? Math.floor((cardMib * (this.memoryPercent ?? WHOLE)) / WHOLE);
  }

  /** In words, for messages: "4096 MiB and 30 % compute of each of 2 cards". */
  public toString(): string {
    const cards = this.cardCount === 1 ? 'a card' : `each of ${this.cardCount} cards`;
    if (this.isWhole) return this.cardCount === 1 ? 'a whole card' : `${this.cardCount} whole cards`;
    const memory = this.memoryMib === undefined ? `${this.memoryPercent} % of the memory` : `${this.memoryMib} MiB`;
    return `${memory}${this.corePercent === undefined ? '' : ` and ${this.corePercent} % compute`} of ${cards}`;
  }

  private get isWhole(): boolean {
    return this.memoryMib === undefined && this.memoryPercent === undefined;
  }

  private get amounts(): Amounts {
    return { cards: this.cardCount, mib: this.memoryMib, percent: this.memoryPercent, cores: this.corePercent };
  }
}

const narrowed = (call: string, hint: string): Problem =>
  error('GPULAB2704', `wholeCards and ${call} contradict each other`, 'wholeCards', hint);
