import type { Problem } from '../../checks/check';
import { FindingLevel } from '../../finding';
import { type Expression, type Reference, visitExpression } from '../../values/private/expression';
import type { Values } from '../../values/values';
import type { ChartTemplate } from './chart-template';
import { compile } from './compile';
import { expressionsOf, walkOf } from './expressions';

/**
 * Declared values that nothing in a chart reads. Nobody sees it when the program itself decides by a reference, which is always
 * true: the value is then missing where it was to count.
 *
 * @param notes texts beside the objects that may read values, too
 */
export function unreadValues(template: ChartTemplate, notes: readonly string[]): Problem[] {
  const readings = new Readings();
  for (const expression of expressionsIn(template, notes)) readings.add(expression);
  return readings.missingOf(template.values).map((name) => ({
    level: FindingLevel.WARNING,
    code: 'GPULAB1540',
    message: `the value ${name} is declared, and nothing reads it`,
    hint: 'if the program asks for it in an `if` or with `?`, use Values.when() instead; otherwise remove it',
  }));
}

function* expressionsIn({ values, documents, demands }: ChartTemplate, notes: readonly string[]): Iterable<Expression> {
  for (const { node, conditions, loop } of documents) {
    if (loop) yield walkOf(loop);
    yield* conditions;
    yield* expressionsOf(node);
  }
  for (const { condition } of demands) yield condition;
  // What is wrong with a note is told by who writes it.
  const surroundings = { values, loops: [], report: () => undefined };
  for (const note of notes) yield* expressionsOf(compile(note, surroundings));
}

/** Which values are read. */
class Readings {
  private readonly read = new Set<string>();

  /** Those of them that are given on as they are: lists of objects with every field. */
  private readonly givenOn = new Set<string>();

  add(expression: Expression): void {
    this.giveOn(expression);
    visitExpression(expression, (part) => {
      if (part.kind === 'reference') this.read.add(keyOf(part));
      if (part.kind === 'call' && part.name === 'json') this.giveOn(part.args[0]);
    });
  }

  /** Names of the others; fields of items as `students[].uid`. */
  missingOf(values: Values, list = ''): string[] {
    return values._declarations.flatMap(({ name, group, item }) => {
      if (group) return this.missingOf(group, list);
      const key = list + [...values._path, name].join('.');
      if (!this.read.has(key)) return [key];
      return item && !this.givenOn.has(key) ? this.missingOf(item, `${key}[].`) : [];
    });
  }

  private giveOn(expression: Expression): void {
    if (expression.kind === 'reference') this.givenOn.add(keyOf(expression));
  }
}

function keyOf({ path, loop }: Reference): string {
  const name = path.join('.');
  return loop?.source.kind === 'reference' ? `${keyOf(loop.source)}[].${name}` : name;
}
