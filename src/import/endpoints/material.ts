import { join } from 'node:path';

/** Names of files by what they hold. */
const NAMES = { ca: 'ca', cert: 'client', key: 'client-key' } as const;

/** A PEM file to be written. */
export interface PemFile {
  /** As the inventory names it. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** Certificates and keys of an export: equal texts are one file, and most labs have one of each. */
export class Material {
  private readonly byText = new Map<string, PemFile>();
  private readonly counts = { ca: 0, cert: 0, key: 0 };

  /** @param folder where the files are, from the inventory */
  constructor(
    private readonly folder: string,
    /** Are they written, or only named? */
    readonly isWritten: boolean,
  ) {}

  /** The path that the inventory names. */
  pathOf(kind: keyof typeof NAMES, text: string): string {
    const known = this.byText.get(`${kind} ${text}`);
    if (known) return known.path;
    const count = ++this.counts[kind];
    const name = `${NAMES[kind]}${count === 1 ? '' : `-${count}`}.pem`;
    const file = { path: join(this.folder, name), name, text: `${text}\n` };
    this.byText.set(`${kind} ${text}`, file);
    return file.path;
  }

  get files(): PemFile[] {
    return [...this.byText.values()];
  }
}
