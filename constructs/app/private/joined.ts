import type { TemplateNode } from '../../core/template/private/node';
import type { Expression } from '../../core/values/private/expression';

/** The values of a row that are text, by name. */
export type Texts = { readonly [name: string]: string };

/** A text that is joined from fixed pieces and values as they are. */
export class Joined {
  private constructor(
    /** What stands before each value, and after the last. */
    readonly pieces: readonly string[],
    private readonly names: readonly string[],
  ) {}

  /** Undefined when there is more to it. */
  static of(node: TemplateNode): Joined | undefined {
    if (node.kind === 'literal') return typeof node.value === 'string' ? new Joined([node.value], []) : undefined;
    if (node.kind !== 'expression') return undefined;
    const pieces = [''];
    const names: string[] = [];
    return collect(node.expression, pieces, names) ? new Joined(pieces, names) : undefined;
  }

  in(values: Texts): string {
    const { pieces, names } = this;
    let text = pieces[0];
    for (let i = 0; i < names.length; i++) text += values[names[i]] + pieces[i + 1];
    return text;
  }

  /** With something else in the place of each value. */
  map(textOf: (name: string) => string): string {
    const { pieces, names } = this;
    return names.reduce((text, name, i) => text + textOf(name) + pieces[i + 1], pieces[0]);
  }

  /** Is it this value and nothing else? */
  is(name: string): boolean {
    return this.names.length === 1 && this.names[0] === name && this.pieces.every((piece) => piece === '');
  }

  /** Have rows that differ in this value never the same text? */
  tellsApart(name: string): boolean {
    return this.names.length > 0 && this.names.every((one) => one === name);
  }

  /** Do the texts begin or end so that they cannot be equal, whatever the values are? */
  isNever(other: Joined): boolean {
    return differ(this.pieces[0], other.pieces[0]) || differ(reversed(last(this.pieces)), reversed(last(other.pieces)));
  }

  equals(other: Joined): boolean {
    return this.pieces.join('\0') === other.pieces.join('\0') && this.names.join('\0') === other.names.join('\0');
  }
}

function collect(expression: Expression, pieces: string[], names: string[]): boolean {
  switch (expression.kind) {
    case 'literal':
      pieces[pieces.length - 1] += String(expression.value);
      return true;
    case 'reference':
      if (expression.type !== 'text' || expression.path.length !== 1 || expression.optional || expression.loop)
        return false;
      names.push(expression.path[0]);
      pieces.push('');
      return true;
    case 'call':
      return expression.name === 'concat' && expression.args.every((part) => collect(part, pieces, names));
    default:
      return false;
  }
}

/** Is one no beginning of the other? */
const differ = (a: string, b: string): boolean => !a.startsWith(b) && !b.startsWith(a);

const last = (pieces: readonly string[]): string => pieces[pieces.length - 1];

const reversed = (text: string): string => [...text].reverse().join('');
