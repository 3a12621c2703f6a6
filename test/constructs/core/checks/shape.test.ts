import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { share } from '../../../../constructs/core/private/plain';
import { BASES } from '../../../conformance/mutations/bases';
import { check, codesOf, configMap, deployment, lineOf, pod } from './support';

const EXISTS = { isExternal: () => true };
const lines = (manifest: unknown, target?: string) => check([manifest], { ...EXISTS, target }).map(lineOf);

describe('fields', () => {
  test('a misspelt field is refused with what was most likely meant', () => {
    const { containers } = pod().spec;
    expect(lines({ ...pod(), spec: { contianers: containers } })).toEqual([
      'GPULAB1203 spec has no field contianers | at spec.contianers | hint: did you mean "containers"?',
      'GPULAB1204 containers is missing | at spec.containers',
    ]);
  });

  test('a field that resembles nothing is listed with what there is, where that is little', () => {
    expect(lines({ ...configMap('a', 'b'), stuff: 1 })).toEqual([
      'GPULAB1203 the object has no field stuff | at stuff | hint: known: apiVersion, binaryData, data, immutable, kind, metadata',
    ]);
    expect(lines(pod({ stuff: 1 }))).toEqual(['GPULAB1203 spec has no field stuff | at spec.stuff']);
  });

  test('a field of a newer version says so', () => {
    expect(lines(pod({ hostnameOverride: 'a' }))).toEqual([
      'GPULAB1203 spec has no field hostnameOverride | at spec.hostnameOverride | hint: Kubernetes 1.35 has it; set kubernetesVersion',
    ]);
    expect(lines(pod({ hostnameOverride: 'a' }), '1.35')).toEqual([]);
  });

  test('for a version in between, a field of the upper one is only a warning: nobody can say', () => {
    const said = check([pod({ hostnameOverride: 'a' })], { target: '1.33' });
    expect(said).toMatchObject([{ level: 'warning', code: 'GPULAB1203' }]);
    expect(check([pod({ stuff: 'a' })], { target: '1.33' })).toMatchObject([{ level: 'error' }]);
  });

  test('a member that is null or undefined is not written, so it is not there', () => {
    expect(lines({ ...configMap('a', 'b'), data: null, stuff: undefined, binaryData: { a: null } })).toEqual([]);
    expect(lines(pod({ containers: null }))).toEqual(['GPULAB1204 containers is missing | at spec.containers']);
  });

  test('keys that are no identifiers are quoted in the path', () => {
    const labelled = { ...configMap('a', 'b'), metadata: { name: 'a', namespace: 'b', labels: { 'a b': 'c' } } };
    expect(check([labelled]).map(({ key }) => key)).toEqual(['metadata.labels["a b"]']);
  });
});

describe('types', () => {
  test.each([
    [
      'a number where text belongs',
      { ...configMap('a', 'b'), data: { year: 2024 } },
      'GPULAB1205 year is a number; it must be a string | at data.year | hint: put it in quotes',
    ],
    [
      'text where a number belongs',
      deployment({ replicas: '1' }),
      'GPULAB1205 replicas is a string; it must be a whole number | at spec.replicas | hint: write it without quotes',
    ],
    [
      'a fraction',
      deployment({ replicas: 1.5 }),
      'GPULAB1205 replicas is 1.5; it must be a whole number | at spec.replicas',
    ],
    [
      'one thing instead of a list',
      pod({}, { command: 'bash' }),
      'GPULAB1205 command is a string; it must be a list | at spec.containers[0].command | hint: put it in a list',
    ],
    [
      'a list instead of an object',
      { ...configMap('a', 'b'), data: ['x'] },
      'GPULAB1205 data is a list; it must be an object | at data',
    ],
    [
      'true where text belongs',
      pod({ nodeSelector: { gpu: true } }),
      'GPULAB1205 gpu is a boolean; it must be a string | at spec.nodeSelector.gpu | hint: put it in quotes',
    ],
    [
      'more than 32 bits',
      deployment({ replicas: 2 ** 40 }),
      'GPULAB1206 1099511627776 is out of range; allowed are -2147483648 to 2147483647 | at spec.replicas',
    ],
  ])('%s', (_, manifest, line) => {
    expect(lines(manifest)).toEqual([line]);
  });

  test('a word that is none of a few', () => {
    expect(lines(pod({ restartPolicy: 'always' }))).toEqual([
      'GPULAB1207 restartPolicy is "always"; allowed are Always, Never, OnFailure | at spec.restartPolicy | hint: did you mean "Always"?',
    ]);
  });

  test('what may be a secret is never shown', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'b' } };
    const all = [
      ...lines({ ...secret, data: { password: 'hunter2!' } }),
      ...lines({ ...secret, stringData: { password: 12345678 } }),
      ...lines({ ...secret, type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': 'hunter2' } }),
      ...lines(pod({}, { env: [{ name: 'PASSWORD', value: 12345678 }] })),
    ];
    expect(all).toHaveLength(4);
    expect(all.join('\n')).not.toMatch(/hunter2|12345678/);
  });
});

test('a value with line breaks makes no line of its own', () => {
  const [said] = check([pod({}, { image: 'a\nerror GPULAB0000 fake\n' })]);
  expect(said.message).toBe('image "a\\u000aerror GPULAB0000 fake\\u000a" has blanks around it');
});

describe('all at once', () => {
  test('every problem of an object is reported, in all its parts', () => {
    const bad = deployment(
      { replicas: -1, strategy: { type: 'Fast' } },
      { image: '', ports: [{ containerPort: 0 }], env: [{ name: 'A', value: 1 }] },
    );
    bad.spec.selector.matchLabels.app = 'x';
    expect(codesOf(check([bad])).sort()).toEqual([
      'GPULAB1204',
      'GPULAB1205',
      'GPULAB1206',
      'GPULAB1206',
      'GPULAB1207',
      'GPULAB1214',
    ]);
  });

  test('a wrong type somewhere does not hide what is wrong elsewhere', () => {
    const bad = pod({ volumes: 'none', hostname: 'A_B' }, { volumeMounts: [{ name: 'x', mountPath: '/x' }] });
    expect(lines(bad)).toEqual([
      'GPULAB1205 volumes is a string; it must be a list | at spec.volumes | hint: put it in a list',
      'GPULAB1212 the pod has no volume "x"; it has none | at spec.containers[0].volumeMounts[0].name',
      expect.stringContaining('GPULAB1209 "A_B" is not a DNS label'),
    ]);
  });

  test('one field is blamed once', () => {
    const claim = BASES.PersistentVolumeClaim;
    expect(
      codesOf(check([{ ...claim, spec: { ...claim.spec, accessModes: ['RWX'] } }], { ...EXISTS, target: '1.35' })),
    ).toEqual(['GPULAB1207']);
  });

  test('one bad object leaves no trace in what is said of the next', () => {
    const said = check(
      [pod({ stuff: 1 }, { image: 1 }), { ...pod(), metadata: { name: 'b', namespace: 'c' } }],
      EXISTS,
    );
    expect(new Set(said.map(({ path }) => path))).toEqual(new Set(['lab/0']));
  });
});

describe('data that many objects share', () => {
  const securityContext = (fsGroup: number) => share({ fsGroup, runAsUser: 1 });

  test('what is wrong in it is reported for every object that has it', () => {
    const bad = securityContext(-1);
    const pods = ['a', 'b', 'c'].map((name) => ({
      ...pod({ securityContext: bad }),
      metadata: { name, namespace: 'x' },
    }));
    expect(check(pods).map(({ code, path }) => `${code} ${path}`)).toEqual(
      ['lab/0', 'lab/1', 'lab/2'].map((path) => `GPULAB1206 ${path}`),
    );
  });

  test('what is right in one place may be wrong in another', () => {
    const nothing = share({});
    const claim = BASES.PersistentVolumeClaim;
    expect(codesOf(check([pod({ securityContext: nothing }), { ...claim, spec: nothing }], EXISTS))).toEqual([
      'GPULAB1204',
      'GPULAB1204',
    ]);
  });

  test('what is right in one kind may be wrong in another', () => {
    const roleRef = share({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' });
    const bindings = [BASES.RoleBinding, BASES.ClusterRoleBinding].map((binding) => ({ ...binding, roleRef }));
    expect(check(bindings, EXISTS)).toMatchObject([{ code: 'GPULAB1207', path: 'lab/1' }]);
  });

  test('what depends on the rest of the object is looked at each time', () => {
    const template = share(BASES.StatefulSet.spec.template);
    const { volumeClaimTemplates, ...spec } = { ...BASES.StatefulSet.spec, template };
    const sets = [{ ...spec, volumeClaimTemplates }, spec].map((own, index) => ({
      ...BASES.StatefulSet,
      metadata: { name: `set${index}`, namespace: 'x' },
      spec: own,
    }));
    expect(check(sets, EXISTS)).toMatchObject([{ code: 'GPULAB1212', path: 'lab/1' }]);
  });
});

describe('APIs', () => {
  const of = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'a', namespace: 'b' } });

  test.each([
    [
      'resource.k8s.io/v1',
      'ResourceClaim',
      'GPULAB1201 Kubernetes 1.28 has no resource.k8s.io/v1 ResourceClaim | at apiVersion | hint: Kubernetes 1.35 has it; set kubernetesVersion if the cluster does',
    ],
    [
      'policy/v1beta1',
      'PodDisruptionBudget',
      'GPULAB1202 Kubernetes 1.28 has no policy/v1beta1 PodDisruptionBudget | at apiVersion | hint: PodDisruptionBudget is in policy/v1',
    ],
    [
      'extensions/v1beta1',
      'Ingress',
      'GPULAB1202 Kubernetes 1.28 has no extensions/v1beta1 Ingress | at apiVersion | hint: Ingress is in networking.k8s.io/v1',
    ],
    [
      'v1',
      'Deployment',
      'GPULAB1202 Kubernetes 1.28 has no v1 Deployment | at apiVersion | hint: Deployment is in apps/v1',
    ],
    [
      'apps/v1',
      'Deploymet',
      'GPULAB1202 Kubernetes 1.28 has no apps/v1 Deploymet | at apiVersion | hint: did you mean Deployment?',
    ],
  ])('%s %s', (apiVersion, kind, line) => {
    expect(lines(of(apiVersion, kind))).toEqual([line]);
  });

  test('an API that was retired after the older version is refused for the newer', () => {
    const level = {
      ...of('flowcontrol.apiserver.k8s.io/v1beta3', 'PriorityLevelConfiguration'),
      metadata: { name: 'a' },
      spec: { type: 'Exempt' },
    };
    expect(lines(level)).toEqual([]);
    expect(lines(level, '1.35')).toEqual([
      'GPULAB1201 Kubernetes 1.35 has no flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration | at apiVersion | hint: PriorityLevelConfiguration is in flowcontrol.apiserver.k8s.io/v1',
    ]);
  });

  test('an API of the upper version is a warning for a version in between', () => {
    expect(check([of('resource.k8s.io/v1', 'ResourceClaim')], { target: '1.34' })).toMatchObject([
      { level: 'warning', code: 'GPULAB1201' },
    ]);
  });

  test('one that is known to have come in between is looked at whole from then on', () => {
    const policy = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'a' },
      spec: { validation: [] },
    };
    const levels = (target: string) => check([policy], { target }).map(({ level, code }) => `${level} ${code}`);
    expect(levels('1.29')).toEqual(['warning GPULAB1201']);
    expect(levels('1.30')).toEqual(['error GPULAB1203']);
    expect(levels('1.35')).toEqual(['error GPULAB1203']);
  });

  test('of a custom kind only the metadata is looked at', () => {
    const widget = { ...of('example.com/v1', 'Widget'), anything: { goes: [1, null] } };
    expect(lines(widget)).toEqual([]);
    expect(codesOf(check([{ ...widget, metadata: { name: 'a', labels: { a: 'b c' } } }]))).toEqual(['GPULAB1107']);
  });

  test('a custom kind that the library knows is looked at whole', () => {
    const network = BASES.IPoIBNetwork;
    expect(lines({ ...network, spec: { ...network.spec, mastr: 'x' } })).toEqual([
      'GPULAB1203 spec has no field mastr | at spec.mastr | hint: did you mean "master"?',
    ]);
  });
});

test('a fraction of a byte is a warning', () => {
  expect(check([pod({}, { resources: { limits: { memory: '128m' } } })])).toMatchObject([
    { level: 'warning', code: 'GPULAB1217' },
  ]);
});

test('an amount without a number, which the API server reads as nothing, is a warning', () => {
  expect(check([pod({ volumes: [{ name: 'a', emptyDir: { sizeLimit: 'Gi' } }] })])).toMatchObject([
    { level: 'warning', code: 'GPULAB1217' },
  ]);
});

describe('whatever it is given', () => {
  const json = fc.jsonValue({ maxDepth: 3 });

  /** A legal object, in which something has become something else. */
  const broken = fc
    .record({ kind: fc.constantFrom(...Object.keys(BASES)), value: json, seed: fc.nat() })
    .map(({ kind, value, seed }) => {
      const manifest = structuredClone(BASES[kind]);
      const places = placesOf(manifest).filter(({ key }) => key !== 'apiVersion' && key !== 'kind');
      const { holder, key } = places[seed % places.length];
      holder[key] = value;
      return manifest;
    });

  test('no check throws, and saying nothing twice is saying the same', () => {
    fc.assert(
      fc.property(broken, (manifest) => {
        const copy = structuredClone(manifest);
        const said = check([manifest], EXISTS);
        expect(manifest).toEqual(copy);
        expect(check([manifest], EXISTS)).toEqual(said);
      }),
      { numRuns: 500 },
    );
  });

  test('no check throws at an object made of anything', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(BASES)),
        fc.dictionary(fc.string(), json),
        ({ apiVersion, kind, metadata }, rest) => {
          check([{ ...rest, apiVersion, kind, metadata }]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Every member and item of a value, however deep. */
function placesOf(value: any): { holder: any; key: string | number }[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [...keys].flatMap((key) => [{ holder: value, key }, ...placesOf(value[key])]);
}
