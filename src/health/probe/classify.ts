import type { Reason } from '../reasons';
import { dateProblem, nameOf } from './certificate';
import type { Connection } from './connection';
import { ProbeFailure } from './failure';
import { shown } from './shown';
import { alertOf, tlsReason } from './tls-errors';

/** What is known where an error is met. */
export interface Circumstances {
  readonly connection: Connection;
  /** `tcp://10.0.0.7:2376`, for messages. */
  readonly address: string;
  /** Name or address that the certificate was held against. */
  readonly name: string;
  readonly usesTls: boolean;
  /** Did we have a client certificate? */
  readonly sentCertificate: boolean;
  /** Did we have an authority of our own? */
  readonly hasAuthority: boolean;
  /** What is wrong with our certificate, by what we see ourselves. */
  readonly clientProblem?: string;
  readonly now: number;
}

/** Codes of the system (errno), and the resolver's. */
const SYSTEM: { readonly [code: string]: readonly [Reason, string] } = {
  ECONNREFUSED: ['connection-refused', 'nothing listens there'],
  ENOENT: ['connection-refused', 'there is no such socket'],
  ETIMEDOUT: ['timeout', 'the network gave up waiting for an answer'],
  EHOSTUNREACH: ['unreachable', 'there is no way to this host'],
  ENETUNREACH: ['unreachable', 'there is no way to this network'],
  EHOSTDOWN: ['unreachable', 'the host is down'],
  ENETDOWN: ['unreachable', 'the network is down'],
  EINVAL: ['unreachable', 'the address needs a zone (%eth0), or cannot be dialled'],
  ENOTFOUND: ['dns', 'there is no such name'],
  EAI_AGAIN: ['dns-unavailable', 'the name server does not answer'],
  EMFILE: ['checker-exhausted', 'the checker has no descriptor left'],
  ENFILE: ['checker-exhausted', 'the machine of the checker has no descriptor left'],
  ENOBUFS: ['checker-exhausted', 'the machine of the checker has no memory for sockets left'],
  EADDRNOTAVAIL: ['checker-exhausted', 'the machine of the checker has no address or port for it'],
  ERR_SOCKET_BAD_PORT: ['bad-address', 'the port is out of range'],
};
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);

interface NodeError extends Error {
  readonly code?: string;
  readonly reason?: string;
  /** What the parser of HTTP stumbled over. */
  readonly rawPacket?: Buffer;
}

/** What an error means (facts: compute-nodes.md 7). Versions of Node and OpenSSL name things differently: several marks are looked at. */
export function failureOf(thrown: unknown, circumstances: Circumstances): ProbeFailure {
  if (thrown instanceof ProbeFailure) return thrown;
  // Of a name with several addresses, the first tells enough.
  const error = thrown instanceof AggregateError ? (thrown.errors[0] as NodeError) : (thrown as NodeError);
  const code = error?.code ?? '';
  const { address, connection, usesTls, sentCertificate } = circumstances;
  const failure = (reason: Reason, detail: string) => new ProbeFailure(reason, `${address}: ${detail}`);

  if (!(error instanceof Error) || code === '') {
    // Its message is of unknown shape: only its kind is told.
    return failure('internal-error', `unforeseen: ${error instanceof Error ? shown(error.name) : typeof error}`);
  }
  if (Object.hasOwn(SYSTEM, code)) return failure(...SYSTEM[code]);
  if (code.startsWith('HPE_')) return notHttp(error, failure);
  const reason = usesTls ? tlsReason(error, sentCertificate) : undefined;
  if (reason) return failure(reason, tlsDetail(reason, error, circumstances));
  if (CLOSED.has(code)) return closed(circumstances, failure);
  return failure('connection-error', `${shown(code)} (${connection.phase})`);
}

type Failure = (reason: Reason, detail: string) => ProbeFailure;

/** A TLS record of type alert, version 3.x: what a TLS server says to plain HTTP (RFC 8446, 5.1). */
const isTlsAlert = (packet: Buffer | undefined): boolean => packet?.[0] === 0x15 && packet[1] === 0x03;

function notHttp({ code, rawPacket }: NodeError, failure: Failure): ProbeFailure {
  if (isTlsAlert(rawPacket)) return failure('tls-required', 'the answer to plain HTTP is a TLS alert');
  if (code === 'HPE_HEADER_OVERFLOW') return failure('response-too-large', 'the headers of the answer have no end');
  const banner = rawPacket ? shown(rawPacket.subarray(0, 40).toString('latin1')) : '';
  return failure('not-docker', `the answer is not HTTP${banner === '' ? '' : `: it begins with "${banner}"`}`);
}

/** A peer that just closes says nothing; what we know of our own certificate may say why. */
function closed({ connection, clientProblem, usesTls }: Circumstances, failure: Failure): ProbeFailure {
  if (usesTls && clientProblem !== undefined && connection.phase !== 'connect') {
    return failure('client-cert-rejected', `${clientProblem}; the daemon closed the connection`);
  }
  const when = {
    connect: 'before the connection stood',
    handshake: 'during the TLS handshake',
    request: usesTls ? 'after the TLS handshake, which may be how it refuses our certificate' : 'without an answer',
  }[connection.phase];
  return failure('connection-reset', `closed ${when}`);
}

function tlsDetail(reason: Reason, error: NodeError, circumstances: Circumstances): string {
  const { clientProblem, connection, hasAuthority, name, now } = circumstances;
  const { server } = connection;
  const alert = alertOf(error);
  switch (reason) {
    case 'server-cert-expired':
    case 'server-cert-not-yet-valid':
      return (
        (server && certificateDetail(server, now)) ??
        `a certificate of the daemon's chain ${reason === 'server-cert-expired' ? 'has expired' : 'is not valid yet'}`
      );
    case 'unknown-ca': {
      const issuer = server && nameOf(server.issuer);
      const signed =
        server && server.subject === server.issuer
          ? `the certificate ${issuer} is signed by itself`
          : `the daemon's certificate is signed by ${issuer ?? 'another authority'}`;
      return hasAuthority ? `${signed}, which the CA certificate does not vouch for` : `${signed}, and no CA is given`;
    }
    case 'hostname-mismatch': {
      const names = server?.subjectAltName;
      const valid = names === undefined ? 'it has no subjectAltName' : `it is for ${shown(names)}`;
      return `the daemon's certificate is not for ${name}: ${server ? valid : (alert ?? 'another name is wanted')}`;
    }
    case 'client-cert-rejected':
      return clientProblem ? `${clientProblem}; the daemon said ${alert}` : `the daemon said ${alert}`;
    case 'client-cert-required':
      return `no client certificate was given; the daemon said ${alert}`;
    case 'not-tls':
      return 'the answer to a TLS handshake is not TLS: the port speaks something else';
    case 'tls-version':
      return 'the daemon offers no TLS 1.2 or newer';
    default:
      return `the TLS handshake failed: ${alert ?? shown(error.reason ?? error.code ?? 'no reason was given')}`;
  }
}

const certificateDetail = (server: NonNullable<Connection['server']>, now: number): string | undefined => {
  const problem = dateProblem(server, now);
  return problem && `the daemon's certificate ${nameOf(server.subject)} ${problem}`;
};
