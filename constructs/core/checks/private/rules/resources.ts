import { LABEL, QUALIFIED_NAME } from '../formats';
import { isWhole, nanosOf } from '../quantity';
import { items } from '../rule';
import type { Fields, Step, Walk } from '../walk';

/** k8s.io/kubernetes pkg/apis/core/helper: what a container may ask for besides what a device plugin offers. */
const CONTAINER_RESOURCES = new Set(['cpu', 'memory', 'ephemeral-storage']);
const HUGE_PAGES = 'hugepages-';

const isHugePages = (name: string): boolean => name.startsWith(HUGE_PAGES);

/** Kubernetes' own, as opposed to `nvidia.com/gpu`. */
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');

/** A device of a plugin: whole numbers, never shared, request equal to limit. */
export const isExtended = (name: string): boolean =>
  !isNative(name) && !name.startsWith('requests.') && QUALIFIED_NAME.matches(`requests.${name}`);

export const mayOvercommit = (name: string): boolean => isNative(name) && !isHugePages(name);

/** Names that were seen to be right; a lab has a dozen. */
const CACHE_SIZE = 1024;
const goodNames = new Set<string>();

function whyNotForContainer(name: string): string | undefined {
  if (goodNames.has(name)) return undefined;
  if (!QUALIFIED_NAME.matches(name)) return QUALIFIED_NAME.allowed;
  const known = CONTAINER_RESOURCES.has(name) || isHugePages(name);
  if (!name.includes('/') && !known)
    return 'a resource of a container: cpu, memory, ephemeral-storage, hugepages-SIZE, or the name of a device as nvidia.com/gpu';
  if (name.includes('/') && !isNative(name) && !isExtended(name)) return 'a name of a device as nvidia.com/gpu';
  if (goodNames.size < CACHE_SIZE) goodNames.add(name);
  return undefined;
}

/** Resources of a container, and of a limit range's container. */
export function checkResourceNames(list: Fields | undefined, walk: Walk, at: readonly Step[]): void {
  for (const name in list) {
    const problem = list[name] == null ? undefined : whyNotForContainer(name);
    if (problem) walk.error('GPULAB1213', [...at, name], `"${name}" is not ${problem}`);
  }
}

/** Not negative; whole where the resource is counted. */
export function checkAmount(
  name: string,
  amount: string | number,
  counted: boolean,
  walk: Walk,
  at: readonly Step[],
): void {
  const nanos = nanosOf(amount);
  if (nanos === undefined) return;
  if (nanos < 0n) walk.error('GPULAB1213', at, `${name} is ${amount}; it must not be negative`);
  else if (counted && !isWhole(nanos)) walk.error('GPULAB1213', at, `${name} is ${amount}; it must be a whole number`);
}

/** A unit that hardly anybody means: 128m of memory is an eighth of a byte. */
function checkFraction(name: string, amount: string | number, walk: Walk, at: readonly Step[]): void {
  const counts = name === 'memory' || name === 'ephemeral-storage' || name === 'storage';
  const nanos = counts ? nanosOf(amount) : undefined;
  if (nanos === undefined || nanos % 1_000_000_000n === 0n) return;
  walk.warning(
    'GPULAB1217',
    at,
    `${name} is ${amount}, a fraction of a byte`,
    'm is a thousandth; write M or Mi for megabytes',
  );
}

function checkHugePages(name: string, amount: string | number, walk: Walk, at: readonly Step[]): void {
  const size = nanosOf(name.slice(HUGE_PAGES.length));
  const nanos = nanosOf(amount);
  if (size === undefined || nanos === undefined || size <= 0n) return;
  if (nanos % size !== 0n) walk.error('GPULAB1213', at, `${name} is ${amount}; it must be a multiple of the page size`);
}

function checkList(list: Fields | undefined, walk: Walk, at: readonly Step[]): void {
  checkResourceNames(list, walk, at);
  for (const name in list) {
    const amount = list[name];
    if (amount == null) continue;
    checkAmount(name, amount, isExtended(name), walk, [...at, name]);
    checkFraction(name, amount, walk, [...at, name]);
    if (isHugePages(name)) checkHugePages(name, amount, walk, [...at, name]);
  }
}

function checkRequestAgainstLimit(name: string, request: any, limit: any, walk: Walk, at: readonly Step[]): void {
  if (limit == null) {
    if (!mayOvercommit(name))
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
  if (!mayOvercommit(name))
    walk.error('GPULAB1213', at, `${name} asks for ${request} and is limited to ${limit}; both must be equal`);
  else if (asked > most) walk.error('GPULAB1213', at, `${name} asks for ${request}, more than its limit of ${limit}`);
}

/** `resources` of a container. */
export function checkResources(resources: Fields, walk: Walk, claims: ReadonlySet<string> | undefined): void {
  const { limits, requests } = resources;
  const at = ['resources'];
  checkList(limits, walk, [...at, 'limits']);
  checkList(requests, walk, [...at, 'requests']);
  for (const name in requests) {
    if (requests[name] != null)
      checkRequestAgainstLimit(name, requests[name], limits?.[name], walk, [...at, 'requests', name]);
  }
  const names = Object.keys({ ...limits, ...requests });
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    walk.error('GPULAB1213', at, 'huge pages without cpu or memory; one of them is needed');
  if (claims === undefined) return;
  for (const [index, claim] of items(resources.claims)) {
    if (!claims.has(claim.name))
      walk.error('GPULAB1212', [...at, 'claims', index], `the pod has no resource claim "${claim.name}"`);
    else if (claim.request && !LABEL.matches(claim.request))
      walk.error('GPULAB1209', [...at, 'claims', index, 'request'], `"${claim.request}" is not ${LABEL.allowed}`);
  }
}
