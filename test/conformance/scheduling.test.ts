import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { eventually } from './tools/eventually';
import { applyAll, Example, type Student } from './tools/example';
import { fakeNode } from './tools/workloads';

const GPU = 'nvidia.com/gpu';
const SECONDS = 60;

const example = new Example();
afterAll(() => example.dispose());

/** The model that a job of the student asks for. */
const modelOf = (student: Student): string | undefined => specOf(student)?.nodeSelector?.['gpu-model'];
const specOf = (student: Student): Manifest | undefined =>
  example.objectsFor(student).find(({ kind, metadata }) => kind === 'Deployment' && metadata.namespace === student.uid)
    ?.spec.template.spec;

/** For each model that jobs ask for, the first student who has such a job. */
const jobs = [
  ...new Map(example.students.map((student) => [modelOf(student), student]).reverse() as [string, Student][]),
]
  .filter(([model]) => model !== undefined)
  .map(([model, student]) => ({ model, student }));

test('the example has jobs for RTX4090D and another model, and one that takes a GPU', () => {
  expect(jobs.map(({ model }) => model)).toEqual(expect.arrayContaining(['RTX4090D', 'RTX4090']));
  const gpus = jobs.map(({ student }) => specOf(student)!.containers[0].resources.limits[GPU]);
  expect(gpus.some((count) => Number(count) > 0)).toBe(true);
});

describeClusters('the first job of a student', ({ client }) => {
  describe.each(jobs)('for $model', ({ model, student }) => {
    const objects = example.objectsFor(student);
    const others = ['RTX4090D', 'RTX4090', 'RTX3090'].filter((other) => other !== model);
    const [ownNode, ...otherNodes] = [model, ...others].map((each) =>
      fakeNode(`${student.uid}-${each.toLowerCase()}`, each, 8),
    );
    const pods = async (): Promise<Manifest[]> =>
      (await client.request('GET', `/api/v1/namespaces/${student.uid}/pods`)).body.items;

    beforeAll(async () => {
      const isJob = ({ kind, metadata }: Manifest) => kind === 'Deployment' && metadata.namespace === student.uid;
      const volumes = volumesFor(objects, [ownNode, ...otherNodes]);
      await applyAll(client, [...otherNodes, ...volumes, ...objects.filter((object) => !isJob(object))]);
      // A pod that came before its shared claims were bound would be looked at again only minutes later.
      await eventually('bound shared claims', SECONDS, async () => {
        const path = `/api/v1/namespaces/${student.uid}/persistentvolumeclaims`;
        const claims: Manifest[] = (await client.request('GET', path)).body.items;
        const shared = claims.filter(({ spec }) => spec.accessModes.includes('ReadWriteMany'));
        return shared.length > 0 && shared.every(({ status }) => status.phase === 'Bound') ? shared : undefined;
      });
      await applyAll(client, objects.filter(isJob));
    });
    // The next model begins without nodes of this one.
    afterAll(async () => {
      const job = objects.filter(({ kind, metadata }) => kind === 'Deployment' && metadata.namespace === student.uid);
      for (const object of [...job, ownNode, ...otherNodes]) {
        await client.request('DELETE', (await client.pathOf(object))!);
      }
    });

    test('waits while only other models have room', async () => {
      const reason = await eventually('a word of the scheduler', SECONDS, async () => {
        const [pod] = await pods();
        const scheduled = pod?.status.conditions?.find(({ type }: Manifest) => type === 'PodScheduled');
        if (scheduled?.message?.includes('affinity/selector')) return scheduled.message;
        // The scheduler had not heard of the claims yet, and would look again in five minutes: at another pod at once.
        if (scheduled?.message)
          await client.request('DELETE', `/api/v1/namespaces/${student.uid}/pods/${pod.metadata.name}`);
        return undefined;
      });
      expect(reason).toContain("didn't match Pod's node affinity/selector");
      expect((await pods()).map(({ spec }) => spec.nodeName)).toEqual([undefined]);
    });

    test('runs on a node of its model as soon as there is one, with its scratch volumes there', async () => {
      await client.mustApply(ownNode);
      const pod = await eventually('a running pod', SECONDS, async () => {
        return (await pods()).find(({ status }) => status.phase === 'Running');
      });
      expect(pod.spec.nodeName).toBe(ownNode.metadata.name);
      const volumes = await client.list('v1', 'PersistentVolume');
      const scratch = volumes.filter(({ spec }) => spec.claimRef?.namespace === student.uid && spec.nodeAffinity);
      expect(scratch.map(nodeOf)).toEqual([pod.spec.nodeName, pod.spec.nodeName]);
    });
  });
});

/**
 * What the campus has and this cluster has not: volumes. Shared storage is there for exactly one claim; local storage is
 * on every node, so that scheduler and volume controller have to choose.
 */
function volumesFor(objects: readonly Manifest[], nodes: readonly Manifest[]): Manifest[] {
  const classes = objects.filter(({ kind }) => kind === 'StorageClass');
  const isLocal = ({ spec }: Manifest) =>
    classes.find(({ metadata }) => metadata.name === spec.storageClassName)?.volumeBindingMode ===
    'WaitForFirstConsumer';
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  return claims.flatMap((claim) => {
    const { name, namespace } = claim.metadata;
    if (!isLocal(claim))
      return [volume(`${namespace}-${name}`, claim, { claimRef: { kind: 'PersistentVolumeClaim', name, namespace } })];
    return nodes.map((node) => volume(`${name}-on-${node.metadata.name}`, claim, { nodeAffinity: onlyOn(node) }));
  });
}

const volume = (name: string, claim: Manifest, extra: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    accessModes: claim.spec.accessModes,
    capacity: claim.spec.resources.requests,
    storageClassName: claim.spec.storageClassName,
    hostPath: { path: `/volumes/${name}` },
    persistentVolumeReclaimPolicy: 'Retain',
    ...extra,
  },
});

const HOSTNAME = 'kubernetes.io/hostname';
const onlyOn = ({ metadata }: Manifest): Manifest => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: HOSTNAME, operator: 'In', values: [metadata.name] }] }] },
});
const nodeOf = ({ spec }: Manifest): string =>
  spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values[0];
