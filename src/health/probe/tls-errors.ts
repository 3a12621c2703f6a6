import type { Reason } from '../reasons';

/** What a failed handshake tells: Node's code, OpenSSL's reason, and the number of an alert. Any of them may be missing. */
export interface TlsError {
  readonly code?: string;
  readonly message: string;
  /** OpenSSL's words, as `sslv3 alert bad certificate`. */
  readonly reason?: string;
}

/** Verdicts on the server's certificate (OpenSSL, x509_vfy.h; Node's names of them). */
const VERDICTS: { readonly [code: string]: Reason } = {
  CERT_HAS_EXPIRED: 'server-cert-expired',
  CERT_NOT_YET_VALID: 'server-cert-not-yet-valid',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-ca',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown-ca',
  CERT_SIGNATURE_FAILURE: 'unknown-ca',
  CERT_UNTRUSTED: 'unknown-ca',
  INVALID_CA: 'unknown-ca',
  ERR_TLS_CERT_ALTNAME_INVALID: 'hostname-mismatch',
  HOSTNAME_MISMATCH: 'hostname-mismatch',
};

/** Alerts about our certificate (RFC 8446, 6.2), by number and by OpenSSL's words. */
const REFUSALS: ReadonlyArray<readonly [number, string]> = [
  [42, 'bad certificate'],
  [43, 'unsupported certificate'],
  [44, 'certificate revoked'],
  [45, 'certificate expired'],
  [46, 'certificate unknown'],
  [48, 'unknown ca'],
  [49, 'access denied'],
  [51, 'decrypt error'],
];
const REQUIRED = [116, 'certificate required'] as const;
const HANDSHAKE_FAILURE = [40, 'handshake failure'] as const;
const PROTOCOL_VERSION = [70, 'protocol version'] as const;
const UNRECOGNIZED_NAME = [112, 'unrecognized name'] as const;

const OLD_VERSION = /unsupported protocol|no protocols available|inappropriate fallback/i;
/** What OpenSSL makes of bytes that are no TLS; the words changed between its versions. */
const NOT_TLS =
  /wrong version number|packet length too long|record layer failure|http request|https proxy request|bad record type|unexpected message|unknown protocol|invalid record|data length too long/i;

/** A refusal in the server's words, as `certificate expired (alert 45)`. */
export function alertOf(error: TlsError): string | undefined {
  const number = /alert number (\d+)/.exec(error.message)?.[1];
  const words = /alert ([a-z ]+)/
    .exec(textOf(error))?.[1]
    .replace(/ *number *$/, '')
    .trim();
  if (number === undefined && words === undefined) return undefined;
  return number === undefined ? `alert ${words}` : `${words ?? 'alert'} (alert ${number})`;
}

/**
 * The reason of a failed handshake; `undefined` where it says nothing about TLS.
 * @param sentCertificate did we have a client certificate?
 */
export function tlsReason(error: TlsError, sentCertificate: boolean): Reason | undefined {
  const verdict = error.code === undefined ? undefined : VERDICTS[error.code];
  if (verdict) return verdict;
  const is = ([number, words]: readonly [number, string]) => hasAlert(error, number, words);
  if (is(REQUIRED)) return 'client-cert-required';
  if (REFUSALS.some(is)) return sentCertificate ? 'client-cert-rejected' : 'client-cert-required';
  if (is(PROTOCOL_VERSION) || OLD_VERSION.test(textOf(error))) return 'tls-version';
  if (is(UNRECOGNIZED_NAME)) return 'hostname-mismatch';
  if (is(HANDSHAKE_FAILURE) && !sentCertificate) return 'client-cert-required';
  if (NOT_TLS.test(textOf(error))) return 'not-tls';
  return isTls(error) ? 'tls-error' : undefined;
}

function hasAlert(error: TlsError, number: number, words: string): boolean {
  const known = /alert number (\d+)/.exec(error.message)?.[1];
  if (known !== undefined) return Number(known) === number;
  return textOf(error).includes(`alert ${words}`);
}

/** Codes, reasons and messages say the same in three ways; one of them is enough. */
const textOf = ({ code = '', reason = '', message }: TlsError): string =>
  `${code.replaceAll('_', ' ').toLowerCase()} ${reason.toLowerCase()} ${message.toLowerCase()}`;

const isTls = ({ code = '', message }: TlsError): boolean =>
  /^(?:ERR_SSL_|ERR_TLS_|ERR_OSSL_|EPROTO$|CERT_|CRL_)/.test(code) || /:SSL routines:/.test(message);
