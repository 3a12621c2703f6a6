import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import type { LabError } from '../../../../constructs/core/lab-error';
import { StudentWorkload, StudentWorkloadChart, type StudentWorkloadOptions } from '../../../../constructs/lab';
import { chart, findingsOf, manifestsOf, plainSite, site } from '../campus';

const DIGESTED = `registry.example.org:5000/a/b@sha256:${'0'.repeat(64)}`;

type Values = { [name: string]: any };

const made = (where = site): StudentWorkloadChart =>
  new StudentWorkloadChart(new LabApp(), 'student-workload', { site: where, version: '1.0.0' });
const { helm } = made();

const render = (values: Values, releaseName = 'lab1'): any[] => helm.renderManifests({ values, releaseName });
const ofKind = (kind: string, values: Values, releaseName?: string): any =>
  render(values, releaseName).find((object) => object.kind === kind);
const containerOf = (values: Values): any => ofKind('Deployment', values).spec.template.spec.containers[0];

/** What a values file is refused for, without place. */
function refused(values: Values, releaseName?: string): string[] {
  try {
    render(values, releaseName);
  } catch (error) {
    return (error as LabError).findings.map(({ code, key, message }) => [code, key, message].filter(Boolean).join(' '));
  }
  return [];
}

/** What the construct makes of literals. */
const literal = (namespace: string, release: string, options: StudentWorkloadOptions): any[] => {
  const workload = new StudentWorkload(chart(), release, { site, namespace, ...options });
  expect(findingsOf(workload)).toEqual([]);
  return JSON.parse(JSON.stringify(manifestsOf(workload)));
};

describe('the chart of student workloads', () => {
  test('has the keys of the user chart, in its order', () => {
    const { properties } = JSON.parse(helm.renderFiles()['values.schema.json']);
    const { global, Limits, ...others } = properties;
    expect(Object.keys(others).join(' ')).toBe(
      'NameSpace BaseName DeployName Label ContainerName ContainerImage GPU UID GID NVMEStorage NoGFS ExtraPort ' +
        'IngressHost UseShm ShmSize Command Args UseIB Replicas',
    );
    expect(Object.keys(Limits.properties)).toEqual(['CPU', 'memory', 'GPU']);
  });

  test('gives, with three keys, what the construct gives (acceptance fact 3)', () => {
    const values = { NameSpace: 'zhang3', BaseName: 'pytorch', GPU: 'RTX4090D' };
    expect(render(values)).toEqual(literal('zhang3', 'lab1', { baseName: 'pytorch', gpuModel: 'RTX4090D' }));
  });

  test('gives, without values, an undescribed job in the namespace default', () => {
    expect(render({})).toEqual(literal('default', 'lab1', {}));
  });

  test('gives two claims, a Service and a Deployment, and an Ingress for a host', () => {
    const kinds = render({ ExtraPort: 80, IngressHost: 'a.example.org' }).map(({ kind }) => kind);
    expect(kinds).toEqual(['PersistentVolumeClaim', 'PersistentVolumeClaim', 'Service', 'Deployment', 'Ingress']);
  });

  test('keeps names of scratch claims over renders, and lets them go with the release', () => {
    const claims = render({ NameSpace: 'zhang3' }).filter(({ kind }) => kind === 'PersistentVolumeClaim');
    expect(claims.map(({ metadata }) => metadata)).toEqual(
      [1, 2].map((number) => ({
        name: `pvc-rancher-localpath-${number}-zhang3-zhang3-undescribed-job-lab1`,
        namespace: 'zhang3',
      })),
    );
  });

  test('takes empty text for names and host as if they were not given', () => {
    const empty = { DeployName: '', Label: '', ContainerName: '', IngressHost: '' };
    expect(render(empty)).toEqual(render({}));
    expect(render({ DeployName: null, Label: null, ContainerName: null, IngressHost: null, GPU: null })).toEqual(
      render({}),
    );
  });

  test('takes what is written for what it is: zero replicas are none', () => {
    expect(ofKind('Deployment', { Replicas: 0 }).spec.replicas).toBe(0);
  });

  test('leaves out the GPU resource and the selector of a job on the processor', () => {
    expect(containerOf({}).resources).toEqual({ limits: { cpu: '8', memory: '16Gi' } });
    expect(ofKind('Deployment', {}).spec.template.spec).not.toHaveProperty('nodeSelector');
  });

  test('has no keys for what a site does not have', () => {
    const { properties } = JSON.parse(made(plainSite).helm.renderFiles()['values.schema.json']);
    for (const key of ['NVMEStorage', 'NoGFS', 'IngressHost', 'UseIB']) expect(properties).not.toHaveProperty(key);
    expect(
      made(plainSite)
        .helm.renderManifests({ releaseName: 'a' })
        .map(({ kind }) => kind),
    ).toEqual(['Service', 'Deployment']);
  });

  test('says how to log in', () => {
    expect(helm.renderFiles()['templates/NOTES.txt']).toContain('kubectl -n {{ $.Values.NameSpace }} exec -it deploy/');
  });
});

describe('files of today, with valid values', () => {
  test('of a notebook: numbers for amounts, a command in a text', () => {
    const values = {
      NameSpace: 'zhang3',
      BaseName: 'comfyui',
      ContainerImage: 'harbor-local.example.org/share/comfyui:latest',
      GPU: 'RTX4090',
      Limits: { CPU: 8, memory: '16Gi', GPU: 1 },
      ExtraPort: 8188,
      Command: '["bash", "/comfyui-repo/run.sh"]',
    };
    expect(render(values, 'a')).toEqual(
      literal('zhang3', 'a', {
        baseName: 'comfyui',
        image: 'harbor-local.example.org/share/comfyui:latest',
        gpuModel: 'RTX4090',
        gpus: 1,
        extraPort: 8188,
        command: ['bash', '/comfyui-repo/run.sh'],
      }),
    );
  });

  test('with everything', () => {
    const values = {
      NameSpace: 'zhang3',
      BaseName: 'pytorch',
      DeployName: 'train',
      Label: 'Train_1',
      ContainerName: 'main',
      ContainerImage: DIGESTED,
      GPU: 'RTX4090D',
      UID: 2001,
      GID: 500,
      Limits: { CPU: '500m', memory: '64Gi', GPU: 2 },
      NVMEStorage: '1T',
      NoGFS: true,
      ExtraPort: 8888,
      IngressHost: 'a.example.org',
      UseShm: true,
      ShmSize: '32Gi',
      Command: ['python', 'x.py'],
      Args: '["--fast"]',
      UseIB: true,
      Replicas: 3,
    };
    const options: StudentWorkloadOptions = {
      deployName: 'train',
      label: 'Train_1',
      containerName: 'main',
      image: DIGESTED,
      gpuModel: 'RTX4090D',
      gpus: 2,
      cpu: '500m',
      memory: '64Gi',
      runAsUser: 2001,
      runAsGroup: 500,
      scratchSize: '1T',
      sharedStorage: false,
      extraPort: 8888,
      ingressHost: 'a.example.org',
      sharedMemory: '32Gi',
      command: ['python', 'x.py'],
      args: ['--fast'],
      infiniband: true,
      replicas: 3,
    };
    expect(render(values)).toEqual(literal('zhang3', 'lab1', options));
  });

  test('in any combination give what the construct gives of the same literals', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
    const image = fc.constantFrom('a/b:1', 'c.d:5000/e');
    fc.assert(
      fc.property(
        label,
        label,
        image,
        fc.boolean(),
        fc.boolean(),
        fc.nat(3),
        (namespace, baseName, img, ib, shared, gpus) => {
          const values = {
            NameSpace: namespace,
            BaseName: baseName,
            ContainerImage: img,
            UseIB: ib,
            NoGFS: !shared,
            ...(gpus > 0 ? { GPU: 'RTX3090', Limits: { GPU: gpus } } : {}),
          };
          const gpuOptions = gpus > 0 ? { gpus, gpuModel: 'RTX3090' } : {};
          const options = { baseName, image: img, infiniband: ib, sharedStorage: shared, ...gpuOptions };
          expect(render(values)).toEqual(literal(namespace, 'lab1', options));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a values file is refused', () => {
  test.each<[string, Values, RegExp]>([
    [
      'for a host without a port, with both keys',
      { IngressHost: 'a.example.org' },
      /^GPULAB3107 IngressHost without ExtraPort/,
    ],
    ['for Args without Command', { Args: ['x'] }, /^GPULAB3107 Args without Command/],
    [
      'for GPUs without a model, with the models',
      { Limits: { GPU: 1 } },
      /^GPULAB3107 Limits.GPU without GPU: .* RTX4090D, RTX4090, RTX3090$/,
    ],
    ['for a port that SSH has', { ExtraPort: 22 }, /^GPULAB3107 ExtraPort is 22/],
    ['for a model of another campus', { GPU: 'A100' }, /^GPULAB3106 GPU .*RTX4090D/],
    ['for a user number below zero', { UID: -1 }, /^GPULAB3106 UID /],
    ['for a user number beyond 31 bits', { UID: 2 ** 31 }, /^GPULAB3106 UID /],
    ['for a port beyond 65535', { ExtraPort: 65536 }, /^GPULAB3106 ExtraPort /],
    ['for replicas below zero', { Replicas: -1 }, /^GPULAB3106 Replicas /],
    ['for GPUs below zero', { Limits: { GPU: -1 } }, /^GPULAB3106 Limits.GPU /],
    ['for an amount that is none', { Limits: { memory: '16G i' } }, /^GPULAB3106 Limits.memory /],
    ['for a negative amount', { NVMEStorage: '-5Gi' }, /^GPULAB3106 NVMEStorage /],
    ['for no cores', { Limits: { CPU: 0 } }, /^GPULAB3107 Limits.CPU is 0: an amount above zero is wanted/],
    ['for no memory, however it is written', { Limits: { memory: '00.0Gi' } }, /^GPULAB3107 Limits.memory is 0:/],
    ['for scratch volumes of no size', { NVMEStorage: 0 }, /^GPULAB3107 NVMEStorage is 0:/],
    ['for shared memory of no size', { UseShm: true, ShmSize: '0' }, /^GPULAB3107 ShmSize is 0:/],
    ['for a namespace of Kubernetes', { NameSpace: 'kube-system' }, /^GPULAB3106 NameSpace .* is forbidden/],
    ['for a namespace that looks like one', { NameSpace: 'kube-x' }, /^GPULAB3107 NameSpace begins with "kube-"/],
    ['for an image with two tags', { ContainerImage: 'a:b:c' }, /^GPULAB3106 ContainerImage .* is not a reference/],
    ['for an image without a part of its path', { ContainerImage: 'a//b' }, /^GPULAB3106 ContainerImage /],
    ['for an image with half a digest', { ContainerImage: 'a@b' }, /^GPULAB3106 ContainerImage /],
    ['for a path with capitals', { ContainerImage: 'Foo/Bar:x' }, /^GPULAB3106 ContainerImage /],
    ['for a number where a name is wanted', { NameSpace: 2023010001 }, /^GPULAB3106 NameSpace /],
    ['for a quoted False, which Helm would take for true', { NoGFS: 'False' }, /^GPULAB3106 NoGFS /],
    ['for an unknown key', { nogfs: true }, /^GPULAB3106 nogfs /],
    ['for an unknown key in Limits', { Limits: { Memory: '8Gi' } }, /^GPULAB3106 Limits.Memory /],
    ['for a command that is no JSON', { Command: '[python, x.py]' }, /^GPULAB3106 Command /],
    ['for Limits that are no mapping', { Limits: 'big' }, /^GPULAB3106 Limits /],
    [
      'for a namespace that begins with a digit, and no other name',
      { NameSpace: '3zhang' },
      /^GPULAB3107 DeployName .* begin with a letter/,
    ],
  ])('%s', (_why, values, message) => {
    const told = refused(values);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(message);
  });

  test('and not for amounts that are less than one, or not read', () => {
    expect(refused({ Limits: { CPU: '0.5', memory: '1000m' }, NVMEStorage: '0.01Ti', ShmSize: 0 })).toEqual([]);
  });

  test('for a release with a dot, unless names are given', () => {
    expect(refused({}, 'lab.1')).toEqual([expect.stringContaining('the name of the release has a "."')]);
    expect(refused({ DeployName: 'a' }, 'lab.1')).toHaveLength(1);
    expect(refused({ ContainerName: 'b' }, 'lab.1')).toHaveLength(1);
    expect(refused({ DeployName: 'a', ContainerName: 'b' }, 'lab.1')).toEqual([]);
  });

  test('and not for a namespace that begins with a digit, when a name is given', () => {
    expect(refused({ NameSpace: '3zhang', DeployName: 'a' })).toEqual([]);
  });
});

describe('names that are put together', () => {
  /** Values whose DeployName has so many characters: 4 of the release, 1 of BaseName, two dashes, and the namespace. */
  const ofLength = (length: number) => ({ NameSpace: 'n'.repeat(length - 7), BaseName: 'b' });

  test('may have 58 characters, and 53 beside an ExtraPort (acceptance fact 8)', () => {
    expect(ofKind('Service', ofLength(58)).metadata.name).toHaveLength(58);
    expect(refused(ofLength(59))).toEqual([
      expect.stringMatching(/may have 58 characters: .* with 5 more \("-port"\), and may have 63/),
    ]);
    expect(ofKind('Service', { ...ofLength(53), ExtraPort: 80 }).metadata.name).toHaveLength(53);
    expect(refused({ ...ofLength(54), ExtraPort: 80 })).toEqual([
      expect.stringMatching(/^GPULAB3107 with an ExtraPort .* 53 characters: .* with 10 more \("-extraport"\)/),
    ]);
  });

  test('may have 63 in the label and the container, while the deploy name is given', () => {
    const base = 'b'.repeat(58);
    expect(containerOf({ DeployName: 'a', BaseName: base }).name).toHaveLength(63);
    expect(refused({ DeployName: 'a', BaseName: `${base}b` })).toEqual([
      expect.stringContaining('Label and ContainerName'),
    ]);
    expect(refused({ DeployName: 'a', BaseName: `${base}b`, Label: 'c', ContainerName: 'd' })).toEqual([]);
  });
});

/** Text that has changed documents, names or programs where it was pasted (acceptance fact 7). */
const HOSTILE = [
  'img:v1\n        securityContext: {privileged: true}',
  'a # b',
  'a: b',
  '{{ .Release.Name }}',
  '{{',
  '"',
  "'",
  '\\',
  '- x',
  '<no value>',
  '$(reboot)',
  '`reboot`',
  '&a *a',
  '!!binary x',
  'yes',
  '0777',
  '1e3',
  '~',
  'null',
  '%s',
];

/** The same shape with every text that holds `text` cut to a mark. */
const masked = (manifests: any[], text: string): unknown =>
  JSON.parse(JSON.stringify(manifests), (_key, member) =>
    typeof member === 'string' && member.includes(text) ? member.split(text).join('\u0001') : member,
  );

describe('a hostile value (acceptance fact 7)', () => {
  const keys = ['NameSpace', 'BaseName', 'DeployName', 'Label', 'ContainerName', 'ContainerImage', 'IngressHost'];
  const inKey = keys.flatMap((key) => HOSTILE.map((text): [string, string] => [key, text]));

  test.each(inKey)('in %s is refused, or is what it is and nothing else: %j', (key, text) => {
    const values = (member: string) => ({ ExtraPort: 80, [key]: member });
    const told = refused(values(text));
    if (told.length > 0) return expect(told[0]).toMatch(/^GPULAB310[67] /);
    // A mark that is found again, and no part of any other text.
    const mark = key === 'Label' ? 'MARK' : 'zzmarkzz';
    expect(masked(render(values(text)), text)).toEqual(masked(render(values(mark)), mark));
  });

  test.each(HOSTILE)('in a command is what it is: %j', (text) => {
    const { command, args } = containerOf({ Command: ['echo', text], Args: JSON.stringify([text]) });
    expect({ command, args }).toEqual({ command: ['echo', text], args: [text] });
  });

  test.each(HOSTILE)('as an amount, a number or a switch is refused: %j', (text) => {
    for (const key of [
      'NVMEStorage',
      'ShmSize',
      'UID',
      'GID',
      'ExtraPort',
      'Replicas',
      'NoGFS',
      'UseShm',
      'UseIB',
      'GPU',
    ]) {
      const told = refused({ [key]: text });
      // Digits are an amount.
      if (text === '0777' && ['NVMEStorage', 'ShmSize'].includes(key)) expect(told).toEqual([]);
      else expect(told).toHaveLength(1);
    }
  });
});

describe('two renders', () => {
  test('are byte-equal, of files and of manifests (acceptance fact 5)', () => {
    expect(made().helm.renderFiles()).toEqual(helm.renderFiles());
    const values = { NameSpace: 'zhang3', GPU: 'RTX4090D', Limits: { GPU: 1 } };
    expect(JSON.stringify(made().helm.renderManifests({ values, releaseName: 'a' }))).toBe(
      JSON.stringify(helm.renderManifests({ values, releaseName: 'a' })),
    );
  });
});
