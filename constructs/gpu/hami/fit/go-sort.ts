/** Go's `sort.Sort` sorts so many by insertion, which keeps equals in their order. */
const BY_INSERTION = 12;

/** Part of a list that is looked for disorder: an eighth of it on the smaller side is a fair split. */
const FAIR = 8;

type Less<T> = (a: T, b: T) => boolean;

/**
 * Sorts in place, and leaves equals in the order that Go 1.19 to 1.26 leave them in: HAMi takes cards from a list that was sorted
 * like that, so which of two equal cards a pod gets depends on it. Exact to 49 elements, but for lists that are made to be bad
 * ones; servers have at most 16 cards. Go's algorithm is a quicksort that swaps some elements when splits are unfair.
 */
export function sortAsGo<T>(list: T[], less: Less<T>): void {
  new GoSort(list, less).sort(0, list.length);
}

class GoSort<T> {
  constructor(
    private readonly list: T[],
    private readonly lessThan: Less<T>,
  ) {}

  /** Sorts from `from` up to before `to`. */
  sort(from: number, to: number): void {
    let [a, b] = [from, to];
    let [fair, sorted] = [true, true];
    while (b - a > BY_INSERTION) {
      const length = b - a;
      if (!fair) this.disturb(a, length);
      const { pivot, rising } = this.pivot(a, b);
      if (fair && sorted && rising && this.isSorted(a, b)) return;
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.skipEquals(a, b, pivot);
        continue;
      }
      const split = this.partition(a, b, pivot);
      sorted = split.sorted;
      const [left, right] = [split.at - a, b - split.at];
      fair = Math.min(left, right) >= Math.floor(length / FAIR);
      if (left < right) {
        this.sort(a, split.at);
        a = split.at + 1;
      } else {
        this.sort(split.at + 1, b);
        b = split.at;
      }
    }
    this.insert(a, b);
  }

  private insert(a: number, b: number): void {
    for (let i = a + 1; i < b; i++) for (let j = i; j > a && this.less(j, j - 1); j--) this.swap(j, j - 1);
  }

  /** The middle one of three. A list of which all three fall is turned around first. */
  private pivot(a: number, b: number): { readonly pivot: number; readonly rising: boolean } {
    const quarter = Math.floor((b - a) / 4);
    let [low, middle, high] = [a + quarter, a + 2 * quarter, a + 3 * quarter];
    let swaps = 0;
    const order = (x: number, y: number): [number, number] => {
      if (!this.less(y, x)) return [x, y];
      swaps++;
      return [y, x];
    };
    [low, middle] = order(low, middle);
    [middle, high] = order(middle, high);
    [low, middle] = order(low, middle);
    return { pivot: middle, rising: swaps === 0 };
  }

  private isSorted(a: number, b: number): boolean {
    for (let i = a + 1; i < b; i++) if (this.less(i, i - 1)) return false;
    return true;
  }

  /** Brings what is less to the left of the pivot, which goes between. Were all on their side already? */
  private partition(a: number, b: number, pivot: number): { readonly at: number; readonly sorted: boolean } {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    let swaps = 0;
    for (;;) {
      while (i <= j && this.less(i, a)) i++;
      while (i <= j && !this.less(j, a)) j--;
      if (i > j) break;
      this.swap(i++, j--);
      swaps++;
    }
    this.swap(j, a);
    return { at: j, sorted: swaps === 0 };
  }

  /** Where nothing is less than the pivot: brings its equals to the left. Where do the others begin? */
  private skipEquals(a: number, b: number, pivot: number): number {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (;;) {
      while (i <= j && !this.less(a, i)) i++;
      while (i <= j && this.less(a, j)) j--;
      if (i > j) return i;
      this.swap(i++, j--);
    }
  }

  /** Swaps three in the middle with any others: "any" is a xorshift that begins with the length. */
  private disturb(a: number, length: number): void {
    let random = BigInt(length);
    const mask = (1n << BigInt(length.toString(2).length)) - 1n;
    const middle = a + Math.floor(length / 4) * 2;
    for (let i = middle - 1; i <= middle + 1; i++) {
      random ^= BigInt.asUintN(64, random << 13n);
      random ^= random >> 7n;
      random ^= BigInt.asUintN(64, random << 17n);
      const other = Number(random & mask);
      this.swap(i, a + (other >= length ? other - length : other));
    }
  }

  private less(i: number, j: number): boolean {
    return this.lessThan(this.list[i], this.list[j]);
  }

  private swap(i: number, j: number): void {
    [this.list[i], this.list[j]] = [this.list[j], this.list[i]];
  }
}
