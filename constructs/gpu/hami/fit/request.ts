import { type Mapping, mappingOf } from '../../../core/private/mapping';
import { nanosOf } from '../../../core/private/quantity';
import type { HamiNames } from '../hami-names';
import { MOST_MIB, WHOLE } from '../private/slice-rules';
import type { CardRequest } from './pod';

/** What HAMi makes of a container's resources. */
export interface Demand {
  /** Undefined: no card. */
  readonly request?: CardRequest;

  /** Does the container have one of the resources of HAMi, so that the webhook gives the pod to it? */
  readonly isHamis: boolean;

  /** Why the webhook refuses the pod. */
  readonly refused?: string;

  /** Why the pod is bound without a card though it asks for one. */
  readonly dropped?: string;

  /** What HAMi does not do of what is asked for. */
  readonly ignored: readonly string[];
}

const ONE = 1_000_000_000n;

/**
 * What HAMi 2.10.0 makes of the resources of a container: its webhook adds what is missing, then its scheduler reads
 * (pkg/device/nvidia/device.go; scenarios 9, 24, 26, 36 of the observed placements).
 *
 * @param hasWebhook does the webhook see the pod?
 */
export function demandOf(container: Mapping, names: HamiNames, hasWebhook: boolean): Demand {
  const given = amountsOf(container, names);
  if (hasWebhook && given.percent !== undefined && (given.percent < 0 || given.percent > WHOLE)) {
    const refused = `${names.memoryPercent} is ${given.percent}: from 0 to 100 is allowed`;
    return { isHamis: true, refused, ignored: [] };
  }
  const isPart = given.mib !== undefined || given.percent !== undefined || given.cores !== undefined;
  const cards = given.cards ?? (hasWebhook && isPart ? 1 : undefined);
  if (cards === undefined) return { isHamis: false, ignored: [] };
  const dropped = whyDropped(cards, given, names);
  const isWhole = given.percent === undefined ? given.mib === undefined : given.percent === WHOLE;
  const cores = given.cores ?? (hasWebhook && isWhole ? WHOLE : 0);
  const mib = given.mib ?? 0;
  const percent = mib > 0 || !given.percent ? WHOLE : given.percent;
  return {
    isHamis: true,
    dropped,
    request: dropped === undefined ? { cards, mib, percent, cores } : undefined,
    ignored: dropped === undefined ? ignoredOf(given, names) : [],
  };
}

/** Amounts as they are written; limits count before requests. */
interface Amounts {
  readonly cards?: number;
  readonly mib?: number;
  readonly percent?: number;
  readonly cores?: number;
}

function amountsOf({ resources }: Mapping, names: HamiNames): Amounts {
  const { limits, requests } = mappingOf(resources);
  const amount = (resource: string): number | undefined => {
    const quantity = mappingOf(limits)[resource] ?? mappingOf(requests)[resource];
    if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
    const nanos = nanosOf(quantity);
    return nanos === undefined ? undefined : Number(nanos / ONE);
  };
  return {
    cards: amount(names.cards),
    mib: amount(names.memory),
    percent: amount(names.memoryPercent),
    cores: amount(names.cores),
  };
}

function whyDropped(cards: number, { mib }: Amounts, names: HamiNames): string | undefined {
  if (cards <= 0) return `${names.cards} is ${cards}`;
  if (mib !== undefined && mib > MOST_MIB) return `${names.memory} is ${mib} MiB, more than ${MOST_MIB}`;
  return undefined;
}

function ignoredOf({ mib, percent, cores }: Amounts, names: HamiNames): string[] {
  const ignored: string[] = [];
  if (mib === 0) ignored.push(`${names.memory} 0 is taken for all the memory`);
  if (mib !== undefined && mib > 0 && percent !== undefined)
    ignored.push(`${names.memoryPercent} beside ${names.memory} is ignored`);
  if (percent === 0) ignored.push(`${names.memoryPercent} 0 is taken for all the memory`);
  if (cores !== undefined && cores > WHOLE)
    ignored.push(`${names.cores} ${cores} is taken for 100, a card that nobody shares`);
  return ignored;
}
