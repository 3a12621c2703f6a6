/** One value of a document that no text can carry so that every reader gets it back. */
export interface UnwritableValue {
  /** Where it is in the document, as `spec.containers[0].env`. */
  readonly key: string;

  /** What is wrong with it: lower case, no full stop. */
  readonly message: string;
}

/** Thrown for a document that cannot be written. Carries every such value of the document, not only the first. */
export class UnwritableError extends Error {
  constructor(readonly values: readonly UnwritableValue[]) {
    super(values.map(({ key, message }) => (key === '' ? message : `${key}: ${message}`)).join('\n'));
    this.name = 'UnwritableError';
  }
}

/** With the `u` flag a pair is one character, so that only a half without its other half matches. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** Why a value that is no object and no list cannot be written; undefined when it can. */
export function whyUnwritable(scalar: unknown): string | undefined {
  switch (typeof scalar) {
    case 'string':
      return LONE_SURROGATE.test(scalar) ? 'text with half of a surrogate pair' : undefined;
    case 'number':
      return Number.isFinite(scalar) ? undefined : `${scalar} is no number that JSON or YAML can hold`;
    case 'boolean':
    case 'undefined':
      return undefined;
    default:
      return scalar === null ? undefined : `a ${typeof scalar} is no JSON value`;
  }
}

/** Every value and every key below `value` that cannot be written. */
export function unwritableValues(value: unknown): UnwritableValue[] {
  const found: UnwritableValue[] = [];
  collect(value, [], found);
  return found;
}

type Path = (string | number)[];

/** The path is put into words only for what is found: this walk runs over objects that are well. */
function collect(value: unknown, path: Path, found: UnwritableValue[]): void {
  if (typeof value !== 'object' || value === null) {
    const message = whyUnwritable(value);
    if (message !== undefined) found.push({ key: keyOf(path), message });
    return;
  }
  const isList = Array.isArray(value);
  for (const key of Object.keys(value)) {
    path.push(isList ? Number(key) : key);
    const message = isList ? undefined : whyUnwritable(key);
    if (message !== undefined) found.push({ key: keyOf(path), message: `a key that is ${message}` });
    collect((value as { [key: string]: unknown })[key], path, found);
    path.pop();
  }
}

/** A key that is no simple word, such as that of an annotation, stands in brackets. */
const SIMPLE_KEY = /^[A-Za-z_][\w-]*$/;

function keyOf(path: Path): string {
  return path
    .map((part) => (SIMPLE_KEY.test(String(part)) ? `.${part}` : `[${JSON.stringify(part)}]`))
    .join('')
    .replace(/^\./, '');
}
