import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { PartFailure, type PartReason } from './part';

/** More of an answer is not read. */
const LONGEST_BODY = 65_536;

/** What a request is to be, besides its URL. */
export interface Asked {
  readonly deadlineMs: number;

  /** Where the host of the URL is dialled. */
  readonly address?: string;

  /** Authority to trust besides those of Node, PEM. */
  readonly ca?: string;
  readonly headers?: { readonly [name: string]: string };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** One GET, of this URL and no other: a redirect is an answer. Throws `PartFailure`. */
export function get(url: string, { deadlineMs, address, ca, headers }: Asked): Promise<Answer> {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isTls = protocol === 'https:';
  const options: RequestOptions & { ca?: string[]; servername?: string } = {
    host: address ?? host,
    port: port === '' ? undefined : Number(port),
    path: `${pathname}${search}`,
    headers: { host: port === '' ? hostname : `${hostname}:${port}`, ...headers },
    agent: false,
    signal: AbortSignal.timeout(deadlineMs),
    ...(isTls ? { servername: isIP(host) ? '' : host, ...trust(ca) } : {}),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(failureOf(error, deadlineMs));
    const request = (isTls ? httpsRequest : httpRequest)(options, (response) => {
      read(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        fail,
      );
    });
    request.on('error', fail).end();
  });
}

/** An authority of one's own comes on top: replacing them would make every other certificate look bad. */
export const trust = (ca: string | undefined): { ca?: string[] } =>
  ca === undefined ? {} : { ca: [...rootCertificates, ca] };

async function read(response: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) {
    body += chunk;
    if (body.length > LONGEST_BODY) break;
  }
  return body.slice(0, LONGEST_BODY);
}

/** What errors of Node mean. */
const REASONS: { readonly [code: string]: readonly [PartReason, string] } = {
  ENOTFOUND: ['no-address', 'the name has no address'],
  EAI_AGAIN: ['no-address', 'no name server answers'],
  ECONNREFUSED: ['refused', 'nothing listens there'],
  EHOSTUNREACH: ['connection', 'there is no way to the host'],
  ENETUNREACH: ['connection', 'there is no way to the network'],
  ECONNRESET: ['connection', 'the connection was cut'],
  EPROTO: ['connection', 'no TLS is spoken there'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['connection', 'no TLS is spoken there'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['wrong-name', 'the certificate is for other names'],
  CERT_HAS_EXPIRED: ['expired', 'the certificate has ended'],
  CERT_NOT_YET_VALID: ['expired', 'the certificate is not valid yet'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['untrusted', 'the certificate is signed by itself'],
  SELF_SIGNED_CERT_IN_CHAIN: ['untrusted', 'the authority is not known here'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['untrusted', 'the authority is not known here, or the chain is not sent'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['untrusted', 'the authority is not known here, or the chain is not sent'],
};

/** An error of a connection as a reason. */
export function failureOf(error: Error & { readonly code?: string }, deadlineMs: number): PartFailure {
  if (error instanceof PartFailure) return error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return new PartFailure('timeout', `no answer within ${deadlineMs} ms`);
  }
  const [reason, detail] = REASONS[error.code ?? ''] ?? ['connection', error.code ?? error.message];
  return new PartFailure(reason, detail);
}
