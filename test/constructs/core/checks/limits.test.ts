import { describe, expect, test } from 'vitest';
import { check, deployment, pod } from './support';

const quota = (hard: object, rest: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'quota', namespace: 'wang' },
  spec: { hard, ...rest },
});
const limitRange = (limit: object) => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'limits', namespace: 'wang' },
  spec: { limits: [{ type: 'Container', ...limit }] },
});
const asks = (limits: object, requests?: object) => ({ resources: { limits, requests } });
const limits = (...manifests: unknown[]) => check(manifests).filter(({ code }) => code.startsWith('GPULAB14'));
const messages = (...manifests: unknown[]) => limits(...manifests).map(({ message }) => message);

describe('what a quota demands of every container', () => {
  const everything = quota({ 'limits.cpu': 8, 'limits.memory': '1Ti', 'requests.cpu': 8, 'requests.memory': '1Ti' });

  test('a container without limits is a warning', () => {
    expect(limits(everything, pod())).toMatchObject([{ level: 'warning', code: 'GPULAB1401', path: 'lab/1' }]);
    expect(messages(everything, pod())).toEqual([
      'container "main" says nothing of limits.cpu, requests.cpu, limits.memory, requests.memory, which quota "quota" demands: no pod would be made',
    ]);
  });

  test('whatever comes first', () => {
    expect(limits(pod(), everything)).toHaveLength(1);
  });

  test('limits are requests as well', () => {
    expect(limits(everything, pod({}, asks({ cpu: 1, memory: '1Gi' })))).toEqual([]);
  });

  test('requests are no limits', () => {
    expect(messages(everything, pod({}, asks({}, { cpu: 1, memory: '1Gi' })))[0]).toContain(
      'limits.cpu, limits.memory,',
    );
  });

  test('cpu without requests. demands requests', () => {
    expect(limits(quota({ cpu: 1 }), pod())).toHaveLength(1);
    expect(limits(quota({ cpu: 1 }), pod({}, asks({}, { cpu: 1 })))).toEqual([]);
  });

  test('init containers are containers', () => {
    const spec = { initContainers: [{ name: 'init', image: 'a' }] };
    expect(messages(everything, pod(spec, asks({ cpu: 1, memory: '1Gi' })))[0]).toContain('container "init"');
  });

  test('other resources may be left unsaid', () => {
    expect(limits(quota({ 'requests.nvidia.com/gpu': 4, 'requests.storage': '1T', pods: 5 }), pod())).toEqual([]);
  });

  test('another namespace has no quota', () => {
    expect(limits({ ...everything, metadata: { name: 'quota', namespace: 'li' } }, pod())).toEqual([]);
  });

  test('a quota with scopes counts only some pods', () => {
    expect(limits(quota({ 'limits.cpu': 8 }, { scopes: ['NotBestEffort'] }), pod())).toEqual([]);
  });

  test.each([
    ['default', { default: { cpu: 1, memory: '1Gi' } }],
    ['max, which becomes the default', { max: { cpu: 1, memory: '1Gi' } }],
  ])('a limit range with %s fills in', (_, limit) => {
    expect(limits(everything, pod(), limitRange(limit))).toEqual([]);
  });

  test('a limit range with defaults of requests fills in requests only', () => {
    const [message] = messages(everything, pod(), limitRange({ defaultRequest: { cpu: 1, memory: '1Gi' } }));
    expect(message).toContain('limits.cpu, limits.memory, which');
  });
});

describe('what can never fit', () => {
  test('one pod that asks for more GPUs than the quota has', () => {
    const said = limits(quota({ 'requests.nvidia.com/gpu': '4' }), deployment({}, asks({ 'nvidia.com/gpu': 5 })));
    expect(said).toMatchObject([{ level: 'error', code: 'GPULAB1402', path: 'lab/1' }]);
    expect(said[0].message).toBe('the Deployment wants 5 requests.nvidia.com/gpu, but quota "quota" allows 4');
  });

  test('as many as there are fit', () => {
    expect(limits(quota({ 'requests.nvidia.com/gpu': '4' }), deployment({}, asks({ 'nvidia.com/gpu': 4 })))).toEqual(
      [],
    );
  });

  test('all replicas together, with the arithmetic', () => {
    expect(messages(quota({ 'limits.cpu': '56' }), deployment({ replicas: 8 }, asks({ cpu: '7500m' })))).toEqual([
      'the Deployment wants 60 limits.cpu (8 pods of 7.5), but quota "quota" allows 56',
    ]);
  });

  test('no replicas fit anywhere', () => {
    expect(limits(quota({ 'limits.cpu': '0' }), deployment({ replicas: 0 }, asks({ cpu: 1 })))).toEqual([]);
  });

  test('units are told apart: 500Gi are more than 500G', () => {
    expect(limits(quota({ 'limits.memory': '500G' }), pod({}, asks({ memory: '500Gi' })))).toHaveLength(1);
    expect(limits(quota({ 'limits.memory': '500Gi' }), pod({}, asks({ memory: '500G' })))).toEqual([]);
  });

  test('containers add up, init containers do not, unless they stay', () => {
    const spec = (restartPolicy?: string) => ({
      containers: [1, 2].map((n) => ({ name: `c${n}`, image: 'a', ...asks({ cpu: 2 }) })),
      initContainers: [3, 2].map((cpu) => ({ name: `i${cpu}`, image: 'a', restartPolicy, ...asks({ cpu }) })),
    });
    expect(limits(quota({ 'limits.cpu': 4 }), pod(spec()))).toEqual([]);
    expect(messages(quota({ 'limits.cpu': 4 }), pod(spec('Always')))[0]).toContain('wants 9 limits.cpu');
    const small = { ...spec(), containers: [{ name: 'c', image: 'a', ...asks({ cpu: 1 }) }] };
    expect(messages(quota({ 'limits.cpu': 2 }), pod(small))[0]).toContain('wants 3');
  });

  test('more pods than the quota counts', () => {
    expect(messages(quota({ 'count/pods': 3 }), deployment({ replicas: 4 }))).toEqual([
      'the Deployment wants 4 pods, but quota "quota" allows 3',
    ]);
  });

  test('a job is as wide as its parallelism, and not wider than its completions', () => {
    const job = (spec: object) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j', namespace: 'wang' },
      spec: { ...spec, template: { spec: pod({ restartPolicy: 'Never' }).spec } },
    });
    expect(limits(quota({ pods: 3 }), job({ parallelism: 4 }))).toHaveLength(1);
    expect(limits(quota({ pods: 3 }), job({ parallelism: 4, completions: 2 }))).toEqual([]);
    expect(limits(quota({ pods: 3 }), job({ completions: 9 }))).toEqual([]);
  });

  const claim = (storage: string, storageClassName?: string) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'c', namespace: 'wang' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, storageClassName },
  });

  test('a claim that is larger than all storage', () => {
    expect(messages(quota({ 'requests.storage': '40T' }), claim('41T'))).toEqual([
      'the PersistentVolumeClaim wants 41000000000000 requests.storage, but quota "quota" allows 40000000000000',
    ]);
    expect(limits(quota({ 'requests.storage': '40T' }), claim('40T'))).toEqual([]);
  });

  test('a claim that is larger than what its class allows', () => {
    const ofClass = quota({ 'nfs.storageclass.storage.k8s.io/requests.storage': '1T' });
    expect(limits(ofClass, claim('2T', 'nfs'))).toHaveLength(1);
    expect(limits(ofClass, claim('2T', 'gfs'))).toEqual([]);
  });

  test('the claims of a StatefulSet, one for each replica', () => {
    const { spec } = deployment({
      replicas: 3,
      serviceName: 'a',
      volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: claim('1T').spec }],
    });
    const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's', namespace: 'wang' }, spec };
    expect(messages(quota({ 'requests.storage': '2T' }), set)[0]).toContain('(3 pods of 1000000000000)');
  });

  test('every quota of the namespace counts', () => {
    const second = { ...quota({ pods: 1 }), metadata: { name: 'second', namespace: 'wang' } };
    expect(messages(quota({ pods: 9 }), second, deployment({ replicas: 2 }))).toEqual([
      expect.stringContaining('"second"'),
    ]);
  });

  test('students with the same profile are told apart when one differs', () => {
    const of = (namespace: string, gpus: number) => [
      { ...quota({ 'requests.nvidia.com/gpu': 4 }), metadata: { name: 'quota', namespace } },
      { ...deployment({}, asks({ 'nvidia.com/gpu': gpus })), metadata: { name: 'd', namespace } },
    ];
    expect(limits(...of('a', 1), ...of('b', 5), ...of('c', 1)).map(({ path }) => path)).toEqual(['lab/3']);
  });
});
