import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';

/** The readers of YAML that run in JavaScript. */
export const READERS: { readonly [name: string]: (text: string) => unknown } = {
  'yaml 1.2': (text) => parse(text, { version: '1.2', strict: true, uniqueKeys: true }),
  'yaml 1.1': (text) => parse(text, { version: '1.1', strict: true, merge: true }),
  'js-yaml 1.2': (text) => load(text),
  'js-yaml 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
};
