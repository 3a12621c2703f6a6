import { isWhole, nanosOf } from '../../../private/quantity';
import { LABEL, QUALIFIED_NAME } from '../formats';
import type { Step } from '../key';
import { items } from '../rule';
import type { Fields, Walk } from '../walk';

/** k8s.io/kubernetes pkg/apis/core/helper: what a container may ask for besides what a device plugin offers. */
const CONTAINER_RESOURCES = new Set(['cpu', 'memory', 'ephemeral-storage']);
const IN_BYTES = new Set(['memory', 'ephemeral-storage']);
const HUGE_PAGES = 'hugepages-';
const ONE_BYTE = 1_000_000_000n;

/** What a name says of a resource. */
interface Resource {
  /** Why a container cannot ask for it. */
  readonly problem: string | undefined;
  /** A device of a plugin: whole numbers, never shared, request equal to limit. */
  readonly extended: boolean;
  /** A request may be lower than the limit. */
  readonly overcommit: boolean;
  readonly inBytes: boolean;
  /** Size of a page in billionths of a byte; undefined unless the resource is huge pages. */
  readonly page: bigint | undefined;
}

/** A lab has a dozen names. */
const CACHE_SIZE = 1024;
const cache = new Map<string, Resource>();

export function resourceOf(name: string): Resource {
  let resource = cache.get(name);
  if (resource === undefined) {
    resource = describe(name);
    if (cache.size < CACHE_SIZE) cache.set(name, resource);
  }
  return resource;
}

function describe(name: string): Resource {
  // Kubernetes' own, as opposed to nvidia.com/gpu.
  const native = !name.includes('/') || name.includes('kubernetes.io/');
  const hugePages = name.startsWith(HUGE_PAGES);
  const extended = !native && !name.startsWith('requests.') && QUALIFIED_NAME.matches(`requests.${name}`);
  return {
    problem: whyNotForContainer(name, native, extended),
    extended,
    overcommit: native && !hugePages,
    inBytes: IN_BYTES.has(name),
    page: hugePages ? nanosOf(name.slice(HUGE_PAGES.length)) : undefined,
  };
}

function whyNotForContainer(name: string, native: boolean, extended: boolean): string | undefined {
  if (!QUALIFIED_NAME.matches(name)) return QUALIFIED_NAME.allowed;
  if (name.includes('/')) return native || extended ? undefined : 'a name of a device as nvidia.com/gpu';
  if (CONTAINER_RESOURCES.has(name) || name.startsWith(HUGE_PAGES)) return undefined;
  return 'a resource of a container: cpu, memory, ephemeral-storage, hugepages-SIZE, or the name of a device as nvidia.com/gpu';
}

/** Resources of a container, and of a limit range's container. */
export function checkResourceNames(list: Fields | undefined, walk: Walk, ...at: Step[]): void {
  for (const name in list) {
    const problem = list[name] == null ? undefined : resourceOf(name).problem;
    if (problem) walk.error('GPULAB1213', [...at, name], `"${name}" is not ${problem}`);
  }
}

/** Not negative; whole where the resource is counted. */
export function checkAmount(name: string, amount: string | number, counted: boolean, walk: Walk, ...at: Step[]): void {
  const nanos = nanosOf(amount);
  if (nanos === undefined) return;
  if (nanos < 0n) walk.error('GPULAB1213', [...at, name], `${name} is ${amount}; it must not be negative`);
  else if (counted && !isWhole(nanos))
    walk.error('GPULAB1213', [...at, name], `${name} is ${amount}; it must be a whole number`);
}

function checkBytes(
  name: string,
  amount: string | number,
  { inBytes, page }: Resource,
  walk: Walk,
  ...at: Step[]
): void {
  const nanos = inBytes || page ? nanosOf(amount) : undefined;
  if (nanos === undefined) return;
  if (inBytes && nanos % ONE_BYTE !== 0n)
    walk.warning(
      'GPULAB1217',
      [...at, name],
      `${name} is ${amount}, a fraction of a byte`,
      'm is a thousandth; write M or Mi for megabytes',
    );
  if (page && page > 0n && nanos % page !== 0n)
    walk.error('GPULAB1213', [...at, name], `${name} is ${amount}; it must be a multiple of the page size`);
}

function checkList(list: Fields, walk: Walk, field: string): void {
  checkResourceNames(list, walk, 'resources', field);
  for (const name in list) {
    const amount = list[name];
    if (amount == null) continue;
    const resource = resourceOf(name);
    checkAmount(name, amount, resource.extended, walk, 'resources', field);
    checkBytes(name, amount, resource, walk, 'resources', field);
  }
}

function checkRequest(name: string, request: any, limit: any, walk: Walk): void {
  const { overcommit } = resourceOf(name);
  const at = ['resources', 'requests', name];
  if (limit == null) {
    if (!overcommit)
      walk.error(
        'GPULAB1213',
        at,
        `${name} has a request and no limit`,
        'devices are never shared: give the same as limit',
      );
    return;
  }
  const asked = nanosOf(request);
  const most = nanosOf(limit);
  if (asked === undefined || most === undefined || asked === most) return;
  if (!overcommit)
    walk.error('GPULAB1213', at, `${name} asks for ${request} and is limited to ${limit}; both must be equal`);
  else if (asked > most) walk.error('GPULAB1213', at, `${name} asks for ${request}, more than its limit of ${limit}`);
}

/** `resources` of a container. The claims are those of the pod; undefined where Kubernetes does not look at them. */
export function checkResources(resources: Fields, walk: Walk, claims: ReadonlySet<string> | undefined): void {
  const { limits, requests } = resources;
  if (limits) checkList(limits, walk, 'limits');
  if (requests) checkList(requests, walk, 'requests');
  for (const name in requests) {
    if (requests[name] != null) checkRequest(name, requests[name], limits?.[name], walk);
  }
  checkPagesHaveMemory(limits ?? requests ?? {}, requests ?? {}, walk);
  if (claims !== undefined) checkClaims(resources, walk, claims);
}

function checkPagesHaveMemory(limits: Fields, requests: Fields, walk: Walk): void {
  let pages = false;
  for (const list of [limits, requests]) {
    for (const name in list) {
      if (name === 'cpu' || name === 'memory') return;
      pages ||= resourceOf(name).page !== undefined;
    }
  }
  if (pages) walk.error('GPULAB1213', 'resources', 'huge pages without cpu or memory; one of them is needed');
}

function checkClaims(resources: Fields, walk: Walk, claims: ReadonlySet<string>): void {
  for (const [index, claim] of items(resources.claims)) {
    const at = ['resources', 'claims', index];
    if (!claims.has(claim.name)) walk.error('GPULAB1212', at, `the pod has no resource claim "${claim.name}"`);
    else if (claim.request && !LABEL.matches(claim.request))
      walk.error('GPULAB1209', [...at, 'request'], `"${claim.request}" is not ${LABEL.allowed}`);
  }
}
