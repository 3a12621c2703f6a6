import { existsSync, readFileSync } from 'node:fs';
import type { SourceMap } from 'node:module';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Position } from './place';

const FRAME = /(?:\(|at )((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/;
/** Loaded when a finding needs its place: it takes a ms, and most runs have no finding. */
const sourceMaps = (): typeof import('node:module') => require('node:module');
const maps = new Map<string, SourceMap | undefined>();

/**
 * The position in the first line of a stack that has one, mapped back from a bundle or compiled code to the source.
 *
 * @param isWanted looks at the absolute path of a source; by default the first one is wanted
 */
export function positionOfStack(stack: string, isWanted?: (file: string) => boolean): Position | undefined {
  for (const line of stack.split('\n')) {
    const frame = FRAME.exec(line);
    if (!frame || frame[1].startsWith('node:')) continue;
    const file = frame[1].startsWith('file://') ? fileURLToPath(frame[1]) : frame[1];
    const position = toSource({ file, line: Number(frame[2]), column: Number(frame[3]) });
    if (position && (isWanted?.(position.file) ?? true)) return { ...position, file: relativeToHere(position.file) };
  }
  return undefined;
}

/** A path as the user would type it: relative where that is shorter than climbing out of the working directory. */
function relativeToHere(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

function toSource(generated: Position): Position | undefined {
  if (!maps.has(generated.file)) maps.set(generated.file, mapOf(generated.file));
  const map = maps.get(generated.file);
  if (!map) return generated;
  const entry = map.findEntry(generated.line - 1, generated.column - 1);
  if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
  // A file inside of somebody's bundle (jsii's kernel, from Python) is no place of the user's.
  if (entry.originalSource.startsWith('webpack:')) return undefined;
  const source = entry.originalSource.startsWith('file://')
    ? fileURLToPath(entry.originalSource)
    : entry.originalSource;
  return {
    file: isAbsolute(source) ? source : resolve(dirname(generated.file), source),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
}

/** The map that Node knows (tsx, --enable-source-maps), else the one that the file names in its last line. */
function mapOf(file: string): SourceMap | undefined {
  const { findSourceMap, SourceMap } = sourceMaps();
  const known = findSourceMap(file);
  if (known) return known;
  if (!existsSync(file)) return undefined;
  const reference = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(file, 'utf8'))?.[1];
  if (!reference) return undefined;
  const inline = /^data:application\/json[^,]*;base64,(.*)$/.exec(reference);
  try {
    const text = inline
      ? Buffer.from(inline[1], 'base64').toString()
      : readFileSync(resolve(dirname(file), reference), 'utf8');
    return new SourceMap(JSON.parse(text));
  } catch {
    return undefined; // a map that is gone or broken: the generated position is still true
  }
}
