/**
 * A text with gaps, filled for one row after the other as bytes in one place in memory: ten thousand texts that are made and
 * thrown away would drive everything else out of the processor's caches.
 */
export class RowLayout {
  private room = Buffer.allocUnsafe(0);
  private filled: Buffer = this.room;
  /** What is in the gaps, if all of it is ASCII, and where they begin. */
  private texts: readonly string[] | undefined;
  private readonly starts: number[] = [];

  constructor(
    private readonly pieces: readonly Uint8Array[],
    /** For each gap between two pieces, the number of the text that fills it. */
    private readonly gaps: readonly number[],
  ) {}

  /** UTF-8, to be used before the next call. */
  fill(texts: readonly string[]): Buffer {
    const isAscii = !texts.some((text) => NOT_ASCII.test(text));
    if (isAscii && this.texts && haveOneLength(texts, this.texts)) this.replace(texts, this.texts);
    else this.layOut(texts);
    this.texts = isAscii ? texts : undefined;
    return this.filled;
  }

  /** Of rows in their order, most differ from the row before in the end of their texts. */
  private replace(texts: readonly string[], before: readonly string[]): void {
    const { gaps, room, starts } = this;
    const firsts = texts.map((text, index) => firstDifference(text, before[index]));
    for (let gap = 0; gap < gaps.length; gap++) {
      const text = texts[gaps[gap]];
      const start = starts[gap];
      for (let i = firsts[gaps[gap]]; i < text.length; i++) room[start + i] = text.charCodeAt(i);
    }
  }

  private layOut(texts: readonly string[]): void {
    const { pieces, gaps, starts } = this;
    const room = this.roomFor(texts);
    room.set(pieces[0]);
    let end = pieces[0].length;
    for (let gap = 0; gap < gaps.length; gap++) {
      starts[gap] = end;
      end += room.write(texts[gaps[gap]], end);
      room.set(pieces[gap + 1], end);
      end += pieces[gap + 1].length;
    }
    this.filled = room.subarray(0, end);
  }

  private roomFor(texts: readonly string[]): Buffer {
    const fixed = this.pieces.reduce((sum, piece) => sum + piece.length, 0);
    const most = this.gaps.reduce((sum, gap) => sum + texts[gap].length * MOST_BYTES, fixed);
    if (this.room.length < most) this.room = Buffer.allocUnsafe(2 * most);
    return this.room;
  }
}

/** Control characters are as rare as others. */
const NOT_ASCII = /[^ -~]/;

/** Of each of the units that JavaScript counts a text's length in. */
const MOST_BYTES = 3;

const haveOneLength = (some: readonly string[], others: readonly string[]): boolean =>
  some.every((text, index) => text.length === others[index].length);

function firstDifference(text: string, other: string): number {
  let index = 0;
  while (index < text.length && text.charCodeAt(index) === other.charCodeAt(index)) index++;
  return index;
}
