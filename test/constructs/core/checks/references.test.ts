import { describe, expect, test } from 'vitest';
import { check, configMap, lineOf, pod, type Said } from './support';

const named = (apiVersion: string, kind: string, name: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'wang' },
  ...rest,
});
const references = (...manifests: unknown[]): Said[] =>
  check(manifests).filter(({ code }) => code.startsWith('GPULAB13'));

describe('what a pod refers to', () => {
  test.each([
    [
      'a claim',
      { volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'x' } }] },
      'GPULAB1301',
      'spec.volumes[0].persistentVolumeClaim.claimName',
    ],
    [
      'a config map as volume',
      { volumes: [{ name: 'a', configMap: { name: 'x' } }] },
      'GPULAB1302',
      'spec.volumes[0].configMap.name',
    ],
    [
      'a secret as volume',
      { volumes: [{ name: 'a', secret: { secretName: 'x' } }] },
      'GPULAB1303',
      'spec.volumes[0].secret.secretName',
    ],
    [
      'a projected secret',
      { volumes: [{ name: 'a', projected: { sources: [{ secret: { name: 'x' } }] } }] },
      'GPULAB1303',
      'spec.volumes[0].projected.sources[0].secret.name',
    ],
    ['a pull secret', { imagePullSecrets: [{ name: 'x' }] }, 'GPULAB1303', 'spec.imagePullSecrets[0].name'],
    ['a service account', { serviceAccountName: 'x' }, 'GPULAB1304', 'spec.serviceAccountName'],
    ['a priority class', { priorityClassName: 'x' }, 'GPULAB1306', 'spec.priorityClassName'],
  ])('%s that is not there is a warning', (_, spec, code, key) => {
    expect(references(pod(spec))).toMatchObject([{ level: 'warning', code, key, path: 'lab/0' }]);
  });

  test.each([
    ['configMapKeyRef', { name: 'x', key: 'k' }, 'GPULAB1302'],
    ['secretKeyRef', { name: 'x', key: 'k' }, 'GPULAB1303'],
  ])('an environment variable from %s', (source, reference, code) => {
    const env = (extra: object) =>
      pod({}, { env: [{ name: 'A', valueFrom: { [source]: { ...reference, ...extra } } }] });
    expect(references(env({}))).toMatchObject([{ code, key: `spec.containers[0].env[0].valueFrom.${source}.name` }]);
    expect(references(env({ optional: true }))).toEqual([]);
  });

  test('a whole environment, of init containers too', () => {
    const init = { initContainers: [{ name: 'i', image: 'a', envFrom: [{ configMapRef: { name: 'x' } }] }] };
    expect(references(pod(init, { envFrom: [{ secretRef: { name: 'y' } }] })).map(({ key }) => key)).toEqual([
      'spec.initContainers[0].envFrom[0].configMapRef.name',
      'spec.containers[0].envFrom[0].secretRef.name',
    ]);
  });

  test('deep inside a CronJob', () => {
    const spec = { ...pod({ serviceAccountName: 'x', restartPolicy: 'Never' }).spec };
    const cron = named('batch/v1', 'CronJob', 'a', {
      spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec } } } },
    });
    expect(references(cron)).toMatchObject([{ key: 'spec.jobTemplate.spec.template.spec.serviceAccountName' }]);
  });

  test('a Job of somebody else is not read as one of Kubernetes', () => {
    const spec = { template: { spec: { serviceAccountName: 'x' } } };
    expect(references(named('batch.volcano.sh/v1alpha1', 'Job', 'a', { spec }))).toEqual([]);
  });
});

describe('what is there', () => {
  const user = pod({ volumes: [{ name: 'a', configMap: { name: 'x' } }] });

  test('an object of the output, made before or after', () => {
    expect(references(configMap('x', 'wang'), user)).toEqual([]);
    expect(references(user, configMap('x', 'wang'))).toEqual([]);
  });

  test('but not one of another namespace or kind', () => {
    expect(references(user, configMap('x', 'li'))).toHaveLength(1);
    expect(references(user, named('v1', 'Secret', 'x'))).toHaveLength(1);
  });

  test('an object that was declared', () => {
    const asked: string[] = [];
    const isExternal = (...what: string[]) => asked.push(what.join('/')) > 0;
    expect(check([user], { isExternal })).toEqual([]);
    expect(asked).toEqual(['ConfigMap/wang/x']);
  });

  test('what every cluster has', () => {
    const system = pod({
      serviceAccountName: 'default',
      priorityClassName: 'system-node-critical',
      volumes: [{ name: 'a', configMap: { name: 'kube-root-ca.crt' } }],
    });
    expect(references(system)).toEqual([]);
  });

  test('a Secret that a Certificate, an ExternalSecret or a SealedSecret makes', () => {
    const uses = pod({ imagePullSecrets: [{ name: 'tls' }, { name: 'es' }, { name: 'own' }, { name: 'sealed' }] });
    const makers = [
      named('cert-manager.io/v1', 'Certificate', 'c', { spec: { secretName: 'tls' } }),
      named('external-secrets.io/v1', 'ExternalSecret', 'es', { spec: {} }),
      named('external-secrets.io/v1', 'ExternalSecret', 'z', { spec: { target: { name: 'own' } } }),
      named('bitnami.com/v1alpha1', 'SealedSecret', 'sealed'),
    ];
    expect(references(uses, ...makers)).toEqual([]);
    expect(references(uses)).toHaveLength(4);
  });
});

describe('storage classes', () => {
  const claim = (storageClassName?: string) =>
    named('v1', 'PersistentVolumeClaim', 'c', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName },
    });

  test('a class that is not there is a warning that says how to declare it', () => {
    expect(references(claim('nfs-users')).map(lineOf)).toEqual([
      `GPULAB1305 StorageClass "nfs-users" is neither made by the program nor declared as external | at spec.storageClassName | hint: make it, mend the name, or say that it exists: app.external.storageClass('nfs-users')`,
    ]);
  });

  test('no class, and the empty class, are nothing to look for', () => {
    expect(references(claim(), claim(''))).toEqual([]);
  });

  test('volumes made by hand are bound by a name that nobody defines', () => {
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'v' },
      spec: { storageClassName: 'manual' },
    };
    expect(references(claim('manual'), volume)).toEqual([]);
  });

  test('the app is asked once for a class that ten thousand claims name', () => {
    let asked = 0;
    const claims = Array.from({ length: 50 }, (_, i) => ({
      ...claim('nfs'),
      metadata: { name: `c${i}`, namespace: 'a' },
    }));
    expect(check(claims, { isExternal: () => ++asked > 0 })).toEqual([]);
    expect(asked).toBe(1);
  });

  test('templates of a StatefulSet', () => {
    const set = named('apps/v1', 'StatefulSet', 'a', { spec: { volumeClaimTemplates: [claim('x')] } });
    expect(references(set)).toMatchObject([
      { code: 'GPULAB1305', key: 'spec.volumeClaimTemplates[0].spec.storageClassName' },
    ]);
  });
});

describe('bindings', () => {
  const binding = (roleRef: object, subjects: object[] = [], kind = 'RoleBinding') =>
    named('rbac.authorization.k8s.io/v1', kind, 'b', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef },
      subjects,
    });

  test('a role that is not there', () => {
    expect(references(binding({ kind: 'Role', name: 'x' }))).toMatchObject([
      { code: 'GPULAB1307', key: 'roleRef.name' },
    ]);
    expect(references(binding({ kind: 'ClusterRole', name: 'clusterrole-user-pv' }))).toHaveLength(1);
  });

  test.each(['admin', 'edit', 'view', 'cluster-admin', 'system:node'])('the cluster role %s is everywhere', (name) => {
    expect(references(binding({ kind: 'ClusterRole', name }))).toEqual([]);
  });

  test('a service account is looked for in its own namespace, else in that of the binding', () => {
    const account = (namespace: string) => ({
      ...named('v1', 'ServiceAccount', 'a'),
      metadata: { name: 'a', namespace },
    });
    const to = (namespace?: string) =>
      binding({ kind: 'ClusterRole', name: 'view' }, [{ kind: 'ServiceAccount', name: 'a', namespace }]);
    expect(references(account('li'), to('li'))).toEqual([]);
    expect(references(account('wang'), to())).toEqual([]);
    expect(references(account('li'), to())).toMatchObject([{ code: 'GPULAB1304', key: 'subjects[0].name' }]);
  });

  test('users and groups are nobody that could be looked for', () => {
    expect(references(binding({ kind: 'ClusterRole', name: 'view' }, [{ kind: 'User', name: 'x' }]))).toEqual([]);
  });
});

test('the certificate of an ingress is not looked for when cert-manager makes it', () => {
  const ingress = (annotations: object) => ({
    ...named('networking.k8s.io/v1', 'Ingress', 'i'),
    metadata: { name: 'i', namespace: 'wang', annotations },
    spec: { defaultBackend: { service: { name: 'a', port: { number: 1 } } }, tls: [{ secretName: 'x' }] },
  });
  expect(references(ingress({}))).toMatchObject([{ code: 'GPULAB1303', key: 'spec.tls[0].secretName' }]);
  expect(references(ingress({ 'cert-manager.io/cluster-issuer': 'letsencrypt' }))).toEqual([]);
});

test('for objects of ours a missing target is an error', () => {
  expect(check([pod({ serviceAccountName: 'x' })], { isStrict: () => true })).toMatchObject([
    { level: 'error', code: 'GPULAB1304' },
  ]);
});
