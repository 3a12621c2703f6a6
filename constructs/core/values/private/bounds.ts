import type { Call, Expression } from './expression';
import { mistake } from './mistake';

/** Least and greatest value of an integer expression. */
export type Bounds = readonly [least: number, greatest: number];

const SAFE = Number.MAX_SAFE_INTEGER;
const ALL: Bounds = [-SAFE, SAFE];
/** More items than any release of Helm can hold: it is stored in a Secret of one mebibyte. */
const LONGEST = 2 ** 24;

/** Between which integers an expression lies, whatever the values are. */
export function boundsOf(expression: Expression): Bounds {
  switch (expression.kind) {
    case 'literal':
      return [expression.value as number, expression.value as number];
    case 'reference':
      return [expression.minimum ?? -SAFE, expression.maximum ?? SAFE];
    case 'variable':
      return boundsOf(expression.value);
    case 'call':
      return boundsOfCall(expression);
    default:
      return ALL;
  }
}

function boundsOfCall({ name, args }: Call): Bounds {
  const [a, b] = args.slice(-2).map(boundsOf);
  switch (name) {
    case 'count':
    case 'byteLength':
    case 'countMatches':
      return [0, LONGEST];
    case 'plus':
      return [a[0] + b[0], a[1] + b[1]];
    case 'times': {
      const corners = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]];
      return [Math.min(...corners), Math.max(...corners)];
    }
    case 'atLeast':
      return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
    case 'atMost':
      return [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
    case 'pick':
    case 'orElse':
      return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
    default:
      return ALL;
  }
}

/** Refuses arithmetic that may leave the integers on which JavaScript and Go agree. */
export function proveExact(call: Call): void {
  const [least, greatest] = boundsOf(call);
  if (least >= -SAFE && greatest <= SAFE) return;
  const message = `the result of ${call.name}() may be from ${least} to ${greatest}, and integers are exact to ${SAFE}`;
  throw mistake('GPULAB1508', message, 'give the integer values a minimum and a maximum');
}
