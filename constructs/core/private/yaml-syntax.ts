import type { Alias, Document, Node, YAMLError } from 'yaml';
import { yaml } from './third-party';
import { quoted } from './visible';

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
  RESOURCE_EXHAUSTION: ['this is nested too deeply', 'use fewer levels'],
  UNEXPECTED_TOKEN: ['something stands where nothing is wanted', 'mend the line, or the one above it'],
};

/** The first problem of a document: those behind it mostly follow from it. */
export function syntaxProblem(document: Document.Parsed): SyntaxProblem | undefined {
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (!first) return aliasProblem(document);
  const [message, hint] = WORDS[first.code] ?? OTHER;
  return unclosed(document, first) ?? { message, offset: first.pos[0], hint };
}

/** The parser tells where it missed the end of a quote or bracket, which may be at the end of the file. */
const NOT_CLOSED = /^(?:Missing closing .quote|Flow (?:map|sequence) .*end with a .)/;

/** The innermost quote or bracket that is open at a place. */
function unclosed(document: Document.Parsed, { message, pos: [at] }: YAMLError): SyntaxProblem | undefined {
  if (!NOT_CLOSED.test(message)) return undefined;
  let offset: number | undefined;
  yaml().visit(document, {
    Node(_, node) {
      const [from, to] = (node as Node).range ?? [0, 0];
      const isOpened = 'flow' in node ? node.flow : 'type' in node && `${node.type}`.startsWith('QUOTE');
      if (isOpened && from < at && to >= at) offset = from;
    },
  });
  if (offset === undefined) return undefined;
  const what = message.startsWith('Flow') ? 'a bracket' : 'a quote';
  return { message: `${what} is opened here and not closed`, offset, hint: 'close it; lines inside are indented' };
}

/** An alias without an anchor in front of it, or inside of what it stands for: the parser lets both pass. */
function aliasProblem(document: Document.Parsed): SyntaxProblem | undefined {
  for (const [alias, { target, inside }] of aliasTargets(document)) {
    if (target === undefined) return missingAnchor(alias);
    if (inside) return insideItself(alias);
  }
  return undefined;
}

/** What each alias stands for, and whether it stands in that. Each look-up of the parser's own goes over the whole document. */
export function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, { target?: Node; inside: boolean }> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, { target?: Node; inside: boolean }>();
  yaml().visit(document, {
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node as Node);
    },
    Alias(_, alias, ancestors) {
      const target = anchors.get(alias.source);
      targets.set(alias, { target, inside: target !== undefined && ancestors.includes(target) });
    },
  });
  return targets;
}

const startOf = (alias: Alias): number => alias.range?.[0] ?? 0;

const missingAnchor = (alias: Alias): SyntaxProblem => ({
  message: `alias ${quoted(`*${alias.source}`)} has no anchor before it`,
  offset: startOf(alias),
  hint: `put &${alias.source} before what is meant; to begin a text with "*", put it in quotes`,
});

const insideItself = (alias: Alias): SyntaxProblem => ({
  message: `alias ${quoted(`*${alias.source}`)} stands inside of what it stands for`,
  offset: startOf(alias),
  hint: 'write out what is meant',
});
