import { beforeAll, expect, test } from 'vitest';
import { isAccepted } from './api-client';
import { describeClusters } from './clusters';
import { fakeNode, gpuPod, namespaceReady, quotaUses, runningPod } from './workloads';

// The instrument before what it measures: were one of these wrong, every other conformance test would say yes to anything.
describeClusters('a cluster of the tests', ({ version, client, kubectl }) => {
  const namespace = 'instrument';
  const roles = 'rbac.authorization.k8s.io';

  beforeAll(async () => {
    for (const name of [namespace, `${namespace}-b`]) {
      await client.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
    await client.mustApply(fakeNode('instrument-1', 'Instrument', 8));
    await namespaceReady(client, namespace);
  });

  test('is of the version that it is called', async () => {
    const { body } = await client.request('GET', '/version');
    expect(body.gitVersion).toMatch(version === 'current' ? /^v1\.35\./ : /^v1\.28\./);
  });

  test('refuses a misspelt field, and names it', async () => {
    const answer = await client.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'misspelt', namespace },
      spec: { port: [{ port: 80 }] },
    });
    expect(isAccepted(answer)).toBe(false);
    expect(answer.body.message).toContain('.spec.port: field not declared');
  });

  test('keeps nothing of a dry run', async () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'dry', namespace } };
    expect((await client.apply(map, { dryRun: true })).status).toBe(201);
    expect((await client.request('GET', (await client.pathOf(map))!)).status).toBe(404);
  });

  test('counts GPUs against a quota', async () => {
    const hard = { 'requests.nvidia.com/gpu': '1' };
    await client.mustApply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'gpus', namespace },
      spec: { hard },
    });
    await quotaUses(client, namespace, 'gpus', { 'requests.nvidia.com/gpu': '0' });
    const { status, body } = await client.apply(gpuPod(namespace, 'greedy', 2));
    expect(status).toBe(403);
    expect(body.message).toContain('exceeded quota: gpus');
  });

  test('runs a pod on a fake node that fits', async () => {
    await client.mustApply(gpuPod(namespace, 'modest', 1, { 'gpu-model': 'Instrument' }));
    const pod = await runningPod(client, namespace, 'modest');
    expect(pod.spec.nodeName).toBe('instrument-1');
  });

  test('asks RBAC before it answers a user', async () => {
    await client.mustApply({
      apiVersion: `${roles}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'editor', namespace },
      roleRef: { apiGroup: roles, kind: 'ClusterRole', name: 'edit' },
      subjects: [{ apiGroup: roles, kind: 'User', name: 'somebody' }],
    });
    const can = async (where: string) =>
      (await kubectl('auth', 'can-i', 'create', 'pods', '-n', where, '--as', 'somebody')).stdout.trim();
    expect(await can(namespace)).toBe('yes');
    expect(await can(`${namespace}-b`)).toBe('no');
    expect((await kubectl('get', 'pods', '-n', `${namespace}-b`, '--as', 'somebody')).stderr).toContain('Forbidden');
  });
});
