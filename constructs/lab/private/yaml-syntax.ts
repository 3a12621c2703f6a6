import type { Alias, Document } from 'yaml';
import { yaml } from '../../core/private/third-party';
import { quoted } from './problem';

/** What is no YAML, and where. */
export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
  readonly hint: string;
}

type Words = readonly [message: string, hint: string];

const OTHER: Words = ['this is not YAML', 'mend the line, or the one above it'];
const INDENT: Words = [
  'the indentation does not fit to what is around it',
  'begin keys of one mapping and items of one list in the same column, and close every bracket',
];
const BLOCK: Words = ['a key or list item stands where one value is wanted', 'begin it on a line of its own'];

/** The parser's problems in our words, by its codes. */
const WORDS: { readonly [code: string]: Words } = {
  TAB_AS_INDENT: ['a tab in the indentation', 'indent with blanks'],
  MULTIPLE_DOCS: ['a second document begins here', 'remove the line "---" and put everything into one document'],
  DUPLICATE_KEY: ['a key is there twice', 'remove or rename one of the two'],
  BAD_INDENT: INDENT,
  BLOCK_AS_IMPLICIT_KEY: BLOCK,
  BLOCK_IN_FLOW: BLOCK,
  BAD_SCALAR_START: ['a value cannot begin with this character', 'put it in quotes'],
  BAD_DQ_ESCAPE: ['an unknown escape after a backslash', 'double the backslash, or use single quotes'],
  MISSING_CHAR: ['something is not closed or lacks its colon', 'close the quote or bracket, or write key: value'],
  MULTILINE_IMPLICIT_KEY: ['a key goes over several lines', 'put a colon and a blank behind the key, on its line'],
  TAG_RESOLVE_FAILED: ['an unknown tag', 'remove it; to begin a text with "!", put it in quotes'],
  UNEXPECTED_TOKEN: ['something stands where nothing is wanted', 'mend the line, or the one above it'],
};

/** The first problem of a document: those behind it mostly follow from it. */
export function syntaxProblem(document: Document.Parsed): SyntaxProblem | undefined {
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (!first) return aliasProblem(document);
  const [message, hint] = WORDS[first.code] ?? OTHER;
  return { message, offset: first.pos[0], hint };
}

/** An alias without an anchor in front of it, which the parser lets pass. */
function aliasProblem(document: Document.Parsed): SyntaxProblem | undefined {
  let found: Alias | undefined;
  const { visit } = yaml();
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  if (!found) return undefined;
  const message = `alias ${quoted(`*${found.source}`)} has no anchor before it`;
  const hint = `put &${found.source} before what is meant; to begin a text with "*", put it in quotes`;
  return { message, offset: found.range?.[0] ?? 0, hint };
}
