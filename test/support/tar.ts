import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** An archive as `tar` writes it. A name longer than 100 characters needs a record of pax or GNU tar before it. */
export function tgz(files: { readonly [path: string]: string | Buffer }, longNames: 'pax' | 'gnu' = 'pax'): Buffer {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const before =
      path.length <= 100
        ? []
        : longNames === 'pax'
          ? entry('pax', 'x', paxRecord(path))
          : entry('././@LongLink', 'L', `${path}\0`);
    return [...before, ...entry(path.slice(0, 100), '0', text)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

function paxRecord(path: string): string {
  const rest = ` path=${path}\n`;
  let length = Buffer.byteLength(rest);
  while (String(length).length + Buffer.byteLength(rest) !== length)
    length = String(length).length + Buffer.byteLength(rest);
  return length + rest;
}

function entry(name: string, type: string, data: string | Buffer): Buffer[] {
  const content = Buffer.from(data);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')} `, 124);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return [header, content, padding];
}
