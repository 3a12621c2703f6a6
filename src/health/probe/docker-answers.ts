import { isMapping, type Mapping, mappingOf } from 'cdk8s-gpulab/lib/core/private/mapping';
import type { DockerFacts } from '../types';
import type { Answer, Question } from './exchange';
import { ProbeFailure } from './failure';
import { shown } from './shown';

const KIB = 1024;
const PING: Question = { path: '/_ping', mostBytes: 64 * KIB };
const VERSION: Question = { path: '/version', mostBytes: 4 * KIB * KIB };
const INFO: Question = { path: '/info', mostBytes: 4 * KIB * KIB };

/** What is asked, without a version in the path: daemons differ in those that they take (facts: compute-nodes.md 6). */
export const QUESTIONS = { ping: PING, version: VERSION, info: INFO } as const;

/** Go's and nginx's words for HTTP on a TLS port. */
const TLS_WANTED = /HTTP request (?:was sent )?to (?:an )?HTTPS (?:server|port)/i;
const BAD_GATEWAY = 502;
const GATEWAY_TIMEOUT = 504;

/** API version of the daemon; a web server that answers 200 has none (facts: compute-nodes.md 6). */
export function apiVersionOf({ status, headers, body }: Answer): string {
  const apiVersion = headers['api-version'];
  if (status !== 200) throw statusFailure('/_ping', { status, headers, body });
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    throw new ProbeFailure('not-docker', '/_ping is answered with 200, but without the header Api-Version');
  }
  if (body.trim() !== 'OK') {
    throw new ProbeFailure('not-docker', `/_ping is answered with "${shown(body.slice(0, 40))}" instead of OK`);
  }
  return shown(apiVersion);
}

/** The object that an answer holds. */
export function objectOf({ path }: Question, answer: Answer): Mapping {
  if (answer.status !== 200) throw statusFailure(path, answer);
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch {
    throw new ProbeFailure('not-docker', `${path} is answered with something else than JSON`);
  }
  if (isMapping(value)) return value;
  throw new ProbeFailure('not-docker', `${path} is answered with ${Array.isArray(value) ? 'a list' : typeof value}`);
}

function statusFailure(path: string, { status, headers, body }: Answer): ProbeFailure {
  const detail = `${path} is answered with status ${status}`;
  if (status >= 300 && status < 400) {
    const target = headers.location === undefined ? '' : ` to ${originOf(headers.location)}`;
    return new ProbeFailure('redirect', `${detail}${target}`);
  }
  if (TLS_WANTED.test(body)) return new ProbeFailure('tls-required', `${detail}: the port wants TLS`);
  if (status >= 500 && status !== BAD_GATEWAY && status !== GATEWAY_TIMEOUT) {
    return new ProbeFailure('daemon-error', detail);
  }
  const isDocker = headers['api-version'] !== undefined || /^docker/i.test(String(headers.server));
  return new ProbeFailure(
    status === 404 || status < 300 ? (isDocker ? 'http-status' : 'not-docker') : 'http-status',
    detail,
  );
}

/** Of a redirect no more than scheme and host: what is behind may be anybody's token. */
function originOf(location: string): string {
  const origin = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#@]*@)?([^/?#@]*)/i.exec(location);
  return origin ? shown(`${origin[1]}${origin[2]}`) : 'another path';
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? shown(value) : undefined;
const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Of lists that a daemon makes up itself no more than anybody reads. */
const MOST_LISTED = 256;

/** What we want of `/version` and `/info`. A field of another type than Docker's is absent: it must not break a page. */
export function dockerFacts(apiVersion: string, version: Mapping, info: Mapping): DockerFacts {
  const runtimes = Object.keys(mappingOf(info.Runtimes)).slice(0, MOST_LISTED).map(shown);
  const defaultRuntime = text(info.DefaultRuntime);
  return {
    apiVersion,
    minApiVersion: text(version.MinAPIVersion),
    version: text(version.Version) ?? text(info.ServerVersion),
    os: text(version.Os) ?? text(info.OSType),
    arch: text(version.Arch) ?? text(info.Architecture),
    kernelVersion: text(version.KernelVersion) ?? text(info.KernelVersion),
    id: text(info.ID),
    name: text(info.Name),
    operatingSystem: text(info.OperatingSystem),
    cpus: count(info.NCPU),
    memoryBytes: count(info.MemTotal),
    storageDriver: text(info.Driver),
    cgroupVersion: text(info.CgroupVersion),
    containersRunning: count(info.ContainersRunning),
    runtimes: runtimes.sort(),
    defaultRuntime,
    nvidiaRuntime: runtimes.includes('nvidia') || defaultRuntime === 'nvidia',
    cdiDevices: list(info.DiscoveredDevices)
      .slice(0, MOST_LISTED)
      .flatMap((device) => (isMapping(device) && device.Source === 'cdi' ? (text(device.ID) ?? []) : [])),
  };
}

/** A daemon that says itself that anybody may come in. */
const OPEN_API = /API is accessible/i;

/** What the daemon's own words give reason to warn of. */
export function dockerWarnings(facts: DockerFacts, info: Mapping): string[] {
  const hasGpus = facts.nvidiaRuntime || facts.cdiDevices.some((device) => device.startsWith('nvidia.com/'));
  const open = list(info.Warnings).filter((line) => typeof line === 'string' && OPEN_API.test(line));
  return [
    ...(hasGpus ? [] : ['no nvidia runtime and no NVIDIA CDI device: containers cannot have GPUs']),
    ...open.slice(0, 4).map((line) => `the daemon says: ${shown(line as string)}`),
  ];
}
