import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIPv6, SocketAddress } from 'node:net';
import type { Authority } from './authority';
import type { CertificateFolder } from './certificate-folder';
import type { Pair, Wanted } from './issue';

/** The checker warns from this many days on, too: who renews then has no warning. */
export const RENEWAL_DAYS = 30;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate that is wanted, and what there is of it. */
export interface CertificateState {
  readonly wanted: Wanted;
  /** When it ends; missing where there is none that can be read. */
  readonly end?: Date;
  /** Why it must be made anew. */
  readonly problem?: string;
}

export interface Limits {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What ends within so many days is to be renewed. */
  readonly withinDays: number;
}

/** What there is of each certificate that is wanted. Without an authority there is none. */
export function statesOf(
  folder: CertificateFolder,
  authority: Authority | undefined,
  wanted: readonly Wanted[],
  limits: Limits,
): CertificateState[] {
  return wanted.map((one) => {
    const pair = authority && folder.pair(one);
    return authority && pair ? stateOf(authority, one, pair, limits) : { wanted: one, problem: 'is not there' };
  });
}

function stateOf(authority: Authority, wanted: Wanted, pair: Pair, limits: Limits): CertificateState {
  const certificate = parsed(pair);
  if (!certificate) return { wanted, problem: 'cannot be read, or is not that of its key' };
  const end = new Date(certificate.validTo);
  const problem = CHECKS.map((check) => check({ certificate, end, wanted, authority, ...limits })).find(
    (found) => found !== undefined,
  );
  return { wanted, end, problem };
}

interface Checked extends Limits {
  readonly certificate: X509Certificate;
  readonly end: Date;
  readonly wanted: Wanted;
  readonly authority: Authority;
}

/** Extended key usages (RFC 5280, 4.2.1.12). */
const USES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

const CHECKS: readonly ((checked: Checked) => string | undefined)[] = [
  ({ certificate, authority }) =>
    certificate.verify(authority.certificate.publicKey) ? undefined : 'is not of the authority that signs now',
  ({ certificate, wanted }) =>
    certificate.keyUsage?.includes(USES[wanted.use]) ? undefined : `is not for a ${wanted.use}`,
  ({ certificate, wanted }) => {
    const [has, needs] = [namesOf(certificate), wanted.names.map(canonical).sort()];
    return has.join() === needs.join() ? undefined : `is for ${has.join(', ') || 'no name'}, not ${needs.join(', ')}`;
  },
  ({ end, now, withinDays }) => {
    const days = Math.floor((end.getTime() - now) / DAY_MS);
    if (days < 0) return `ended on ${dayOf(end)}`;
    return days < withinDays ? `ends on ${dayOf(end)}` : undefined;
  },
];

/** As 2026-11-30. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function parsed({ cert, key }: Pair): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(cert);
    return certificate.checkPrivateKey(createPrivateKey(key)) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** `DNS:gpu-01, IP Address:10.0.0.7` as names, sorted. Those that we gave have no comma in them. */
const namesOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  subjectAltName
    .split(', ')
    .filter((name) => name !== '')
    .map((name) => canonical(name.replace(/^(?:DNS|IP Address):/, '')))
    .sort();

/** One text for one name: case counts for none, and an IPv6 address has many spellings. */
const canonical = (name: string): string =>
  isIPv6(name) ? new SocketAddress({ address: name, family: 'ipv6' }).address : name.toLowerCase();
