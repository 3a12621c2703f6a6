import { IMAGE, SERVICE_NAME } from '../../../core/rules/names';
import { quoted } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import { GpuSlice } from '../gpu-slice';
import { type HamiSlicedWorkloadProps, HamiWorkloadKind, type SlicedContainer } from '../workload-options';
import { namesOf } from './pod-parts';

/** The API server takes 31 bits. */
const LARGEST_NUMBER = 2 ** 31 - 1;
const LARGEST_PORT = 65535;

/** What is wrong with a workload, beside its placement and what HAMi refuses; false when it cannot be looked into further. */
export function workloadRules(rules: Rules, props: HamiSlicedWorkloadProps, name: string): boolean {
  const { namespace, kind, replicas, runAsUser, runAsGroup, sharedMemory } = props;
  rules.label('namespace', namespace);
  rules.label('name', name);
  const kinds: readonly string[] = Object.values(HamiWorkloadKind);
  if (kind !== undefined && !kinds.includes(kind)) {
    rules.error('GPULAB2203', `kind ${quoted(kind)} is none of ${kinds.join(', ')}`, 'kind');
  }
  if (kind === HamiWorkloadKind.STATEFUL_SET) {
    rules.matching('name', name, SERVICE_NAME, 'a name for a Service, which begins with a letter');
  }
  if (replicas !== undefined) rules.whole('replicas', replicas, 0, LARGEST_NUMBER);
  if (runAsUser !== undefined) rules.whole('runAsUser', runAsUser, 0, LARGEST_NUMBER);
  if (runAsGroup !== undefined) rules.whole('runAsGroup', runAsGroup, 0, LARGEST_NUMBER);
  if (sharedMemory !== undefined) rules.quantity('sharedMemory', sharedMemory);
  sliceRule(rules, 'slice', props.slice);
  const lists = [
    ['containers', 'main', props.containers],
    ['initContainers', 'init', props.initContainers ?? []],
  ] as const;
  for (const [key, base, given] of lists) {
    const list = rules.list(key, given);
    list.forEach((container, i) => {
      containerRules(rules, `${key}[${i}]`, container, namesOf(list, base)[i]);
    });
  }
  if (rules.problems.length > 0) return false;
  rules.distinct('container', [...namesOf(props.containers, 'main'), ...namesOf(props.initContainers ?? [], 'init')]);
  if (props.containers.length === 0)
    rules.error('GPULAB2217', 'containers is empty; at least one is wanted', 'containers');
  return true;
}

/** A slice of this copy of the library, or one of the same make. */
function sliceRule(rules: Rules, key: string, slice: GpuSlice): void {
  const isSlice = slice instanceof GpuSlice || typeof (slice as GpuSlice | undefined)?.cardCount === 'number';
  rules.given(key, isSlice, slice, 'a GpuSlice, as GpuSlice.memory(Size.gibibytes(4))');
}

function containerRules(rules: Rules, key: string, container: SlicedContainer, name: string): void {
  if (!rules.object(key, container)) return;
  rules.label(`${key}.name`, name);
  rules.matching(`${key}.image`, container.image, IMAGE, 'a reference to an image');
  if (container.slice !== undefined) sliceRule(rules, `${key}.slice`, container.slice);
  if (container.cpu !== undefined) rules.quantity(`${key}.cpu`, container.cpu);
  if (container.memory !== undefined) rules.quantity(`${key}.memory`, container.memory);
  container.ports?.forEach((port, i) => {
    rules.whole(`${key}.ports[${i}]`, port, 1, LARGEST_PORT);
  });
}
