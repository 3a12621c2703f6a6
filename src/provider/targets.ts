import { readFileSync } from 'node:fs';
import type { Finding } from 'cdk8s-gpulab';
import type { OptionValues } from '../cli/command';
import { attempt, commandError, FindingsError, usageError } from '../cli/finding';
import type { Targets } from './part';

const HINT = 'gpulab probe --help';
const DEADLINE_MS = 10_000;
const LONGEST_DEADLINE_MS = 600_000;

const DOMAIN = /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\.)+[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** What the command line and the environment say; every option that is wrong is told. */
export function targetsOf(options: OptionValues, environment: NodeJS.ProcessEnv): Targets {
  const given = options as { readonly [name: string]: string | undefined };
  const { domain, address, ingress, registry, redis, kubeconfig } = given;
  const findings: Finding[] = [];
  const checked = attempt(() => domainOf(domain), findings) ?? '';
  const urls = { ingress, registry, api: given.api };
  for (const [name, url] of Object.entries(urls)) attempt(() => checkUrl(name, url), findings);
  attempt(() => checkRedis(redis), findings);
  const ca = attempt(() => pemOf(given.ca), findings);
  const registryCa = attempt(() => pemOf(given['registry-ca']), findings);
  const deadlineMs = attempt(() => deadlineOf(given.deadline), findings) ?? DEADLINE_MS;
  if (findings.length > 0) throw new FindingsError(findings);
  return {
    ...{ domain: checked, address, ingress, registry, redis, kubeconfig, ca, registryCa, deadlineMs },
    api: given.api ?? `https://log.${checked}:8085`,
    registryUser: given['registry-user'],
    registryPassword: environment.GPULAB_REGISTRY_PASSWORD,
    redisPassword: environment.REDIS_PASSWORD,
  };
}

function domainOf(text: string | undefined): string {
  if (text === undefined) throw usageError('--domain is missing', HINT);
  if (DOMAIN.test(text)) return text;
  throw usageError(`--domain "${text}" is no domain, as example.com`, HINT);
}

function checkRedis(text: string | undefined): void {
  if (text === undefined || /^.+:\d{1,5}$/.test(text)) return;
  throw usageError(`--redis "${text}" is not HOST:PORT`, HINT);
}

function checkUrl(name: string, text: string | undefined): void {
  if (text === undefined) return;
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
