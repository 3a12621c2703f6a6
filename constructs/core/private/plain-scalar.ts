/** What a scalar without quotes can mean. */
export type PlainValue = string | number | boolean | null;

const TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const FALSE = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const NULL = ['', '~', 'null', 'Null', 'NULL'];
const NAN = ['.nan', '.NaN', '.NAN'];
const INFINITY = ['.inf', '.Inf', '.INF'];

const WORDS = new Map<string, PlainValue>([
  ...TRUE.map((word) => [word, true] as const),
  ...FALSE.map((word) => [word, false] as const),
  ...NULL.map((word) => [word, null] as const),
  ...NAN.map((word) => [word, Number.NaN] as const),
  ...INFINITY.flatMap((word) => [
    [word, Number.POSITIVE_INFINITY] as const,
    [`+${word}`, Number.POSITIVE_INFINITY] as const,
    [`-${word}`, Number.NEGATIVE_INFINITY] as const,
  ]),
]);

const OCTAL = /^0[0-7]+$/;
const INTEGER = /^(?:0|[1-9]\d*|0x[\da-f]+|0o[0-7]+|0b[01]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const FRACTION = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

/**
 * What a scalar without quotes means to Helm. A number is rounded to what JavaScript and Helm can hold.
 *
 * Source: resolve.go of go.yaml.in/yaml v2.4.4, which Helm 3.22.0 and 4.3.1 read values with (through sigs.k8s.io/yaml 1.6.0).
 */
export function plainScalar(source: string): PlainValue {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(source)) return source;
  // Go takes a sign behind the "0b", too.
  const digits = source.replaceAll('_', '').replace(/^0b(?<sign>[-+])/, '$<sign>0b');
  // A number that begins with its dot has underscores between digits only; any other has them anywhere.
  if (source.startsWith('.')) return (FRACTION.test(source) ? float(digits) : undefined) ?? source;
  return integer(digits) ?? float(digits) ?? source;
}

const SIXTY_THREE_BITS = 2n ** 63n;
/** The first numbers that are too large for Go, by sign: only those without one may use all 64 bits. */
const TOO_LARGE: { readonly [sign: string]: bigint } = {
  '': 2n * SIXTY_THREE_BITS,
  '+': SIXTY_THREE_BITS,
  '-': SIXTY_THREE_BITS + 1n,
};

/** A whole number that Go can hold in 64 bits. */
function integer(text: string): number | undefined {
  const sign = /^[-+]?/.exec(text)![0];
  const body = text.slice(sign.length).toLowerCase();
  const literal = OCTAL.test(body) ? `0o${body}` : body;
  if (!INTEGER.test(literal)) return undefined;
  const value = BigInt(literal);
  if (value >= TOO_LARGE[sign]) return undefined;
  return Number(sign === '-' ? -value : value);
}

function float(text: string): number | undefined {
  const value = FLOAT.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
