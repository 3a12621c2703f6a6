import { Construct } from 'constructs';
import { recordCall } from '../../core/private/place';
import { hasError } from '../../core/rules/problem';
import { report } from '../../core/rules/report';
import { Rules } from '../../core/rules/rules';
import { byDefault } from '../../core/values/private/by-default';
import type { GpuSlice } from './gpu-slice';
import { HamiNames } from './hami-names';
import { placementProblems } from './private/placement';
import { namesOf, podTemplateOf } from './private/pod-parts';
import { hamiIn } from './private/registry';
import { WHOLE } from './private/slice-rules';
import { slicedTemplate } from './private/sliced-template';
import { makeWorkload } from './private/workload-object';
import { workloadRules } from './private/workload-rules';
import { type HamiSlicedWorkloadProps, HamiWorkloadKind, type SlicedContainer } from './workload-options';

/** Kubernetes' recommended label; pods of one namespace are told apart by it. */
const NAME_LABEL = 'app.kubernetes.io/name';

/**
 * Pods that share cards by HAMi: a Deployment, StatefulSet or Job whose containers each get a slice. For pods that something else
 * makes there is `SlicedPod`.
 *
 * With an error in its props it reports all of them and makes no object.
 */
export class HamiSlicedWorkload extends Construct {
  /** Name of the objects. */
  public readonly name: string;

  /** What the resources of the slice are called. */
  public readonly names: HamiNames;

  constructor(scope: Construct, id: string, props: HamiSlicedWorkloadProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { stack, workloads } = hamiIn(this);
    this.name = props.name ?? id;
    this.names = props.names ?? stack?.names ?? HamiNames.DEFAULT;
    workloads.push({ construct: this, names: this.names, isAssumed: !props.names && !stack });
    const rules = new Rules();
    const isReadable = workloadRules(rules, byDefault(props), byDefault(this.name));
    const labels = { [NAME_LABEL]: this.name };
    const sliced = isReadable
      ? slicedTemplate(podTemplateOf(props, labels), {
          slice: props.slice,
          slices: slicesOf(props),
          without: props.without ?? [],
          names: this.names,
          placement: props,
        })
      : undefined;
    const problems = [...rules.problems, ...placementProblems(byDefault(props)), ...(sliced?.problems ?? [])];
    report(this, problems);
    if (!sliced || hasError(problems)) return;
    const { namespace, kind = HamiWorkloadKind.DEPLOYMENT, replicas = 1 } = props;
    const own = slicesOf(props);
    const isWhole = namesOf(props.containers, 'main')
      .filter((container) => !props.without?.includes(container))
      .some((container) => (own[container] ?? props.slice).corePercent === WHOLE);
    makeWorkload(this, { kind, name: this.name, namespace, labels, replicas, template: sliced.template, isWhole });
  }
}

function slicesOf({ containers, initContainers = [] }: HamiSlicedWorkloadProps): { [container: string]: GpuSlice } {
  const own = (list: readonly SlicedContainer[], base: string) => {
    const names = namesOf(list, base);
    return list.flatMap(({ slice }, i): [string, GpuSlice][] => (slice ? [[names[i], slice]] : []));
  };
  return Object.fromEntries([...own(containers, 'main'), ...own(initContainers, 'init')]);
}
