import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { LabApp, LabChart } from 'cdk8s-gpulab';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { analyse } from '../../../constructs/app/private/analysis';
import { LightObject } from '../../../constructs/core/private/light-object';
import { documentOf, fileOf } from '../../../constructs/output/private/yaml';

/** One object of a random program: which class, and what is done to it. */
interface Step {
  readonly chart: number;
  readonly id: number;
  readonly flavour:
    | 'plain'
    | 'light'
    | 'lazy'
    | 'patched'
    | 'labelled'
    | 'annotated'
    | 'unnamed'
    | 'subclass'
    | 'deployment'
    | 'l1'
    | 'extra';
  readonly data: unknown;
  readonly after: number | undefined;
}

const flavours: Step['flavour'][] = [
  ...(['plain', 'light', 'lazy', 'patched', 'labelled', 'annotated', 'unnamed'] as const),
  ...(['subclass', 'deployment', 'l1', 'extra'] as const),
];
const step: fc.Arbitrary<Step> = fc.record({
  chart: fc.nat(3),
  id: fc.nat(500),
  flavour: fc.constantFrom(...flavours),
  // What cdk8s makes of a member of that name depends on its value: a number is lost, null is a prototype.
  data: fc.jsonValue({ maxDepth: 3 }).filter((json) => !JSON.stringify(json).includes('__proto__')),
  after: fc.option(fc.nat(9), { nil: undefined }),
});

class Shouting extends ApiObject {
  public override toJson() {
    const json = super.toJson();
    return { ...json, data: { ...json.data, shout: 'yes' } };
  }
}

/** The same program under either App. Charts 2 and 3 are nested: one in a chart, one in a group. */
function build(app: App, steps: Step[], NewChart: typeof Chart): void {
  const first = new NewChart(app, '2023010007', { namespace: 'one', labels: { team: 'a' } });
  const second = new NewChart(app, 'second');
  const charts = [
    first,
    second,
    new NewChart(second, 'inner'),
    new NewChart(new Construct(app, 'group'), 'chart', { namespace: 'g' }),
  ];
  const made: Construct[] = [];
  const used = new Set<string>();
  for (const { chart: index, id: number, flavour, data, after } of steps) {
    const chart = charts[index];
    const id = `o${number}`;
    if (used.has(`${index}/${id}`)) continue;
    used.add(`${index}/${id}`);
    const construct = add(chart, id, flavour, data);
    // Backwards and within one chart, so that no circle arises.
    const target = after === undefined ? undefined : made[after];
    if (target && Chart.of(target) === chart) construct.node.addDependency(target);
    made.push(construct);
  }
}

function add(chart: Chart, id: string, flavour: Step['flavour'], data: unknown): Construct {
  const named = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data: { value: data } };
  switch (flavour) {
    case 'light':
      return new LightObject(chart, id, named);
    case 'lazy':
      return new ApiObject(chart, id, { ...named, data: { value: Lazy.any({ produce: () => data }) } } as any);
    case 'patched': {
      const object = new ApiObject(chart, id, named);
      object.addJsonPatch(JsonPatch.add('/data/patched', { deep: data }), JsonPatch.remove('/data/patched/deep'));
      return object;
    }
    case 'labelled': {
      const object = new LightObject(chart, id, named);
      object.metadata.addLabel('b', '1');
      object.metadata.addLabel('a', 'true');
      return object;
    }
    case 'annotated': {
      const object = new ApiObject(chart, id, {
        ...named,
        metadata: { name: id, labels: {}, annotations: { text: 'a: b\nc' } },
      });
      return object;
    }
    case 'unnamed':
      return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', data: { value: data } } as any);
    case 'subclass':
      return new Shouting(chart, id, named);
    case 'deployment':
      return new kplus.Deployment(chart, id, { containers: [{ image: 'image:1' }], replicas: 2 });
    case 'l1':
      return new kplus.k8s.KubeConfigMap(chart, id, { data: { key: 'value' }, immutable: true });
    case 'extra': {
      const object = new ApiObject(chart, id, named);
      object.metadata.add('generation', 3);
      object.metadata.addFinalizers('example.com/wait');
      return object;
    }
    default:
      return new ApiObject(chart, id, named);
  }
}

const stock = (steps: Step[]): { [path: string]: unknown[] } => {
  const app = new App();
  build(app, steps, Chart);
  return Object.fromEntries(app.charts.map((chart) => [chart.node.path, chart.toJson()]));
};

const ours = (steps: Step[], NewChart: typeof Chart): { [path: string]: unknown[] } => {
  const app = new LabApp();
  build(app, steps, NewChart);
  const { charts, collector } = analyse(app, { custom: [] });
  expect(collector.finish([])).toEqual([]);
  const paths = app.charts.map((chart) => chart.node.path);
  return Object.fromEntries(
    charts.map((output, i) => {
      const text = fileOf(output.manifests().map((manifest) => documentOf(manifest, { sortKeys: true })));
      return [paths[i], parseAllDocuments(text).map((document) => document.toJS())];
    }),
  );
};

describe('cdk8s and LabApp give the same objects in the same order, chart by chart', () => {
  test.each([
    ['cdk8s charts', Chart],
    ['our charts', LabChart as typeof Chart],
  ])('%s', { timeout: 60_000 }, (_name, NewChart) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const expected = stock(steps);
        const got = ours(steps, NewChart);
        expect(Object.keys(got).sort()).toEqual(Object.keys(expected).sort());
        // Through JSON, which has no -0.
        expect(JSON.parse(JSON.stringify(got))).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
      {
        numRuns: 200,
        examples: [[[{ chart: 0, id: 0, flavour: 'plain', data: { ['__proto__']: 0 }, after: undefined }]]],
      },
    );
  });

  test('a plain cdk8s App with our charts and objects gives them, too', () => {
    const steps: Step[] = flavours.map((flavour, id) => ({
      chart: id % 4,
      id,
      flavour,
      data: { a: [1, null, 'x'] },
      after: undefined,
    }));
    const app = new App();
    build(app, steps, LabChart as typeof Chart);
    const got = Object.fromEntries(app.charts.map((chart) => [chart.node.path, chart.toJson()]));
    expect(got).toEqual(stock(steps));
  });
});
