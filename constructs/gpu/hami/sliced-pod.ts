import { isError } from '../../core/rules/problem';
import { refuse } from '../../core/rules/refuse';
import { byDefault } from '../../core/values/private/by-default';
import type { GpuSlice } from './gpu-slice';
import { HamiNames } from './hami-names';
import type { HamiPlacement } from './hami-policies';
import { annotationsOf, placementProblems } from './private/placement';
import { limitsOf, type Slicing, slicedTemplate } from './private/sliced-template';

/** Properties of a `SlicedPod`. */
export interface SlicedPodProps extends HamiPlacement {
  /** What every container gets that has no slice of its own; init containers, too. */
  readonly slice: GpuSlice;

  /**
   * Slices by name of the container.
   * @default - all have the same
   */
  readonly slices?: { [container: string]: GpuSlice };

  /**
   * Names of containers that get no card, such as a sidecar. Not of init containers: HAMi would drop the booking of the pod.
   * @default - none
   */
  readonly without?: string[];

  /**
   * What this HAMi calls its resources: `names` of the HamiStack.
   * @default HamiNames.DEFAULT
   */
  readonly names?: HamiNames;
}

/**
 * Slices for a pod of one's own, whatever makes it: a cdk8s-plus Deployment, a PyTorchJob, an ApiObject.
 *
 *     const sliced = new SlicedPod({ slice: GpuSlice.percent(25) });
 *     new ApiObject(chart, 'job', { ..., spec: { template: sliced.template({ metadata, spec }) } });
 */
export class SlicedPod {
  /** Limits of a container, for who writes them himself. */
  public readonly limits: { [resource: string]: number };

  /** Annotations of the pod. */
  public readonly annotations: { [key: string]: string };

  /** Scheduler of the pod. Always written: without it, a pod that is made while HAMi's webhook is down waits for ever. */
  public readonly schedulerName: string;

  private readonly slicing: Slicing;

  constructor(props: SlicedPodProps) {
    refuse(placementProblems(byDefault(props)), SlicedPod);
    const names = props.names ?? HamiNames.DEFAULT;
    const { slice, slices = {}, without = [] } = props;
    this.slicing = { slice, slices, without, names, placement: props };
    this.limits = limitsOf(slice, names, props.priority);
    this.annotations = annotationsOf(props);
    this.schedulerName = names.scheduler;
  }

  /**
   * A pod template with slices: limits, annotations, scheduler and toleration are added to what it has, and a security context
   * where it says nothing: no more rights than at the start, no capabilities. One that HAMi would refuse, or whose containers lift
   * their limits, is refused with all reasons.
   *
   * @param podTemplate metadata and spec, as in a Deployment; it is not changed
   */
  public template(podTemplate: any): any {
    const { template, problems } = slicedTemplate(podTemplate, this.slicing);
    refuse(problems.filter(isError), this.template);
    return template;
  }
}
