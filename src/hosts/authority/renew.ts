import { type Authority, createAuthority, readAuthority } from './authority';
import type { CertificateFolder } from './certificate-folder';
import { type CertificateState, type Limits, statesOf } from './certificate-state';
import { issue, validityOf, type Wanted } from './issue';

/** One year; who renews monthly has eleven months of rest. */
export const LIFETIME_DAYS = 365;

/** What was made. */
export interface Renewed {
  /** Was the authority made, too? */
  readonly isNewAuthority: boolean;
  /** Certificates that were made, and why. */
  readonly made: readonly CertificateState[];
}

/** Makes what is not there, and renews what ends soon or is not as wanted. What is right stays as it is, to the byte. */
export async function renew(
  folder: CertificateFolder,
  wanted: readonly Wanted[],
  limits: Limits,
  lifetimeDays: number,
): Promise<Renewed> {
  const known = readAuthority(folder);
  const authority = known ?? (await createAuthority(folder, limits.now));
  const made = statesOf(folder, authority, wanted, limits).filter(({ problem }) => problem !== undefined);
  await issueAll(folder, authority, made, limits.now, lifetimeDays);
  return { isNewAuthority: known === undefined, made };
}

async function issueAll(
  folder: CertificateFolder,
  { signer }: Authority,
  states: readonly CertificateState[],
  now: number,
  lifetimeDays: number,
): Promise<void> {
  for (const { wanted } of states) {
    folder.writePair(wanted, await issue(signer, wanted, validityOf(lifetimeDays, now)));
  }
}
