import type { Expression, Loop } from '../../values/private/expression';

/*
 * The compiled form of a manifest that holds value references. Three readers: `evaluateNode` gives plain data, the Helm writer
 * prints a template, rows of a roster are filled in. A condition or a loop means the same to all of them.
 */

export type TemplateNode = LiteralNode | ExpressionNode | ListNode | MapNode;

/** Plain JSON without a reference: a whole subtree, frozen and shared. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: unknown;
}

/** One value, written in its own type. */
export interface ExpressionNode {
  readonly kind: 'expression';
  readonly expression: Expression;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

/** Something that is there when its condition holds; without a condition, always. */
export interface Case<T> {
  readonly condition?: Expression;
  readonly content: T;
}

/** Cases in order, of which the first that holds counts. When none holds, nothing is written. */
export type Cases<T> = readonly Case<T>[];

/** One place in a list: an item, or as many as a loop gives. */
export type ListItem = Cases<TemplateNode | EachNode>;

/** A place in a list that is repeated for each item of a list or entry of a map. */
export interface EachNode {
  readonly kind: 'each';
  readonly loop: Loop;
  readonly item: ListItem;
}

export type MapEntry = FieldEntry | SpreadEntry;

/** A field. Its key is computed when it holds a reference. */
export interface FieldEntry {
  readonly kind: 'field';
  readonly key: Expression;
  readonly value: Cases<TemplateNode>;
  /** Keys that win over this one, whether or not their own conditions hold. */
  readonly winners: readonly Expression[];
}

/** All entries of a map value, beside other fields. */
export interface SpreadEntry {
  readonly kind: 'spread';
  readonly map: Expression;
  readonly loop: Loop;
  /** Keys that win over those of the map. */
  readonly winners: readonly Expression[];
}
