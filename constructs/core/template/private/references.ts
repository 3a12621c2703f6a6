import type { Expression, Loop } from '../../values/private/expression';
import type { Place } from './place';

/** Reports references that mean nothing at a place: values of another chart, and items outside of their loop. */
export function checkReferences(expression: Expression, place: Place): void {
  switch (expression.kind) {
    case 'reference':
      if (expression.loop) checkLoop(expression.loop, `the field ${expression.path.join('.')}`, place);
      else if (expression.root !== place.values) foreign(`the value ${expression.path.join('.')}`, place);
      break;
    case 'current':
      checkLoop(expression.loop, `the current ${expression.part}`, place);
      break;
    case 'variable':
      if (place.values._computed.some(({ value }) => value === expression.value)) {
        checkReferences(expression.value, place);
      } else foreign(`the computed text ${expression.name}`, place);
      break;
    case 'call':
      for (const argument of expression.args) checkReferences(argument, place);
      break;
  }
}

function checkLoop(loop: Loop, what: string, place: Place): void {
  if (place.loops.includes(loop)) return;
  const hint =
    'use it in the template of Values.eachItem() or eachEntry(), or below a construct that Values.repeat() repeats';
  place.error('GPULAB1532', `${what} is of an item, and there is no loop over its list here`, hint);
}

function foreign(what: string, place: Place): void {
  place.error('GPULAB1531', `${what} is of another chart`, 'declare it on the `values` of this chart');
}
