import { gunzipSync } from 'node:zlib';

/** More than a Helm chart may be, unpacked: Helm 4.3.1 refuses one of more than 100 MiB (`MaxDecompressedChartSize`). */
const MOST_BYTES = 100 * 2 ** 20;
const BLOCK = 512;

/** Files of an archive by their path in it. */
export type ArchiveFiles = ReadonlyMap<string, Buffer>;

/**
 * The plain files in a .tgz, as `helm package` and `tar` write it: ustar with pax or GNU extensions for long names. Nothing is ever
 * unpacked to disk, so a path may say what it likes. Throws when it is no such archive.
 */
export function readArchive(bytes: Buffer): ArchiveFiles {
  const tar = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  const files = new Map<string, Buffer>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = sizeOf(header);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new Error('the archive ends in the middle of a file');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156]);
    if (type === 'x') longName = paxPath(content) ?? longName;
    else if (type === 'L') longName = textOf(content);
    else {
      if (type === '0' || type === '\0') files.set(longName ?? nameOf(header), content);
      if (type !== 'g') longName = undefined;
    }
  }
  return files;
}

const textOf = (bytes: Buffer): string => {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
};

function sizeOf(header: Buffer): number {
  const digits = textOf(header.subarray(124, 136)).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error('it is no tar archive');
  return Number.parseInt(digits, 8);
}

function nameOf(header: Buffer): string {
  const [name, magic, prefix] = [header.subarray(0, 100), header.subarray(257, 262), header.subarray(345, 500)].map(
    textOf,
  );
  return magic === 'ustar' && prefix !== '' ? `${prefix}/${name}` : name;
}

/** `<length> <key>=<value>\n`, where the length is that of the whole record in bytes. */
function paxPath(content: Buffer): string | undefined {
  for (let at = 0; at < content.length; ) {
    const length = Number.parseInt(content.toString('utf8', at, content.indexOf(' ', at)), 10);
    if (!(length > 0)) throw new Error('it is no tar archive');
    const record = content.toString('utf8', at, at + length - 1);
    const [, value] = /^\d+ path=(.*)$/s.exec(record) ?? [];
    if (value !== undefined) return value;
    at += length;
  }
  return undefined;
}
