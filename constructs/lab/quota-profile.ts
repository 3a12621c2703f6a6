import { share } from '../core/private/plain';
import { refuse } from '../core/rules/refuse';
import { Rules } from '../core/rules/rules';
import type { IntegerValue } from '../core/values';

/** The resource that NVIDIA's device plugin offers. */
const GPU_RESOURCE = 'nvidia.com/gpu';

/** Properties of a `QuotaProfile`. */
export interface QuotaProfileProps {
  /**
   * Cores of all pods together, as limits and as requests.
   * @default - no ceiling
   */
  readonly cpu?: string;

  /**
   * Memory of all pods together, as limits and as requests, as "500Gi".
   * @default - no ceiling
   */
  readonly memory?: string;

  /**
   * GPUs of all pods together.
   * @default - no ceiling
   */
  readonly gpus?: number | IntegerValue;

  /**
   * Storage of all claims together, as "40T".
   * @default - no ceiling
   */
  readonly storage?: string;

  /**
   * Number of pods.
   * @default - no ceiling
   */
  readonly pods?: number | IntegerValue;

  /**
   * Further resources as the API names them, as `{ "count/services": "20" }`.
   * @default - none
   */
  readonly others?: { [resource: string]: string };
}

/** What one student may use at once: the hard limits of a ResourceQuota. */
export class QuotaProfile {
  /** A student of an ordinary course: 56 cores, 500Gi, 4 GPUs, 40T in claims, 10 pods (iiisthu/ailab admin/adminchart). */
  public static student(changes: QuotaProfileProps = {}): QuotaProfile {
    return QuotaProfile.make(
      { cpu: '56', memory: '500Gi', gpus: 4, storage: '40T', pods: 10, ...changes },
      QuotaProfile.student,
    );
  }

  /** Throws when an amount is none, with all such amounts. */
  public static of(props: QuotaProfileProps): QuotaProfile {
    return QuotaProfile.make(props, QuotaProfile.of);
  }

  private static make(props: QuotaProfileProps, entrance: CallableFunction): QuotaProfile {
    const rules = new Rules();
    if (props.cpu !== undefined) rules.quantity('cpu', props.cpu);
    if (props.memory !== undefined) rules.quantity('memory', props.memory);
    if (props.gpus !== undefined) rules.whole('gpus', props.gpus, 0);
    if (props.storage !== undefined) rules.quantity('storage', props.storage);
    if (props.pods !== undefined) rules.whole('pods', props.pods, 0);
    refuse(rules.problems, entrance);
    const gpus = typeof props.gpus === 'number' ? props.gpus : undefined;
    return new QuotaProfile(hardOf(props), gpus, props.storage, props);
  }

  private constructor(
    /** The `hard` map of the ResourceQuota; every value is a string. */
    public readonly hard: { [resource: string]: string },
    /** GPUs of all pods together; undefined without a ceiling, and when a value says it. */
    public readonly gpus: number | undefined,
    /** Storage of all claims together; undefined without a ceiling. */
    public readonly storage: string | undefined,
    /**
     * What it was made of.
     * @internal
     */
    public readonly _props: QuotaProfileProps,
  ) {}
}

function hardOf({ cpu, memory, gpus, storage, pods, others }: QuotaProfileProps): { [resource: string]: string } {
  const amounts: { [resource: string]: string | number | IntegerValue | undefined } = {
    'limits.cpu': cpu,
    'limits.memory': memory,
    'requests.cpu': cpu,
    'requests.memory': memory,
    [`requests.${GPU_RESOURCE}`]: gpus,
    'requests.storage': storage,
    'count/pods': pods,
    ...others,
  };
  const given = Object.entries(amounts).filter(([, amount]) => amount !== undefined);
  return share(Object.fromEntries(given.map(([resource, amount]) => [resource, String(amount)])));
}
