import type { Manifest } from '../../core/checks/check';
import type { ChartTemplate } from '../../core/template/private/chart-template';
import type { Cases, EachNode, ExpressionNode, TemplateNode } from '../../core/template/private/node';
import { evaluate } from '../../core/values/private/evaluate';
import type { Environment, Expression } from '../../core/values/private/expression';
import { printExpression } from '../../core/values/private/print';
import { scalarText } from '../../output/private/quoting';
import { Joined, type Texts } from './joined';

/** Writes manifests as the text of one file. */
export type Render = (manifests: Manifest[]) => string;

/** Stands for a value while the writer puts everything around it in place: a plain scalar in every quoting rule. */
const holeOf = (slot: number): string => `gpulab-hole-${slot}-gpulab`;
const HOLES = /gpulab-hole-(\d+)-gpulab/;

/**
 * The text of charts of one template: what is fixed was written once, by the same writer as every other file, and for a row only
 * the scalars in between are put in.
 */
export class RowText {
  private constructor(
    private readonly pieces: readonly string[],
    /** For each gap between two pieces, the expression that fills it. */
    private readonly gaps: readonly number[],
    private readonly holes: readonly Hole[],
  ) {}

  /** Undefined when more than scalars depends on the row. */
  static of({ documents }: ChartTemplate, render: Render): RowText | undefined {
    const holes = new Holes();
    const manifests = documents.map(({ node, conditions, loop }) => {
      if (conditions.length > 0 || loop) holes.fixed = false;
      return holes.in(node) as Manifest;
    });
    if (!holes.fixed) return undefined;
    const parts = render(manifests).split(HOLES);
    const gaps = parts.filter((_, index) => index % 2 === 1).map(Number);
    // A text of the template's own looks like a hole.
    if (gaps.length !== holes.count) return undefined;
    return new RowText(
      parts.filter((_, index) => index % 2 === 0),
      gaps,
      holes.holes,
    );
  }

  /** Undefined when a value is a text of several lines, whose form depends on where it stands. */
  fill(environment: Environment): string | undefined {
    const { pieces, gaps, holes } = this;
    const scalars: string[] = [];
    for (const { joined, expression } of holes) {
      const value = joined ? joined.in(environment.values as Texts) : evaluate(expression, environment);
      if (typeof value !== 'string') scalars.push(String(value));
      else if (value.includes('\n')) return undefined;
      else scalars.push(scalarText(value, 0));
    }
    let text = pieces[0];
    for (let gap = 0; gap < gaps.length; gap++) text += scalars[gaps[gap]] + pieces[gap + 1];
    return text;
  }
}

/** What stands between two pieces. */
interface Hole {
  readonly expression: Expression;
  /** The same, where it is only joined text: most are. */
  readonly joined: Joined | undefined;
}

/** A template's manifests with holes where values are. */
class Holes {
  readonly holes: Hole[] = [];
  fixed = true;
  count = 0;
  private readonly slots = new Map<string, number>();

  in(node: TemplateNode): unknown {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'expression':
        return this.hole(node);
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

  private only(cases: Cases<TemplateNode | EachNode>): unknown {
    const [{ condition, content }] = cases;
    if (condition === undefined && content.kind !== 'each') return this.in(content);
    this.fixed = false;
    return null;
  }

  private hole(node: ExpressionNode): string {
    const { expression } = node;
    if (!SCALARS.has(expression.type)) this.fixed = false;
    const print = printExpression(expression);
    let slot = this.slots.get(print);
    if (slot === undefined) {
      slot = this.holes.push({ expression, joined: Joined.of(node) }) - 1;
      this.slots.set(print, slot);
    }
    this.count++;
    return holeOf(slot);
  }
}

const SCALARS = new Set(['text', 'integer', 'boolean']);
