import { createHash, type X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { type Secret, SecretError } from '../secret';
import type { NodeTarget } from '../types';
import { dateProblem, endWarning, nameOf } from './certificate';
import { ProbeFailure } from './failure';
import { certificatesOf, keyOf } from './pem';

/** What TLS is spoken with: read, parsed and found to fit together before any packet. */
export interface Material {
  /** Stands for the texts: equal texts, equal digest. */
  readonly digest: string;
  /** Our authorities; empty where the public ones decide. */
  readonly authorities: readonly X509Certificate[];
  /** Our certificate, if we have one. */
  readonly client?: X509Certificate;
  /** Why a daemon should refuse our certificate whatever the day, as `is not for client authentication`. */
  readonly wrongUse?: string;
  /** With our certificate. */
  readonly context: SecureContext;
  /** Without it: for the audit. Made at its first use. */
  anonymous(): SecureContext;
}

/** Object identifiers of extended key usages (RFC 5280, 4.2.1.12). */
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const ANY_USAGE = '2.5.29.37.0';

/** Never less, whatever Node's own options say. */
const CONTEXT = { minVersion: 'TLSv1.2' } as const;

/** Parsed material is kept for so many different nodes; most labs have one authority and one client certificate for all. */
const MOST_KEPT = 4096;
const kept = new Map<string, Material>();

/**
 * The TLS material of a node. Throws a `ProbeFailure`: unknown where something is absent, failed where it is there and wrong.
 * A node with an authority but no certificate is dialled: what the daemon says to it is worth knowing.
 */
export function materialOf(target: NodeTarget): Material {
  const [ca, cert, key] = [textOf(target.ca), textOf(target.cert), textOf(target.key)];
  if (!ca && !cert && !key) throw notConfigured('the node uses TLS, but has neither CA nor client certificate');
  if (cert && !key) throw notConfigured('the client certificate has no key with it');
  if (key && !cert) throw notConfigured('the client key has no certificate with it');
  const digest = createHash('sha256').update(`${ca}\0${cert}\0${key}`).digest('base64');
  const known = kept.get(digest);
  if (known) return known;
  const material = parse(digest, ca, cert, key);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(digest, material);
  return material;
}

/** What the client certificate's date or use has against it, as `the client certificate expired on ...`. */
export function clientProblem({ client, wrongUse }: Material, now: number): string | undefined {
  const problem = client && (dateProblem(client, now) ?? wrongUse);
  return problem === undefined ? undefined : `the client certificate ${problem}`;
}

/** What will be wrong soon, or is wrong and does not stop us. */
export function materialWarnings(material: Material, now: number): string[] {
  const { client, authorities } = material;
  const late = authorities.flatMap((authority) => {
    const problem = dateProblem(authority, now);
    const what = `the CA certificate ${nameOf(authority.subject)}`;
    return problem === undefined ? (endWarning(what, authority, now) ?? []) : `${what} ${problem}`;
  });
  return [(client && endWarning('the client certificate', client, now)) ?? [], late].flat();
}

const notConfigured = (detail: string) => new ProbeFailure('not-configured', detail);

function textOf(secret: Secret | undefined): string {
  try {
    return secret?.reveal().trim() ?? '';
  } catch (error) {
    throw error instanceof SecretError ? new ProbeFailure('secret-unreadable', error.message) : error;
  }
}

function parse(digest: string, ca: string, cert: string, key: string): Material {
  const authorities = ca ? certificatesOf(ca, 'CA certificate', 'bad-ca') : [];
  const client = cert ? certificatesOf(cert, 'client certificate', 'bad-client-cert')[0] : undefined;
  if (client && !client.checkPrivateKey(keyOf(key))) {
    throw new ProbeFailure('key-mismatch', 'the client key is not that of the client certificate');
  }
  // Without an authority of ours, those that Node ships; the environment could add to its default.
  const trust = { ...CONTEXT, ca: ca || [...rootCertificates] };
  let anonymous: SecureContext | undefined;
  return {
    digest,
    authorities,
    client,
    wrongUse: client && wrongUseOf(client),
    context: contextOf({ ...trust, ...(client && { cert, key }) }),
    anonymous: () => {
      anonymous ??= createSecureContext(trust);
      return anonymous;
    },
  };
}

/** OpenSSL has demands of its own: keys that are too short, digests that are too old. */
function contextOf(options: Parameters<typeof createSecureContext>[0]): SecureContext {
  try {
    return createSecureContext(options);
  } catch (error) {
    const { reason = 'not accepted' } = error as { reason?: string };
    throw new ProbeFailure('bad-client-cert', `the client certificate cannot be used: ${reason}`);
  }
}

function wrongUseOf({ keyUsage }: X509Certificate): string | undefined {
  const allowed = !keyUsage || keyUsage.includes(CLIENT_AUTHENTICATION) || keyUsage.includes(ANY_USAGE);
  return allowed ? undefined : 'is not for client authentication (extendedKeyUsage)';
}
