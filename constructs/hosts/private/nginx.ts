import { refuseUnfit } from './unfit';

/** Text of nginx's own language, written by us: variables and numbers with units. */
export interface NginxCode {
  readonly code: string;
}

/** A literal text, or code. */
export type NginxWord = string | NginxCode;

/** A directive, with a block behind it or without. */
export interface NginxDirective {
  readonly words: readonly [string, ...NginxWord[]];
  readonly block?: readonly NginxDirective[];
}

/** What nginx is to read as its own language. */
export const code = (text: string): NginxCode => ({ code: text });

/** `name words;` */
export const directive = (name: string, ...words: NginxWord[]): NginxDirective => ({ words: [name, ...words] });

/** `name words { ... }` */
export const block = (name: string, words: readonly NginxWord[], inner: readonly NginxDirective[]): NginxDirective => ({
  words: [name, ...words],
  block: inner,
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
const PLAIN = /^[\w./:@*=+,-]+$/;

/** A configuration of nginx, or a part that another one includes. */
export const nginxFile = (directives: readonly NginxDirective[], indent = ''): string =>
  directives.map((one) => `${indent}${directiveText(one, indent)}\n`).join('');

function directiveText({ words: [name, ...words], block: inner }: NginxDirective, indent: string): string {
  const head = [name, ...words.map((word) => (typeof word === 'string' ? literal(word) : word.code))].join(' ');
  return inner === undefined ? `${head};` : `${head} {\n${nginxFile(inner, `${indent}    `)}${indent}}`;
}

/** Nginx takes "$" for a variable within quotes, too, and has no way to write one. */
function literal(text: string): string {
  if (CONTROL.test(text)) refuseUnfit(text, 'a file of nginx', 'it has a line break or another control', nginxFile);
  if (text.includes('$')) refuseUnfit(text, 'a file of nginx', '"$" begins a variable', nginxFile);
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
