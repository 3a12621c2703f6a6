import type { YamlEntry, YamlNode, YamlScalar } from './yaml-nodes';

/**
 * Reads the YAML that nearly everybody writes: block mappings and lists, words, whole numbers, texts in double quotes, and
 * brackets within a line. At anything else it gives up rather than guess: then `yaml` reads the text, which takes ten times as
 * long for a small file, and knows what is wrong with a bad one.
 */
export function readPlainYaml(text: string): YamlNode | undefined {
  if (STRANGE.test(text)) return undefined;
  const lines = [...text.matchAll(LINE)].map(lineOf).filter(({ start, end }) => end > start);
  if (lines.some(({ begin, start, end }) => start - begin > DEEPEST || end - start > LONGEST)) return undefined;
  try {
    return new PlainReader(text, lines).document();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** Anything but line ends and what can be seen. */
const STRANGE = /[^\n -~\u00a0-\ud7ff]/;
const LINE = /^.*/gm;
/** With a quote behind it, a hash within a line may be part of a text. */
const COMMENT = /^ *#.*$| #[^"]*$/;
/** Characters of an indentation, and of what follows it. */
const DEEPEST = 100;
const LONGEST = 1000;

const DASH = /- +(?=[^ #\n])/y;
const KEY = /([A-Za-z][\w./-]*):(?=[ \n]|$)/y;
const BLANKS = / */y;
const OPEN = /[[{] */y;
const COMMA = /, */y;
const CLOSE = /[\]}]/y;
const TEXT = /"([^"\\\n]*)"/y;
const WORD = /[A-Za-z0-9][\w./-]*/y;

const LETTER = /^[A-Za-z]/;
const NO_TEXT = /^(?:[nN](?:ull|ULL)|[tT](?:rue|RUE)|[fF](?:alse|ALSE))$/;
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;
const QUANTITY_OR_ADDRESS = /^(?:\d+(?:\.\d+)?(?:[num]|[kKMGTPE]i?)|\d+(?:\.\d+){3})$/;

/** A line: where it begins, and where something on it begins and ends. */
interface Line {
  readonly begin: number;
  readonly start: number;
  readonly end: number;
}

function lineOf({ 0: line, index: begin }: RegExpExecArray): Line {
  const end = line.replace(COMMENT, '').trimEnd().length;
  return { begin, start: begin + line.search(/[^ ]|$/), end: begin + end };
}

class NotPlain extends Error {}

class PlainReader {
  private index = 0;
  private at: number;

  constructor(
    private readonly text: string,
    private readonly lines: readonly Line[],
  ) {
    this.at = lines[0]?.start ?? 0;
  }

  document(): YamlNode {
    const node = this.block();
    this.demand(this.index === this.lines.length);
    return node;
  }

  private block(): YamlNode {
    return this.sees(DASH) ? this.list() : this.mapping();
  }

  private list(): YamlNode {
    const { at: offset, column } = this;
    const items: YamlNode[] = [];
    while (this.column === column && this.take(DASH)) items.push(this.sees(KEY) ? this.mapping() : this.restOfLine());
    return { kind: 'list', items, offset };
  }

  private mapping(): YamlNode {
    const { at: offset, column } = this;
    const entries = new Map<string, YamlEntry>();
    do this.entry(entries, () => (this.endsLine ? this.below(column) : this.restOfLine()));
    while (this.column === column && !this.sees(DASH));
    return { kind: 'mapping', entries: [...entries.values()], offset };
  }

  /** What the lines below a key hold: deeper, or a list in the key's column. */
  private below(column: number): YamlNode {
    this.nextLine();
    this.demand(this.column > column || (this.column === column && this.sees(DASH)));
    return this.block();
  }

  private restOfLine(): YamlNode {
    const node = this.inline();
    this.demand(this.endsLine);
    this.nextLine();
    return node;
  }

  private inline(): YamlNode {
    const offset = this.at;
    switch (this.text[offset]) {
      case '[': {
        const items: YamlNode[] = [];
        this.brackets(() => items.push(this.inline()), ']');
        return { kind: 'list', items, offset };
      }
      case '{': {
        const entries = new Map<string, YamlEntry>();
        this.brackets(() => this.entry(entries, () => this.inline()), '}');
        return { kind: 'mapping', entries: [...entries.values()], offset };
      }
      case '"':
        return { kind: 'scalar', value: this.need(TEXT)[1], offset };
      default:
        return { kind: 'scalar', value: this.valueOf(this.need(WORD)[0]), offset };
    }
  }

  private brackets(member: () => void, close: string): void {
    this.need(OPEN);
    while (!this.sees(CLOSE)) {
      member();
      this.take(BLANKS);
      this.demand(this.sees(CLOSE) || this.take(COMMA) !== undefined);
    }
    this.demand(this.need(CLOSE)[0] === close);
  }

  private entry(entries: Map<string, YamlEntry>, value: () => YamlNode): void {
    const offset = this.at;
    const name = this.need(KEY)[1];
    this.demand(!NO_TEXT.test(name) && !entries.has(name));
    const key: YamlScalar = { kind: 'scalar', value: name, offset };
    if (!this.endsLine) this.take(BLANKS);
    entries.set(name, { key, value: value() });
  }

  private valueOf(word: string): unknown {
    if (WHOLE.test(word)) return Number(word);
    this.demand(LETTER.test(word) ? !NO_TEXT.test(word) : QUANTITY_OR_ADDRESS.test(word));
    return word;
  }

  /** Of the character that is read; below zero behind the last line. */
  private get column(): number {
    return this.at - (this.lines[this.index]?.begin ?? Number.POSITIVE_INFINITY);
  }

  private get endsLine(): boolean {
    return this.at === this.lines[this.index].end;
  }

  private nextLine(): void {
    this.index++;
    this.at = this.lines[this.index]?.start ?? this.text.length;
  }

  private sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text) ?? undefined;
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  private need(pattern: RegExp): RegExpExecArray {
    const match = this.take(pattern);
    if (!match) throw new NotPlain();
    return match;
  }

  private demand(isPlain: boolean): void {
    if (!isPlain) throw new NotPlain();
  }
}
