import { isSecretPath } from 'cdk8s-gpulab/lib/core/private/secret-key';
import { shown } from 'cdk8s-gpulab/lib/core/private/visible';
import { commandError, FindingsError } from '../cli/finding';
import type { Path } from '../values-file/values-reader';

/** One value of a `--set`, which may give several. */
export interface Assignment {
  readonly path: Path;
  readonly value: unknown;

  /** The whole argument, for messages. */
  readonly argument: string;
}

/**
 * Reads the argument of a `--set` as Helm does: `a.b=c`, `a={b,c}`, `a[0].b=c`, several apart by commas. A backslash takes the
 * meaning of the character behind it away. Only whole numbers, true, false and null are no text.
 *
 * Source: pkg/strvals of Helm 3.22.0 and 4.3.1. An empty key, which Helm drops or stumbles over, is an error here.
 */
export function readSet(argument: string): Assignment[] {
  const reader = new SetReader(argument);
  const assignments: Assignment[] = [];
  while (!reader.isAtEnd) {
    const path = reader.path();
    if (reader.isAtEnd && isBelowItem(path)) {
      throw wrongSet(argument, 'Helm drops an empty value at the end, below an item of a list: use a values file');
    }
    assignments.push({ path, value: reader.value(), argument });
  }
  return assignments;
}

const isBelowItem = (path: Path): boolean => path.slice(0, -1).some((step) => typeof step === 'number');

/** A mistake in a `--set`. */
export function wrongSet(argument: string, message: string): FindingsError {
  const hint =
    'write --set key=value, --set key={a,b} or --set "list[0].key=value"; a backslash before , . [ = { takes it as text';
  return new FindingsError([commandError('GPULAB4110', `--set ${shownArgument(argument)}: ${message}`, { hint })]);
}

/** An argument without values, where one of its keys is that of a secret. */
export function shownArgument(argument: string): string {
  const keys = argument.split(/[^\w-]+/);
  return isSecretPath(keys) ? shown(`${argument.split('=', 1)[0]}=...`) : shown(argument);
}

/** Helm makes no list longer. */
const GREATEST_INDEX = 65_536;
const INTEGER = /^(?:0|[-+]\d+|[1-9]\d*)$/;

class SetReader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(private readonly argument: string) {
    this.characters = [...argument];
  }

  get isAtEnd(): boolean {
    return this.at >= this.characters.length;
  }

  /** Keys and indices up to the equals sign. */
  path(): Path {
    const path: (string | number)[] = [];
    for (let stop = '.'; stop !== '='; ) {
      if (stop === '[') {
        path.push(this.index());
        stop = this.next();
        if (!['[', '.', '='].includes(stop)) throw this.wrong(`"=", "." or "[" must stand behind ${shown(']')}`);
        continue;
      }
      const key = this.until('=[,.');
      if (key.text === '') throw this.wrong('a key is empty');
      if (key.stop === ',' || key.stop === '') throw this.wrong(`key ${shown(key.text)} has no value`);
      path.push(key.text);
      stop = key.stop;
    }
    return path;
  }

  /** What stands behind the equals sign, and the comma behind it. */
  value(): unknown {
    if (this.characters[this.at] !== '{') return this.typed(this.until(',').text);
    this.at++;
    const items: unknown[] = [];
    for (let stop = ','; stop === ','; ) {
      const item = this.until(',}');
      items.push(this.typed(item.text));
      stop = item.stop;
      if (stop === '') throw this.wrong('a list has no end: "}" is wanted');
    }
    if (!this.isAtEnd && this.next() !== ',') throw this.wrong('a comma must stand behind "}"');
    return items;
  }

  private index(): number {
    const { text, stop } = this.until(']');
    const index = Number(text);
    if (stop !== '' && /^\d+$/.test(text) && index <= GREATEST_INDEX) return index;
    throw this.wrong(`${shown(`[${text}${stop}`)} is no index from 0 to ${GREATEST_INDEX}`);
  }

  private typed(text: string): unknown {
    const word = text.toLowerCase();
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!INTEGER.test(text) || BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) return text;
    if (!Number.isSafeInteger(Number(text))) throw this.wrong(`${text} is too large to be kept exactly`);
    return Number(text) || 0;
  }

  /** Text up to one of the characters or the end, without its backslashes. The character is taken, too. */
  private until(stops: string): { readonly text: string; readonly stop: string } {
    let text = '';
    while (!this.isAtEnd) {
      const character = this.next();
      if (stops.includes(character)) return { text, stop: character };
      text += character === '\\' ? this.next() : character;
    }
    return { text, stop: '' };
  }

  /** Nothing at the end. */
  private next(): string {
    return this.characters[this.at++] ?? '';
  }

  private wrong(message: string): FindingsError {
    return wrongSet(this.argument, message);
  }
}
