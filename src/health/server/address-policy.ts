import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { endpointOf } from '../probe/address';
import { ProbeFailure } from '../probe/failure';

/**
 * What nobody dials who only has a token. Addresses of one link (RFC 3927, RFC 4291) are those at which clouds tell a machine its own
 * credentials, and no node has one; two clouds have theirs elsewhere.
 */
const REFUSED = new BlockList();
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4');
REFUSED.addSubnet('fe80::', 10, 'ipv6');
REFUSED.addAddress('fd00:ec2::254', 'ipv6');
REFUSED.addAddress('100.100.100.200', 'ipv4');

const isRefused = (address: string): boolean =>
  isIP(address) > 0 && REFUSED.check(address.replace(/%.*$/, ''), isIP(address) === 6 ? 'ipv6' : 'ipv4');

const REASON = 'is of one link, or where a cloud tells credentials: a node is not reached there';

/** Reads an address that came over the API. Throws a `ProbeFailure` where it may not be dialled. */
export function checkAddress(address: string, useTls: boolean): void {
  const endpoint = endpointOf(address, useTls);
  if (endpoint.kind === 'unix') {
    throw new ProbeFailure('bad-address', 'a socket of this machine is checked as host of the inventory only');
  }
  if (isRefused(endpoint.host)) throw new ProbeFailure('bad-address', `the Docker address ${REASON}`);
}

/** The system's resolver; a name that leads where nobody dials leads nowhere. */
export const lookup: LookupFunction = (name, options, callback) => {
  systemLookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.some(({ address }) => isRefused(address))) {
      return callback(new ProbeFailure('bad-address', `the address of ${name} ${REASON}`), []);
    }
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0].address, addresses[0].family);
  });
};
