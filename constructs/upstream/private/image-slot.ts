import { type Atom, evaluate, type Given, isKey, parseTemplate } from './image-template';

/**
 * One place of a chart where an image comes from, read from one line:
 *
 *     {driver.repository=nvcr.io/nvidia}/{driver.image=driver}:{driver.version=595.91.07} if {driver.enabled=true}
 *
 * Text in braces is a key of the values and what the chart has for it; the rest is what the chart's template puts in between.
 * What stands for a key may have keys itself, where one takes the place of another: `{global.imageRegistry={image.registry=quay.io}}`.
 * `:*` is a name that an operator puts a tag to. After `if` stands when the image is used: `{key=default}` for a switch,
 * `!{key=default}` for its opposite, `{key=default} is word` and `{key=default} is not word`, several joined by `and`.
 */
export interface ImageSlot {
  readonly name: readonly Atom[];

  /** Absent where there is none, or one key has the whole reference. */
  readonly tag?: readonly Atom[];
  readonly digest?: readonly Atom[];
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly atoms: readonly Atom[];
  readonly word: string;
  readonly wanted: boolean;
}

const CONDITION = /^(!?)(\{.*\})(?: is (not )?([\w-]+))?$/;
export const ANY_TAG = '*';

/** Undefined for a line that is not well formed. */
export function parseSlot(line: string): ImageSlot | undefined {
  const [text, condition] = line.split(' if ', 2);
  const atoms = parseTemplate(text);
  const conditions = condition === undefined ? [] : condition.split(' and ').map(parseCondition);
  if (!atoms || atoms.length === 0 || !conditions.every((one) => one !== undefined)) return undefined;
  return { ...inParts(atoms), conditions };
}

function parseCondition(text: string): Condition | undefined {
  const [, not, key, isNot, word] = CONDITION.exec(text) ?? [];
  const atoms = key === undefined ? undefined : parseTemplate(key);
  if (atoms?.length !== 1 || (not && word !== undefined)) return undefined;
  return { atoms, word: word ?? 'true', wanted: !not && !isNot };
}

/** Cuts at the "@" of a digest and the ":" of a tag; a ":" before a slash is that of a port. */
function inParts(atoms: readonly Atom[]): Pick<ImageSlot, 'name' | 'tag' | 'digest'> {
  const [named, digest] = cut(atoms, (text) => text.indexOf('@'));
  const [name, tag] = cut(named, (text) => text.search(/:[^/]*$/));
  return tag?.some((atom) => !isKey(atom) && atom.includes('/')) ? { name: named, digest } : { name, tag, digest };
}

function cut(atoms: readonly Atom[], find: (text: string) => number): [readonly Atom[], (readonly Atom[])?] {
  for (let index = atoms.length - 1; index >= 0; index--) {
    const atom = atoms[index];
    const at = isKey(atom) ? -1 : find(atom);
    if (isKey(atom) || at < 0) continue;
    const rest = [atom.slice(at + 1), ...atoms.slice(index + 1)];
    return [[...atoms.slice(0, index), atom.slice(0, at)].filter(isText), rest.filter(isText)];
  }
  return [atoms];
}

const isText = (atom: Atom): boolean => atom !== '';

export const isUsed = ({ conditions }: ImageSlot, given: Given): boolean =>
  conditions.every(({ atoms, word, wanted }) => (evaluate(atoms, given) === word) === wanted);

/** The digest that the values give, if they give one. */
function digestIn({ digest = [] }: ImageSlot, given: Given): string {
  const isGiven = digest.every((atom) => !isKey(atom) || evaluate([atom], given) !== '');
  return isGiven ? evaluate(digest, given) : '';
}

/** The reference as the chart puts it together. */
export function referenceIn(slot: ImageSlot, given: Given): string {
  const tag = evaluate(slot.tag ?? [], given);
  const digest = digestIn(slot, given);
  return evaluate(slot.name, given) + (tag === '' ? '' : `:${tag}`) + (digest === '' ? '' : `@${digest}`);
}
