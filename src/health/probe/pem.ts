import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { ProbeFailure } from './failure';

const CERTIFICATES = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;
const ENCRYPTED = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: *4, *ENCRYPTED/;
/** A line end as two characters: what a text in JSON or in a variable becomes when it is quoted once too often. */
const QUOTED_LINE_END = /-----\\[nr]/;

/**
 * Every certificate of a PEM text. OpenSSL takes a garbage authority without a word, and fails much later with "unable to verify
 * the first certificate" (facts: compute-nodes.md 5.3): so we read it ourselves.
 */
export function certificatesOf(text: string, what: string, reason: 'bad-ca' | 'bad-client-cert'): X509Certificate[] {
  const blocks = QUOTED_LINE_END.test(text) ? [] : (text.match(CERTIFICATES) ?? []);
  if (blocks.length === 0) throw new ProbeFailure(reason, `the ${what} ${withoutCertificate(text)}`);
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch {
      const which = blocks.length > 1 ? `, certificate ${index + 1} of ${blocks.length},` : '';
      throw new ProbeFailure(reason, `the ${what}${which} has the form of PEM, but no certificate in it`);
    }
  });
}

function withoutCertificate(text: string): string {
  if (PRIVATE_KEY.test(text) || ENCRYPTED.test(text)) return 'is a private key: certificate and key may be swapped';
  return `holds no certificate${lineEnds(text)}`;
}

/** The key of a PEM text, or why it is none. */
export function keyOf(text: string): KeyObject {
  const bad = (problem: string) => new ProbeFailure('bad-client-key', `the client key ${problem}`);
  if (ENCRYPTED.test(text)) throw bad('is encrypted: nobody is there to type its passphrase');
  if (!PRIVATE_KEY.test(text)) {
    throw bad(text.match(CERTIFICATES) ? 'is a certificate' : `holds no private key${lineEnds(text)}`);
  }
  try {
    return createPrivateKey(text);
  } catch {
    throw bad(`has the form of PEM, but no key in it${lineEnds(text)}`);
  }
}

const lineEnds = (text: string): string =>
  QUOTED_LINE_END.test(text) ? ': its line ends are the two characters \\n' : '';
