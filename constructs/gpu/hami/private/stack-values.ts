import type { Mapping } from '../../../core/private/mapping';
import { HamiNames } from '../hami-names';
import type { HamiStackProps } from '../hami-stack-props';
import type { HamiWebhook } from '../hami-webhook';

/** Label of nodes in the chart's own values. */
const DEFAULT_LABEL = 'gpu';
const DEFAULT_NODE_SELECTOR: { readonly [label: string]: string } = { [DEFAULT_LABEL]: 'on' };

/** Namespaces of those who manage cards: the webhook would hide the cards from them, too. */
const SYSTEM_NAMESPACES = ['kube-system', 'gpu-operator'];

/** What a stack has settled. */
export interface StackChoices {
  readonly props: HamiStackProps;
  readonly names: HamiNames;
  readonly namespace: string;

  /** Image of the kube-scheduler, with a tag. */
  readonly kubeScheduler: string;
}

/** Values of HAMi's chart 2.10.0. What the chart says itself is left out, but for what depends on being so. */
export function stackValues({ props, names, namespace, kubeScheduler }: StackChoices): Mapping {
  const { slicesPerCard, memoryScaling, coreScaling, nodePolicy, cardPolicy, monitoring } = props;
  const service = { type: props.nodePorts ? 'NodePort' : 'ClusterIP' };
  const labels = monitoring?.labels;
  return {
    ...(labels && { global: { labels } }),
    ...nameValues(names),
    scheduler: {
      overwriteEnv: String(props.hideCards ?? true),
      ...((nodePolicy || cardPolicy) && {
        defaultSchedulerPolicy: given({ nodeSchedulerPolicy: nodePolicy, gpuSchedulerPolicy: cardPolicy }),
      }),
      kubeScheduler: { image: imageParts(kubeScheduler) },
      admissionWebhook: webhookValues(props.webhook ?? {}, namespace),
      service,
    },
    devicePlugin: given({
      deviceSplitCount: slicesPerCard,
      deviceMemoryScaling: memoryScaling,
      deviceCoreScaling: coreScaling,
      runtimeClassName: props.runtimeClass,
      nvidiaNodeSelector: selectorValues(props.nodeSelector ?? DEFAULT_NODE_SELECTOR),
      service,
    }),
    ...(monitoring && { prometheus: { enabled: true } }),
  };
}

/** Values of the chart that a `HamiNames` says. */
export const NAME_KEYS = {
  resourceName: 'cards',
  resourceMem: 'memory',
  resourceMemPercentage: 'memoryPercent',
  resourceCores: 'cores',
  resourcePriority: 'priority',
  schedulerName: 'scheduler',
} as const;

/** Names that are not those of the chart. */
function nameValues(names: HamiNames): Mapping {
  return Object.fromEntries(
    Object.entries(NAME_KEYS).flatMap(([key, name]) =>
      names[name] === HamiNames.DEFAULT[name] ? [] : [[key, names[name]]],
    ),
  );
}

function webhookValues({ failurePolicy, skipNamespaces, namespaceLabels }: HamiWebhook, namespace: string): Mapping {
  return given({
    failurePolicy,
    whitelistNamespaces: skipNamespaces ?? [...new Set([...SYSTEM_NAMESPACES, namespace])],
    namespaceSelector: namespaceLabels && { matchLabels: namespaceLabels },
  });
}

/** Helm merges mappings: the label of the chart would have to be there beside the user's. Null takes it away. */
const selectorValues = (selector: { readonly [label: string]: string }): Mapping =>
  DEFAULT_LABEL in selector ? selector : { [DEFAULT_LABEL]: null, ...selector };

/** `registry/path:tag` as the chart wants it. */
export function imageParts(image: string): { registry: string; repository: string; tag: string } {
  const [, registry = '', repository = '', tag = ''] = /^([^/]+)\/(.+):([^:/@]+)$/.exec(image) ?? [];
  return { registry, repository, tag };
}

const given = (object: object): Mapping =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
