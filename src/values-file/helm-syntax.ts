import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import { quoted } from 'cdk8s-gpulab/lib/core/private/visible';
import type { SyntaxProblem } from 'cdk8s-gpulab/lib/core/private/yaml-syntax';
import type { Document, Node, Range, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/**
 * What our parser of YAML 1.2 lets pass and Helm's of YAML 1.1 refuses or takes for something else: the first such place.
 *
 * Source: go.yaml.in/yaml v2.4.4, compared with ours on texts that were broken at random.
 */
export function helmSyntaxProblem(document: Document.Parsed, text: string): SyntaxProblem | undefined {
  const { isCollection, isScalar, visit } = yaml();
  let found = wrongVersion(document) ?? tabIndent(document, text);
  if (found) return found;
  visit(document, {
    Node(_, node) {
      found = markProblem(node as Node);
      if (isScalar(node)) found ??= scalarProblem(node, text);
      else if (isCollection(node) && node.flow) found ??= problemInBrackets(node, text);
      return found && visit.BREAK;
    },
  });
  return found;
}

/** What YAML allows nowhere, and line breaks that not every reader takes for such. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|\r(?!\n)/;
const PAIR_OF_SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/g;

/** A character that no values file may hold; its place is right even where the text is no YAML. */
export function forbiddenCharacter(text: string): SyntaxProblem | undefined {
  const found = FORBIDDEN.exec(text.replace(PAIR_OF_SURROGATES, '  '));
  if (!found) return undefined;
  const message = `${quoted(found[0])} is a character that no values file may hold`;
  // Other controls no text of a chart may hold, however they are written.
  const hint = /[\r\x85\u2028\u2029]/.test(found[0])
    ? `remove it, or write it in double quotes, as ${quoted(found[0])}`
    : 'remove it';
  return { message, offset: found.index, hint };
}

function wrongVersion({ directives }: Document.Parsed): SyntaxProblem | undefined {
  const { explicit, version } = directives.yaml;
  if (!explicit || version === '1.1') return undefined;
  return { message: `this is YAML ${version}, which Helm does not read`, offset: 0, hint: 'remove the line "%YAML"' };
}

/** A tab before anything else in a line is text inside of quotes and blocks only. */
function tabIndent(document: Document.Parsed, text: string): SyntaxProblem | undefined {
  const tabs = [...text.matchAll(/^ *\t/gm)].map((match) => match.index + match[0].length - 1);
  if (tabs.length === 0) return undefined;
  const texts: Range[] = [];
  yaml().visit(document, {
    Scalar(_, { type, range }) {
      if (type !== 'PLAIN' && range) texts.push(range);
    },
  });
  const offset = tabs.find((tab) => !texts.some(([from, to]) => from < tab && tab < to));
  return offset === undefined ? undefined : { message: 'a tab in the indentation', offset, hint: 'indent with blanks' };
}

/** Tags that change nothing, and the one that says "text". */
const TAGS = new Set([undefined, '!', ...['str', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`)]);

function markProblem(node: Node): SyntaxProblem | undefined {
  const offset = startOf(node);
  if (!TAGS.has(node.tag)) return { message: `tag ${quoted(node.tag)} is not known`, offset, hint: 'remove it' };
  const anchor = 'anchor' in node ? (node.anchor ?? 'a') : 'a';
  if (/^[\w-]+$/.test(anchor)) return undefined;
  return { message: `&${anchor} is no name of an anchor`, offset, hint: 'use letters, digits, "-" and "_"' };
}

/** What YAML 1.1 does not have (a slash, half a character), or our parser takes otherwise (a line's end before an empty line). */
const BAD_ESCAPE = /^(?:[^\\]|\\[^/])*?(\\\/|\\u[dD][89a-fA-F]|\\\r?\n[ \t]*\r?\n)/;
const CLOSED: { readonly [type: string]: RegExp } = {
  QUOTE_SINGLE: /^'(?:[^']|'')*'$/,
  QUOTE_DOUBLE: /^"(?:[^"\\]|\\[\s\S])*"$/,
};

function scalarProblem(scalar: Scalar, text: string): SyntaxProblem | undefined {
  const [from, to] = scalar.range!;
  const written = text.slice(from, to);
  if (scalar.type?.startsWith('QUOTE')) return quoteProblem(scalar.type, written, from);
  const endsFile = scalar.type?.startsWith('BLOCK') && to === text.length && !text.endsWith('\n');
  if (!endsFile || /^[|>]\d?-/.test(written)) return undefined;
  const message = 'the file ends within a block of text: Helm 4 puts a line break there, Helm 3 does not';
  return { message, offset: from, hint: 'end the last line of the file' };
}

function quoteProblem(type: string, written: string, offset: number): SyntaxProblem | undefined {
  if (!CLOSED[type].test(written)) {
    const hint = 'close it; a quote inside of quotes is written twice';
    return { message: 'a quote is not closed', offset, hint };
  }
  const found = type === 'QUOTE_DOUBLE' ? BAD_ESCAPE.exec(written) : null;
  if (!found) return undefined;
  const [before, bad] = found;
  const message = `${quoted(bad)} is no escape that every reader of YAML knows`;
  return { message, offset: offset + before.length - bad.length, hint: 'write what is meant without it' };
}

/** `{a:}` is one text to Helm, and `{a: }` a key; `[?a]` is a key to Helm, and `[:a]` nothing. */
function problemInBrackets(collection: YAMLMap | YAMLSeq, text: string): SyntaxProblem | undefined {
  const { isPair, isScalar } = yaml();
  for (const node of collection.items.flatMap((item) => (isPair(item) ? [item.key, item.value] : [item]))) {
    if (!isScalar(node) || node.type !== 'PLAIN') continue;
    const [offset, end] = node.range!;
    if (/^:[,\]}]/.test(text.slice(end, end + 2))) {
      return { message: 'a key without a blank behind its colon', offset, hint: 'put a blank there' };
    }
    if (/^[?:]/.test(node.source!)) {
      return { message: 'text between brackets that begins with "?" or ":"', offset, hint: 'put it in quotes' };
    }
  }
  return undefined;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;
