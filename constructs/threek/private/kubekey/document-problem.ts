import { FindingLevel } from '../../../core/finding';
import { isMapping } from '../../../core/private/mapping';

/** Way to a value in a KubeKey document: `['spec', 'hosts', 0, 'name']`. */
export type Path = readonly (string | number)[];

/** Something wrong with a KubeKey document. */
export interface DocumentProblem {
  readonly level: FindingLevel;
  readonly code: string;
  readonly message: string;
  readonly path: Path;
  readonly hint?: string;
}

/** `spec.hosts[0].name`. */
export const pathText = (path: Path): string =>
  masked(
    path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join(''),
  );

/** Without what stands before the host of a URL: other rules may quote the same text. */
const masked = (text: string): string => text.replace(/([a-z]:\/\/)[^\s/?#"]*@/gi, '$1...@');

/** Gathers problems. */
export class DocumentProblems {
  readonly all: DocumentProblem[] = [];

  error(code: string, path: Path, message: string, hint?: string): void {
    this.all.push({ level: FindingLevel.ERROR, code, message: masked(message), path, hint });
  }

  warning(code: string, path: Path, message: string, hint?: string): void {
    this.all.push({ level: FindingLevel.WARNING, code, message: masked(message), path, hint });
  }
}

/** A member several levels down; undefined where there is none. */
export function at(value: unknown, ...path: string[]): unknown {
  let found: unknown = value;
  for (const key of path) found = isMapping(found) ? found[key] : undefined;
  return found;
}

/** Items of a list; none of anything else. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
