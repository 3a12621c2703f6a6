import { CIDR, IP_ADDRESS } from '../../../core/private/addresses';
import { isMapping } from '../../../core/private/mapping';
import { LONGEST_SUBDOMAIN, SUBDOMAIN } from '../../../core/rules/names';
import { quoted } from '../../../core/rules/problem';
import type { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { at, type DocumentProblems, isText, itemsOf, type Path } from './document-problem';

export const isNetwork = (text: unknown): text is string => typeof text === 'string' && CIDR.matches(text);

/** Names, addresses and logins of the hosts. */
export function checkHosts(document: unknown, { line }: KubeKeyVersion, problems: DocumentProblems): void {
  const seen = { name: new Map<string, number>(), address: new Map<string, number>() };
  for (const [index, host] of itemsOf(at(document, 'spec', 'hosts')).entries()) {
    if (!isMapping(host)) continue;
    const path: Path = ['spec', 'hosts', index];
    const { name, address, internalAddress = address } = host;
    checkName(name, path, problems);
    if (!isText(address) && !isText(internalAddress)) {
      problems.error('GPULAB2803', path, `host ${quoted(name)} has neither address nor internalAddress`);
    }
    checkReach(host, path, problems);
    checkInternal(internalAddress, line, [...path, 'internalAddress'], problems);
    once(seen.name, name, 'name', [...path, 'name'], index, problems);
    once(seen.address, internalAddress, 'address', path, index, problems);
  }
}

/** It becomes the name of the machine and of the node; the kubelet writes it in small letters, and kk's later steps do not find it. */
function checkName(name: unknown, path: Path, problems: DocumentProblems): void {
  if (!isText(name) || (SUBDOMAIN.test(name) && name.length <= LONGEST_SUBDOMAIN)) return;
  const hint = SUBDOMAIN.test(name.toLowerCase()) ? `write ${name.toLowerCase()}` : undefined;
  const wanted = 'lower-case letters, digits, "-" and "." in between';
  problems.error('GPULAB2816', [...path, 'name'], `name ${quoted(name)} cannot be that of a node: ${wanted}`, hint);
}

/** As ssh takes them; they stand in commands of the installation, too. */
const USER = /^[A-Za-z_][\w.-]*$/;

function checkReach(
  { address, user }: { readonly [key: string]: unknown },
  path: Path,
  problems: DocumentProblems,
): void {
  if (isText(address) && !IP_ADDRESS.matches(address) && !SUBDOMAIN.test(address.toLowerCase())) {
    const message = `address ${quoted(address)} is neither an IP address nor the name of a machine`;
    problems.error('GPULAB2816', [...path, 'address'], message);
  }
  if (isText(user) && !USER.test(user)) {
    problems.error('GPULAB2816', [...path, 'user'], `user ${quoted(user)} is no name of a user`);
  }
}

/** Since 3.1 two addresses may be given, of both families. */
function checkInternal(address: unknown, line: string, path: Path, problems: DocumentProblems): void {
  if (!isText(address)) return;
  const parts = line >= '3.1' ? address.split(',') : [address];
  if (parts.length <= 2 && parts.every((part) => IP_ADDRESS.matches(part))) return;
  const message = `the internal address ${quoted(address)} is no IP address`;
  problems.error('GPULAB2816', path, message, 'give internalAddress, if address is a name');
}

function once(
  seen: Map<string, number>,
  value: unknown,
  what: string,
  path: Path,
  index: number,
  problems: DocumentProblems,
): void {
  if (!isText(value)) return;
  const first = seen.get(value);
  if (first === undefined) seen.set(value, index);
  else problems.error('GPULAB2812', path, `hosts ${first} and ${index} have the same ${what} ${quoted(value)}`);
}
