import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The text of a page, by its path in the repository. */
export const pageText = (page: string): string => readFileSync(join(root, page), 'utf8');

/** A block of code in a page, without its fences. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** All blocks of a page, in its order. */
export const blocksOf = (page: string): Block[] =>
  [...pageText(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));
