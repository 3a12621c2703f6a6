import { type Fields, Struct, Type, type TypeName } from './type';

/**
 * The compact text of a struct's fields, as tools/generate-shapes.ts writes it:
 *
 *     fields  = [ "*" "," ] field { "," field }          the star: other fields are kept
 *     field   = name [ "!" ] ":" type                    the mark: required
 *     type    = "s" [ "=" value { "|" value } ]          string, or one of a few
 *             | "b" | "i" | "l" | "n"                    boolean, int32, int64, number
 *             | "q" | "t" | "y" | "o"                    quantity, time, base64, integer or string
 *             | "a" | "A"                                anything, any object
 *             | "[" type | "{" type                      list of, map of
 *             | "(" fields ")"                           struct
 *             | "@" name | "&" number ";"                struct of that name, struct repeated in a group of custom kinds
 *
 * Names and values percent-encode what the grammar uses.
 */
export class CompactReader {
  private at = 0;

  constructor(
    private readonly text: string,
    /** The struct of an `@` or `&` reference. */
    private readonly resolve: (reference: string) => Struct,
  ) {}

  fields(): Fields {
    const types = new Map<string, Type>();
    const required: string[] = [];
    const open = this.skip('*');
    if (open) this.skip(',');
    while (this.at < this.text.length && this.text[this.at] !== ')') {
      const name = this.word();
      if (this.skip('!')) required.push(name);
      this.skip(':');
      types.set(name, this.type());
      this.skip(',');
    }
    return { types, required, open };
  }

  type(): Type {
    const mark = this.text[this.at++];
    switch (mark) {
      case 's':
        return this.skip('=') ? new Type('string', undefined, undefined, this.values()) : SCALARS.get('s')!;
      case '[':
        return new Type('list', this.type());
      case '{':
        return new Type('map', this.type());
      case '(': {
        const fields = this.fields();
        this.skip(')');
        return new Type('struct', undefined, new Struct('', () => fields));
      }
      case '@':
        return new Type('struct', undefined, this.resolve(this.word()));
      case '&': {
        const reference = `&${this.word()}`;
        this.skip(';');
        return new Type('struct', undefined, this.resolve(reference));
      }
      default: {
        const scalar = SCALARS.get(mark);
        if (!scalar) throw new Error(`no type is written ${mark} at ${this.at} of ${this.text}`);
        return scalar;
      }
    }
  }

  private values(): ReadonlySet<string> {
    const values = new Set([this.word()]);
    while (this.skip('|')) values.add(this.word());
    return values;
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private word(): string {
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)![0];
    this.at += word.length;
    return word.includes('%') ? decodeURIComponent(word) : word;
  }
}

/** What `encodeURIComponent` leaves and the grammar does not use. */
const WORD = /[\w.%-]*/y;

const SCALARS: ReadonlyMap<string, Type> = new Map(
  Object.entries({
    s: 'string',
    b: 'boolean',
    i: 'int32',
    l: 'int64',
    n: 'number',
    q: 'quantity',
    t: 'time',
    y: 'bytes',
    o: 'intOrString',
    a: 'any',
    A: 'object',
  } satisfies Record<string, TypeName>).map(([mark, name]) => [mark, new Type(name)]),
);
