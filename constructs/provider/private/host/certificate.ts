import type { X509Certificate } from 'node:crypto';
import type { Rules } from '../../../core/rules/rules';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Loaded when there is a certificate to look at. */
const crypto = (): typeof import('node:crypto') => require('node:crypto');

/** Certificates of a PEM text, in its order; what is none is told, and never shown: it may be a key. */
function certificatesOf(rules: Rules, key: string, text: string): X509Certificate[] {
  if (!rules.text(key, text)) return [];
  if (/PRIVATE KEY/.test(text)) {
    const hint = 'keep the key in a file of its own, and give it as HostSecret.fromFile(...)';
    rules.error('GPULAB2977', `${key} holds a private key (it is not shown)`, key, hint);
    return [];
  }
  try {
    const certificates = (text.match(BLOCK) ?? []).map((block) => new (crypto().X509Certificate)(block));
    if (certificates.length === 0) rules.error('GPULAB2977', `${key} has no certificate in it`, key);
    return certificates;
  } catch {
    rules.error('GPULAB2977', `${key} has a certificate that cannot be read`, key);
    return [];
  }
}

/** The certificate of tasks: any name below the domain. */
export function checkDomain(rules: Rules, key: string, text: string, domain: string): void {
  const [leaf] = certificatesOf(rules, key, text);
  if (!leaf || leaf.checkHost(`task.${domain}`, { wildcards: true })) return;
  rules.error('GPULAB2976', `${key} is for ${namesOf(leaf)}; one for *.${domain} is wanted`, key);
}

/** The certificate of the registry: its address, and a chain that ends at the authority. */
export function checkRegistry(rules: Rules, texts: { certificate: string; ca: string }, address: string): void {
  const chain = certificatesOf(rules, 'registry.certificate', texts.certificate);
  const [ca] = certificatesOf(rules, 'registry.ca', texts.ca);
  const [leaf] = chain;
  if (leaf && !leaf.checkIP(address)) {
    const message = `registry.certificate is for ${namesOf(leaf)}; hosts dial the registry as ${address}`;
    rules.error(
      'GPULAB2976',
      message,
      'registry.certificate',
      `sign one with the subject alternative name IP:${address}`,
    );
  }
  if (ca && !ca.ca) rules.error('GPULAB2977', 'registry.ca is a certificate of no authority', 'registry.ca');
  else if (leaf && ca && !isSignedBy(chain, ca)) {
    rules.error('GPULAB2977', 'registry.certificate is not signed by registry.ca', 'registry.ca');
  }
}

/** Is each certificate signed by the next one, and the last by the authority? The authority may stand in the chain, too. */
function isSignedBy(chain: readonly X509Certificate[], ca: X509Certificate): boolean {
  const rest = chain.filter(({ fingerprint256 }) => fingerprint256 !== ca.fingerprint256);
  return rest.every((one, index) => {
    const issuer = rest[index + 1] ?? ca;
    return one.checkIssued(issuer) && one.verify(issuer.publicKey);
  });
}

const namesOf = ({ subjectAltName }: X509Certificate): string => subjectAltName ?? 'no name';
