import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;

// Its type is another one where the types of browsers are known, too.
cryptoProvider.set(webcrypto as never);

/** A certificate and its key, PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate is to be; dates are in days from now. */
export interface Wanted {
  readonly name?: string;
  readonly from?: number;
  readonly to?: number;
  /** Names and addresses; `[]` for none. */
  readonly names?: readonly string[];
  readonly usage?: 'client' | 'server' | 'none';
  /** Signed by itself, not by the authority. */
  readonly selfSigned?: boolean;
}

/** A certificate authority that lives as long as a test. */
export class Authority {
  static async create(
    name = 'lab CA',
    { from = -10, to = 3650 }: Pick<Wanted, 'from' | 'to'> = {},
  ): Promise<Authority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      notBefore: daysFromNow(from),
      notAfter: daysFromNow(to),
      signingAlgorithm: ECDSA,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 2, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new Authority(certificate, keys);
  }

  readonly cert: string;

  private constructor(
    private readonly certificate: X509Certificate,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {
    this.cert = certificate.toString('pem');
  }

  server(wanted: Wanted = {}): Promise<Pair> {
    return this.issue({ name: 'gpu-07', names: ['127.0.0.1', 'localhost'], usage: 'server', ...wanted });
  }

  client(wanted: Wanted = {}): Promise<Pair> {
    return this.issue({ name: 'checker', names: [], usage: 'client', ...wanted });
  }

  private async issue({ name, from = -1, to = 365, names = [], usage, selfSigned }: Wanted): Promise<Pair> {
    const keys = await newKeys();
    const extensions: Extension[] = [new BasicConstraintsExtension(false)];
    if (names.length > 0) extensions.push(new SubjectAlternativeNameExtension(names.map(generalName)));
    if (usage === 'client') extensions.push(new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]));
    if (usage === 'server') extensions.push(new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]));
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: selfSigned ? `CN=${name}` : this.certificate.subject,
      notBefore: daysFromNow(from),
      notAfter: daysFromNow(to),
      signingAlgorithm: ECDSA,
      publicKey: keys.publicKey,
      signingKey: selfSigned ? keys.privateKey : this.keys.privateKey,
      extensions,
    });
    return { cert: certificate.toString('pem'), key: await keyText(keys) };
  }
}

/** The same key, as OpenSSL writes it with a passphrase. */
export const encrypted = (key: string): string =>
  createPrivateKey(key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString();

const newKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);

async function keyText({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

const generalName = (value: string) => ({ type: isIP(value) > 0 ? ('ip' as const) : ('dns' as const), value });

const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);
