import { yaml } from 'cdk8s-gpulab/lib/core/private/third-party';
import type { Node, Pair, Scalar, YAMLMap } from 'yaml';

/** What the comment above a key says, by the key's path as JSON. */
export type Comments = ReadonlyMap<string, string>;

export const pathKey = (path: readonly string[]): string => JSON.stringify(path);

/** Longer ones are a page of a handbook. */
const LONGEST = 1000;
/** `key: value` that somebody has taken out, and lines that only separate. */
const NO_WORDS = /^(?:-\s+)?[\w./"'-]+:(?:\s.*)?$|^[-=#*_\s[\]{}]*$/;

/**
 * The comments of a values file: the paragraph right above a key. Marks of helm-docs (`-- `) and of the Bitnami generator
 * (`@param key `) are taken off; values that were commented out are no words.
 */
export function commentsOf(text: string): Comments {
  const { isMap, parseDocument } = yaml();
  const comments = new Map<string, string>();
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const visit = (node: unknown, path: readonly string[], above: string | null | undefined): void => {
    if (!isMap(node)) return;
    for (const [index, pair] of (node as YAMLMap<Node, Node | null>).items.entries()) {
      const below = [...path, nameOf(pair)];
      const before = [index === 0 ? above : undefined, pair.key?.commentBefore].filter(Boolean).join('\n');
      const words = wordsOf(before);
      if (words !== '') comments.set(pathKey(below), words);
      visit(pair.value, below, pair.value?.commentBefore);
    }
  };
  visit(document.contents, [], [document.commentBefore, document.contents?.commentBefore].filter(Boolean).join('\n\n'));
  return comments;
}

const nameOf = ({ key }: Pair<Node, unknown>): string => String((key as Scalar | null)?.value ?? '');

function wordsOf(comment: string): string {
  const paragraph = comment.split(/\n[^\S\n]*\n/).pop()!;
  const lines = paragraph.split('\n').map((line) =>
    line
      .replace(/^[#\s]+/, '')
      .replace(/^--\s+/, '')
      .replace(/^@param\s+\S+\s*/, '')
      .trim(),
  );
  const words = lines.filter((line) => !NO_WORDS.test(line) && !/^@\w+/.test(line)).join('\n');
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}...` : words;
}
