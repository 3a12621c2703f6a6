import { FindingLevel } from '../../finding';
import { isMapping } from '../../private/mapping';
import { suggestion } from '../../private/nearest';
import { type Shared, sharedOf } from '../../private/plain';
import { nanosOf, QUANTITY } from '../../private/quantity';
import { visible } from '../../private/visible';
import type { Struct, Type } from '../../shapes/type';
import type { Manifest, Problem, Report, Subject } from '../check';
import { BASE64, type Format, TIME } from './formats';
import { keyOf, type Step } from './key';
import { quoted } from './words';

/** The fields of a struct as they stand in a manifest. */
export type Fields = { readonly [field: string]: any };

/**
 * What the API server demands of a struct beyond its shape. It is called when the struct and all below it have the right
 * types, so it may take for granted that a string is a string; any member may be absent, and an item of a list too.
 */
export type Rule = (fields: Fields, walk: Walk) => void;

/** Rules by the name of the struct they are for. */
export type Rules = ReadonlyMap<string, readonly Rule[]>;

/** A mapping, and no list. */
export const isFields = (value: unknown): value is Fields => isMapping(value);

const NO_FIELDS: Fields = {};
const NO_RULES: readonly Rule[] = [];
const INT32_MAX = 2 ** 31 - 1;
const INT64_MAX = 2 ** 63;
/** More fields than this are not listed in a hint. */
const MANY_FIELDS = 12;

/**
 * One pass over an object: its shape, and the rules of every struct in it. One `Walk` serves all objects of an app.
 *
 * The first pass only asks whether anything is wrong, since nearly always nothing is; a second one says what and where.
 * Where a value has the wrong type, the rules could stumble over it. Then what they said is dropped, the wrong values are
 * taken out of a copy, and the rules go over that: every problem is reported at once, also in an object that is badly broken.
 */
export class Walk {
  private readonly trail: Step[] = [];
  private object!: Subject;
  private whole!: Manifest;
  private custom = false;
  /** Something is wrong; the first, quick pass does not know where. */
  private bad = false;
  /** A rule looked at more than its struct and the object's kind, so what it found holds for this object only. */
  private beyond = false;
  private tracing = false;
  private shapeProblems: Problem[] = [];
  private ruleProblems: Problem[] = [];
  private broken: Step[][] = [];
  private onlyRules = false;

  constructor(
    /** The minor version of the target: 28 for 1.28. */
    readonly minor: number,
    private readonly rules: Rules,
    private readonly report: Report,
    /** Versions that have a field which the target does not have; and whether the target may have it nevertheless. */
    private readonly elsewhere: (struct: Struct, field: string) => { versions: readonly string[]; perhaps: boolean },
  ) {}

  run(manifest: Manifest, object: Subject, struct: Struct): void {
    this.object = object;
    this.whole = manifest;
    this.custom = struct.name === '';
    this.struct(manifest, struct);
    if (this.bad) this.runAgain(manifest, struct);
  }

  /** The kind of the object that the struct is in. */
  get kind(): string {
    return this.whole.kind;
  }

  /** The whole object that the struct is in. */
  get manifest(): Manifest {
    this.beyond = true;
    return this.whole;
  }

  /** To be called by a rule: an error at a field of its struct. */
  error(code: string, at: Step | readonly Step[], message: string, hint?: string): void {
    this.bad = true;
    if (this.tracing) this.ruleProblems.push(this.problem(FindingLevel.ERROR, code, at, message, hint));
  }

  /** To be called by a rule: the API server takes it, but hardly anybody means it. */
  warning(code: string, at: Step | readonly Step[], message: string, hint?: string): void {
    this.bad = true;
    if (this.tracing) this.ruleProblems.push(this.problem(FindingLevel.WARNING, code, at, message, hint));
  }

  /** To be called by a rule: what `body` reports is at a member of its struct. */
  within(at: readonly Step[], body: () => void): void {
    this.trail.push(...at);
    body();
    this.trail.length -= at.length;
  }

  private problem(
    level: FindingLevel,
    code: string,
    at: Step | readonly Step[],
    message: string,
    hint?: string,
  ): Problem {
    const key = keyOf(this.trail.concat(at as Step[]));
    // One line, whatever the value that is told of holds.
    return { level, code, message: visible(message), key: visible(key), hint };
  }

  private runAgain(manifest: Manifest, struct: Struct): void {
    this.broken = [];
    this.tracing = true;
    this.struct(manifest, struct);
    if (this.broken.length > 0) this.runOnlyRules(manifest, struct);
    this.tracing = false;
    this.flush();
    this.bad = false;
  }

  private runOnlyRules(manifest: Manifest, struct: Struct): void {
    const pruned = structuredClone(manifest);
    for (const steps of this.broken) remove(pruned, steps);
    this.broken = [];
    this.ruleProblems = [];
    this.onlyRules = true;
    this.whole = pruned;
    this.struct(pruned, struct);
    this.onlyRules = false;
  }

  private flush(): void {
    for (const problem of this.shapeProblems) this.report(this.object, problem);
    // What the shape says of a field is said; a rule that stumbles over the same field adds nothing.
    const said = new Set(this.shapeProblems.map(({ key }) => key));
    for (const problem of this.ruleProblems) if (!said.has(problem.key)) this.report(this.object, problem);
    this.shapeProblems = [];
    this.ruleProblems = [];
    this.broken = [];
  }

  private struct(fields: unknown, struct: Struct): void {
    if (!isFields(fields)) {
      this.wrongType(fields, 'an object');
      return;
    }
    const brokenBefore = this.broken.length;
    const { types, required } = struct;
    for (const key in fields) {
      const value = fields[key];
      if (value === undefined || value === null) continue;
      if (this.tracing) this.trail.push(key);
      const type = types.get(key);
      if (type !== undefined) this.value(value, type);
      else if (!struct.open) this.unknownField(key, struct);
      if (this.tracing) this.trail.pop();
    }
    for (const key of required) if (isMissing(fields[key], struct)) this.missing(key);
    if (this.broken.length > brokenBefore) return;
    struct.rules ??= this.rules.get(struct.name) ?? NO_RULES;
    for (const rule of struct.rules) rule(fields, this);
  }

  private value(value: unknown, type: Type): void {
    switch (type.name) {
      case 'string':
        if (typeof value !== 'string') this.wrongType(value, 'a string');
        else if (type.values !== undefined && !type.values.has(value)) this.notOneOf(value, type.values);
        break;
      case 'struct':
      case 'list':
      case 'map':
        this.block(value, type);
        break;
      case 'boolean':
        if (typeof value !== 'boolean') this.wrongType(value, 'true or false');
        break;
      case 'int32':
        this.integer(value, -INT32_MAX - 1, INT32_MAX);
        break;
      case 'int64':
        // 2^63 - 1 is no JavaScript number; 2^63 is the next one.
        this.integer(value, -INT64_MAX, INT64_MAX - 1024);
        break;
      case 'number':
        if (typeof value !== 'number') this.wrongType(value, 'a number');
        break;
      case 'quantity':
        this.quantity(value);
        break;
      case 'intOrString':
        if (typeof value === 'number') this.integer(value, -INT32_MAX - 1, INT32_MAX);
        else if (typeof value !== 'string') this.wrongType(value, 'a whole number or a string');
        break;
      case 'time':
        this.text(value, TIME);
        break;
      case 'bytes':
        this.text(value, BASE64);
        break;
      case 'object':
        if (!isFields(value)) this.wrongType(value, 'an object');
        break;
      case 'any':
        break;
    }
  }

  /** Shared data that was found right once is right wherever it stands in objects of the same kind. */
  private block(value: unknown, type: Type): void {
    const shared = typeof value === 'object' ? sharedOf(value!) : undefined;
    if (shared === undefined) this.members(value, type);
    else if (shared.shapes.get(type) !== this.kind) this.sharedBlock(shared, value, type);
  }

  private sharedBlock(shared: Shared, value: unknown, type: Type): void {
    const { bad, beyond } = this;
    this.bad = false;
    this.beyond = false;
    this.members(value, type);
    if (!this.bad && !this.beyond) shared.shapes.set(type, this.kind);
    this.bad ||= bad;
    this.beyond ||= beyond;
  }

  private members(value: unknown, type: Type): void {
    if (type.name === 'struct') this.struct(value, type.struct!);
    else if (type.name === 'list') this.list(value, type.item!);
    else this.map(value, type.item!);
  }

  private list(value: unknown, item: Type): void {
    if (!Array.isArray(value)) {
      this.wrongType(value, 'a list');
      return;
    }
    for (let index = 0; index < value.length; index++) {
      const entry = value[index];
      if (this.tracing) this.trail.push(index);
      // A null item is written, and the API server reads it as an empty one.
      if (entry !== null && entry !== undefined) this.value(entry, item);
      else if (item.name === 'struct' && !this.onlyRules) this.struct(NO_FIELDS, item.struct!);
      if (this.tracing) this.trail.pop();
    }
  }

  private map(value: unknown, item: Type): void {
    if (!isFields(value)) {
      this.wrongType(value, 'an object');
      return;
    }
    for (const key in value) {
      const entry = value[key];
      if (entry === undefined || entry === null) continue;
      if (this.tracing) this.trail.push(key);
      this.value(entry, item);
      if (this.tracing) this.trail.pop();
    }
  }

  private integer(value: unknown, min: number, max: number): void {
    if (typeof value !== 'number') this.wrongType(value, 'a whole number');
    else if (!Number.isInteger(value)) this.wrongType(value, 'a whole number', String(value));
    else if (value < min || value > max) {
      this.shapeError('GPULAB1206', `${value} is out of range; allowed are ${min} to ${max}`);
      this.broken.push([...this.trail]);
    }
  }

  private quantity(value: unknown): void {
    if (typeof value === 'number') return;
    if (typeof value !== 'string') {
      this.wrongType(value, 'a string or a number that is a quantity');
      return;
    }
    this.text(value, QUANTITY, 'GPULAB1208');
    // The API server reads "Gi" as nothing at all.
    if (nanosOf(value) === 0n && !/\d/.test(value)) this.warning('GPULAB1217', [], `${quoted(value)} has no number`);
  }

  private text(value: unknown, format: Format, code = 'GPULAB1209'): void {
    if (typeof value !== 'string') this.wrongType(value, 'a string');
    // The value itself may be a secret when it is base64.
    else if (!format.matches(value))
      this.shapeError(code, `${format === BASE64 ? 'the text' : quoted(value)} is not ${format.allowed}`);
  }

  private shapeError(code: string, message: string, hint?: string): void {
    this.bad = true;
    if (this.tracing && !this.onlyRules)
      this.shapeProblems.push(this.problem(FindingLevel.ERROR, code, [], message, hint));
  }

  private wrongType(value: unknown, expected: string, got = describe(value)): void {
    this.bad = true;
    this.broken.push([...this.trail]);
    if (!this.tracing) return;
    this.shapeError(
      'GPULAB1205',
      `${nameOf(this.trail)} is ${got}; it must be ${expected}`,
      conversionHint(value, expected),
    );
  }

  private notOneOf(value: string, values: ReadonlySet<string>): void {
    // Where Kubernetes has a default, empty is the same as absent; where it has not, the field is required. Custom kinds mean what they say.
    if (value === '' && !this.custom) return;
    const allowed = [...values].filter((candidate) => candidate !== '');
    const message = `${nameOf(this.trail)} is ${quoted(value)}; allowed are ${allowed.join(', ')}`;
    this.shapeError('GPULAB1207', message, allowed.length > 1 ? didYouMean(value, allowed) : undefined);
  }

  private missing(key: string): void {
    this.bad = true;
    if (this.tracing && !this.onlyRules)
      this.shapeProblems.push(this.problem(FindingLevel.ERROR, 'GPULAB1204', key, `${key} is missing`));
  }

  private unknownField(key: string, struct: Struct): void {
    this.bad = true;
    if (!this.tracing || this.onlyRules) return;
    const { versions, perhaps } = this.elsewhere(struct, key);
    const hint =
      versions.length > 0
        ? `Kubernetes ${versions.join(' and ')} has it; set kubernetesVersion`
        : fieldHint(key, struct);
    const level = perhaps ? FindingLevel.WARNING : FindingLevel.ERROR;
    const where = nameOf(this.trail.slice(0, -1)) || 'the object';
    this.shapeProblems.push(this.problem(level, 'GPULAB1203', [], `${where} has no field ${key}`, hint));
  }
}

function isMissing(value: unknown, struct: Struct): boolean {
  if (value === undefined || value === null) return true;
  // Built-in kinds take an empty string or list for absent; a CustomResourceDefinition does not.
  return struct.name !== '' && (value === '' || (Array.isArray(value) && value.length === 0));
}

function fieldHint(key: string, struct: Struct): string | undefined {
  const fields = [...struct.types.keys()];
  return didYouMean(key, fields) ?? (fields.length > MANY_FIELDS ? undefined : suggestion(key, fields));
}

const didYouMean = (word: string, candidates: readonly string[]): string | undefined => {
  const hint = suggestion(word, candidates);
  return hint.startsWith('did') ? hint : undefined;
};

/** What a value is, without telling it: it may be a secret. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}

const WITHOUT_QUOTES = new Set(['a whole number', 'a number', 'true or false']);

function conversionHint(value: unknown, expected: string): string | undefined {
  if (expected === 'a string' && typeof value !== 'object') return 'put it in quotes';
  if (expected === 'a list' && typeof value !== 'object') return 'put it in a list';
  if (typeof value === 'string' && WITHOUT_QUOTES.has(expected)) return 'write it without quotes';
  return undefined;
}

/** The last field of a path, for a message that can be read without the path. */
function nameOf(steps: readonly Step[]): string {
  let first = steps.length - 1;
  while (first > 0 && typeof steps[first] === 'number') first--;
  return first < 0 ? '' : keyOf(steps.slice(first));
}

function remove(root: unknown, steps: readonly Step[]): void {
  let at: any = root;
  for (const step of steps.slice(0, -1)) {
    at = at?.[step];
    if (typeof at !== 'object' || at === null) return;
  }
  // An item keeps its place, so that the indices of the others stay right.
  const last = steps[steps.length - 1];
  if (last !== undefined && at) at[last] = undefined;
}
