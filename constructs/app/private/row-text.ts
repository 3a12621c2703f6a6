import type { Manifest } from '../../core/checks/check';
import type { ChartTemplate } from '../../core/template/private/chart-template';
import type { Cases, EachNode, ExpressionNode, TemplateNode } from '../../core/template/private/node';
import { evaluate } from '../../core/values/private/evaluate';
import type { Environment, Expression } from '../../core/values/private/expression';
import { printExpression } from '../../core/values/private/print';
import { isWord, scalarText, staysWord } from '../../output/private/quoting';
import { Joined, type Texts } from './joined';
import { RowLayout } from './row-layout';

/** Writes manifests as the text of one file. */
export type Render = (manifests: Manifest[]) => string;

/**
 * The text of charts of one template: what is fixed was written once, by the same writer as every other file, and for a row only
 * what is in between is put in. Where the row's values are plain words, that is these words; else the scalars that they are in.
 */
export class RowText {
  private constructor(
    private readonly scalars: Gapped<Scalar>,
    /** Undefined where a value that is a word does not always stand as it is. */
    private readonly words: Gapped<string> | undefined,
  ) {}

  /** Undefined when more than scalars depends on the row. */
  static of(template: ChartTemplate, render: Render): RowText | undefined {
    const scalars = gapped(template, render, new ScalarHoles());
    return scalars && new RowText(scalars, gapped(template, render, new WordHoles()));
  }

  /**
   * UTF-8, to be used before the next call. Undefined when a value is a text of several lines, whose form depends on where it
   * stands.
   */
  fill(environment: Environment): Buffer | undefined {
    const { words, scalars } = this;
    const values = environment.values as Texts;
    if (words?.fillers.every((name) => isWord(values[name]))) {
      return words.layout.fill(words.fillers.map((name) => values[name]));
    }
    const texts: string[] = [];
    for (const { joined, expression } of scalars.fillers) {
      const value = joined ? joined.in(values) : evaluate(expression, environment);
      if (typeof value !== 'string') texts.push(String(value));
      else if (value.includes('\n')) return undefined;
      else texts.push(scalarText(value, 0));
    }
    return scalars.layout.fill(texts);
  }
}

/** A text with gaps, and what fills them. */
interface Gapped<F> {
  readonly layout: RowLayout;
  readonly fillers: readonly F[];
}

/** Undefined when the holes are not all that depends on the row. */
function gapped<F>({ documents }: ChartTemplate, render: Render, holes: Holes<F>): Gapped<F> | undefined {
  const manifests = documents.map(({ node, conditions, loop }) => {
    if (conditions.length > 0 || loop) holes.fixed = false;
    return holes.in(node) as Manifest;
  });
  if (!holes.fixed) return undefined;
  const parts = render(manifests).split(HOLES);
  const gaps = parts.filter((_, index) => index % 2 === 1).map(Number);
  // A text of the template's own looks like a hole.
  if (gaps.length !== holes.count) return undefined;
  const pieces = parts.filter((_, index) => index % 2 === 0).map((piece) => Buffer.from(piece));
  return { layout: new RowLayout(pieces, gaps), fillers: holes.fillers };
}

/** Stands for a value while the writer puts everything around it in place: a plain scalar in every quoting rule. */
const holeOf = (slot: number): string => `gpulab-hole-${slot}-gpulab`;
const HOLES = /gpulab-hole-(\d+)-gpulab/;

/** A template's manifests with holes where values are. */
abstract class Holes<F> {
  /** Is nothing but what is in the holes the row's? */
  fixed = true;
  count = 0;
  readonly fillers: F[] = [];
  private readonly slots = new Map<string, number>();

  /** What stands for the expression: one or more holes. */
  protected abstract scalar(node: ExpressionNode): string;

  in(node: TemplateNode): unknown {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'expression':
        return this.scalar(node);
      case 'list':
        return node.items.map((item) => this.only(item));
      case 'map':
        return Object.fromEntries(
          node.entries.map((entry) => {
            if (entry.kind === 'field' && entry.key.kind === 'literal') {
              return [entry.key.value as string, this.only(entry.value)];
            }
            this.fixed = false;
            return [];
          }),
        );
    }
  }

  /** One more hole, with the filler of that key. */
  protected hole(key: string, filler: F): string {
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.fillers.push(filler) - 1;
      this.slots.set(key, slot);
    }
    this.count++;
    return holeOf(slot);
  }

  private only(cases: Cases<TemplateNode | EachNode>): unknown {
    const [{ condition, content }] = cases;
    if (condition === undefined && content.kind !== 'each') return this.in(content);
    this.fixed = false;
    return null;
  }
}

/** What stands between two pieces. */
interface Scalar {
  readonly expression: Expression;
  /** The same, where it is only joined text: most are. */
  readonly joined: Joined | undefined;
}

/** A hole for each scalar. */
class ScalarHoles extends Holes<Scalar> {
  protected scalar(node: ExpressionNode): string {
    const { expression } = node;
    if (!SCALARS.has(expression.type)) this.fixed = false;
    return this.hole(printExpression(expression), { expression, joined: Joined.of(node) });
  }
}

const SCALARS = new Set(['text', 'integer', 'boolean']);

/** A hole for each value, named by it. */
class WordHoles extends Holes<string> {
  protected scalar(node: ExpressionNode): string {
    const joined = Joined.of(node);
    if (joined && staysWord(joined.pieces)) return joined.map((name) => this.hole(name, name));
    this.fixed = false;
    return '';
  }
}
