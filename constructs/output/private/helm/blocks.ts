import { indentOf } from '../indent';
import { PRINT_RULES } from './print-rules';

/** Lines that are written when a condition holds; without one, when none of the branches before it held. */
export interface Branch {
  readonly condition?: string;
  readonly lines: readonly string[];

  /** Are the lines a field or an item? Those of a loop are as many as it likes, and say so themselves. */
  readonly isElement: boolean;
}

/** One place of a collection: of its branches one at most is written. */
export type Block = readonly Branch[];

/**
 * The lines of a collection at `depth`. Neighbours with the same conditions share them.
 *
 * @param flag the variable that says that the collection is still empty, where somebody asks
 */
export function linesOf(blocks: readonly Block[], depth: number, flag: string | undefined): string[] {
  const indent = indentOf(depth);
  const lines: string[] = [];
  for (const block of joined(blocks)) {
    block.forEach(({ condition, lines: body, isElement }, index) => {
      const action = actionOf(condition, index);
      if (action !== undefined) lines.push(indent + action);
      if (flag !== undefined && isElement) lines.push(indent + PRINT_RULES.flagDown(flag));
      lines.push(...body);
    });
    if (block[0].condition !== undefined) lines.push(indent + PRINT_RULES.end);
  }
  return lines;
}

function actionOf(condition: string | undefined, index: number): string | undefined {
  if (condition === undefined) return index === 0 ? undefined : PRINT_RULES.else;
  return index === 0 ? PRINT_RULES.if(condition) : PRINT_RULES.elseIf(condition);
}

function joined(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result[result.length - 1];
    if (last !== undefined && haveSameConditions(last, block)) result[result.length - 1] = together(last, block);
    else result.push(block);
  }
  return result;
}

const haveSameConditions = (one: Block, other: Block): boolean =>
  one.length === other.length && one.every(({ condition }, index) => condition === other[index].condition);

const together = (one: Block, other: Block): Block =>
  one.map(({ condition, lines, isElement }, index) => ({
    condition,
    lines: [...lines, ...other[index].lines],
    isElement: isElement || other[index].isElement,
  }));
