import { Value } from '../value';
import type { Values } from '../values';
import { exampleValuesOf } from './declaration';
import { evaluate } from './evaluate';
import { type Expression, visitExpression } from './expression';
import { hasMarker } from './marker';
import { textExpression } from './text';

/**
 * Props as the defaults of the values that they refer to make them, or the examples of required values: the rules of a construct
 * hold for these, too. What refers to no such value stays as it is, and so does what comes to nothing (an empty text or list, the
 * number 0, false): constructs take it for not given. Objects of classes are not looked into.
 */
export function byDefault<T>(props: T): T {
  return shown(props) as T;
}

function shown(prop: unknown): unknown {
  if (typeof prop === 'string') return hasMarker(prop) ? (knownText(prop) ?? prop) : prop;
  if (prop instanceof Value) return known(prop._expression) ?? prop;
  if (Array.isArray(prop)) return prop.map(shown);
  if (typeof prop !== 'object' || prop === null || Object.getPrototypeOf(prop) !== Object.prototype) return prop;
  return Object.fromEntries(Object.entries(prop).map(([key, member]) => [key, shown(member)]));
}

function knownText(text: string): unknown {
  try {
    return known(textExpression(text));
  } catch {
    // A damaged reference is told with its place when the manifest is made.
    return undefined;
  }
}

/** What an expression comes to; undefined where that is nothing, or depends on more than defaults. */
function known(expression: Expression): unknown {
  let root: Values | undefined;
  let depends = false;
  visitExpression(expression, (part) => {
    if (part.kind === 'reference') root ??= part.root;
    depends ||= part.kind === 'current' || part.kind === 'builtIn' || (part.kind === 'reference' && !part.root);
  });
  if (!root || depends) return undefined;
  const environment = { values: exampleValuesOf(root), builtIns: {}, items: new Map() };
  let isWhole = true;
  visitExpression(expression, (part) => {
    isWhole &&= part.kind !== 'reference' || evaluate(part, environment) !== undefined;
  });
  const value = isWhole ? evaluate(expression, environment) : undefined;
  return value && !(Array.isArray(value) && value.length === 0) ? value : undefined;
}
