import type { Problem } from '../../../core/checks/check';
import { type Mapping, mappingOf } from '../../../core/private/mapping';
import { suggestion } from '../../../core/private/nearest';
import { error, quoted } from '../../../core/rules/problem';
import type { GpuSlice } from '../gpu-slice';
import type { HamiNames } from '../hami-names';
import type { HamiPlacement, HamiPriority } from '../hami-policies';
import { containerProblems } from './container-rules';
import { annotationsOf, variablesOf } from './placement';
import { podSecurityProblems, secured, securedPod, securityProblems } from './security';

/** NVIDIA's convention: nodes with cards may keep other pods away by this taint. */
const TOLERATION = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };

/** How a pod is sliced. */
export interface Slicing {
  /** Of every container that has none of its own. */
  readonly slice?: GpuSlice;

  /** By name of the container. */
  readonly slices: { readonly [container: string]: GpuSlice };

  /** Containers that get none. */
  readonly without: readonly string[];
  readonly names: HamiNames;
  readonly placement: HamiPlacement;
}

/** The limits of a container with a slice. Numbers: extended resources are integers. */
export function limitsOf(slice: GpuSlice, names: HamiNames, priority?: HamiPriority): { [resource: string]: number } {
  const { cardCount, memoryMib, memoryPercent, corePercent } = slice;
  return {
    [names.cards]: cardCount,
    ...(memoryMib !== undefined && { [names.memory]: memoryMib }),
    ...(memoryPercent !== undefined && { [names.memoryPercent]: memoryPercent }),
    ...(corePercent !== undefined && { [names.cores]: corePercent }),
    ...(priority !== undefined && { [names.priority]: priority }),
  };
}

/** A pod template with slices, and what is wrong with the one that was given. The given one is not changed. */
export function slicedTemplate(
  template: Mapping,
  slicing: Slicing,
): { readonly template: Mapping; readonly problems: Problem[] } {
  const { names, placement } = slicing;
  const { metadata, spec } = { metadata: mappingOf(template.metadata), spec: mappingOf(template.spec) };
  const [containers, initContainers] = [listOf(spec.containers), listOf(spec.initContainers)];
  const problems = [
    ...podProblems(spec, names),
    ...podSecurityProblems(spec),
    ...nameProblems([...containers, ...initContainers], initContainers, slicing),
    ...containers.flatMap((container, i) => problemsOf(container, `spec.containers[${i}]`, names)),
    ...initContainers.flatMap((container, i) => problemsOf(container, `spec.initContainers[${i}]`, names)),
  ];
  const sliced = (container: Mapping): Mapping => secured(withSlice(container, sliceOf(container, slicing), slicing));
  const annotations = { ...mappingOf(metadata.annotations), ...annotationsOf(placement) };
  return {
    problems,
    template: {
      ...template,
      metadata: { ...metadata, ...(Object.keys(annotations).length > 0 && { annotations }) },
      spec: {
        ...spec,
        schedulerName: names.scheduler,
        securityContext: securedPod(spec.securityContext),
        ...(placement.runtimeClass !== undefined && { runtimeClassName: placement.runtimeClass }),
        tolerations: tolerationsOf(spec.tolerations),
        ...(initContainers.length > 0 && { initContainers: initContainers.map(sliced) }),
        containers: containers.map(sliced),
      },
    },
  };
}

const problemsOf = (container: Mapping, key: string, names: HamiNames): Problem[] => [
  ...containerProblems(container, key, names),
  ...securityProblems(container, key),
];

function sliceOf({ name }: Mapping, { slice, slices, without }: Slicing): GpuSlice | undefined {
  if (without.includes(String(name))) return undefined;
  return Object.hasOwn(slices, String(name)) ? slices[String(name)] : slice;
}

function withSlice(container: Mapping, slice: GpuSlice | undefined, { names, placement }: Slicing): Mapping {
  if (slice === undefined) return container;
  const resources = mappingOf(container.resources);
  const limits = { ...mappingOf(resources.limits), ...limitsOf(slice, names, placement.priority) };
  const variables = variablesOf(placement);
  return {
    ...container,
    ...(variables.length > 0 && { env: [...listOf(container.env), ...variables] }),
    resources: { ...resources, limits },
  };
}

function podProblems(spec: Mapping, { scheduler }: HamiNames): Problem[] {
  const { nodeName, schedulerName } = spec;
  const problems: Problem[] = [];
  if (nodeName !== undefined) {
    const message = `the pod has nodeName ${quoted(nodeName)}: HAMi's webhook denies a pod that has its node already`;
    problems.push(error('GPULAB2706', message, 'spec.nodeName', 'choose the node by a nodeSelector'));
  }
  if (schedulerName !== undefined && schedulerName !== scheduler) {
    const message = `the pod has schedulerName ${quoted(schedulerName)}, which books no slices; ${scheduler} does`;
    problems.push(error('GPULAB2706', message, 'spec.schedulerName', 'leave it out'));
  }
  return problems;
}

function nameProblems(all: readonly Mapping[], init: readonly Mapping[], slicing: Slicing): Problem[] {
  const known = all.map(({ name }) => String(name));
  const unknown = (name: string, key: string): Problem[] =>
    known.includes(name)
      ? []
      : [error('GPULAB2710', `the pod has no container ${quoted(name)}`, key, suggestion(name, known))];
  const problems = [
    ...Object.keys(slicing.slices).flatMap((name) => unknown(name, `slices.${name}`)),
    ...slicing.without.flatMap((name) => unknown(name, 'without')),
  ];
  if (!all.some((container) => sliceOf(container, slicing) !== undefined)) {
    problems.push(error('GPULAB2710', 'no container of the pod has a slice', 'slice'));
    return problems;
  }
  for (const container of init.filter((each) => sliceOf(each, slicing) === undefined)) {
    const message = `init container ${quoted(container.name)} has no slice: when it ends, HAMi drops the booking of the pod`;
    problems.push(error('GPULAB2711', message, 'initContainers', 'let it have the slice, too'));
  }
  return problems;
}

function tolerationsOf(given: unknown): unknown {
  const own = listOf(given);
  return own.some(({ key, operator }) => key === TOLERATION.key && operator === TOLERATION.operator)
    ? own
    : [...own, TOLERATION];
}

const listOf = (value: unknown): readonly Mapping[] => (Array.isArray(value) ? value : []);
