import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAccepted, type Manifest } from './tools/api-client';
import { describeClusters } from './tools/clusters';
import { applyAll, Example } from './tools/example';
import { gpuPod, namespaceReady, quotaUses } from './tools/workloads';

const GPUS = 'requests.nvidia.com/gpu';
const QUOTA = 'quota-cpu-mem-gpu-pvc';

const example = new Example();
afterAll(() => example.dispose());

describeClusters('the quota of a student', ({ client }) => {
  const [student] = example.students;
  const namespace = student.uid;
  const pod = (name: string, gpus: number) => gpuPod(namespace, name, gpus);

  beforeAll(async () => {
    const objects = example.objectsFor(student);
    const isJob = ({ kind, metadata }: Manifest) => kind === 'Deployment' && metadata.namespace === namespace;
    await applyAll(
      client,
      objects.filter((object) => !isJob(object)),
    );
    // GPUs are counted from none: another test may have started the student's first job.
    for (const job of objects.filter(isJob)) await client.request('DELETE', (await client.pathOf(job))!);
    await namespaceReady(client, namespace);
    await quotaUses(client, namespace, QUOTA, { [GPUS]: '0' });
  });

  test('gives four GPUs, and refuses a fifth', async () => {
    const { body } = await client.request('GET', `/api/v1/namespaces/${namespace}/resourcequotas/${QUOTA}`);
    expect(body.status.hard[GPUS]).toBe('4');
    await client.mustApply(pod('four', 4));
    const fifth = await client.apply(pod('fifth', 1));
    expect(isAccepted(fifth)).toBe(false);
    expect(fifth.body.message).toContain(
      `exceeded quota: ${QUOTA}, requested: ${GPUS}=1, used: ${GPUS}=4, limited: ${GPUS}=4`,
    );
    await client.request('DELETE', (await client.pathOf(pod('four', 4)))!);
  });

  test('refuses a pod that does not say how much it may use', async () => {
    const boundless = {
      ...pod('boundless', 0),
      spec: { containers: [{ name: 'main', image: 'registry.invalid/main:1' }] },
    };
    const answer = await client.apply(boundless);
    expect(isAccepted(answer)).toBe(false);
    expect(answer.body.message).toContain('must specify limits.cpu');
  });
});
