import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';

/** What a call of the file system does instead of its work: throw an error of that code, or return a value. */
export type Fault = string | { readonly value: unknown } | undefined;

/** Asked before each call. */
export const faults: { inject?: (call: string, ...args: any[]) => Fault } = {};

/** `node:fs` with faults. */
export function faulty(real: object): object {
  const wrapped = Object.entries(real).map(([name, member]) =>
    typeof member === 'function' && name.endsWith('Sync') ? [name, withFaults(name, member)] : [name, member],
  );
  return Object.fromEntries(wrapped);
}

function withFaults(name: string, call: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => {
    const fault = faults.inject?.(name, ...args);
    if (fault === undefined) return call(...args);
    if (typeof fault === 'string') throw systemError(fault);
    return fault.value;
  };
}

function systemError(name: string): Error {
  const errno = -constants.errno[name as keyof typeof constants.errno];
  // Node knows the names of some.
  const code = getSystemErrorMap().has(errno) ? name : `Unknown system error ${errno}`;
  return Object.assign(new Error(code), { code, errno });
}
