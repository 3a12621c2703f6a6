/** The value of a key, made when it is not there yet. */
export function ensure<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** For maps of maps. */
export const newMap = <Key, Value>(): Map<Key, Value> => new Map();
