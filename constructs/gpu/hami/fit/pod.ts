import type { Weights } from './card';

/** What a container asks for, after the webhook. */
export interface CardRequest {
  readonly cards: number;

  /** MiB on each card; zero: by the share. */
  readonly mib: number;

  /** Share of the memory of each card, in percent. */
  readonly percent: number;

  /** Compute on each card in percent; zero: no limit. */
  readonly cores: number;
}

/** A container; without a request it gets no card. */
export interface FitContainer {
  readonly name: string;
  readonly request?: CardRequest;
}

/** Which cards a pod may use, as its annotations say; undefined where they say nothing. */
export interface CardFilter {
  readonly models?: readonly string[];
  readonly notModels?: readonly string[];
  readonly uuids?: readonly string[];
  readonly notUuids?: readonly string[];

  /** Text that must contain the mode of the card. */
  readonly mode?: string;
  readonly numaBind: boolean;
}

/** A pod that asks for cards. */
export interface FitPod {
  /** Unique. */
  readonly name: string;

  /** Is it HAMi's? Else kube-scheduler's alone, and its cards are whole ones. */
  readonly isSliced: boolean;
  readonly initContainers: readonly FitContainer[];
  readonly containers: readonly FitContainer[];
  readonly filter: CardFilter;

  /** `spread`, or anything else for binpack. */
  readonly nodePolicy: string;

  /** As in the annotation: one word, or several with commas. */
  readonly cardPolicy: string;
  /** Undefined where the annotation is wrong: HAMi then fails. */
  readonly weights: Weights | undefined;

  /** Cores and memory of the machine in billionths, as quantities are compared. */
  readonly cpu: bigint;
  readonly memory: bigint;
  readonly nodeSelector: { readonly [label: string]: string };
}

/** Kubernetes: containers run together, init containers one by one before them. */
export function wholeCards({ containers, initContainers }: FitPod): number {
  const cards = (list: FitPod['containers']): number[] => list.map(({ request }) => request?.cards ?? 0);
  return Math.max(
    cards(containers).reduce((total, count) => total + count, 0),
    ...cards(initContainers),
  );
}
