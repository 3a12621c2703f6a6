/** Which node a pod goes to, by what is booked on the cards of the node before it comes. */
export enum HamiNodePolicy {
  /** The fullest that fits: keeps whole cards free. */
  BINPACK = 'binpack',
  /** The emptiest. */
  SPREAD = 'spread',
}

/** Which cards of the node. */
export enum HamiCardPolicy {
  /** The fullest that fits: keeps whole cards free. */
  BINPACK = 'binpack',
  /** The emptiest. */
  SPREAD = 'spread',
  /** Cards that are well connected with each other. */
  TOPOLOGY_AWARE = 'topology-aware',
  /** Only cards without any pod. */
  MUTEX = 'mutex',
  /** By NUMA node. */
  NUMA = 'numa',
}

/** How cards are made into slices. */
export enum HamiMode {
  /** By the library HAMi-core in the container. */
  HAMI_CORE = 'hami-core',
  /** By the card: NVIDIA's Multi-Instance GPU. */
  MIG = 'mig',
  /** By NVIDIA's Multi-Process Service. */
  MPS = 'mps',
}

/** Who goes first where containers of one card compete. */
export enum HamiPriority {
  /** Before the others. */
  HIGH = 0,
  /** As all others. */
  LOW = 1,
}

/** When the limit of compute holds. */
export enum HamiCorePolicy {
  /** Always. */
  FORCE = 'force',
  /** Never. */
  DISABLE = 'disable',
}

/** How much each part of what is booked counts when cards are compared; whole numbers, not all zero. */
export interface HamiScoringWeights {
  /** Containers on the card. */
  readonly slots: number;

  /** Compute booked. */
  readonly cores: number;

  /** Memory booked. */
  readonly memory: number;
}

/**
 * Which cards may be used. A model is matched by what its name contains, whatever the case: "A10" is also A100, "4090" also
 * 4090D. Exclude the longer name where that matters.
 */
export interface HamiCardSelection {
  /**
   * Parts of names of models, one of which must match.
   * @default - any model
   */
  readonly models?: string[];

  /**
   * Parts of names of models, none of which may match.
   * @default - none
   */
  readonly notModels?: string[];

  /**
   * UUIDs of cards, as nvidia-smi -L prints them.
   * @default - any card
   */
  readonly uuids?: string[];

  /**
   * UUIDs of cards that must not be used.
   * @default - none
   */
  readonly notUuids?: string[];
}

/** Where the pods of a workload go, and how their limits hold. */
export interface HamiPlacement {
  /**
   * Which cards may be used.
   * @default - any
   */
  readonly cards?: HamiCardSelection;

  /**
   * How the card must be sliced.
   * @default - in any way
   */
  readonly mode?: HamiMode;

  /**
   * Must all cards of a container be on one NUMA node?
   * @default false
   */
  readonly numaBind?: boolean;

  /**
   * Which node, of those that fit.
   * @default - what the stack says, else BINPACK
   */
  readonly nodePolicy?: HamiNodePolicy;

  /**
   * Which cards of the node, of those that fit: several are compared in this order.
   * @default - what the stack says, else SPREAD
   */
  readonly cardPolicy?: HamiCardPolicy[];

  /**
   * How much each part of what is booked counts when cards are compared.
   * @default - all the same
   */
  readonly scoringWeights?: HamiScoringWeights;

  /**
   * Who goes first where containers of one card compete.
   * @default HamiPriority.LOW
   */
  readonly priority?: HamiPriority;

  /**
   * When the limit of compute holds.
   * @default - while others compete for the card
   */
  readonly corePolicy?: HamiCorePolicy;

  /**
   * What HAMi-core writes to standard error: 0 and 1 errors, 2 warnings, 3 more, 4 everything.
   * @default - as the stack says, else 1
   */
  readonly logLevel?: number;

  /**
   * RuntimeClass of the pods, where NVIDIA's runtime is not the default one.
   * @default - the runtime of the node
   */
  readonly runtimeClass?: string;
}
