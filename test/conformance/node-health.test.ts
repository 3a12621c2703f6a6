import { ApiObject } from 'cdk8s';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LabApp } from '../../constructs/app';
import { LabChart } from '../../constructs/core';
import { HealthDatabase, NodeHealthMonitor } from '../../constructs/health';
import { Inventory } from '../../constructs/inventory';
import { isAccepted, type Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { eventually } from './tools/eventually';

const NAMESPACE = 'node-health-conformance';

const inventory = Inventory.fromText(
  `apiVersion: gpulab/v1
docker: {caFile: certs/ca.pem, certFile: certs/cert.pem, keyFile: certs/key.pem}
hosts:
  - {name: gpu-07, address: 10.0.0.7, docker: {}}
`,
  'inventory.yaml',
);

/** One with a database of its own, and one with everything. */
function objects(): Manifest[] {
  const chart = new LabChart(new LabApp(), 'health');
  const common = {
    namespace: NAMESPACE,
    image: 'registry.invalid/gpulab:1',
    secret: 'node-health',
    inventory,
    certificates: 'node-certificates',
  };
  new NodeHealthMonitor(chart, 'small', { ...common, name: 'small' });
  new NodeHealthMonitor(chart, 'large', {
    ...common,
    name: 'large',
    replicas: 2,
    database: HealthDatabase.postgres({ secret: 'database' }),
    tlsSecret: 'tls',
    prometheusNamespace: 'monitoring',
    clientNamespaces: ['ingress-nginx'],
  });
  return chart.node.findAll().flatMap((child) => (ApiObject.isApiObject(child) ? [child.toJson()] : []));
}

describeClusters('a monitor of Docker endpoints', ({ client, kubectl }) => {
  const all = objects();
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  };

  beforeAll(async () => {
    await client.mustApply(namespace);
  });
  afterAll(async () => {
    await kubectl('delete', 'namespace', NAMESPACE, '--wait=false');
  });

  test('every object is taken as it is, and a second time without a change', async () => {
    const versions: string[][] = [[], []];
    for (const round of versions) {
      for (const object of all) {
        const answer = await client.apply(object);
        expect([object.kind, answer.body.message, isAccepted(answer)]).toEqual([object.kind, undefined, true]);
        // Controllers write the state of objects meanwhile, and finalizers.
        const { spec, data, metadata } = answer.body;
        round.push(JSON.stringify([object.kind, metadata.name, metadata.generation, metadata.labels, spec, data]));
      }
    }
    expect(
      all.map(({ kind }) => kind).filter((kind) => kind === 'ServiceMonitor' || kind === 'PrometheusRule'),
    ).toHaveLength(2);
    expect(versions[1]).toEqual(versions[0]);
  });

  test('a namespace that is restricted lets its pods in', async () => {
    await eventually('two pods of large', 60, async () => {
      const pods = (await client.list('v1', 'Pod')).filter(
        ({ metadata }) => metadata.namespace === NAMESPACE && (metadata.name as string).startsWith('large-'),
      );
      return pods.length === 2 || undefined;
    });
    const { body } = await client.request('GET', `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/large`);
    const refused = (body.status.conditions ?? []).filter(({ type }: { type: string }) => type === 'ReplicaFailure');
    expect(refused).toEqual([]);
  });
});
