import { indentOf } from './indent';
import { quoteScalar, scalarText } from './quoting';

/*
 * The same few hundred keys stand at the same few depths all over a lab, and most of them have the same few values. Their
 * lines are kept, which saves two thirds of the text additions and of the questions whether a text needs quotes. It is a
 * pure memory: whatever was written before, or thrown in between, the text of a line is the same.
 */

/** Enough for all field names of a cluster; a program with a million different keys must not keep them all. */
const MOST_KEYS = 20_000;
const LONGEST_KEPT_KEY = 128;

/** A key with more different values (a name, a namespace) is not worth a look-up. */
const FEW_VALUES = 16;
const MOST_VALUES = 20_000;
const LONGEST_KEPT_VALUE = 512;

/** YAML refuses a key of more than 1024 characters unless it is marked with `?`. */
const LONGEST_IMPLICIT_KEY = 1000;

const kept = { keys: 0, values: 0 };

/** The line of one key at one place: line break, indent, dash of a list, key, colon; and its values, while they are few. */
export class KeyLine {
  /** The line when its value stands on it. */
  readonly withBlank: string;

  private values: Map<string, string> | undefined = new Map();

  constructor(
    readonly text: string,
    private readonly depth: number,
  ) {
    this.withBlank = `${text} `;
  }

  /** The line (or the lines, when it becomes a block) with a string as its value. */
  of(value: string): string {
    if (this.values !== undefined) {
      const known = this.values.get(value);
      if (known !== undefined) return known;
      if (value.length <= LONGEST_KEPT_VALUE) return this.keep(value);
    }
    return this.withBlank + scalarText(value, this.depth + 1);
  }

  private keep(value: string): string {
    // Joined, not added: what is kept is one text in one piece.
    const line = [this.withBlank, scalarText(value, this.depth + 1)].join('');
    if (this.values!.size >= FEW_VALUES || kept.values >= MOST_VALUES) {
      kept.values -= this.values!.size;
      this.values = undefined;
    } else {
      kept.values++;
      this.values!.set(value, line);
    }
    return line;
  }
}

/** The lines of all keys that can stand at one place of a document. */
export class KeyLines {
  private readonly lines = new Map<string, KeyLine>();

  /** @param start what stands before the key: a line break and an indent, perhaps with the dash of a list */
  constructor(
    private readonly start: string,
    readonly depth: number,
  ) {}

  of(key: string): KeyLine {
    return this.lines.get(key) ?? this.add(key);
  }

  private add(key: string): KeyLine {
    const name = quoteScalar(key);
    const implicit = name.length <= LONGEST_IMPLICIT_KEY;
    const line = new KeyLine(
      implicit ? `${this.start}${name}:` : `${this.start}? ${name}\n${indentOf(this.depth)}:`,
      this.depth,
    );
    if (kept.keys < MOST_KEYS && key.length <= LONGEST_KEPT_KEY) {
      kept.keys++;
      this.lines.set(key, line);
    }
    return line;
  }
}

/** The first key of a document: nothing stands before it. */
export const DOCUMENT_START = new KeyLines('', 0);

const ordinary: KeyLines[] = [];
const itemStarts: KeyLines[] = [];

/** Any key at `depth` but those below. */
export function linesAt(depth: number): KeyLines {
  ordinary[depth] ??= new KeyLines(`\n${indentOf(depth)}`, depth);
  return ordinary[depth];
}

/** The first key at `depth` of a mapping that is an item of a list: the dash stands before it. */
export function itemStartAt(depth: number): KeyLines {
  itemStarts[depth] ??= new KeyLines(`\n${indentOf(depth - 1)}- `, depth);
  return itemStarts[depth];
}
