import { type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Problem } from '../../../core/checks/check';
import { error, typed } from '../../../core/rules/problem';

/** HAMi keeps MiB in 32 bits with a sign (facts: HAMi v2.10.0, pkg/device/nvidia/device.go). */
export const MOST_MIB = 2 ** 31 - 1;

/** A CUDA context alone takes hundreds of MiB: less is a slice in which nothing starts. */
export const LEAST_MIB = 256;

/** HAMi-core counts this many cards of a container (Project-HAMi/HAMi-core, multiprocess_memory_limit.h). */
export const MOST_CARDS = 16;

/** All of a card. */
export const WHOLE = 100;

/** What is wrong with a memory per card, and its MiB when nothing is. */
export function memoryProblems(size: Size): { readonly mib: number; readonly problems: Problem[] } {
  const isSize = typeof size?.toMebibytes === 'function';
  if (!isSize) {
    const hint = 'give Size.gibibytes(4) or Size.mebibytes(3000); HAMi would read the text "4Gi" as 4294967296 MiB';
    return {
      mib: Number.NaN,
      problems: [error('GPULAB2217', `memory is ${typed(size)}; a Size is wanted`, 'memory', hint)],
    };
  }
  const mib = size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  const reason = whyNoMemory(mib);
  return {
    mib,
    problems: reason === undefined ? [] : [error('GPULAB2701', `memory is ${mib} MiB: ${reason}`, 'memory')],
  };
}

function whyNoMemory(mib: number): string | undefined {
  if (mib === 0) return 'HAMi takes zero for the whole card; GpuSlice.wholeCards says so';
  if (!Number.isInteger(mib)) return 'HAMi counts whole MiB';
  if (mib < LEAST_MIB) return `at least ${LEAST_MIB} MiB are wanted, since a CUDA context alone takes hundreds`;
  if (mib > MOST_MIB) return `HAMi drops a request above ${MOST_MIB} MiB, and the pod runs without a card`;
  return undefined;
}

/** What is wrong with a share of a card in percent. */
export function shareProblems(key: 'percent' | 'cores', share: number): Problem[] {
  if (Number.isInteger(share) && share >= 1 && share <= WHOLE) return [];
  return [error('GPULAB2702', `${key} is ${typed(share)}: ${whyNoShare(key, share)}`, key)];
}

function whyNoShare(key: 'percent' | 'cores', share: unknown): string {
  const wanted = 'a whole number from 1 to 100 is wanted';
  if (typeof share !== 'number' || Number.isNaN(share)) return wanted;
  if (share === 0) return `${wanted}; HAMi takes zero for no limit${key === 'cores' ? ', so leave cores out' : ''}`;
  if (share > WHOLE) return `${wanted}; HAMi ${key === 'cores' ? 'takes more for 100' : 'refuses the pod'}`;
  if (share < 0) return `${wanted}; the API server refuses the pod`;
  return `${wanted}; Kubernetes has no fractions of devices`;
}

/** What is wrong with a number of cards. */
export function countProblems(key: string, count: number): Problem[] {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_CARDS) return [];
  const zero = count === 0 ? '; a pod that asks for zero cards is bound without one' : '';
  return [
    error('GPULAB2703', `${key} is ${typed(count)}: a whole number from 1 to ${MOST_CARDS} is wanted${zero}`, key),
  ];
}
