import type { Format } from '../checks/private/formats';

const IPV4_BITS = 32;
const IPV6_GROUPS = 8;
const IPV6_GROUP_BITS = 16;

/** An address as its bits; four bytes or eight groups. */
interface Address {
  readonly bits: bigint;
  readonly length: number;
}

function parseIpv4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    // The API server reads 010 as ten.
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    bits = (bits << 8n) | BigInt(part);
  }
  return { bits, length: IPV4_BITS };
}

/** Groups between colons; an IPv4 address may stand for the last two. */
function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.') && index === parts.length - 1) {
      const ipv4 = parseIpv4(part);
      if (!ipv4) return undefined;
      groups.push(ipv4.bits >> 16n, ipv4.bits & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(BigInt(`0x${part}`));
    } else {
      return undefined;
    }
  }
  return groups;
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0]);
  const tail = halves.length === 2 ? groupsOf(halves[1]) : [];
  if (!head || !tail) return undefined;
  const missing = IPV6_GROUPS - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  const bits = groups.reduce((all, group) => (all << BigInt(IPV6_GROUP_BITS)) | group, 0n);
  return { bits, length: IPV6_GROUPS * IPV6_GROUP_BITS };
}

const parseAddress = (text: string): Address | undefined => (text.includes(':') ? parseIpv6(text) : parseIpv4(text));

/** The network of a CIDR. */
interface Network {
  readonly bits: bigint;
  readonly length: number;
  readonly prefix: number;
}

function parseCidr(text: string): Network | undefined {
  const [address, prefix, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  if (!parsed || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(prefix ?? '')) return undefined;
  const ones = Number(prefix);
  if (ones > parsed.length) return undefined;
  return { bits: parsed.bits >> BigInt(parsed.length - ones), length: parsed.length, prefix: ones };
}

export const IP_ADDRESS: Format = {
  allowed: 'an IP address',
  matches: (text) => parseAddress(text) !== undefined,
};

export const CIDR: Format = {
  allowed: 'a network as 10.0.0.0/8',
  matches: (text) => parseCidr(text) !== undefined,
};

/** The network of one address. */
export const networkOf = (address: string): string =>
  `${address}/${address.includes(':') ? IPV6_GROUPS * IPV6_GROUP_BITS : IPV4_BITS}`;

/** Does `inner` lie in `outer` without being all of it? */
export function isInside(inner: string, outer: string): boolean {
  const small = parseCidr(inner);
  const large = parseCidr(outer);
  if (!small || !large || small.length !== large.length || small.prefix <= large.prefix) return false;
  return small.bits >> BigInt(small.prefix - large.prefix) === large.bits;
}

/** Have two networks an address in common? */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [parseCidr(a), parseCidr(b)];
  if (!one || !other || one.length !== other.length) return false;
  const prefix = Math.min(one.prefix, other.prefix);
  return one.bits >> BigInt(one.prefix - prefix) === other.bits >> BigInt(other.prefix - prefix);
}
