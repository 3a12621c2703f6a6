import { dirname, sep } from 'node:path';
import type { IConstruct } from 'constructs';
import { positionOfStack } from './source-position';

/** A position in a user's file. Line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The user's call of a construct: an unread stack of one frame. It is formatted and mapped only when a finding needs it. */
export interface Call {
  stack?: string;
}

const PLACE = Symbol('cdk8s-gpulab.place');
const CHILD = Symbol('cdk8s-gpulab.child');
let ours = 0;

/**
 * Remembers where the user called `construct`. To be called in the constructor of each public construct with `new.target`,
 * which cuts every frame of ours (and of a user's subclass) off the stack. Does nothing inside `withinOurs`.
 */
export function recordCall(construct: IConstruct, constructorFunction: NewableFunction): void {
  if (ours > 0) return;
  (construct as any)[PLACE] = callOf(constructorFunction);
}

/**
 * Remembers where what is directly below `scope` is made, as an `ApiObject` of the user's, whose class is not ours and does not
 * call `recordCall`. Whoever made it may be no user: then the place counts for nothing.
 */
export function recordChildren({ node }: IConstruct): void {
  const children = node as unknown as { addChild(child: IConstruct, id: string): void };
  const { addChild } = children;
  children.addChild = (child, id) => {
    if (ours === 0) (child as any)[CHILD] = callOf(child.constructor);
    addChild.call(node, child, id);
  };
}

/** The user's call of what is the place of nothing below it, such as the app. */
export function callOf(constructorFunction: NewableFunction): Call {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  const call: Call = {};
  Error.captureStackTrace(call, constructorFunction);
  Error.stackTraceLimit = limit;
  return call;
}

/** Says that `construct` was caused by a position in a data file, such as a row of a roster. */
export function recordPosition(construct: IConstruct, position: Position): void {
  (construct as any)[PLACE] = position;
}

/** Runs code of ours that calls public constructs: their place is that of the construct which the user called. */
export function withinOurs<T>(body: () => T): T {
  ours++;
  try {
    return body();
  } finally {
    ours--;
  }
}

/** What is known of the place of a construct: of itself, else of its nearest ancestor. */
export function rawPlaceOf(construct: IConstruct): Position | string | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const place: Call | Position | undefined = (at as any)[PLACE];
    if (place) return 'file' in place ? place : (place as Call).stack;
    const { stack } = ((at as any)[CHILD] ?? {}) as Call;
    if (stack !== undefined && isTheirs(stack)) return stack;
  }
  return undefined;
}

/** Is a call neither of the library nor of another package? */
function isTheirs(stack: string): boolean {
  let library = '';
  // The first frame is in this file, three folders below the library's.
  positionOfStack(new Error().stack ?? '', (file) => {
    library = dirname(dirname(dirname(file))) + sep;
    return true;
  });
  const isOutside = (file: string) => !file.startsWith(library) && !/[\\/]node_modules[\\/]/.test(file);
  return positionOfStack(stack, isOutside) !== undefined;
}
