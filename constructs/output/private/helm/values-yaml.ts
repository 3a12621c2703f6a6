import type { Declaration } from '../../../core/values/private/declaration';
import type { Values } from '../../../core/values/values';
import { indentOf } from '../indent';
import { quoteScalar } from '../quoting';
import { documentOf } from '../yaml';
import { limitsText, needText, typeText } from './declaration-text';
import { commentLines } from './yaml-comment';

/** Editors that know it check the file as one types. */
const HEAD = '# yaml-language-server: $schema=values.schema.json\n';

const AS_GIVEN = { sortKeys: false };

/**
 * values.yaml: every value with what it is for and its default, in the order of declaration. One without a default is commented
 * out, never null: Helm would keep the null, and the schema refuse it.
 */
export function valuesYaml(values: Values): string {
  const sections = values._declarations.map((declaration) => `${linesOf(declaration).join('\n')}\n`);
  return [HEAD, ...sections].reduce((text, section) => text + separatorAfter(text) + section);
}

/** An empty line, unless the text ends in one: it belongs to the value then. */
const separatorAfter = (text: string): string => (text.endsWith('\n\n') ? '' : '\n');

function linesOf(declaration: Declaration): string[] {
  const { name, group, defaultValue, example } = declaration;
  const comment = commentLines(commentOf(declaration));
  if (group) return [...comment, ...linesOfGroup(name, group)];
  if (defaultValue !== undefined) return [...comment, ...linesOfMember(name, defaultValue)];
  const shown = example === undefined ? [`${quoteScalar(name)}:`] : linesOfMember(name, example);
  return [...comment, ...shown.map((line) => `# ${line}`.trimEnd())];
}

function linesOfGroup(name: string, group: Values): string[] {
  const lines = group._declarations.flatMap(linesOf).map((line) => (line === '' ? '' : indentOf(1) + line));
  const isEmpty = group._declarations.every((declaration) => needText(declaration) !== undefined);
  return [isEmpty ? `${quoteScalar(name)}: {}` : `${quoteScalar(name)}:`, ...lines];
}

const linesOfMember = (name: string, value: unknown): string[] => documentOf({ [name]: value }, AS_GIVEN).split('\n');

/** What it is for, what it is limited to, and whether it must be given; of a list of objects, what an item holds. */
function commentOf(declaration: Declaration): string {
  const remarks = [limitsText(declaration.schema), needText(declaration)].filter((remark) => remark !== undefined);
  const sentences = [declaration.description, ...remarks].filter((part) => part !== '').map(sentence);
  const text = [...new Set(sentences)].join(' ');
  if (!declaration.item) return text;
  return [text, 'Each item has:', ...declaration.item._declarations.map(fieldText)].join('\n');
}

function fieldText(field: Declaration): string {
  const kind = [typeText(field), needText(field) ?? `default ${JSON.stringify(field.defaultValue)}`].join(', ');
  return `  ${field.name} (${kind}): ${field.description.split('\n').join(' ')}`;
}

/** The text of a declaration may be a few words, and remarks follow it. */
const sentence = (words: string): string =>
  /[.!?:。！？]$/.test(words) ? words : `${words[0].toUpperCase()}${words.slice(1)}.`;
