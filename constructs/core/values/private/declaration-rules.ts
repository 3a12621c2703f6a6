import type { Problem } from '../../checks/check';
import { quoted } from '../../private/visible';
import type { Values } from '../values';
import type { Declaration } from './declaration';
import { problem } from './mistake';
import { patternProblem } from './pattern';
import { type JsonSchema, schemaOfOne } from './schema';
import { schemaIssues } from './schema-check';
import { TEXT } from './value-schemas';

/** Names of Helm's own: values of a chart above, for all charts. */
const GLOBAL = 'global';
const VALUE_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
/** YAML 1.1 reads them as true, false or null, as keys, too. */
const YAML_WORD = /^(y|n|yes|no|on|off|true|false|null)$/i;

const COMPUTED_NAME = /^[a-z][A-Za-z0-9]*$/;
/** Variables of loops and flags in templates. */
const TAKEN_NAME = /^[kve]\d+$/;

/** What is wrong with a value that is about to be declared among `values`. */
export function declarationProblems(values: Values, declaration: Declaration, isOptional = false): Problem[] {
  const problems = [...nameProblems(values, declaration.name), ...limitProblems(declaration)];
  if (problems.length > 0) return problems;
  const isOpen = declaration.item !== undefined || declaration.group !== undefined;
  return [...presenceProblems(values, declaration, isOptional), ...(isOpen ? [] : contentProblems(declaration))];
}

function nameProblems(values: Values, name: string): Problem[] {
  if (name === GLOBAL && values._path.length === 0 && !values._loop) {
    return [problem('GPULAB1501', 'no value can be called "global": Helm keeps values for all charts there')];
  }
  if (!VALUE_NAME.test(name)) {
    const wanted = 'a letter first, then letters, digits, "_" and "-"';
    return [problem('GPULAB1501', `${quoted(name)} is no name of a value: ${wanted}`)];
  }
  if (YAML_WORD.test(name)) {
    return [problem('GPULAB1501', `no value can be called "${name}": as a key of YAML it is a boolean or null`)];
  }
  const isTaken = values._declarations.some((other) => other.name === name);
  return isTaken ? [problem('GPULAB1502', `the value ${nameOf(values, name)} is declared twice`)] : [];
}

/** What is wrong with the limits that a value is declared with. */
function limitProblems({ name, schema }: Declaration): Problem[] {
  const wrong = (message: string) => problem('GPULAB1506', `value ${name}: ${message}`);
  const { minimum, maximum, minLength = 0, maxLength = Number.MAX_SAFE_INTEGER, enum: allowed, pattern } = schema;
  const problems: Problem[] = [];
  if (minimum !== undefined && maximum !== undefined && !(minimum <= maximum)) {
    problems.push(wrong(`nothing is between the minimum ${minimum} and the maximum ${maximum}`));
  }
  if (schema.type === 'integer' && ![minimum, maximum].every(Number.isSafeInteger)) {
    problems.push(wrong(`minimum and maximum must be integers that are exact, got ${minimum} and ${maximum}`));
  }
  const isLength = (length: number) => Number.isSafeInteger(length) && length >= 0;
  if (![minLength, maxLength].every(isLength) || minLength > maxLength) {
    problems.push(wrong(`no text has a length from ${minLength} to ${maxLength}`));
  }
  if (allowed) problems.push(...allowedProblems(schema).map(wrong));
  const bad = pattern === undefined ? undefined : patternProblem(pattern);
  return bad ? [...problems, wrong(`the pattern ${quoted(pattern)} ${bad}`)] : problems;
}

function allowedProblems({ enum: allowed, not, pattern, minLength, maxLength }: JsonSchema): string[] {
  if (allowed!.length === 0) return ['`allowed` is empty, so nothing would be valid'];
  if ([not, pattern, minLength, maxLength].some((limit) => limit !== undefined)) {
    return ['`allowed` says it all: leave out forbidden, pattern, minLength and maxLength'];
  }
  return allowed!
    .filter((text) => schemaIssues(TEXT, text).length > 0)
    .map((text) => `${quoted(text)} cannot be allowed`);
}

/** Is it clear what counts when a values file says nothing? */
function presenceProblems(values: Values, declaration: Declaration, isOptional: boolean): Problem[] {
  const { defaultValue, optional, example, group } = declaration;
  const name = nameOf(values, declaration.name);
  if (isOptional && defaultValue !== undefined) {
    return [problem('GPULAB1503', `the value ${name} is optional and has a default`, 'choose one of the two')];
  }
  if (values._loop) return problemsInItem(declaration);
  if (group || optional || defaultValue !== undefined || example !== undefined) return [];
  return [problem('GPULAB1505', `the text ${name} is required and has no example`, 'give it an example')];
}

/** Helm merges nothing into the items of a list, so their fields have scalar defaults only, which templates fill in. */
function problemsInItem({ name, defaultValue, group }: Declaration): Problem[] {
  const wrong = group
    ? 'is a group'
    : typeof defaultValue === 'object'
      ? 'has a list or map as its default'
      : undefined;
  if (wrong === undefined) return [];
  return [
    problem(
      'GPULAB1514',
      `the field ${name} of a list's items ${wrong}`,
      'declare fields of their own, without such a default',
    ),
  ];
}

/** Are default and example what the schema allows? */
function contentProblems(declaration: Declaration): Problem[] {
  const schema = schemaOfOne(declaration);
  const problemsOf = (what: string, value: unknown): Problem[] =>
    schemaIssues(schema, value === undefined ? {} : { [declaration.name]: value }).map(({ message, hint }) =>
      problem('GPULAB1504', `${what}: ${message}`, hint),
    );
  return [...problemsOf('default', declaration.defaultValue), ...problemsOf('example', declaration.example)];
}

/** What is wrong with defaults and examples of lists of objects, whose fields are known when the program has run. */
export function listProblems(values: Values): Problem[] {
  return values._declarations.flatMap((declaration) => {
    if (declaration.group) return listProblems(declaration.group);
    return declaration.item ? contentProblems(declaration) : [];
  });
}

/** What is wrong with the name of a computed text. */
export function computedProblems(values: Values, name: string): Problem[] {
  if (!COMPUTED_NAME.test(name) || TAKEN_NAME.test(name)) {
    const wanted = 'a small letter first, then letters and digits; not k, v or e with a number';
    return [problem('GPULAB1501', `${quoted(name)} is no name of a computed text: ${wanted}`)];
  }
  const isTaken = values._computed.some((other) => other.name === name);
  return isTaken ? [problem('GPULAB1502', `the computed text ${name} is declared twice`)] : [];
}

const nameOf = (values: Values, name: string): string => [...values._path, name].join('.');
