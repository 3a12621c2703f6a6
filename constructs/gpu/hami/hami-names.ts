import { quoted } from '../../core/rules/problem';
import { refuse } from '../../core/rules/refuse';
import { Rules } from '../../core/rules/rules';

/** What a `HamiNames` changes. */
export interface HamiNamesProps {
  /**
   * Number of cards.
   * @default "nvidia.com/gpu"
   */
  readonly cards?: string;

  /**
   * Memory on each card in MiB.
   * @default "nvidia.com/gpumem"
   */
  readonly memory?: string;

  /**
   * Memory on each card in percent.
   * @default "nvidia.com/gpumem-percentage"
   */
  readonly memoryPercent?: string;

  /**
   * Compute on each card in percent.
   * @default "nvidia.com/gpucores"
   */
  readonly cores?: string;

  /**
   * Priority of the task.
   * @default "nvidia.com/priority"
   */
  readonly priority?: string;

  /**
   * Name of the scheduler.
   * @default "hami-scheduler"
   */
  readonly scheduler?: string;
}

/** Kubernetes' own, which HAMi would replace for the whole cluster. */
const DEFAULT_SCHEDULER = 'default-scheduler';

/** A resource of a device plugin: a domain that is not Kubernetes' own, and a name. */
const EXTENDED_RESOURCE =
  /^(?!(?:[^/]*\.)?kubernetes\.io\/)[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** What the resources and the scheduler of a HAMi are called: the defaults of its chart (2.10.0), unless renamed. */
export class HamiNames {
  /** The names of the chart. */
  public static readonly DEFAULT = new HamiNames();

  /** Resource: number of cards. */
  public readonly cards: string;

  /** Resource: memory on each card in MiB. */
  public readonly memory: string;

  /** Resource: memory on each card in percent. */
  public readonly memoryPercent: string;

  /** Resource: compute on each card in percent. */
  public readonly cores: string;

  /** Resource: priority of the task. */
  public readonly priority: string;

  /** Name of the scheduler. */
  public readonly scheduler: string;

  constructor(props: HamiNamesProps = {}) {
    this.cards = props.cards ?? 'nvidia.com/gpu';
    this.memory = props.memory ?? 'nvidia.com/gpumem';
    this.memoryPercent = props.memoryPercent ?? 'nvidia.com/gpumem-percentage';
    this.cores = props.cores ?? 'nvidia.com/gpucores';
    this.priority = props.priority ?? 'nvidia.com/priority';
    this.scheduler = props.scheduler ?? 'hami-scheduler';
    refuse(this.problems(), HamiNames);
  }

  /** The resources, in the order of the chart's values. */
  public get resources(): string[] {
    return [this.cards, this.memory, this.memoryPercent, this.cores, this.priority];
  }

  /** @internal */
  public _equals(other: HamiNames): boolean {
    return this.scheduler === other.scheduler && this.resources.join() === other.resources.join();
  }

  private problems() {
    const rules = new Rules();
    for (const key of ['cards', 'memory', 'memoryPercent', 'cores', 'priority'] as const) {
      rules.matching(key, this[key], EXTENDED_RESOURCE, 'the name of a resource of devices, as "example.com/vgpu"');
    }
    rules.distinct('resource', this.resources);
    rules.subdomain('scheduler', this.scheduler);
    if (this.scheduler === DEFAULT_SCHEDULER) {
      const message = `scheduler ${quoted(DEFAULT_SCHEDULER)} is that of Kubernetes, which knows nothing of slices`;
      rules.error('GPULAB2706', message, 'scheduler');
    }
    return rules.problems;
  }
}
