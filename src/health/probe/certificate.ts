import type { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../types';
import { shown } from './shown';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Sooner than this, somebody should get up. */
const SOON_DAYS = 30;

/** A certificate for a person and for alarms. */
export function certificateFacts(certificate: X509Certificate, now: number): CertificateFacts {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    names: shown(certificate.subjectAltName ?? ''),
    fingerprint: certificate.fingerprint256,
    validTo: new Date(endOf(certificate)).toISOString(),
    daysLeft: Math.floor((endOf(certificate) - now) / DAY_MS),
  };
}

/** Milliseconds since 1970. */
export const startOf = (certificate: X509Certificate): number => timeOf(certificate.validFrom);
const endOf = (certificate: X509Certificate): number => timeOf(certificate.validTo);

/** A certificate can hold a date that is none (a stranger made it, or a letter was lost): it counts as long past. */
const timeOf = (text: string): number => Date.parse(text) || 0;

/** `CN=gpu-07,O=lab` of Node's one part a line. */
export const nameOf = (distinguishedName: string | undefined): string =>
  shown((distinguishedName ?? '').split('\n').join(','));

/** What the date makes of a certificate, as `expired on 2026-05-03 (211 days ago)`. */
export function dateProblem(certificate: X509Certificate, now: number): string | undefined {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const days = (ms: number) => plural(Math.floor(ms / DAY_MS), 'day');
  if (endOf(certificate) <= now) return `expired on ${day(endOf(certificate))} (${days(now - endOf(certificate))} ago)`;
  const start = startOf(certificate);
  return start > now ? `is not valid before ${day(start)} (in ${days(start - now)})` : undefined;
}

/** A warning where a certificate ends soon. */
export function endWarning(what: string, certificate: X509Certificate, now: number): string | undefined {
  const left = Math.floor((endOf(certificate) - now) / DAY_MS);
  if (left < 0 || left >= SOON_DAYS) return undefined;
  return `${what} expires in ${plural(left, 'day')}, on ${new Date(endOf(certificate)).toISOString().slice(0, 10)}`;
}

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
