import type { ApiClient, Manifest } from './api-client';
import { FAKE_NODE_ANNOTATION } from './components';
import { eventually } from './eventually';

const SECONDS = 60;

/** A machine of this GPU model that only kwok believes in. */
export function fakeNode(name: string, model: string, gpus: number): Manifest {
  const resources = {
    cpu: '64',
    memory: '512Gi',
    pods: '110',
    'nvidia.com/gpu': String(gpus),
    'rdma/rdma_shared_device_a': '8',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: FAKE_NODE_ANNOTATION,
      labels: { 'gpu-model': model, 'kubernetes.io/hostname': name },
    },
    status: { capacity: resources, allocatable: resources },
  };
}

export function gpuPod(
  namespace: string,
  name: string,
  gpus: number,
  nodeSelector: Record<string, string> = {},
): Manifest {
  const limits = { cpu: '1', memory: '1Gi', 'nvidia.com/gpu': String(gpus) };
  const container = { name: 'main', image: 'registry.invalid/main:1', resources: { limits } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name },
    spec: { nodeSelector, containers: [container] },
  };
}

/** A quota refuses nothing before its controller has counted for the first time. */
export async function quotaUses(client: ApiClient, namespace: string, name: string, used: object): Promise<void> {
  await eventually(`quota ${namespace}/${name} at ${JSON.stringify(used)}`, SECONDS, async () => {
    const { body } = await client.request('GET', `/api/v1/namespaces/${namespace}/resourcequotas/${name}`);
    const now = body.status?.used ?? {};
    return Object.entries(used).every(([resource, amount]) => now[resource] === amount) || undefined;
  });
}

/** The pod, once the scheduler has given it a node and kwok says that it runs. */
export function runningPod(client: ApiClient, namespace: string, name: string): Promise<any> {
  return eventually(`pod ${namespace}/${name} runs`, SECONDS, async () => {
    const { body } = await client.request('GET', `/api/v1/namespaces/${namespace}/pods/${name}`);
    return body.status?.phase === 'Running' ? body : undefined;
  });
}

/** Pods are refused until the namespace has its default service account. */
export async function namespaceReady(client: ApiClient, namespace: string): Promise<void> {
  await eventually(`namespace ${namespace}`, SECONDS, async () => {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    return (await client.request('GET', path)).status === 200 || undefined;
  });
}
