import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartTemplate, manifestsOf } from '../../../constructs/core/template/private/chart-template';
import { StudentWorkload, type StudentWorkloadProps } from '../../../constructs/lab';
import { chart, findingsOf, plainSite, site, told, manifestsOf as writtenBy } from './campus';

type Literals = Required<Omit<StudentWorkloadProps, 'site' | 'baseName' | 'release'>> & {
  readonly [option: string]: unknown;
};

/** What a reference holds that stands for an option left out. */
const EMPTY = { gpuModel: '', gpus: 0, sharedMemory: '', extraPort: 0, ingressHost: '', command: [], args: [] };

/** What the rules of the options let through, where not every text is. */
const EXAMPLES: { readonly [option: string]: string } = {
  gpuModel: site.gpuModels[0],
  cpu: '1',
  memory: '1Gi',
  scratchSize: '1Gi',
  sharedMemory: '1Gi',
};

/** A workload whose every option is a reference, made once. */
const referring = (() => {
  const lab = chart();
  const { values } = lab;
  const text = (name: string) => values.text(name, { description: name, example: EXAMPLES[name] ?? 'x' }).text;
  const integer = (name: string) => values.integer(name, { description: name });
  const boolean = (name: string) => values.boolean(name, { description: name });
  const list = (name: string) => values.stringList(name, { description: name });
  const workload = new StudentWorkload(lab, 'lab1', {
    site,
    namespace: text('namespace'),
    deployName: text('deployName'),
    label: text('label'),
    containerName: text('containerName'),
    image: text('image'),
    gpuModel: text('gpuModel'),
    gpus: integer('gpus'),
    cpu: text('cpu'),
    memory: text('memory'),
    replicas: integer('replicas'),
    runAsUser: integer('runAsUser'),
    runAsGroup: integer('runAsGroup'),
    command: list('command'),
    args: list('args'),
    scratchSize: text('scratchSize'),
    sharedStorage: boolean('sharedStorage'),
    sharedMemory: text('sharedMemory'),
    infiniband: boolean('infiniband'),
    extraPort: integer('extraPort'),
    ingressHost: text('ingressHost'),
  });
  const template = chartTemplate(lab);
  const filledWith = (values: object): any[] =>
    manifestsOf(template, { values, builtIns: {}, items: new Map() }).map(({ manifest }) => manifest);
  return { workload, filledWith };
})();

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const literals: fc.Arbitrary<Literals> = fc
  .record(
    {
      gpuModel: fc.constantFrom(...site.gpuModels),
      sharedMemory: fc.constantFrom('8Gi', '64Gi'),
      extraPort: fc.integer({ min: 23, max: 65535 }),
      ingressHost: fc.constantFrom('a.example.org', 'b.example.org'),
      command: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
      args: fc.array(fc.string(), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  .chain((optional) =>
    fc
      .record({
        namespace: name,
        deployName: name,
        label: name,
        containerName: name,
        image: fc.constantFrom('a/b:1', `c.d:5000/e@sha256:${'0'.repeat(64)}`),
        gpus: fc.integer({ min: 0, max: optional.gpuModel === undefined ? 0 : 8 }),
        cpu: fc.constantFrom('8', '500m'),
        memory: fc.constantFrom('16Gi', '1T'),
        replicas: fc.integer({ min: 0, max: 3 }),
        runAsUser: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        runAsGroup: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        scratchSize: fc.constantFrom('100Gi', '1T'),
        sharedStorage: fc.boolean(),
        infiniband: fc.boolean(),
      })
      .map((required) => possible({ ...required, ...optional } as Literals)),
  );

/** Leaves out what cannot be without another option. */
function possible({ args, ingressHost, ...options }: Literals): Literals {
  return {
    ...options,
    ...(options.command && args ? { args } : {}),
    ...(options.extraPort && ingressHost ? { ingressHost } : {}),
  } as Literals;
}

describe('a workload of references', () => {
  test('is, filled in, the workload of the same literals', () => {
    fc.assert(
      fc.property(literals, (options) => {
        const literal = new StudentWorkload(chart(), 'lab1', { site, ...options });
        expect(findingsOf(literal)).toEqual([]);
        expect(referring.filledWith({ ...EMPTY, ...options })).toEqual(JSON.parse(JSON.stringify(writtenBy(literal))));
      }),
      { numRuns: 300 },
    );
  });

  test('is not blamed for what is not known yet', () => {
    expect(findingsOf(referring.workload)).toEqual([]);
  });

  test('is not blamed for the length of what stands for its names', () => {
    const lab = chart();
    const [baseName, release] = ['base', 'release'].map(
      (name) => lab.values.text(name, { description: name, example: EXAMPLES[name] ?? 'x' }).text,
    );
    const workload = new StudentWorkload(lab, 'a', { site, namespace: 'b', baseName, release });
    expect(findingsOf(workload)).toEqual([]);
    expect(chartTemplate(lab).documents).toHaveLength(4);
  });

  test('is refused where the site has nothing to refer to', () => {
    const lab = chart();
    const infiniband = lab.values.boolean('infiniband', { description: 'x' });
    const ingressHost = lab.values.text('host', { description: 'x', example: 'x' }).text;
    const workload = new StudentWorkload(lab, 'a', {
      site: plainSite,
      namespace: 'b',
      infiniband,
      extraPort: 80,
      ingressHost,
    });
    expect(told(findingsOf(workload))).toEqual([
      'GPULAB2210 the site has no infiniband',
      'GPULAB2210 the site has no ingress',
    ]);
  });

  test('is refused for what is wrong with its literals', () => {
    const lab = chart();
    const namespace = lab.values.text('namespace', { description: 'x', example: 'x' }).text;
    const workload = new StudentWorkload(lab, 'a', {
      site,
      namespace,
      cpu: 'lots',
      ingressHost: `${namespace}.example.org`,
    });
    expect(told(findingsOf(workload)).map((text) => text.slice(0, 10))).toEqual(['GPULAB2201', 'GPULAB2211']);
  });
});

test('defaults and examples are held against the rules that literals are', () => {
  const codesOf = (options: (lab: ReturnType<typeof chart>) => object): string[] => {
    const lab = chart();
    const workload = { site, namespace: 'zhang3', gpus: 1, ...options(lab) };
    return findingsOf(new StudentWorkload(lab, 'job', workload)).map(({ code, key }) => `${code} ${key}`);
  };
  const text = (lab: ReturnType<typeof chart>, name: string, value: object) =>
    `${lab.values.text(name, { description: name, ...value } as any)}`;
  const referring = codesOf((lab) => ({
    image: `${text(lab, 'registry', { defaultValue: 'bad registry' })}/image`,
    gpuModel: text(lab, 'model', { defaultValue: 'RTX9' }),
    extraPort: lab.values.integer('port', { description: 'Port.', defaultValue: -1 }),
    memory: text(lab, 'memory', { example: 'much' }),
  }));
  expect(referring).toHaveLength(4);
  expect(referring).toEqual(
    codesOf(() => ({ image: 'bad registry/image', gpuModel: 'RTX9', extraPort: -1, memory: 'much' })),
  );
  const nothing = codesOf((lab) => ({
    gpuModel: text(lab, 'model', { defaultValue: '' }),
    extraPort: lab.values.integer('port', { description: 'Port.', defaultValue: 0 }),
  }));
  expect(nothing).toEqual([]);
});
