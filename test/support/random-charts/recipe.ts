import fc from 'fast-check';
import type { Declared } from './declared';

/** How to make a part of a random chart out of the values of that chart: one recipe serves many charts. */
export type Recipe<T> = (values: Declared) => T;
export type Recipes<T> = fc.Arbitrary<Recipe<T>>;

/** One of these parts. */
export const oneOf = <T>(...recipes: Recipe<T>[]): Recipes<T> => fc.constantFrom(...recipes);

/** A part that needs no values. */
export const plain = <T>(arbitrary: fc.Arbitrary<T>): Recipes<T> => arbitrary.map((part) => () => part);

/** A part that is made of others. */
export function made<Parts extends unknown[], T>(
  make: (...parts: Parts) => T,
  ...parts: { [K in keyof Parts]: Recipes<Parts[K]> }
): Recipes<T> {
  const all = fc.tuple(...parts) as unknown as fc.Arbitrary<Recipe<Parts[number]>[]>;
  return all.map((recipes) => (values) => make(...(recipes.map((recipe) => recipe(values)) as Parts)));
}

/** Some of these parts. */
export const several = <T>(recipes: Recipes<T>, limits: { minLength?: number; maxLength: number }): Recipes<T[]> =>
  fc.array(recipes, limits).map((all) => (values) => all.map((recipe) => recipe(values)));

/**
 * Arbitraries that hold themselves, made once for each depth and scope: otherwise making them would take longer than
 * running them.
 */
export function remembered<T>(make: (depth: number, scope: Scope) => T): (depth: number, scope: Scope) => T {
  const known = new Map<string, T>();
  return (depth, scope) => {
    const key = [depth, ...scope].join();
    let one = known.get(key);
    if (one === undefined) {
      one = make(depth, scope);
      known.set(key, one);
    }
    return one;
  };
}

/** The loops that surround a part: what their items have can be used there, and they cannot be entered again. */
export type Scope = readonly LoopName[];
export type LoopName = 'students' | 'tags' | 'words' | 'labels' | 'extra';
