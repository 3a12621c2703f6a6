import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import type { Finding } from '../../../constructs/core';
import { External, LabChart } from '../../../constructs/core';
import { keyOf } from '../../../constructs/core/checks/private/key';
import { dataText } from '../../../constructs/data-text';
import {
  type ChartFacts,
  UpstreamChart,
  UpstreamRelease,
  type UpstreamReleaseProps,
} from '../../../constructs/upstream';
import { type KeyNode, readKeyTree } from '../../../constructs/upstream/private/key-tree';
import { valueProblems } from '../../../constructs/upstream/private/value-problems';

const KEYS = `# example 1.0.0
image
  tag string
  pullPolicy "Always"|"Never" = "Always"
enabled boolean = true
replicas number = 1
port string|number = "80"
args list of string = ["-v"]
volumes list of map
resources map
  limits map
    cpu string|number
annotations map
anything any
empty
"a.b" string
`;

const chartOf = (facts: Partial<ChartFacts> = {}) =>
  UpstreamChart.of({
    name: 'example',
    version: '1.0.0',
    repository: 'https://charts.example.com',
    namespace: 'example',
    keys: KEYS,
    ...facts,
  });

function findings(props: Partial<UpstreamReleaseProps>): readonly Finding[] {
  const app = new LabApp();
  new UpstreamRelease(app, 'example', { chart: chartOf(), ...props });
  return app.check();
}
const told = (values: any) =>
  findings({ values }).map(({ code, key, message, hint }) => ({ code, key, message, hint }));
const keysOf = (values: any) => findings({ values }).map(({ code, key }) => `${code} ${key}`);

describe('an unknown key', () => {
  test('is an error at its path, and the near one is named', () => {
    expect(told({ image: { tga: '1' } })).toEqual([
      {
        code: 'GPULAB2401',
        key: 'image.tga',
        message: 'image has no key "tga"; Helm would ignore it in silence',
        hint: 'did you mean "tag"? a key that the chart reads all the same goes into rawValues',
      },
    ]);
  });

  test('that stands elsewhere is sent there', () => {
    expect(told({ tag: '1' })[0].hint).toContain('did you mean image.tag?');
  });

  test('that is like none gets the list of a few', () => {
    expect(told({ image: { zzzzzz: 1 } })[0].hint).toContain('known: tag, pullPolicy;');
  });

  test('is told once, not with all that is below it', () => {
    expect(keysOf({ imaeg: { tag: 1, other: {} } })).toEqual(['GPULAB2401 imaeg']);
  });

  test('all of them are told at once', () => {
    expect(keysOf({ a: 1, image: { b: 1 }, enabled: 'false' })).toEqual([
      'GPULAB2401 a',
      'GPULAB2401 image.b',
      'GPULAB2402 enabled',
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is one like others', (key) => {
    expect(keysOf(JSON.parse(`{"${key}": 1}`))).toEqual([`GPULAB2401 ${key}`]);
  });

  test('below a map that is handed on is nobody’s business', () => {
    expect(told({ resources: { claims: [], limits: { 'nvidia.com/gpu': 1 } }, annotations: { 'a/b': 'c' } })).toEqual(
      [],
    );
  });

  test('below a map without any key is refused', () => {
    expect(keysOf({ empty: { a: 1 } })).toEqual(['GPULAB2401 empty.a']);
  });

  test('in rawValues goes through', () => {
    expect(findings({ rawValues: { image: { tga: 1 } } })).toEqual([]);
  });

  test('added later is found, too', () => {
    const app = new LabApp();
    const release = new UpstreamRelease(app, 'example', { chart: chartOf() });
    release.addValues({ image: { tga: '1' } });
    expect(app.check()).toMatchObject([{ code: 'GPULAB2401', path: 'example', key: 'image.tga' }]);
  });
});

describe('a value of another type', () => {
  test('text for a boolean, because templates take it for true', () => {
    expect(told({ enabled: 'false' })).toEqual([
      {
        code: 'GPULAB2402',
        key: 'enabled',
        message: 'the text "false" where the chart wants true or false',
        hint: 'write true or false without quotes: templates take every text that is not empty for true',
      },
    ]);
  });

  test('a number for a text, because YAML and Helm change it', () => {
    expect(told({ image: { tag: 1.1 } })[0]).toMatchObject({
      code: 'GPULAB2402',
      key: 'image.tag',
      message: '1.1 where the chart wants a text',
    });
  });

  test.each([
    [{ image: 'nginx' }, 'image', 'a text where the chart wants a map'],
    [{ image: { tag: {} } }, 'image.tag', 'a map where the chart wants a text'],
    [{ enabled: 1 }, 'enabled', '1 where the chart wants true or false'],
    [{ args: '-v' }, 'args', 'a text where the chart wants a list of scalars'],
    [{ args: [{ a: 1 }] }, 'args', 'a list where the chart wants a list of scalars'],
    [{ volumes: ['a'] }, 'volumes', 'a list where the chart wants a list of maps'],
    [{ replicas: 'three' }, 'replicas', 'a text where the chart wants a number'],
    [{ image: { pullPolicy: 'always' } }, 'image.pullPolicy', 'a text where the chart wants "Always" or "Never"'],
    [{ resources: ['a'] }, 'resources', 'a list where the chart wants a map'],
    [{ resources: { limits: { cpu: true } } }, 'resources.limits.cpu', 'true where the chart wants a text or a number'],
  ])('%j', (values, key, message) => {
    expect(told(values)).toMatchObject([{ code: 'GPULAB2402', key, message }]);
  });

  test.each([
    [{ replicas: '3' }, 'a text that reads as a number'],
    [{ replicas: '25%' }, 'a share'],
    [{ replicas: '{{ .Values.x }}' }, 'a template'],
    [{ port: 80 }, 'a number where both are right'],
    [{ resources: { limits: { cpu: 0.5 } } }, 'an amount'],
    [{ args: ['a', 1, true] }, 'scalars in a list of texts'],
    [{ anything: [{ a: 1 }] }, 'anything where nothing is known'],
    [{ 'a.b': 'x' }, 'a key with a dot'],
    [{ volumes: {}, resources: [] }, 'nothing, in whichever brackets'],
    [{ image: undefined }, 'what is not given'],
  ])('but not %j: %s', (values, _) => {
    expect(told(values)).toEqual([]);
  });

  test('null is right everywhere: it takes a default away', () => {
    expect(told({ image: null, enabled: null, replicas: null, args: null, empty: null, anything: null })).toEqual([]);
  });

  test('does not tell a text that may be a secret', () => {
    expect(
      JSON.stringify(findings({ values: { enabled: 'hunter2', replicas: 'hunter2', image: 'hunter2' } })),
    ).not.toContain('hunter2');
  });
});

describe('what is believed', () => {
  test('openKeys are free, with all that is below them', () => {
    const chart = chartOf({ openKeys: ['image', 'empty.more', 'new'] });
    expect(findings({ chart, values: { image: { x: 1 }, empty: { more: 1 }, new: 1 } })).toEqual([]);
    expect(findings({ chart, values: { empty: { other: 1 } } })).toHaveLength(1);
  });

  test('another version than the pinned one only warns', () => {
    const values = { image: { tga: '1' }, enabled: 'false' };
    expect(findings({ chart: chartOf().at('2.0.0'), values })).toMatchObject([
      { code: 'GPULAB2403', level: 'warning', key: 'image.tga' },
      { code: 'GPULAB2403', level: 'warning', key: 'enabled' },
    ]);
    expect(findings({ chart: chartOf().at('2.0.0').at('1.0.0'), values })).toMatchObject([
      { code: 'GPULAB2401' },
      { code: 'GPULAB2402' },
    ]);
  });

  test('a chart without keys is not checked', () => {
    expect(findings({ chart: chartOf({ keys: undefined }), values: { a: 1 } })).toEqual([]);
  });

  test('a chart of the user’s that has the name of one of ours is not held against ours', () => {
    expect(findings({ chart: chartOf({ name: 'gpu-operator', keys: undefined }), values: { a: 1 } })).toEqual([]);
  });

  test('keys that somebody broke are an error with the line', () => {
    const [finding] = findings({ chart: chartOf({ keys: 'a string\n   b\n' }), values: { a: 'x' } });
    expect(finding).toMatchObject({ code: 'GPULAB2408', message: 'line 2 of the keys of example is none: "   b"' });
  });
});

describe('values are plain data', () => {
  test('a reference to a value of a chart', () => {
    const { values } = new LabChart(new LabApp(), 'c');
    const tag = values.text('tag', { description: 'A tag.', defaultValue: '1' }).text;
    for (const value of [tag, `v${tag}`]) {
      expect(told({ image: { tag: value } })).toMatchObject([{ code: 'GPULAB2407', key: 'image.tag' }]);
    }
  });

  test.each([
    [Lazy.any({ produce: () => 1 }), 'is an object of the class Lazy'],
    [() => 1, 'is a function'],
    [Number.NaN, 'is NaN'],
    [new Map(), 'is an object of the class Map'],
    [10n, 'is a bigint'],
  ])('%s', (value, what) => {
    expect(told({ anything: [value] })).toMatchObject([
      { code: 'GPULAB2407', key: 'anything[0]', message: `the value ${what}` },
    ]);
    expect(findings({ rawValues: { x: value } })).toMatchObject([{ code: 'GPULAB2407', key: 'x' }]);
  });

  test('a circle ends', () => {
    const circle: { [key: string]: unknown } = {};
    circle.again = circle;
    expect(told({ anything: circle })).toMatchObject([{ code: 'GPULAB2407', key: 'anything.again' }]);
  });
});

describe('names', () => {
  test.each(['Example', 'a_b', '-a', 'a.b', '', 'a'.repeat(54)])('release name %j is refused', (releaseName) => {
    expect(findings({ releaseName })).toMatchObject([{ code: 'GPULAB2404', key: 'releaseName' }]);
  });

  test.each(['a', 'a-1', 'a'.repeat(53)])('release name %j is right', (releaseName) => {
    expect(findings({ releaseName })).toEqual([]);
  });

  test('a namespace is a DNS label', () => {
    expect(findings({ namespace: 'a.b' })).toMatchObject([{ code: 'GPULAB2404', key: 'namespace' }]);
    expect(findings({ namespace: 'a'.repeat(63) })).toEqual([]);
  });
});

describe('charts beside each other', () => {
  const operator = chartOf({ name: 'operator', definitions: ['things.example.com'] });
  const cluster = chartOf({ name: 'cluster', needs: ['operator'] });
  const bundle = chartOf({
    name: 'bundle',
    keys: 'operator\n  enabled boolean = true\n',
    embeds: [{ chart: 'operator', condition: 'operator.enabled', isDefault: true }],
  });
  const other = chartOf({ name: 'other', embeds: [{ chart: 'operator', condition: 'op.on', isDefault: true }] });
  const off = { operator: { enabled: false } };

  function found(build: (app: LabApp, add: (chart: UpstreamChart, values?: object) => void) => void) {
    const app = new LabApp();
    build(app, (chart, values = {}) => new UpstreamRelease(app, chart.name, { chart, values: values as any }));
    return app.check().map(({ code, path, message, hint }) => ({ code, path, message, hint }));
  }

  test('what is needed and not there is named, with both ways out', () => {
    expect(found((_, add) => add(cluster))).toEqual([
      {
        code: 'GPULAB2405',
        path: 'cluster',
        message: 'cluster needs the chart operator, which nothing here installs',
        hint: 'add a release of operator, or External.of(app).helmChart("operator") if the cluster has it',
      },
    ]);
  });

  test('it is content with a release, a part of another chart, or somebody else’s installation', () => {
    expect(found((_, add) => [add(cluster), add(operator)])).toEqual([]);
    expect(found((_, add) => [add(cluster), add(bundle)])).toEqual([]);
    expect(found((app, add) => [add(cluster), External.of(app).helmChart('operator')])).toEqual([]);
    expect(found((_, add) => [add(cluster), add(bundle, off)])).toMatchObject([{ code: 'GPULAB2405' }]);
  });

  test('once by itself and once as a part: both places and the switch are named', () => {
    const twice = {
      code: 'GPULAB2406',
      path: 'bundle',
      message: 'operator is installed twice: by operator and by operator.enabled of bundle',
      hint: 'set operator.enabled of bundle to false',
    };
    expect(found((_, add) => [add(operator), add(bundle)])).toEqual([twice]);
    expect(found((_, add) => [add(operator), add(bundle, off)])).toEqual([]);
  });

  test('as a part of two charts: either switch will do', () => {
    expect(found((_, add) => [add(bundle), add(other)])).toMatchObject([
      { code: 'GPULAB2406', hint: 'set op.on of other to false, or operator.enabled of bundle to false' },
    ]);
  });

  test('as a part, where somebody else has installed it', () => {
    expect(found((app, add) => [add(bundle), External.of(app).helmChart('operator')])).toMatchObject([
      { code: 'GPULAB2406', path: 'bundle', hint: 'set operator.enabled of bundle to false' },
    ]);
  });

  test('two releases of a chart without definitions are two servers', () => {
    const app = new LabApp();
    for (const releaseName of ['a', 'b'])
      new UpstreamRelease(app, releaseName, { chart: cluster.at('1.0.0'), releaseName });
    External.of(app).helmChart('operator');
    expect(app.check()).toEqual([]);
    for (const releaseName of ['c', 'd'])
      new UpstreamRelease(app, releaseName, { chart: bundle, values: off, releaseName });
    expect(app.check()).toEqual([]);
  });

  test('a switch that holds no boolean counts as not given', () => {
    expect(found((_, add) => [add(operator), add(bundle, { operator: 'x' })]).map(({ code }) => code)).toEqual([
      'GPULAB2402',
      'GPULAB2406',
    ]);
  });

  test('the GPU operator brings node-feature-discovery, unless told not to', () => {
    const { GPU_OPERATOR, NODE_FEATURE_DISCOVERY } = UpstreamChart;
    expect(found((_, add) => [add(GPU_OPERATOR), add(NODE_FEATURE_DISCOVERY)])).toMatchObject([{ code: 'GPULAB2406' }]);
    expect(found((_, add) => add(GPU_OPERATOR, { nfd: { enabled: false } }))).toMatchObject([{ code: 'GPULAB2405' }]);
    expect(found((_, add) => [add(GPU_OPERATOR, { nfd: { enabled: false } }), add(NODE_FEATURE_DISCOVERY)])).toEqual(
      [],
    );
  });
});

describe('every chart that the library knows', () => {
  const charts = readdirSync(join(__dirname, '../../../constructs/upstream/data')).map((file) =>
    file.replace('.txt', ''),
  );

  /** Every key whose typo can be known: no map on the way to it is handed on as a whole. */
  function* closedPaths(node: KeyNode, path: readonly string[] = []): Generator<readonly string[]> {
    if (!node.isClosed) return;
    for (const [key, child] of node.keys) {
      yield [...path, key];
      yield* closedPaths(child, [...path, key]);
    }
  }
  const nested = (path: readonly string[], value: unknown): any =>
    path.reduceRight((below, key) => Object.fromEntries([[key, below]]), value);

  /** Values that repeat every default that is told. */
  function defaultsOf(node: KeyNode): unknown {
    if (node.keys.size === 0) return node.default;
    return Object.fromEntries([...node.keys].map(([key, child]) => [key, defaultsOf(child)]));
  }

  test.each(charts)('%s: a typo in any of its keys is caught, and the key that was meant is named', (name) => {
    const { root } = readKeyTree(dataText(`upstream/data/${name}.txt`));
    const paths = [...closedPaths(root)];
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) {
      const typo = [...path.slice(0, -1), `${path[path.length - 1]}Q`];
      const [problem, ...more] = valueProblems(nested(typo, true), root, new Set());
      expect(problem).toMatchObject({ kind: 'unknown', key: keyOf(typo) });
      expect(problem.hint).toMatch(/^did you mean /);
      expect(more).toEqual([]);
    }
  });

  test.each(charts)('%s: what it says itself is right', (name) => {
    const { root, strange } = readKeyTree(dataText(`upstream/data/${name}.txt`));
    expect(strange).toBeUndefined();
    expect(valueProblems(defaultsOf(root) as any, root, new Set())).toEqual([]);
  });

  test('has its keys among the data', () => {
    const known = Object.values(UpstreamChart).filter((one): one is UpstreamChart => one instanceof UpstreamChart);
    expect(known.length).toBeGreaterThan(1);
    // The chart of Calico's definitions has no values.
    const withValues = known.filter((chart) => chart !== UpstreamChart.CALICO_CRDS);
    for (const chart of withValues) expect(chart._keys?.root.keys.size, chart.name).toBeGreaterThan(1);
  });

  test('all of them take little room, and none tells a password', () => {
    const texts = charts.map((name) => dataText(`upstream/data/${name}.txt`));
    expect(texts.join('').length).toBeLessThan(400_000);
    for (const text of texts)
      expect(text).not.toMatch(/harbor12345|not-a-secure-key|BEGIN |prom-operator|password\S* \S+ = "[^"]/i);
  });

  test('a release of one is held against its keys', () => {
    const values = { driver: { enabeld: false }, toolkit: { enabled: 'false' } };
    expect(findings({ chart: UpstreamChart.GPU_OPERATOR, values })).toMatchObject([
      { code: 'GPULAB2401', key: 'driver.enabeld' },
      { code: 'GPULAB2402', key: 'toolkit.enabled' },
    ]);
  });
});

describe('a chart', () => {
  const without = (id: string, chart: unknown) => {
    const app = new LabApp();
    new UpstreamRelease(app, id, { chart: chart as UpstreamChart }).addValues({ a: 1 });
    return app.check();
  };

  test('that is missing is told, with the name that the id is near to', () => {
    const { CERT_MANGER } = UpstreamChart as unknown as { CERT_MANGER: undefined };
    expect(without('cert-manager', CERT_MANGER)).toEqual([
      expect.objectContaining({
        code: 'GPULAB2427',
        message: 'chart is missing',
        path: 'cert-manager',
        hint: 'did you mean UpstreamChart.CERT_MANAGER?',
      }),
    ]);
    expect(without('something', undefined)[0].hint).toContain('UpstreamChart.of');
  });

  test.each(['cert-manager', 1, {}])('that is %j is none', (chart) => {
    expect(without('r', chart)).toMatchObject([{ code: 'GPULAB2427', key: 'chart' }]);
  });

  test.each(['name', 'version', 'repository', 'namespace'])('without %s says so', (key) => {
    const props = { chart: chartOf({ [key]: undefined }), releaseName: 'r' };
    const found = findings(props).filter(({ code }) => code === 'GPULAB2427');
    expect(found).toMatchObject([{ message: `the chart has no ${key}`, key: `chart.${key}` }]);
  });

  test('without a namespace is right where the release has one', () => {
    expect(findings({ chart: chartOf({ namespace: undefined }), namespace: 'x' })).toEqual([]);
  });

  test.each([
    'https://me:hunter2@charts.example.com',
    'https://hunter2@charts.example.com/a',
    'oci://a:hunter2@r.io/c',
  ])('of %s is refused, and the password is not told', (repository) => {
    const found = findings({ chart: chartOf({ repository }) });
    expect(found).toMatchObject([{ code: 'GPULAB2428', level: 'error', key: 'chart.repository' }]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test.each(['https://charts.example.com/a@b', 'https://charts.example.com/?user=a@b'])('%s has none', (repository) => {
    expect(findings({ chart: chartOf({ repository }) })).toEqual([]);
  });

  test('whose release has a strange name gets one that is right', () => {
    expect(findings({ releaseName: 'My_App.' })[0].hint).toBe('such as "my-app"');
    expect(findings({ releaseName: '_' })[0].hint).toBeUndefined();
  });
});
