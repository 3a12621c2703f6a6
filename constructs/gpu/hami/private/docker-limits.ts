import { SizeRoundingBehavior } from 'cdk8s';
import type { Problem } from '../../../core/checks/check';
import { quoted } from '../../../core/rules/problem';
import { Rules } from '../../../core/rules/rules';
import type { DockerSliceProps } from '../docker-slice';
import type { GpuSlice } from '../gpu-slice';
import { LEAST_MIB, WHOLE } from './slice-rules';

/** Where `make build-in-docker` of HAMi-core leaves the library, below the home of root. */
export const HAMI_CORE_PATH = '/root/HAMi-core/build';
export const LIBRARY_FOLDER = '/libvgpu/build';
export const LIBRARY = `${LIBRARY_FOLDER}/libvgpu.so`;

/** Older HAMi-core waits a minute at the start where it is missing; shared by all containers. */
export const LOCK_FOLDER = '/tmp/vgpulock';

const LONGEST_PATH = 500;

/** An index of nvidia-smi in its one form, or a UUID: equal cards are equal texts. */
const DEVICE = /^(?:0|[1-9]\d{0,2}|GPU-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * The limits of HAMi-core, for each card that the container sees. Its parser takes whatever it does not understand for no limit
 * or for bytes, so the forms are `[1-9][0-9]*m` (MiB) and 1 to 99 (percent). Without a share of compute in the slice, it is that
 * of the memory.
 */
export function dockerLimits(slice: GpuSlice, cardMib: number): { [variable: string]: string } {
  const mib = slice._mibOf(cardMib);
  const share = slice.corePercent ?? Math.max(1, Math.floor((WHOLE * mib) / cardMib));
  return {
    ...(mib < cardMib && { CUDA_DEVICE_MEMORY_LIMIT: `${mib}m` }),
    ...(share < WHOLE && { CUDA_DEVICE_SM_LIMIT: String(share) }),
  };
}

/** Everything that is wrong with a slice for Docker. */
export function dockerProblems({ slice, cardMemory, devices, hamiCorePath }: DockerSliceProps): Problem[] {
  const rules = new Rules();
  const isSlice = rules.given('slice', typeof slice?.cardCount === 'number', slice, 'a GpuSlice');
  const isSize = typeof cardMemory?.toMebibytes === 'function';
  if (rules.given('cardMemory', isSize, cardMemory, 'a Size, as Size.gibibytes(24)') && isSlice) {
    memoryRules(rules, slice, cardMemory.toMebibytes({ rounding: SizeRoundingBehavior.NONE }));
  }
  const list = rules.list('devices', devices);
  list.forEach((device, i) => {
    rules.matching(`devices[${i}]`, device, DEVICE, 'an index or a UUID of nvidia-smi');
  });
  rules.distinct('devices', list);
  if (isSlice && Array.isArray(devices) && devices.length !== slice.cardCount) {
    const message = `the slice has ${slice.cardCount} cards, devices names ${devices.length}`;
    rules.error('GPULAB2731', message, 'devices');
  }
  if (hamiCorePath !== undefined && rules.text('hamiCorePath', hamiCorePath)) {
    const reason = whyNotMountable(hamiCorePath);
    const message = `hamiCorePath ${quoted(hamiCorePath)} cannot be mounted: ${reason}`;
    if (reason !== undefined) rules.error('GPULAB2732', message, 'hamiCorePath');
  }
  return rules.problems;
}

function memoryRules(rules: Rules, slice: GpuSlice, cardMib: number): void {
  if (!Number.isInteger(cardMib) || cardMib < LEAST_MIB) {
    const message = `cardMemory is ${cardMib} MiB: a whole number of at least ${LEAST_MIB} is wanted`;
    rules.error('GPULAB2730', message, 'cardMemory');
    return;
  }
  const mib = slice._mibOf(cardMib);
  if (mib > cardMib) {
    rules.error('GPULAB2730', `the slice has ${mib} MiB of each card, a card has ${cardMib}`, 'slice');
  }
  if (mib < LEAST_MIB) {
    const message = `${slice.memoryPercent} % of ${cardMib} MiB is ${mib} MiB; a CUDA context alone takes hundreds`;
    rules.error('GPULAB2730', message, 'slice', `at least ${LEAST_MIB} MiB are wanted`);
  }
}

/** A mount is written as `key=value,key=value`, and relative to nothing. */
function whyNotMountable(path: string): string | undefined {
  if (!path.startsWith('/')) return 'an absolute path is wanted';
  if (/^\/+$/.test(path)) return 'it is all of the compute node; the folder that HAMi-core was built in is wanted';
  if (path.includes(',')) return 'Docker reads a comma as the next option';
  if (path.split('/').includes('..')) return 'a path without ".." is wanted';
  if (/[\p{Cc}"]/u.test(path)) return 'a path without quotes and control characters is wanted';
  return path.length > LONGEST_PATH ? `at most ${LONGEST_PATH} characters are wanted` : undefined;
}
