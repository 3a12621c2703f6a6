import { commandError, FindingsError } from '../../cli/finding';
import { AUTHORITY_DAYS, type Authority, type Phase, readAuthority } from './authority';
import type { CertificateFolder } from './certificate-folder';
import { type Limits, statesOf } from './certificate-state';
import { newAuthority, validityOf, type Wanted } from './issue';
import { renew } from './renew';

/** What a step of a rotation did, and what comes next, for a person. */
export const STEPS: { readonly [phase in Phase]: string } = {
  steady: 'a second authority is trusted, and signs nothing yet. Apply to all hosts, then rotate again',
  introduced: 'the second authority has signed every certificate. Apply to all hosts, then rotate again',
  switched: 'the first authority is no longer trusted. Apply to all hosts: the rotation is done then',
};

interface Rotation {
  readonly folder: CertificateFolder;
  readonly authority: Authority;
  readonly wanted: readonly Wanted[];
  readonly limits: Limits;
  readonly lifetimeDays: number;
}

/**
 * The next of three steps from one authority to another. Between two of them hosts are brought up to date; at no moment does a
 * client or a host meet a certificate of an authority that it does not trust. Gives the phase that the step began in.
 */
export async function rotate(
  folder: CertificateFolder,
  wanted: readonly Wanted[],
  limits: Limits,
  lifetimeDays: number,
): Promise<Phase> {
  const authority = readAuthority(folder);
  if (!authority) throw notNow('there is no authority yet');
  const rotation = { folder, authority, wanted, limits, lifetimeDays };
  refuseForeign(rotation);
  await STEP[authority.phase](rotation);
  return authority.phase;
}

const STEP: { readonly [phase in Phase]: (rotation: Rotation) => Promise<unknown> } = {
  async steady({ folder, authority, limits }) {
    const { cert, key } = await newAuthority(validityOf(AUTHORITY_DAYS, limits.now));
    folder.writeNextKey(key);
    folder.writeAuthorities(authority.signer.cert + cert);
  },
  async introduced({ folder, wanted, limits, lifetimeDays }) {
    folder.takeNextKey();
    await renew(folder, wanted, limits, lifetimeDays);
  },
  async switched({ folder, authority }) {
    folder.writeAuthorities(authority.signer.cert);
  },
};

/** A certificate that was not signed by the one that signs now would be trusted by nobody after the last step. */
function refuseForeign({ folder, authority, wanted, limits }: Rotation): void {
  const states = statesOf(folder, authority, wanted, { ...limits, withinDays: 0 });
  const wrong = states.find(({ problem }) => problem !== undefined);
  if (wrong) throw notNow(`the certificate of ${wrong.wanted.use} ${wrong.wanted.name} ${wrong.problem}`);
}

const notNow = (problem: string): FindingsError =>
  new FindingsError([
    commandError('GPULAB4566', `the authority cannot be rotated now: ${problem}`, {
      hint: 'gpulab hosts certificates renew, and apply to all hosts',
    }),
  ]);
