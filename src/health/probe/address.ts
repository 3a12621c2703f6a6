import { isIP, isIPv4 } from 'node:net';
import { ProbeFailure } from './failure';
import { shown, shownAddress } from './shown';

/** Where to dial. */
export type Endpoint = TcpEndpoint | UnixEndpoint;

export interface TcpEndpoint {
  readonly kind: 'tcp';
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly useTls: boolean;
}

export interface UnixEndpoint {
  readonly kind: 'unix';
  readonly path: string;
}

/** By convention (facts: compute-nodes.md 5.2). */
const TLS_PORT = 2376;
const PLAIN_PORT = 2375;
const LONGEST = 500;
const HIGHEST_PORT = 65_535;

const UNIX = /^unix:\/\/(.*)$/is;
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const SCHEMES = ['tcp', 'https', 'http'];
/** A host in brackets or without colons, and a port. */
const AUTHORITY = /^(?:\[([^\]]*)\]|([^:]*))(?::([^:]*))?$/;
const NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?$/i;
/** Resolvers read `127.1`, `2130706433` and `0x7f.1` as addresses, and `0` as every address: nobody means that. */
const NUMBERS = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;
/** Addresses to listen on, not to dial: the seed's example is one (facts: compute-nodes.md 5.2, point 7). */
const EVERY_ADDRESS = /^(?:0\.0\.0\.0|[0:]+|[0:]*:ffff:(?:0\.0\.0\.0|0+:0+))(?:%.*)?$/i;

const FORMS = 'tcp://HOST:PORT, https://HOST:PORT, http://HOST:PORT, HOST:PORT or unix:///PATH';

/** Reads the address of a node (grammar: facts, compute-nodes.md 5.2). Throws a `ProbeFailure`, bad-address. */
export function endpointOf(address: string, useTls: boolean): Endpoint {
  if (address.length > LONGEST) throw bad(`has ${address.length} characters: at most ${LONGEST} are allowed`);
  const refuse = (problem: string) => bad(`"${shownAddress(address)}" ${problem}`);
  const unix = UNIX.exec(address);
  if (unix) {
    if (!/^\/[^\0]*[^/\0]$/.test(unix[1])) throw refuse('has no absolute path of a socket: write unix:///PATH');
    return { kind: 'unix', path: unix[1] };
  }
  const [prefix, scheme] = SCHEME.exec(address) ?? ['', undefined];
  if (scheme !== undefined) checkScheme(scheme.toLowerCase(), useTls, refuse);
  const authority = address.slice(prefix.length);
  if (authority.includes('@')) throw refuse('holds a user name: Docker knows none, take it out');
  if (/[/?#\\]/.test(authority)) throw refuse('has something behind the port: write HOST:PORT alone');
  const match = AUTHORITY.exec(authority);
  if (!match) throw refuse(`is none of ${FORMS}; an IPv6 address stands in brackets`);
  const host = match[1] === undefined ? match[2] : bracketed(match[1], refuse);
  checkHost(host, refuse);
  return { kind: 'tcp', host, port: portOf(match[3], useTls, refuse), useTls };
}

type Refuse = (problem: string) => ProbeFailure;

const bad = (problem: string) => new ProbeFailure('bad-address', `the Docker address ${problem}`);

function checkScheme(scheme: string, useTls: boolean, refuse: Refuse): void {
  if (!SCHEMES.includes(scheme)) throw refuse(`has scheme ${shown(scheme)}: ${FORMS} are allowed`);
  if (scheme === 'http' && useTls) throw refuse('says http, but the node uses TLS: write tcp:// or https://');
  if (scheme === 'https' && !useTls) throw refuse('says https, but the node does not use TLS: write tcp:// or http://');
}

function bracketed(text: string, refuse: Refuse): string {
  if (isIP(text) !== 6) throw refuse('has something else than an IPv6 address in brackets');
  return text;
}

function checkHost(host: string, refuse: Refuse): void {
  if (host === '') throw refuse('has no host');
  if (EVERY_ADDRESS.test(host)) throw refuse('is one to listen on: write the address that the node is reached at');
  if (isIP(host) > 0) return;
  if (NUMBERS.test(host) && !isIPv4(host)) throw refuse('has a host that is neither a name nor a whole IPv4 address');
  if (!NAME.test(host)) throw refuse('has a host that is no host name');
}

function portOf(text: string | undefined, useTls: boolean, refuse: Refuse): number {
  if (text === undefined) return useTls ? TLS_PORT : PLAIN_PORT;
  const port = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 1 && port <= HIGHEST_PORT)) {
    throw refuse(`has port "${shown(text)}": a number from 1 to ${HIGHEST_PORT} is allowed`);
  }
  return port;
}
