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
 * the scalars in between are put in. They are put in as bytes, in one place in memory for all rows: ten thousand texts that are
 * made and thrown away would drive everything else out of the processor's caches.
 */
export class RowText {
  /** Holds the text of the row before. */
  private room = Buffer.allocUnsafe(0);
  private length = 0;
  /** What is in its gaps, if all of it is ASCII, and where they begin. */
  private scalars: readonly string[] | undefined;
  private readonly starts: number[] = [];

  private constructor(
    private readonly pieces: readonly Uint8Array[],
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
    const pieces = parts.filter((_, index) => index % 2 === 0).map((piece) => Buffer.from(piece));
    return new RowText(pieces, gaps, holes.holes);
  }

  /**
   * UTF-8, to be used before the next call. Undefined when a value is a text of several lines, whose form depends on where it
   * stands.
   */
  fill(environment: Environment): Buffer | undefined {
    const scalars: string[] = [];
    for (const { joined, expression } of this.holes) {
      const value = joined ? joined.in(environment.values as Texts) : evaluate(expression, environment);
      if (typeof value !== 'string') scalars.push(String(value));
      else if (value.includes('\n')) return undefined;
      else scalars.push(scalarText(value, 0));
    }
    if (!this.replace(scalars)) this.layOut(scalars);
    return this.room.subarray(0, this.length);
  }

  /** Puts scalars where those of the row before stand. False if these take other room. */
  private replace(scalars: readonly string[]): boolean {
    const { gaps, room, starts } = this;
    if (!this.scalars || !haveOneLength(scalars, this.scalars)) return false;
    for (let gap = 0; gap < gaps.length; gap++) {
      const scalar = scalars[gaps[gap]];
      if (put(scalar, room, starts[gap]) !== starts[gap] + scalar.length) return false;
    }
    return true;
  }

  private layOut(scalars: readonly string[]): void {
    const { pieces, gaps, starts } = this;
    const room = this.roomFor(scalars);
    room.set(pieces[0]);
    let end = pieces[0].length;
    let isAscii = true;
    for (let gap = 0; gap < gaps.length; gap++) {
      const scalar = scalars[gaps[gap]];
      starts[gap] = end;
      end = put(scalar, room, end);
      isAscii &&= end === starts[gap] + scalar.length;
      room.set(pieces[gap + 1], end);
      end += pieces[gap + 1].length;
    }
    this.length = end;
    this.scalars = isAscii ? scalars : undefined;
  }

  private roomFor(scalars: readonly string[]): Buffer {
    const fixed = this.pieces.reduce((sum, piece) => sum + piece.length, 0);
    const most = this.gaps.reduce((sum, gap) => sum + scalars[gap].length * MOST_BYTES, fixed);
    if (this.room.length < most) this.room = Buffer.allocUnsafe(2 * most);
    return this.room;
  }
}

const haveOneLength = (some: readonly string[], others: readonly string[]): boolean =>
  some.every((text, index) => text.length === others[index].length);

/** Of each of the units that JavaScript counts a text's length in. */
const MOST_BYTES = 3;
const LAST_ASCII = 0x7f;

/** Writes a short text, and says where it ends. */
function put(text: string, room: Buffer, start: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > LAST_ASCII) return start + room.write(text, start);
    room[start + i] = code;
  }
  return start + text.length;
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
