import { readFileSync } from 'node:fs';
import type { OptionValues } from '../cli/command';
import { commandError, FindingsError, usageError } from '../cli/finding';
import type { Targets } from './part';

const HINT = 'gpulab probe --help';
const DEADLINE_MS = 10_000;
const LONGEST_DEADLINE_MS = 600_000;

const DOMAIN = /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\.)+[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** What the command line and the environment say. */
export function targetsOf(options: OptionValues, environment: NodeJS.ProcessEnv): Targets {
  const given = options as { readonly [name: string]: string | undefined };
  const { domain, address, ingress, registry, redis, kubeconfig } = given;
  if (domain === undefined) throw usageError('--domain is missing', HINT);
  if (!DOMAIN.test(domain)) throw usageError(`--domain "${domain}" is no domain, as example.com`, HINT);
  const api = given.api ?? `https://log.${domain}:8085`;
  for (const [name, url] of Object.entries({ ingress, registry, api })) if (url !== undefined) checkUrl(name, url);
  if (redis !== undefined && !/^.+:\d{1,5}$/.test(redis)) throw usageError(`--redis "${redis}" is not HOST:PORT`, HINT);
  return {
    ...{ domain, address, ingress, api, registry, redis, kubeconfig },
    registryUser: given['registry-user'],
    registryPassword: environment.GPULAB_REGISTRY_PASSWORD,
    redisPassword: environment.REDIS_PASSWORD,
    ca: pemOf(given.ca),
    registryCa: pemOf(given['registry-ca']),
    deadlineMs: deadlineOf(given.deadline),
  };
}

function checkUrl(name: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Not shown: it may have a password in it.
  if (url?.username || url?.password) throw usageError(`--${name} has a login in it, which everybody can read`, HINT);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return;
  throw usageError(`--${name} "${text}" is no URL with http or https`, HINT);
}

function pemOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FindingsError([commandError('GPULAB4604', `cannot read ${file} (${code})`, { file })]);
  }
}

function deadlineOf(text: string | undefined): number {
  if (text === undefined) return DEADLINE_MS;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (ms >= 1 && ms <= LONGEST_DEADLINE_MS) return ms;
  throw usageError(`--deadline "${text}" is no number of milliseconds from 1 to ${LONGEST_DEADLINE_MS}`, HINT);
}
