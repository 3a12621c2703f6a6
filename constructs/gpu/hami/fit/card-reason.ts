import type { CardState } from './card-order';
import type { CardFilter, CardRequest } from './pod';

/** Why a card does not do, in HAMi's words (pkg/device/common/common.go). */
export type CardReason =
  | 'CardNotHealth'
  | 'CardCordoned'
  | 'CardTypeMismatch'
  | 'NumaNotFit'
  | 'CardUuidMismatch'
  | 'CardTimeSlicingExhausted'
  | 'ExclusiveDeviceAllocateConflict'
  | 'CardInsufficientMemory'
  | 'CardInsufficientCore'
  | 'CardComputeUnitsExhausted'
  | 'AllocatedCardsInsufficientRequest';

/** Compute that makes a card exclusive. */
const WHOLE = 100;

/** MiB that a request takes of a card: fractions of a share are cut off. */
export const mibOf = ({ mib, percent }: CardRequest, { card }: CardState): number =>
  mib > 0 ? mib : Math.floor((card.mib * percent) / WHOLE);

/** Compute that a request takes of a card. */
export const coresOf = ({ cores }: CardRequest): number => Math.min(cores, WHOLE);

/** What speaks against the card itself, whatever is asked for; looked at before NUMA nodes are. */
export function whyNotCard({ card }: CardState, { models, notModels, mode }: CardFilter): CardReason | undefined {
  if (!card.healthy) return 'CardNotHealth';
  if (card.cordoned) return 'CardCordoned';
  const model = card.model.toUpperCase();
  const matches = (part: string): boolean => model.includes(part.toUpperCase());
  const isWanted =
    (!models || models.some(matches)) && !notModels?.some(matches) && (mode?.includes(card.mode) ?? true);
  return isWanted ? undefined : 'CardTypeMismatch';
}

/** The first reason, in HAMi's order, why a request does not fit on a card that may be used. */
export function whyNotFit(
  state: CardState,
  request: CardRequest,
  { uuids, notUuids }: CardFilter,
  isMutex: boolean,
): CardReason | undefined {
  const { card, used } = state;
  const cores = coresOf(request);
  if ((uuids && !uuids.includes(card.id)) || notUuids?.includes(card.id)) return 'CardUuidMismatch';
  if (used.slots >= card.slots) return 'CardTimeSlicingExhausted';
  if (isMutex && used.slots > 0) return 'ExclusiveDeviceAllocateConflict';
  if (card.mib - used.mib < mibOf(request, state)) return 'CardInsufficientMemory';
  if (card.cores - used.cores < cores) return 'CardInsufficientCore';
  if (card.cores === WHOLE && cores === WHOLE && used.slots > 0) return 'ExclusiveDeviceAllocateConflict';
  if (card.cores !== 0 && used.cores === card.cores && cores === 0) return 'CardComputeUnitsExhausted';
  return undefined;
}
