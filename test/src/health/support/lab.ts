import { Secret } from '../../../../src/health/secret';
import type { NodeTarget } from '../../../../src/health/types';
import { Authority, type Pair } from './certificates';

/** Authorities and certificates that the tests share: made once, because each costs a key. */
export interface Lab {
  readonly ca: Authority;
  readonly otherCa: Authority;
  readonly server: Pair;
  readonly client: Pair;
  readonly otherClient: Pair;
}

let lab: Promise<Lab> | undefined;

export function theLab(): Promise<Lab> {
  lab ??= makeLab();
  return lab;
}

async function makeLab(): Promise<Lab> {
  const [ca, otherCa] = await Promise.all([Authority.create(), Authority.create('other CA')]);
  const [server, client, otherClient] = await Promise.all([ca.server(), ca.client(), otherCa.client()]);
  return { ca, otherCa, server, client, otherClient };
}

/** What dockerd does with `tlsverify`. */
export const mutual = ({ ca, server }: Lab, pair: Pair = server) => ({
  ...pair,
  ca: ca.cert,
  requestCert: true,
  rejectUnauthorized: true,
});

/** PEM texts of a target; `null` for none. */
export interface Material {
  readonly ca?: string | null;
  readonly cert?: string | null;
  readonly key?: string | null;
}

const secret = (text: string | null | undefined): Secret | undefined =>
  typeof text === 'string' ? Secret.ofText(text) : undefined;

export function tlsTarget(
  { ca, client }: Lab,
  address: number | string,
  material: Material = {},
  more: Partial<NodeTarget> = {},
): NodeTarget {
  const all = { ca: ca.cert, ...client, ...material };
  return {
    ...plainTarget(address),
    useTls: true,
    ca: secret(all.ca),
    cert: secret(all.cert),
    key: secret(all.key),
    ...more,
  };
}

export const plainTarget = (address: number | string): NodeTarget => ({
  id: '7',
  name: 'gpu-07',
  address: typeof address === 'number' ? `tcp://127.0.0.1:${address}` : address,
  useTls: false,
});
