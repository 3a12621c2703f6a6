import { nearest } from 'cdk8s-gpulab/lib/core/private/nearest';
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { type Problem, Refusal } from './answer';

type Issue = z.core.$ZodIssue;
type Words = { readonly [code in Issue['code']]?: (issue: any) => string };

/** Kinds of JSON, as we call them. */
const KINDS: { readonly [kind: string]: string } = {
  string: 'text',
  int: 'a whole number',
  number: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
const UNITS: { readonly [origin: string]: string } = { string: ' characters', array: ' entries' };

/** What is wrong with a value, in our words: those of the library are about its own types. */
const WORDS: Words = {
  invalid_type: ({ expected }) => `is not ${KINDS[expected] ?? expected}`,
  too_big: ({ origin, maximum }) => `is more than ${maximum}${UNITS[origin] ?? ''}`,
  too_small: ({ origin, minimum }) => `is less than ${minimum}${UNITS[origin] ?? ''}`,
  invalid_value: ({ values }) => `is none of ${values.join(', ')}`,
  invalid_union: () => 'has none of the forms that are allowed',
};
const wordsOf: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'is missing';
  return WORDS[issue.code]?.(issue) ?? 'is not valid';
};

/** Holds what comes with a request against its schema; the refusal names every field that is wrong. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (data) => {
    const { success, data: value, error } = schema.safeParse(data, { error: wordsOf });
    if (success) return { value };
    return {
      error: new Refusal('GPULAB4420', { problems: error.issues.flatMap((issue) => problemsOf(issue, schema)) }),
    };
  };
};

/** The name of the body itself. */
export const BODY = 'body';
const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || BODY;

function problemsOf(issue: Issue, schema: z.ZodType): Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldOf(issue.path), message: issue.message }];
  const known = Object.keys((schema as z.ZodObject).shape);
  return issue.keys.map((field) => ({ field, message: `is not known${hintOf(field, known)}` }));
}

function hintOf(field: string, known: readonly string[]): string {
  const near = nearest(field, known);
  return near === undefined ? '' : `: did you mean "${near}"?`;
}
