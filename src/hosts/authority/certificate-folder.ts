import { chmodSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { commandError, FindingsError } from '../../cli/finding';
import { makeFolder } from '../make-folder';
import type { Pair, Wanted } from './issue';

/** Where one certificate and its key lie. */
export type Place = Pick<Wanted, 'use' | 'name'>;

const PRIVATE = 0o600;
const PUBLIC = 0o644;
const OTHERS = 0o077;

/**
 * The folder of the controller with the authority and every certificate:
 *
 *     ca.pem                   whom hosts and clients trust: one authority, or two while one follows the other
 *     ca-key.pem               key of the one that signs
 *     next-ca-key.pem          key of the one that will sign, while it is being introduced
 *     servers/HOST/{cert,key}.pem
 *     clients/NAME/{ca,cert,key}.pem
 *
 * Files are replaced whole; keys are for their owner only.
 */
export class CertificateFolder {
  constructor(readonly path: string) {}

  authorities = (): string | undefined => this.read('ca.pem');
  signingKey = (): string | undefined => this.read('ca-key.pem');
  nextKey = (): string | undefined => this.read('next-ca-key.pem');

  writeAuthorities = (text: string): void => this.write('ca.pem', text, PUBLIC);
  writeSigningKey = (text: string): void => this.write('ca-key.pem', text, PRIVATE);
  writeNextKey = (text: string): void => this.write('next-ca-key.pem', text, PRIVATE);

  /** In one step: the key that signs is the next one, and the old one is gone. */
  takeNextKey(): void {
    this.attempt('ca-key.pem', () => renameSync(join(this.path, 'next-ca-key.pem'), join(this.path, 'ca-key.pem')));
  }

  pair(place: Place): Pair | undefined {
    const [cert, key] = [this.read(certFile(place)), this.read(keyFile(place))];
    return cert === undefined || key === undefined ? undefined : { cert, key };
  }

  writePair(place: Place, { cert, key }: Pair): void {
    this.write(keyFile(place), key, PRIVATE);
    this.write(certFile(place), cert, PUBLIC);
    if (place.use === 'client') this.linkAuthorities(dirname(certFile(place)));
  }

  /** Keys that somebody else may read, as paths below the folder. */
  openKeys(places: readonly Place[]): string[] {
    return ['ca-key.pem', 'next-ca-key.pem', ...places.map(keyFile)].filter((name) => {
      const found = statSync(join(this.path, name), { throwIfNoEntry: false });
      return found !== undefined && (found.mode & OTHERS) !== 0;
    });
  }

  /** What DOCKER_CERT_PATH names has all three in one folder. */
  private linkAuthorities(folder: string): void {
    const link = join(this.path, folder, 'ca.pem');
    this.attempt(link, () => {
      rmSync(link, { force: true });
      symlinkSync('../../ca.pem', link);
    });
  }

  private read(name: string): string | undefined {
    return this.attempt(name, () => {
      try {
        return readFileSync(join(this.path, name), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    });
  }

  private write(name: string, text: string, mode: number): void {
    const path = join(this.path, name);
    const staged = join(dirname(path), `.${basename(path)}.${process.pid}`);
    this.attempt(name, () => {
      makeFolder(dirname(path));
      writeFileSync(staged, text, { mode: PRIVATE });
      chmodSync(staged, mode);
      renameSync(staged, path);
    });
  }

  private attempt<T>(name: string, body: () => T): T {
    try {
      return body();
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      const file = join(this.path, name);
      throw new FindingsError([commandError('GPULAB4560', `${file} cannot be used (${code})`, { file })]);
    }
  }
}

const folderOf = ({ use, name }: Place): string => join(`${use}s`, name);

/** Paths below the folder. */
export const certFile = (place: Place): string => join(folderOf(place), 'cert.pem');
export const keyFile = (place: Place): string => join(folderOf(place), 'key.pem');
