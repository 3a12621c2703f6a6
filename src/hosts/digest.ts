import { createHash } from 'node:crypto';
import type { Fleet, Host } from './fleet';
import { PARTS } from './parts';

/** The wanted state of a host in one word, for Terraform: another one, and the host is applied again. */
export function digestOf(fleet: Fleet, host: Host): string {
  const wanted = PARTS.map((part) => [part.name, part.wanted(fleet, host)]);
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
}
