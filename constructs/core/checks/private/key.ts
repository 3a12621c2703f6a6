/** A step from an object to one of its fields: a name or an index. */
export type Step = string | number;

/** `spec.containers[0].image`; a key that is no identifier is quoted. */
export function keyOf(steps: readonly Step[]): string {
  let key = '';
  for (const step of steps) {
    if (typeof step === 'number') key += `[${step}]`;
    else if (!/^[A-Za-z_][\w-]*$/.test(step)) key += `[${JSON.stringify(step)}]`;
    else key += key === '' ? step : `.${step}`;
  }
  return key;
}

/** The steps of a key that `keyOf` made. */
export function stepsOf(key: string): Step[] {
  const parts = key.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g);
  return [...parts].map(([, index, quote, name]) => (index ? Number(index) : quote ? JSON.parse(quote) : name));
}
