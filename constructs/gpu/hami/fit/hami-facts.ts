import { type Mapping, valueAt } from '../../../core/private/mapping';
import { coalesce } from '../../../core/values/private/coalesce';
import { HamiNames } from '../hami-names';

/** What `fit` knows of the HAMi that will be on the cluster. */
export interface HamiFacts {
  readonly names: HamiNames;

  /** Most containers of a card. */
  readonly slots: number;
  readonly memoryScaling: number;
  readonly coreScaling: number;

  /** Policies of pods that say nothing. */
  readonly nodePolicy: string;
  readonly cardPolicy: string;

  /** Does the webhook look at pods? */
  readonly hasWebhook: boolean;

  /** Namespaces that it leaves alone. */
  readonly skipNamespaces: readonly string[];

  /** Group of the inventory whose cards are sliced; undefined for all machines. */
  readonly hosts?: string;
}

/** Defaults of HAMi's chart 2.10.0. */
const DEFAULTS: Mapping = {
  scheduler: {
    defaultSchedulerPolicy: { nodeSchedulerPolicy: 'binpack', gpuSchedulerPolicy: 'spread' },
    admissionWebhook: { enabled: true, whitelistNamespaces: [] },
  },
  devicePlugin: { deviceSplitCount: 10, deviceMemoryScaling: 1, deviceCoreScaling: 1 },
};

/** What the values of a release of HAMi come to. Without values, those of the chart. */
export function hamiFacts(given: Mapping = {}, hosts?: string): HamiFacts {
  const values = coalesce(DEFAULTS, given);
  const text = (path: string, otherwise: string): string => {
    const value = valueAt(values, path);
    return typeof value === 'string' ? value : otherwise;
  };
  const number = (path: string): number => Number(valueAt(values, path));
  const { DEFAULT } = HamiNames;
  const skipped = valueAt(values, 'scheduler.admissionWebhook.whitelistNamespaces');
  return {
    names: new HamiNames({
      cards: text('resourceName', DEFAULT.cards),
      memory: text('resourceMem', DEFAULT.memory),
      memoryPercent: text('resourceMemPercentage', DEFAULT.memoryPercent),
      cores: text('resourceCores', DEFAULT.cores),
      priority: text('resourcePriority', DEFAULT.priority),
      scheduler: text('schedulerName', DEFAULT.scheduler),
    }),
    slots: number('devicePlugin.deviceSplitCount'),
    memoryScaling: number('devicePlugin.deviceMemoryScaling'),
    coreScaling: number('devicePlugin.deviceCoreScaling'),
    nodePolicy: text('scheduler.defaultSchedulerPolicy.nodeSchedulerPolicy', 'binpack'),
    cardPolicy: text('scheduler.defaultSchedulerPolicy.gpuSchedulerPolicy', 'spread'),
    hasWebhook: valueAt(values, 'scheduler.admissionWebhook.enabled') !== false,
    skipNamespaces: Array.isArray(skipped) ? skipped.map(String) : [],
    hosts,
  };
}
