import type { HamiNames } from './hami-names';
import type { HamiCardPolicy, HamiNodePolicy } from './hami-policies';
import type { HamiMonitoring, HamiWebhook } from './hami-webhook';

/** Properties of a `HamiStack`. */
export interface HamiStackProps {
  /**
   * Most containers that share a card.
   * @default 10
   */
  readonly slicesPerCard?: number;

  /**
   * How many times the memory of cards is promised. What is beyond 1 nobody has: see GPULAB2722.
   * @default 1
   */
  readonly memoryScaling?: number;

  /**
   * How many times the compute of cards is promised.
   * @default 1
   */
  readonly coreScaling?: number;

  /**
   * Which node a pod goes to that says nothing.
   * @default HamiNodePolicy.BINPACK
   */
  readonly nodePolicy?: HamiNodePolicy;

  /**
   * Which cards a pod gets that says nothing.
   * @default HamiCardPolicy.SPREAD
   */
  readonly cardPolicy?: HamiCardPolicy;

  /**
   * What resources and scheduler are called.
   * @default HamiNames.DEFAULT
   */
  readonly names?: HamiNames;

  /**
   * Image of the kube-scheduler that HAMi's scheduler is made of, with a tag. At most as new as the API server, and at most one
   * minor version older.
   * @default - registry.k8s.io/kube-scheduler, first patch of the app's kubernetesVersion; the chart's own is a regional mirror
   */
  readonly kubeSchedulerImage?: string;

  /**
   * Which pods the webhook looks at.
   * @default - all but those of the system
   */
  readonly webhook?: HamiWebhook;

  /**
   * Do containers that ask for no card see none? Otherwise those of images with NVIDIA_VISIBLE_DEVICES=all see every card of the
   * node without a limit, where NVIDIA's runtime is the default one.
   * @default true
   */
  readonly hideCards?: boolean;

  /**
   * Labels of the nodes whose cards are sliced.
   * @default { gpu: "on" }
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Group of the inventory whose machines carry these labels: what `gpulab fit` counts slices on.
   * @default - all machines with cards
   */
  readonly hosts?: string;

  /**
   * Do all other device plugins of the program keep off these nodes? Whoever labels nodes sees to it.
   * @default false
   */
  readonly othersHaveOwnNodes?: boolean;

  /**
   * RuntimeClass that HAMi gives to pods with slices, where NVIDIA's runtime is not the default one.
   * @default - the runtime of the node
   */
  readonly runtimeClass?: string;

  /**
   * Are metrics and scheduler reachable by a port of every node? Whoever reaches it may ask the scheduler.
   * @default false
   */
  readonly nodePorts?: boolean;

  /**
   * ServiceMonitors and a dashboard.
   * @default - none
   */
  readonly monitoring?: HamiMonitoring;

  /**
   * Namespace of the release.
   * @default "kube-system"
   */
  readonly namespace?: string;

  /**
   * Values over those of the stack, held against the keys of the chart.
   * @default - none
   */
  readonly values?: { [key: string]: any };

  /**
   * Values that nobody checks, over all others.
   * @default - none
   */
  readonly rawValues?: { [key: string]: any };
}
