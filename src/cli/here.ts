import { relative, resolve } from 'node:path';

/** Where the user stands; a program changes into its own folder. */
const HERE = process.cwd();

/** A file as the user can open it from where he stands. */
export function pathFromHere(file: string): string {
  const absolute = resolve(file);
  const path = relative(HERE, absolute);
  return path.length < absolute.length ? path : absolute;
}
