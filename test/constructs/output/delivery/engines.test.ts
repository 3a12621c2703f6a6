import { ApiObject, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { LabChart, Wait } from '../../../../constructs/core';
import { Delivery } from '../../../../constructs/output';
import { chart, deliver, readyWhen, release, yamlOf, yamlsOf } from './delivered';

const GIT = 'https://git.example.com/lab.git';

/** What every engine must carry as it is. */
const VALUES = {
  gone: null,
  deep: { gone: null, empty: {}, list: [null, { a: null }] },
  words: ['yes', 'no', 'null', '~', '0x1F', '1e3', '012', '<<', '='],
  template: '{{ .Values.gone }} }} {{- fail "x" -}}',
  variable: `\${HOME} $HOME $(id)`,
  quotes: `'"\`\\`,
  lines: 'a\n\n b: c\n--- \n',
  '--key': '-dash',
  '{{ key }}': '# no comment',
};

function program(app: LabApp): void {
  const spaces = new LabChart(app, 'spaces');
  new ApiObject(spaces, 'n', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'operator-system' } });
  release(app, 'operator', { rawValues: VALUES }, { largeDefinitions: true });
  const second = release(app, 'second', {}, { repository: 'oci://registry.example.com/charts' });
  chart(app, 'widgets', { data: { text: '{{ x }}' } }).node.addDependency(second);
}

describe('values arrive as they were given, with every null', () => {
  const all = [
    Delivery.script(),
    Delivery.helmfile(),
    Delivery.umbrella(),
    Delivery.argoCd({ repoUrl: GIT }),
    Delivery.flux({ sourceName: 'lab' }),
  ];
  const output = deliver(all, program);
  const inText = (text: string) => yamlOf(new Map([['x', text]]), 'x');

  test.each<[string, () => unknown]>([
    ['script and helmfile', () => yamlOf(output, 'values/operator.yaml')],
    ['umbrella, below the name of the chart', () => yamlOf(output, 'umbrella/operator/values.yaml').operator],
    ['Argo CD, as a text', () => inText(yamlOf(output, 'argocd/apps/operator.yaml').spec.source.helm.values)],
    ['Flux, as a text of a ConfigMap', () => inText(yamlOf(output, 'flux/operator.yaml').data['values.yaml'])],
  ])('in %s', (_form, read) => expect(read()).toEqual(VALUES));

  test('a file that two forms share is written once', () => {
    expect(output.get('apply-order.txt')!.match(/^# values\/operator\.yaml$/gm)).toHaveLength(1);
    expect(output.get('apply-order.txt')!.match(/^# charts\/widgets\/Chart\.yaml$/gm)).toHaveLength(1);
  });
});

describe('helmfile', () => {
  const file = yamlOf(deliver([Delivery.helmfile()], program), 'helmfile.yaml');
  const byName = Object.fromEntries(file.releases.map((one: any) => [one.name, one]));

  test('names each repository once; registries need none', () => {
    expect(file.repositories).toEqual([
      { name: 'charts-example-com-stable', url: 'https://charts.example.com/stable' },
    ]);
  });

  test('a release: chart, version, values, namespace and what it needs', () => {
    expect(byName.operator).toEqual({
      name: 'operator',
      namespace: 'operator-system',
      chart: 'charts-example-com-stable/operator',
      version: '1.2.3',
      values: ['values/operator.yaml'],
      disableValidationOnInstall: true,
      needs: ['default/spaces'],
    });
    expect(byName.second).toMatchObject({ chart: 'oci://registry.example.com/charts/second', createNamespace: true });
  });

  test('own objects are a release of the chart beside it', () => {
    expect(byName.widgets).toMatchObject({
      namespace: 'default',
      chart: './charts/widgets',
      needs: ['second-system/second'],
    });
  });

  test('waits are hooks, whose arguments are no templates', () => {
    const wait = Wait.field({ resource: 'w.example.com', name: 'n', namespace: 'x' }, '.a', '{{ b }}');
    const { releases } = yamlOf(
      deliver([Delivery.helmfile()], (app) => void release(app, 'r', readyWhen(wait))),
      'helmfile.yaml',
    );
    const [{ events, command, args }] = releases[0].hooks;
    expect({ events, command }).toEqual({ events: ['postsync'], command: 'sh' });
    expect(args.slice(3)).toEqual([
      '600',
      'jsonpath={.a}={{ "{{" }} b }}',
      '--namespace',
      'x',
      '--',
      'w.example.com',
      'n',
    ]);
  });

  test('two addresses that would have one name have two', () => {
    const two = deliver([Delivery.helmfile()], (app) => {
      release(app, 'a', {}, { repository: 'https://x.example.com/y' });
      release(app, 'b', {}, { repository: 'https://x.example.com/y/' });
    });
    const { repositories } = yamlOf(two, 'helmfile.yaml');
    expect(repositories.map(({ name }: any) => name)).toEqual(['x-example-com-y', 'x-example-com-y-2']);
  });
});

describe('umbrella', () => {
  const output = deliver([Delivery.umbrella()], program);

  test('a wrapper has the upstream chart as its one dependency', () => {
    expect(yamlOf(output, 'umbrella/operator/Chart.yaml')).toMatchObject({
      name: 'operator',
      dependencies: [{ name: 'operator', version: '1.2.3', repository: 'https://charts.example.com/stable' }],
    });
  });

  test('the order is there for a pipeline and for a person', () => {
    expect(
      output.get('umbrella/install-order.txt'),
    ).toBe(`second second-system umbrella/second umbrella/second/values.yaml
spaces default charts/spaces
operator operator-system umbrella/operator umbrella/operator/values.yaml
widgets default charts/widgets
`);
    expect(output.get('umbrella/README.md')).toContain(`
helm dependency update umbrella/operator
helm upgrade --install operator umbrella/operator \\
  --namespace operator-system \\
  --values umbrella/operator/values.yaml \\
  --wait --timeout 900s
`);
  });

  test('templates of own objects are what they were, and no template', () => {
    expect(output.get('charts/widgets/templates/widgets.yaml')).toContain('text: "{{ "{{" }} x }}"\n');
  });
});

describe('Argo CD', () => {
  const options = {
    repoUrl: GIT,
    path: './sites/a/',
    revision: 'main',
    project: 'lab',
    destination: 'https://10.0.0.1:6443',
  };
  const output = deliver([Delivery.argoCd(options)], program);

  test('the root reads the folder of the others', () => {
    expect(yamlOf(output, 'argocd/root.yaml').spec).toMatchObject({
      project: 'lab',
      source: { repoURL: GIT, path: 'sites/a/argocd/apps', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
    });
  });

  test('a release is an Application of its chart, in the wave of its rank', () => {
    const { metadata, spec } = yamlOf(output, 'argocd/apps/operator.yaml');
    expect(metadata).toEqual({
      name: 'operator',
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-wave': '1' },
    });
    expect(spec).toMatchObject({
      source: { repoURL: 'https://charts.example.com/stable', chart: 'operator', targetRevision: '1.2.3' },
      destination: { server: 'https://10.0.0.1:6443', namespace: 'operator-system' },
      syncPolicy: { automated: { prune: false }, syncOptions: ['ServerSideApply=true'] },
    });
  });

  test('a registry has no scheme, and a namespace that nobody makes is made', () => {
    expect(yamlOf(output, 'argocd/apps/second.yaml').spec).toMatchObject({
      source: { repoURL: 'registry.example.com/charts', chart: 'second' },
      syncPolicy: { syncOptions: ['CreateNamespace=true'] },
    });
  });

  test('own objects are one file of the repository', () => {
    expect(yamlOf(output, 'argocd/apps/widgets.yaml').spec.source).toEqual({
      repoURL: GIT,
      targetRevision: 'main',
      path: 'sites/a',
      directory: { include: 'widgets.k8s.yaml' },
    });
  });

  test('nothing is synced or pruned unless it may be', () => {
    const manual = deliver([Delivery.argoCd({ repoUrl: GIT, automated: false })], program);
    expect(yamlOf(manual, 'argocd/apps/operator.yaml').spec.syncPolicy).not.toHaveProperty('automated');
    const pruned = deliver([Delivery.argoCd({ repoUrl: GIT, prune: true })], program);
    expect(yamlOf(pruned, 'argocd/apps/operator.yaml').spec.syncPolicy.automated).toEqual({ prune: true });
  });
});

describe('Flux', () => {
  const output = deliver([Delivery.flux({ sourceName: 'lab', sourceNamespace: 'git', path: 'dist' })], program);

  test('each repository is an object, a registry by its type', () => {
    expect(
      yamlsOf(output, 'flux/sources/repositories.yaml').map(({ metadata, spec }) => [
        metadata.name,
        spec.type,
        spec.url,
      ]),
    ).toEqual([
      ['charts-example-com-stable', undefined, 'https://charts.example.com/stable'],
      ['registry-example-com-charts', 'oci', 'oci://registry.example.com/charts'],
    ]);
  });

  test('a release: chart, place, order, values and definitions', () => {
    const [values, { spec }] = yamlsOf(output, 'flux/operator.yaml');
    expect(values.metadata).toMatchObject({
      name: 'operator-values',
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    });
    expect(spec).toMatchObject({
      releaseName: 'operator',
      targetNamespace: 'operator-system',
      storageNamespace: 'operator-system',
      chart: {
        spec: {
          chart: 'operator',
          version: '1.2.3',
          sourceRef: { kind: 'HelmRepository', name: 'charts-example-com-stable' },
        },
      },
      dependsOn: [{ name: 'spaces', namespace: 'flux-system' }],
      install: { crds: 'CreateReplace' },
      upgrade: { crds: 'CreateReplace' },
      valuesFrom: [{ kind: 'ConfigMap', name: 'operator-values' }],
    });
    expect(spec.install).not.toHaveProperty('createNamespace');
    expect(yamlsOf(output, 'flux/second.yaml')[1].spec.install.createNamespace).toBe(true);
  });

  test('own objects are the chart in the repository, which is read anew at each commit', () => {
    expect(yamlOf(output, 'flux/widgets.yaml').spec.chart.spec).toMatchObject({
      chart: './dist/charts/widgets',
      sourceRef: { kind: 'GitRepository', name: 'lab', namespace: 'git' },
      reconcileStrategy: 'Revision',
    });
  });
});

test('what is written for engines passes the checks that objects of a program pass', () => {
  const deliveries = [Delivery.argoCd({ repoUrl: GIT, prune: true }), Delivery.flux({ sourceName: 'lab', path: 'x' })];
  const output = deliver(deliveries, program);
  const written = [...output.keys()].filter((name) => /^(?:argocd|flux)\/.*\.yaml$/.test(name));
  const app = new LabApp();
  const all = new LabChart(app, 'all');
  const objects = written.flatMap((name) => yamlsOf(output, name));
  for (const [index, object] of objects.entries()) new ApiObject(all, String(index), object);
  expect(objects.length).toBeGreaterThan(10);
  expect(app.check()).toEqual([]);
  // And would not, with a field that is not there.
  new ApiObject(all, 'wrong', {
    ...objects.find(({ kind }) => kind === 'HelmRelease'),
    metadata: { name: 'w', namespace: 'x' },
    spec: { intervall: '1m' },
  });
  expect(app.check()).not.toEqual([]);
});

describe('waits for custom kinds that the library knows', () => {
  const target = { resource: 'ipoibnetworks.mellanox.com', name: 'n' };
  const waits = [
    Wait.field(target, '.status.state.of', 'it\'s "r\\eady" é'),
    Wait.condition(target, 'Other'),
    Wait.condition({ resource: 'widgets.example.com', name: 'w' }, 'Ready'),
    Wait.condition({ resource: 'deployment', name: 'd', namespace: 'x' }, 'Available'),
    Wait.definition('widgets.example.com'),
  ];
  const output = deliver(
    [Delivery.argoCd({ repoUrl: GIT }), Delivery.flux({ sourceName: 'lab' })],
    (app) => void release(app, 'r', readyWhen(...waits)),
  );

  test('are expressions of Flux', () => {
    const { waitStrategy, healthCheckExprs } = yamlsOf(output, 'flux/r.yaml')[1].spec;
    expect(waitStrategy).toEqual({ name: 'poller' });
    expect(healthCheckExprs).toEqual([
      {
        apiVersion: 'mellanox.com/v1alpha1',
        kind: 'IPoIBNetwork',
        current: String.raw`has(status.state) && has(status.state.of) && status.state.of == "it's \"r\\eady\" é"`,
      },
    ]);
  });

  test('are checks of health of Argo CD', () => {
    const { data } = yamlOf(output, 'argocd/health.yaml');
    expect(Object.keys(data)).toEqual([
      'resource.customizations.health.argoproj.io_Application',
      'resource.customizations.health.mellanox.com_IPoIBNetwork',
    ]);
    expect(data['resource.customizations.health.mellanox.com_IPoIBNetwork']).toContain(
      String.raw`if tostring(at) == "it's \034r\092eady\034 \195\169" then`,
    );
  });

  test('are those of own objects, too, in every form that has any', () => {
    const wait = Wait.condition(target, 'Ready', { timeout: Duration.minutes(20) });
    const forms = [
      Delivery.script(),
      Delivery.helmfile(),
      Delivery.argoCd({ repoUrl: GIT }),
      Delivery.flux({ sourceName: 'lab' }),
    ];
    const own = deliver(forms, (app) => void chart(app, 'c', readyWhen(wait)));
    expect(own.get('install.sh')).toContain('  wait_for 1200 condition=Ready -- ipoibnetworks.mellanox.com n\n');
    expect(yamlOf(own, 'helmfile.yaml').releases[0].hooks[0].args).toContain('condition=Ready');
    expect(yamlOf(own, 'argocd/health.yaml').data).toHaveProperty([
      'resource.customizations.health.mellanox.com_IPoIBNetwork',
    ]);
    const { healthCheckExprs, timeout } = yamlOf(own, 'flux/c.yaml').spec;
    expect(timeout).toBe('1200s');
    expect(healthCheckExprs).toMatchObject([
      { current: `has(status.conditions) && status.conditions.exists(c, c.type == "Ready" && c.status == 'True')` },
    ]);
  });

  test.each(['flux/r.yaml', 'argocd/health.yaml'])(
    'are told in %s where they cannot be said, unless they are of built-in kinds',
    (name) => {
      expect(
        output
          .get(name)!
          .match(/^# .* does not wait for .*$/gm)!
          .map((line) => line.replace(/^.* for /, '')),
      ).toEqual(['condition=Other of ipoibnetworks.mellanox.com n', 'condition=Ready of widgets.example.com w']);
    },
  );
});
