import { createPrivateKey, randomBytes, type webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { Extension } from '@peculiar/x509';

/** A certificate and its key, PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate is to be. */
export interface Wanted {
  /** Whom it is for; stands in its subject. */
  readonly name: string;
  readonly use: 'server' | 'client';
  /** Every name and address that a server is dialled by; a client has none. */
  readonly names: readonly string[];
}

/** When something begins and ends. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** Keys of this curve are signed and verified by every version of Go and OpenSSL that is in use. */
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks of hosts may be late. */
const LATE_CLOCKS_MS = 10 * 60 * 1000;
/** RFC 5280, appendix A.1: ub-common-name. Nobody dials it. */
const LONGEST_NAME = 64;
/** At most 20 octets, and positive (RFC 5280, 4.1.2.2). */
const SERIAL_BYTES = 16;

export function validityOf(days: number, now: number): Validity {
  return { from: new Date(now - LATE_CLOCKS_MS), to: new Date(now + days * DAY_MS) };
}

/** A new authority, which signs certificates of servers and clients, and no further authorities. */
export async function newAuthority({ from, to }: Validity): Promise<Pair> {
  const x509 = await library();
  const keys = await newKeys(x509);
  const subjectKey = await x509.SubjectKeyIdentifierExtension.create(keys.publicKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Two authorities of one name could not be told apart while one follows the other.
    name: [{ CN: [`gpulab docker authority ${subjectKey.keyId.slice(0, 8)}`] }],
    serialNumber: serialNumber(),
    notBefore: from,
    notAfter: to,
    signingAlgorithm: ECDSA,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      subjectKey,
    ],
  });
  return { cert: pem(certificate.toString('pem')), key: await keyText(keys) };
}

/** A certificate that the authority signs, with a key of its own. It never outlives the authority. */
export async function issue(authority: Pair, { name, use, names }: Wanted, { from, to }: Validity): Promise<Pair> {
  const x509 = await library();
  const keys = await newKeys(x509);
  const issuer = new x509.X509Certificate(authority.cert);
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const alternatives: Extension[] =
    names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names.map(generalName))];
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [name.slice(0, LONGEST_NAME)] }],
    issuer: issuer.subjectName,
    serialNumber: serialNumber(),
    notBefore: from,
    notAfter: new Date(Math.min(to.getTime(), issuer.notAfter.getTime())),
    signingAlgorithm: ECDSA,
    publicKey: keys.publicKey,
    signingKey: await signingKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([use === 'server' ? serverAuth : clientAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...alternatives,
    ],
  });
  return { cert: pem(certificate.toString('pem')), key: await keyText(keys) };
}

type Library = typeof import('@peculiar/x509');

/** Loaded when something is to be signed: looking at certificates is Node's own. */
async function library(): Promise<Library> {
  await import('reflect-metadata'); // what @peculiar/x509 stands on
  return import('@peculiar/x509');
}

const newKeys = ({ cryptoProvider }: Library): Promise<webcrypto.CryptoKeyPair> =>
  cryptoProvider.get().subtle.generateKey(ECDSA, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

async function signingKey(pemText: string): Promise<webcrypto.CryptoKey> {
  const key = createPrivateKey(pemText).export({ type: 'pkcs8', format: 'der' });
  return globalThis.crypto.subtle.importKey('pkcs8', new Uint8Array(key), ECDSA, false, ['sign']);
}

async function keyText({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const key = Buffer.from(await globalThis.crypto.subtle.exportKey('pkcs8', privateKey));
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function serialNumber(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = (bytes[0] & 0x7f) | 0x40;
  return bytes.toString('hex');
}

const generalName = (value: string) => ({ type: isIP(value) > 0 ? ('ip' as const) : ('dns' as const), value });

const pem = (text: string): string => `${text.trim()}\n`;
