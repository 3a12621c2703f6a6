import { createPrivateKey, X509Certificate } from 'node:crypto';
import { commandError, FindingsError } from '../../cli/finding';
import type { CertificateFolder } from './certificate-folder';
import { newAuthority, type Pair, validityOf } from './issue';

/** Ten years: what hosts trust changes seldom, and its key never leaves the controller. */
export const AUTHORITY_DAYS = 3650;

/**
 * Where a rotation is. `steady`: one authority signs and is trusted. `introduced`: a second one is trusted, the first one still signs.
 * `switched`: the second one signs, the first one is still trusted.
 */
export type Phase = 'steady' | 'introduced' | 'switched';

/** The authority of a folder. */
export interface Authority {
  readonly phase: Phase;
  /** The one that signs, with its key. */
  readonly signer: Pair;
  readonly certificate: X509Certificate;
  /** All that are trusted. */
  readonly trusted: readonly X509Certificate[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads the authority of a folder; undefined where none was made yet. Throws where it is damaged (GPULAB4561). */
export function readAuthority(folder: CertificateFolder): Authority | undefined {
  const [text, key] = [folder.authorities(), folder.signingKey()];
  if (text === undefined && key === undefined) return undefined;
  const trusted = certificatesOf(folder, text);
  const certificate = ownerOf(key, trusted);
  if (!certificate) throw damaged(folder, 'ca-key.pem is not the key of any authority in ca.pem');
  const isIntroduced = trusted.length > 1 && ownerOf(folder.nextKey(), trusted) !== undefined;
  const phase = isIntroduced ? 'introduced' : trusted.length > 1 ? 'switched' : 'steady';
  return { phase, signer: { cert: certificate.toString(), key: key! }, certificate, trusted };
}

/** Makes the first authority of a folder. */
export async function createAuthority(folder: CertificateFolder, now: number): Promise<Authority> {
  const { cert, key } = await newAuthority(validityOf(AUTHORITY_DAYS, now));
  // The certificate last: a key alone is told as damage, not taken for an authority.
  folder.writeSigningKey(key);
  folder.writeAuthorities(cert);
  return readAuthority(folder)!;
}

function certificatesOf(folder: CertificateFolder, text: string | undefined): X509Certificate[] {
  const blocks = text?.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) throw damaged(folder, 'ca.pem holds no certificate');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw damaged(folder, 'ca.pem holds a certificate that cannot be read');
  }
}

/** Which of the certificates a key belongs to. */
function ownerOf(key: string | undefined, certificates: readonly X509Certificate[]): X509Certificate | undefined {
  if (key === undefined) return undefined;
  try {
    const parsed = createPrivateKey(key);
    return certificates.find((certificate) => certificate.checkPrivateKey(parsed));
  } catch {
    return undefined;
  }
}

const damaged = (folder: CertificateFolder, problem: string): FindingsError =>
  new FindingsError([
    commandError('GPULAB4561', `the authority in ${folder.path} is damaged: ${problem}`, {
      hint: 'take the folder from a backup; gpulab explain GPULAB4561 says what to do without one',
    }),
  ]);
