import type { MappingReader } from './yaml-reader';

const VALUE = 'GPULAB2105';
/** Somebody wrote the text itself where its place is wanted. */
const PEM = /-----BEGIN|[\r\n]/;

/** The path of a file. What looks like the secret itself is not repeated in the message. */
export function readPath(mapping: MappingReader, name: string): string | undefined {
  const path = mapping.optionalText(name, /./s, 'the path of a file');
  if (path === undefined || !PEM.test(path)) return path;
  const hint = 'save it as a file that only its user may read, and name that';
  mapping.report(
    VALUE,
    `${mapping.key}.${name} holds ${/[\r\n]/.test(path) ? 'a text of several lines' : 'a key or a certificate itself'}: the path of a file is wanted`,
    name,
    hint,
  );
  return undefined;
}
