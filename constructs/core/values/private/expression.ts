import { quoted } from '../../private/visible';
import { isWellFormedText } from '../../private/well-formed-text';
import type { Values } from '../values';
import { proveExact } from './bounds';
import { FUNCTIONS, type FunctionName, type GrammarFunction } from './functions';
import { goPattern } from './go-pattern';
import { mistake } from './mistake';
import { TEXT_PATTERN } from './value-schemas';

/** What a value is, in manifests. */
export type Type = 'text' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'intOrString';

/**
 * The closed grammar of what can be said about values: data, so that it can be evaluated here and printed for Helm. Each kind
 * has one rule in `evaluate.ts` and one in `print.ts`; each function has both side by side in `functions.ts`.
 */
export type Expression = Literal | Reference | Current | BuiltIn | Variable | Call;

/** Known when the program runs. */
export interface Literal {
  readonly kind: 'literal';
  readonly type: Type;
  readonly value: string | number | boolean;
}

/** A declared value: of the chart, or a field of a list's item. */
export interface Reference {
  readonly kind: 'reference';
  readonly type: Type;
  /** Names from the root, or from the item of `loop`, down. */
  readonly path: readonly string[];
  /** The loop whose item has the field; undefined for values of the chart. */
  readonly loop?: Loop;
  /** The values of the chart; undefined for fields of an item, whose loop leads there. */
  readonly root?: Values;
  /** May it be absent? */
  readonly optional?: boolean;
  /** Least integer that the schema lets through. */
  readonly minimum?: number;
  /** Greatest integer that the schema lets through. */
  readonly maximum?: number;
}

/** What a loop is at: an item of a list, or the key or value of a map's entry. */
export interface Current {
  readonly kind: 'current';
  readonly type: Type;
  readonly loop: Loop;
  readonly part: 'key' | 'value';
}

/** What Helm says of a release and its chart. */
export interface BuiltIn {
  readonly kind: 'builtIn';
  readonly type: Type;
  readonly name: 'Release.Name' | 'Release.Namespace' | 'Chart.Name' | 'Chart.Version' | 'Chart.AppVersion';
}

/** An expression with a name: a variable at the top of a template. */
export interface Variable {
  readonly kind: 'variable';
  readonly type: Type;
  readonly name: string;
  readonly value: Expression;
}

/** A function of the closed table. */
export interface Call {
  readonly kind: 'call';
  readonly type: Type;
  readonly name: FunctionName;
  readonly args: readonly Expression[];
}

/** One walk over a list or map: a `range` in Helm. Told apart by identity; the id names its variables. */
export interface Loop {
  /** From 1 within a chart, in the order of declaration. */
  readonly id: number;
  readonly source: Expression;
  readonly overMap: boolean;
}

/** What expressions are evaluated in. */
export interface Environment {
  /** Valid by the schema, defaults merged in. */
  readonly values: object;
  /** By name, as `Release.Name`. */
  readonly builtIns: { readonly [name: string]: string };
  /** Where each loop that is being walked is at. */
  readonly items: ReadonlyMap<Loop, { readonly key: unknown; readonly value: unknown }>;
}

/** A literal, unless no manifest can carry it. The type is given where a text or integer stands for an `intOrString`. */
export function literal(value: string | number | boolean, type?: Type): Literal {
  if (typeof value === 'string') {
    if (!isWellFormedText(value)) {
      const hint = 'text of a value reference cannot be cut: use truncate()';
      throw mistake('GPULAB1510', 'text that holds half of a character cannot be written', hint);
    }
    return { kind: 'literal', type: type ?? 'text', value };
  }
  if (typeof value === 'boolean') return { kind: 'literal', type: 'boolean', value };
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!exact) throw mistake('GPULAB1510', `the number ${value} cannot be written exactly`);
  // -0 and 0 are one number in a manifest, and two texts.
  return {
    kind: 'literal',
    type: type ?? (Number.isInteger(value) ? 'integer' : 'number'),
    value: value === 0 ? 0 : value,
  };
}

/** A function applied to expressions: checked, and evaluated at once as far as everything is known. */
export function call(name: FunctionName, ...args: Expression[]): Expression {
  for (const [index, argument] of args.entries()) if (index > 0 || !TAKES_ABSENT.has(name)) requirePresence(argument);
  const known = folded(name, args);
  if (known) return known;
  for (const argument of args) requirePrintable(argument);
  const { type }: GrammarFunction = FUNCTIONS[name];
  const made: Call = { kind: 'call', type: typeof type === 'number' ? args[type].type : type, name, args };
  if (name === 'plus' || name === 'times') proveExact(made);
  return made;
}

/** Functions that turn a value as files have it into one as manifests do; absent when the value is. */
const CONVERSIONS: ReadonlySet<FunctionName> = new Set(['quantityText', 'jsonList']);
/** Functions whose first argument may be absent. */
const TAKES_ABSENT: ReadonlySet<FunctionName> = new Set(['isSet', 'orElse', 'orElseEmpty', ...CONVERSIONS]);

/** The optional value without which an expression is absent; undefined when it is always there. */
export function optionalIn(expression: Expression): Reference | undefined {
  if (expression.kind === 'reference') return expression.optional ? expression : undefined;
  if (expression.kind === 'variable') return optionalIn(expression.value);
  const isConverted = expression.kind === 'call' && CONVERSIONS.has(expression.name);
  return isConverted ? optionalIn(expression.args[0]) : undefined;
}

/** When an expression is there: undefined for always. */
export function presenceOf(expression: Expression): Expression | undefined {
  const optional = optionalIn(expression);
  return optional && call('isSet', optional);
}

/** Refuses a value that may be absent where one is needed. */
export function requirePresence(expression: Expression): void {
  const optional = optionalIn(expression);
  if (!optional) return;
  const message = `the value ${optional.path.join('.')} may be absent, and is needed here`;
  throw mistake('GPULAB1507', message, 'say what counts instead with orDefault(), or give the value a default');
}

/** Refuses a literal text that Helm would write out of an expression as YAML does not take it. Alone in a field it is escaped. */
function requirePrintable(expression: Expression): void {
  if (expression.kind !== 'literal' || expression.type !== 'text' || PRINTABLE.test(expression.value as string)) return;
  const message = `text with control characters cannot stand beside a value: ${quoted(expression.value)}`;
  throw mistake('GPULAB1510', message, 'leave them out; tabs and line breaks are fine');
}

const PRINTABLE = goPattern(TEXT_PATTERN);

/** What a call means already, without any values file. */
function folded(name: FunctionName, args: readonly Expression[]): Expression | undefined {
  const [first, second, third] = args;
  if (args.every((argument) => argument.kind === 'literal')) {
    const { evaluate }: GrammarFunction = FUNCTIONS[name];
    return literal(evaluate(...args.map(({ value }) => value)) as Literal['value']);
  }
  if (name === 'both' || name === 'either') return foldedLogic(name, args);
  if (name === 'negate' && first.kind === 'call' && first.name === 'negate') return first.args[0];
  if (first.kind !== 'literal') return undefined;
  if (name === 'pick') return first.value ? second : third;
  if (name === 'orElse') return first;
  return name === 'orElseEmpty' ? (first.value === '' ? second : first) : undefined;
}

function foldedLogic(name: 'both' | 'either', args: readonly Expression[]): Expression | undefined {
  const known = args.find((argument) => argument.kind === 'literal');
  if (!known) return undefined;
  const decides = known.value === (name === 'either');
  return decides ? known : args.find((argument) => argument !== known);
}

/** Calls `visit` for an expression, its parts, and what the loops walk over whose items it uses. */
export function visitExpression(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  if (expression.kind === 'call') for (const argument of expression.args) visitExpression(argument, visit);
  else if (expression.kind === 'variable') visitExpression(expression.value, visit);
  else if ('loop' in expression && expression.loop) visitExpression(expression.loop.source, visit);
}

/** Does an expression mean something only inside of a loop? */
export function needsLoop(expression: Expression): boolean {
  let needs = false;
  visitExpression(expression, (part) => {
    needs ||= part.kind === 'current' || (part.kind === 'reference' && part.loop !== undefined);
  });
  return needs;
}
