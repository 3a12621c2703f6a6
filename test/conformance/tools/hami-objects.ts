import type { FitNode, Placed } from '../../../constructs/gpu/hami/fit/cluster';
import type { FitContainer, FitPod } from '../../../constructs/gpu/hami/fit/pod';
import type { Manifest } from './api-client';

/** Annotation by which HAMi's device plugin tells of the cards of a node. */
const REGISTER = 'hami.io/node-nvidia-register';
const CORDON = 'hami.io/device-cordon';
export const LOCK = 'hami.io/mutex.lock';

/** By this label a node is in one case only. */
const CASE = 'gpulab-case';

/** A name of nodes that is unique among all cases. */
export const nodeName = (of: string, name: string): string => `${of}-${name}`;

/**
 * A node as HAMi's device plugin leaves it. Nobody plays its kubelet: pods that are bound do not start, so init containers never
 * end.
 */
export function nodeManifest(of: string, node: FitNode): Manifest {
  const name = nodeName(of, node.name);
  const devices = node.cards.map(({ id, slots, mib, cores, model, numa, mode, healthy, index }) => ({
    id: nodeName(of, id),
    count: slots,
    devmem: mib,
    devcore: cores,
    type: model,
    numa,
    mode,
    health: healthy,
    index,
  }));
  const slots = node.cards.reduce((total, card) => total + card.slots, 0);
  const cordoned = node.cards.filter((card) => card.cordoned).map(({ id }) => nodeName(of, id));
  const resources = { cpu: '64', memory: '512Gi', pods: '110', 'nvidia.com/gpu': String(slots) };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { gpu: 'on', [CASE]: of, only: node.name },
      annotations: {
        ...(node.isSliced && { [REGISTER]: JSON.stringify(devices) }),
        ...(cordoned.length > 0 && { [CORDON]: cordoned.join(',') }),
      },
    },
    status: { capacity: resources, allocatable: resources },
  };
}

/** Does a node tell HAMi of its cards? */
export const isRegistered = ({ annotations }: Manifest): boolean => annotations?.[REGISTER] !== undefined;

/** A pod as somebody writes it by hand: without the name of the scheduler, which the webhook gives. */
export function podManifest(of: string, namespace: string, pod: FitPod): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${of}-${pod.name}`, namespace, annotations: annotationsOf(of, pod) },
    spec: {
      nodeSelector: { [CASE]: of, ...pod.nodeSelector },
      tolerations: [{ operator: 'Exists' }],
      ...(pod.initContainers.length > 0 && {
        initContainers: pod.initContainers.map((each, i) => containerOf(`i${i}`, each)),
      }),
      containers: pod.containers.map((each, i) => containerOf(`c${i}`, each)),
    },
  };
}

function containerOf(name: string, { request }: FitContainer): Manifest {
  const image = 'registry.invalid/none:1';
  if (!request) return { name, image };
  const { cards, mib, percent, cores } = request;
  const memory = mib > 0 ? { 'nvidia.com/gpumem': mib } : { 'nvidia.com/gpumem-percentage': percent };
  return {
    name,
    image,
    resources: { limits: { 'nvidia.com/gpu': cards, ...memory, ...(cores > 0 && { 'nvidia.com/gpucores': cores }) } },
  };
}

function annotationsOf(of: string, { filter, nodePolicy, cardPolicy, weights }: FitPod): { [key: string]: string } {
  const uuids = (list: readonly string[] | undefined) => list?.map((id) => nodeName(of, id)).join(',');
  const entries = Object.entries({
    'nvidia.com/use-gputype': filter.models?.join(','),
    'nvidia.com/nouse-gputype': filter.notModels?.join(','),
    'nvidia.com/use-gpuuuid': uuids(filter.uuids),
    'nvidia.com/nouse-gpuuuid': uuids(filter.notUuids),
    'nvidia.com/vgpu-mode': filter.mode,
    'nvidia.com/numa-bind': filter.numaBind ? 'true' : undefined,
    'hami.io/node-scheduler-policy': nodePolicy,
    'hami.io/gpu-scheduler-policy': cardPolicy,
    'hami.io/device-scoring-weights': weights
      ? `slot=${weights.slots},core=${weights.cores},memory=${weights.mib}`
      : 'slot=1',
  });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What HAMi should write to the pod: a line of devices for each container that has some. */
export const expectedDevices = (of: string, { containers }: Placed): string[] =>
  containers.map(({ parts }) =>
    parts.map(({ card, mib, cores }) => `${nodeName(of, card.id)},NVIDIA,${mib},${cores}`).join(':'),
  );

/** What it has written. */
export const writtenDevices = ({ metadata }: Manifest): string[] =>
  (metadata.annotations?.['hami.io/vgpu-devices-allocated'] ?? '')
    .split(';')
    .map((devices: string) => devices.replace(/:$/, ''))
    .filter((devices: string) => devices !== '');
