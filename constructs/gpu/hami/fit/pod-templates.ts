import type { Manifest } from '../../../core/checks/check';
import { podSpecOf } from '../../../core/checks/private/pods';
import { isMapping, type Mapping, mappingOf } from '../../../core/private/mapping';

/** Pods that an object makes after one template. */
export interface PodTemplate {
  /** Metadata and spec. */
  readonly pod: Mapping;

  /** Where it is in the object; empty for a Pod. */
  readonly at: string;

  /** What its pods are called after, beside the object: the role in a job of several. */
  readonly role?: string;

  /** How many pods there are at once; undefined where this library cannot tell. */
  readonly count?: number;
}

/** Jobs of the Kubeflow training operator: `pytorchReplicaSpecs.Worker` has `replicas`, one without it, and `template`. */
const REPLICA_SPECS = /ReplicaSpecs$/;

/** Deeper no custom resource has its pods; also ends what refers to itself. */
const DEEPEST = 12;

/** Every template of pods in an object, of whatever kind that is. */
export function podTemplatesOf(manifest: Manifest): PodTemplate[] {
  const known = podSpecOf(manifest);
  if (known) {
    const steps = known.at.slice(0, -1);
    let pod: Mapping = manifest;
    for (const step of steps) pod = pod[step] as Mapping;
    return [{ pod, at: steps.join('.'), count: countOf(manifest) }];
  }
  // A custom resource: the name of its group has a dot, and Kubernetes' own kinds above have been looked at.
  const isDefinition = manifest.kind === 'CustomResourceDefinition';
  return isDefinition || !/^[^/]+\.[^/]+\//.test(manifest.apiVersion) ? [] : templatesIn(manifest.spec, ['spec']);
}

function templatesIn(value: unknown, steps: readonly string[]): PodTemplate[] {
  if (steps.length > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => templatesIn(item, [...steps, String(i)]));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...steps, key];
    return isPodTemplate(inner) ? [templateOf(inner, at, value)] : templatesIn(inner, at);
  });
}

const isPodTemplate = (value: unknown): value is Mapping =>
  isMapping(value) && isMapping(value.spec) && Array.isArray(value.spec.containers);

function templateOf(pod: Mapping, at: readonly string[], { replicas }: Mapping): PodTemplate {
  const [specs, role] = at.slice(-3);
  const isKnown = at.length >= 3 && REPLICA_SPECS.test(specs);
  const count = isKnown ? (typeof replicas === 'number' ? replicas : 1) : undefined;
  return { pod, at: at.join('.'), role: isKnown ? role.toLowerCase() : undefined, count };
}

/** Pods that an object of Kubernetes keeps at once; those of a DaemonSet follow nodes. */
function countOf({ kind, spec }: Manifest): number | undefined {
  const fields = mappingOf(spec);
  const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
  if (kind === 'DaemonSet') return undefined;
  if (kind === 'Job') {
    const parallelism = number(fields.parallelism, 1);
    return Math.min(parallelism, number(fields.completions, parallelism));
  }
  return kind === 'Pod' || kind === 'PodTemplate' || kind === 'CronJob' ? 1 : number(fields.replicas, 1);
}
