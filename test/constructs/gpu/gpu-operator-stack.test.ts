import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LabApp } from '../../../constructs/app';
import { LabChart } from '../../../constructs/core';
import { walk } from '../../../constructs/core/private/tree';
import {
  ContainerRuntime,
  GpuDevicePlugin,
  GpuDriver,
  GpuMetrics,
  GpuOperatorStack,
  MigStrategy,
  NicDriver,
} from '../../../constructs/gpu';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import {
  ERA_2023,
  kindsOf,
  monitoringIn,
  objectOf,
  pathsBefore,
  releasesOf,
  stackApp,
  told,
  valuesOf,
} from './support';

const toolkitEnvironment = (app: LabApp) =>
  Object.fromEntries(
    valuesOf(app, 'gpu-operator').toolkit.env.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );

describe.each([
  ['now', undefined],
  ['of 2023', ERA_2023],
])('with versions %s', (_, versions) => {
  const app = stackApp({ nic: {}, versions });

  test('nothing is wrong with the defaults', () => expect(app.check()).toEqual([]));

  test('fact 6: both operators leave node feature discovery to the one release of it, and come after it', () => {
    for (const chart of ['gpu-operator', 'network-operator']) {
      expect(valuesOf(app, chart).nfd).toEqual({ enabled: false });
      expect(pathsBefore(app, `gpu/${chart}`)).toContain('gpu/node-feature-discovery');
    }
    expect(releasesOf(app, 'node-feature-discovery')).toHaveLength(1);
  });

  test('fact 7: device classes are texts, labels carry the vendor only, and NVIDIA may label', () => {
    const { master, worker } = valuesOf(app, 'node-feature-discovery');
    const { deviceClassWhitelist, deviceLabelFields } = worker.config.sources.pci;
    expect(deviceClassWhitelist).toEqual(['02', '0200', '0207', '0300', '0302']);
    expect(deviceLabelFields).toEqual(['vendor']);
    expect(master.config.extraLabelNs).toEqual(['nvidia.com']);
    expect(worker.tolerations).toEqual([
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  test('fact 8: RDMA is on, and the toolkit has four entries whose values are texts', () => {
    expect(valuesOf(app, 'gpu-operator').driver).toEqual({
      enabled: true,
      rdma: { enabled: true, useHostMofed: false },
    });
    expect(toolkitEnvironment(app)).toMatchObject({
      CONTAINERD_CONFIG: '/etc/containerd/config.toml',
      CONTAINERD_SOCKET: '/run/containerd/containerd.sock',
      CONTAINERD_RUNTIME_CLASS: 'nvidia',
      CONTAINERD_SET_AS_DEFAULT: 'true',
    });
  });

  test('every namespace is there before its release, once, and lets pods load kernel modules', () => {
    for (const name of ['node-feature-discovery', 'gpu-operator', 'network-operator']) {
      expect(objectOf(app, 'Namespace', name).metadata.labels).toEqual({
        'pod-security.kubernetes.io/enforce': 'privileged',
      });
      expect(pathsBefore(app, `gpu/${name}`)).toContain('gpu/namespaces');
    }
  });

  test('the GPU operator comes last: its driver waits for that of the cards', () => {
    expect(pathsBefore(app, 'gpu/gpu-operator')).toContain(versions ? 'gpu/network-operator' : 'gpu/nic-policy');
  });

  test('the releases have the versions', () => {
    const [{ _source }] = releasesOf(app, 'gpu-operator');
    expect(_source.version).toBe(versions?.gpuOperator ?? UpstreamChart.GPU_OPERATOR.version);
  });
});

describe('what differs by version', () => {
  test('only an old GPU operator is told its runtime', () => {
    expect(valuesOf(stackApp({ versions: ERA_2023 }), 'gpu-operator').operator).toEqual({
      cleanupCRD: true,
      defaultRuntime: 'containerd',
    });
    expect(valuesOf(stackApp(), 'gpu-operator').operator).toEqual({ cleanupCRD: true });
  });

  test('versions that cannot be read are told, all at once', () => {
    const versions = { nodeFeatureDiscovery: 'newest', gpuOperator: '23', networkOperator: '23.7.0\n' };
    expect(told(stackApp({ versions }).check())).toEqual([
      ['GPULAB2504', 'versions.nodeFeatureDiscovery'],
      ['GPULAB2504', 'versions.gpuOperator'],
      ['GPULAB2504', 'versions.networkOperator'],
    ]);
  });
});

describe('waits', () => {
  const waitsOf = (app: LabApp, chart: string) => releasesOf(app, chart)[0]._waits.map(({ expression }) => expression);

  test('the operator is ready when its ClusterPolicy is', () => {
    const [{ _waits }] = releasesOf(stackApp(), 'gpu-operator');
    expect(_waits.map(({ target, expression }) => [target, expression])).toEqual([
      [{ resource: 'customresourcedefinition', name: 'clusterpolicies.nvidia.com' }, 'condition=Established'],
      [{ resource: 'clusterpolicies.nvidia.com', name: 'cluster-policy' }, 'jsonpath={.status.state}=ready'],
    ]);
    expect(_waits[1].timeoutSeconds).toBe(1800);
  });

  test('the network is ready when its policy is, whoever makes that', () => {
    const now = stackApp({ nic: {} });
    expect(waitsOf(now, 'network-operator')).toEqual(['condition=Established']);
    const chart = walk(now).charts.find(({ node }) => node.path === 'gpu/nic-policy') as LabChart;
    expect(chart._waits.map(({ expression }) => expression)).toEqual(['jsonpath={.status.state}=ready']);
    expect(waitsOf(stackApp({ nic: {}, versions: ERA_2023 }), 'network-operator')).toEqual([
      'condition=Established',
      'jsonpath={.status.state}=ready',
    ]);
  });
});

describe('the driver', () => {
  test('of the operator, in a version of one’s own', () => {
    const { driver } = valuesOf(stackApp({ driver: GpuDriver.container({ version: '535.104.05' }) }), 'gpu-operator');
    expect(driver).toEqual({ enabled: true, version: '535.104.05', rdma: { enabled: false, useHostMofed: false } });
  });

  test('of the hosts: the operator keeps off', () => {
    const { driver } = valuesOf(stackApp({ driver: GpuDriver.preinstalled() }), 'gpu-operator');
    expect(driver).toEqual({ enabled: false });
  });

  test('RDMA without anybody who brings the network driver is refused: it would wait for ever', () => {
    const [finding] = stackApp({ driver: GpuDriver.container({ rdma: true }) }).check();
    expect(finding).toMatchObject({ code: 'GPULAB2501', level: 'error', path: 'gpu', key: 'driver.rdma' });
    expect(finding.hint).toContain('useHostMofed');
  });

  test.each([
    ['the driver says that the hosts have it', { driver: GpuDriver.container({ rdma: true, useHostMofed: true }) }],
    ['the cards say that the hosts have it', { nic: { driver: NicDriver.preinstalled() } }],
  ])('RDMA with a network driver of the hosts: %s', (_, props) => {
    const app = stackApp(props);
    expect(app.check()).toEqual([]);
    expect(valuesOf(app, 'gpu-operator').driver.rdma).toEqual({ enabled: true, useHostMofed: true });
  });

  test('a network driver from two sides is refused', () => {
    const app = stackApp({ driver: GpuDriver.container({ useHostMofed: true }), nic: {} });
    expect(told(app.check())).toEqual([['GPULAB2502', 'driver.useHostMofed']]);
  });

  test('a network without RDMA for GPUs', () => {
    const app = stackApp({ driver: GpuDriver.container({ rdma: false }), nic: {} });
    expect(app.check()).toEqual([]);
    expect(valuesOf(app, 'gpu-operator').driver.rdma.enabled).toBe(false);
  });
});

describe('the container runtime', () => {
  test.each([
    ['k3s', ContainerRuntime.k3s()],
    ['rke2', ContainerRuntime.rke2()],
  ])('of %s is in its own folder, and its template is not touched', (name, containerRuntime) => {
    expect(toolkitEnvironment(stackApp({ containerRuntime }))).toMatchObject({
      CONTAINERD_CONFIG: `/var/lib/rancher/${name}/agent/etc/containerd/config.toml`,
      CONTAINERD_SOCKET: '/run/k3s/containerd/containerd.sock',
    });
  });

  test('need not be NVIDIA’s for every container', () => {
    const app = stackApp({ containerRuntime: ContainerRuntime.containerd({ isDefault: false }) });
    expect(toolkitEnvironment(app).CONTAINERD_SET_AS_DEFAULT).toBe('false');
  });

  test('has absolute paths', () => {
    const containerRuntime = ContainerRuntime.containerd({ configFile: 'config.toml', socket: 'unix:///run/c.sock' });
    expect(told(stackApp({ containerRuntime }).check())).toEqual([
      ['GPULAB2203', 'containerRuntime.configFile'],
      ['GPULAB2203', 'containerRuntime.socket'],
    ]);
  });
});

describe('GPUs of others', () => {
  const BY_VARIABLE = 'ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED';
  const BY_MOUNTS = 'ACCEPT_NVIDIA_VISIBLE_DEVICES_AS_VOLUME_MOUNTS';
  const strategyOf = (app: LabApp) => valuesOf(app, 'gpu-operator').devicePlugin.env;
  const MOUNTS = [{ name: 'DEVICE_LIST_STRATEGY', value: 'volume-mounts' }];

  test('cannot be had by a variable of an image, and the device plugin gives them in another way', () => {
    const [now, old] = [stackApp(), stackApp({ versions: ERA_2023 })];
    for (const app of [now, old])
      expect(toolkitEnvironment(app)).toMatchObject({ [BY_VARIABLE]: 'false', [BY_MOUNTS]: 'true' });
    expect(strategyOf(now)).toBeUndefined(); // CDI
    expect(strategyOf(old)).toEqual(MOUNTS);
    expect(strategyOf(stackApp({ cdi: false }))).toEqual(MOUNTS);
  });

  test.each([
    ['another device plugin', { devicePlugin: GpuDevicePlugin.none() }],
    ['another one on other nodes', { devicePlugin: GpuDevicePlugin.operator({ othersHaveOwnNodes: true }) }],
    ['an old operator with CDI', { cdi: true, versions: ERA_2023 }],
    ['a program that says so', { devicesByVariable: true, cdi: false }],
  ])('%s needs the variable', (_, props) => {
    const app = stackApp(props);
    expect(toolkitEnvironment(app)).toMatchObject({ [BY_VARIABLE]: 'true', [BY_MOUNTS]: 'false' });
    expect(strategyOf(app)).toBeUndefined();
  });

  test('another device plugin that gives GPUs by mounts can do without', () => {
    const app = stackApp({ devicePlugin: GpuDevicePlugin.none(), devicesByVariable: false });
    expect(toolkitEnvironment(app)).toMatchObject({ [BY_VARIABLE]: 'false' });
  });
});

describe('sharing of GPUs', () => {
  const timeSlicing = {
    everywhere: { replicas: 4 },
    byLabel: { 'a100-mig': { replicas: 2, renamed: true, onlyOne: true, resource: 'nvidia.com/mig-1g.5gb' } },
  };
  const app = stackApp({ devicePlugin: GpuDevicePlugin.operator({ timeSlicing }) });

  test('in turns: a configuration for all nodes and one for each label, before the release that reads it', () => {
    expect(app.check()).toEqual([]);
    const { metadata, data } = objectOf(app, 'ConfigMap', 'time-slicing-config');
    expect(metadata.namespace).toBe('gpu-operator');
    expect(Object.keys(data).sort()).toEqual(['a100-mig', 'any']);
    expect(parse(data['any'])).toEqual({
      version: 'v1',
      sharing: {
        timeSlicing: {
          renameByDefault: false,
          failRequestsGreaterThanOne: false,
          resources: [{ name: 'nvidia.com/gpu', replicas: 4 }],
        },
      },
    });
    expect(parse(data['a100-mig']).sharing.timeSlicing).toEqual({
      renameByDefault: true,
      failRequestsGreaterThanOne: true,
      resources: [{ name: 'nvidia.com/mig-1g.5gb', replicas: 2 }],
    });
    expect(valuesOf(app, 'gpu-operator').devicePlugin).toEqual({
      enabled: true,
      config: { name: 'time-slicing-config', default: 'any' },
    });
    expect(pathsBefore(app, 'gpu/gpu-operator')).toContain('gpu/namespaces');
  });

  test('by label only: other nodes keep whole GPUs', () => {
    const byLabel = { t4: { replicas: 2 } };
    const only = stackApp({ devicePlugin: GpuDevicePlugin.operator({ timeSlicing: { byLabel } }) });
    expect(valuesOf(only, 'gpu-operator').devicePlugin.config.default).toBe('');
  });

  test('what is wrong with it is told all at once', () => {
    const wrong = {
      everywhere: { replicas: 1, resource: 'gpu' },
      byLabel: { any: { replicas: 2 }, 'a b': { replicas: 2.5 } },
    };
    const findings = stackApp({ devicePlugin: GpuDevicePlugin.operator({ timeSlicing: wrong }) }).check();
    expect(told(findings)).toEqual([
      ['GPULAB2202', 'devicePlugin.timeSlicing.everywhere.replicas'],
      ['GPULAB2203', 'devicePlugin.timeSlicing.everywhere.resource'],
      ['GPULAB2204', 'devicePlugin.timeSlicing.byLabel["any"]'],
      ['GPULAB2203', 'devicePlugin.timeSlicing.byLabel'],
      ['GPULAB2202', 'devicePlugin.timeSlicing.byLabel["a b"].replicas'],
    ]);
  });

  test('that shares nothing is refused', () => {
    const devicePlugin = GpuDevicePlugin.operator({ timeSlicing: {} });
    expect(told(stackApp({ devicePlugin }).check())).toEqual([['GPULAB2509', 'devicePlugin.timeSlicing']]);
  });

  test('in slices, with a ConfigMap that must be there', () => {
    const sliced = stackApp({ mig: { strategy: MigStrategy.MIXED, configMap: 'our-slices' } });
    const values = valuesOf(sliced, 'gpu-operator');
    expect([values.mig, values.migManager]).toEqual([{ strategy: 'mixed' }, { config: { name: 'our-slices' } }]);
    expect(sliced.check()).toMatchObject([
      { code: 'GPULAB1302', level: 'error', path: 'gpu/gpu-operator', key: 'mig.configMap' },
    ]);
    sliced.external.configMap('gpu-operator', 'our-slices');
    expect(sliced.check()).toEqual([]);
  });
});

describe('device plugins exclude each other', () => {
  const CHARTS = ['nvidia-device-plugin', 'hami'] as const;
  const withOther = (name: string, devicePlugin: GpuDevicePlugin, values: object = {}) => {
    const app = stackApp({ devicePlugin });
    const chart = UpstreamChart.of({
      name,
      version: '1.0.0',
      repository: 'https://charts.example.com',
      namespace: 'x',
    });
    // Raw, because this chart of the test has no keys.
    new UpstreamRelease(app, 'other', { chart, rawValues: values as { [key: string]: any } });
    return app.check();
  };
  const SELECTORS: { [chart: string]: object } = {
    'nvidia-device-plugin': { nodeSelector: { pool: 'plain' } },
    hami: { devicePlugin: { nvidiaNodeSelector: { gpu: 'on' } } },
  };

  test.each(CHARTS)('%s beside that of the operator is refused', (name) => {
    const [finding] = withOther(name, GpuDevicePlugin.operator());
    expect(finding).toMatchObject({ code: 'GPULAB2426', level: 'error', path: 'gpu', key: 'devicePlugin' });
    expect(finding.message).toContain(name);
  });

  test.each(CHARTS)('%s without that of the operator is welcome', (name) => {
    expect(withOther(name, GpuDevicePlugin.none())).toEqual([]);
    expect(valuesOf(stackApp({ devicePlugin: GpuDevicePlugin.none() }), 'gpu-operator').devicePlugin).toEqual({
      enabled: false,
    });
  });

  test.each(CHARTS)('%s on nodes of its own is welcome when it selects them, too', (name) => {
    const apart = GpuDevicePlugin.operator({ othersHaveOwnNodes: true });
    expect(withOther(name, apart, SELECTORS[name])).toEqual([]);
    expect(withOther(name, apart)).toMatchObject([{ code: 'GPULAB2426', hint: expect.stringContaining('elector') }]);
    expect(told(withOther(name, GpuDevicePlugin.operator(), SELECTORS[name]))).toEqual([
      ['GPULAB2426', 'devicePlugin'],
    ]);
  });

  test('a chart whose name every object has is none of them', () => {
    expect(withOther('constructor', GpuDevicePlugin.operator())).toEqual([]);
  });
});

describe('figures', () => {
  test('without monitoring the exporter runs, and nobody is told of a kind that may not exist', () => {
    expect(valuesOf(stackApp(), 'gpu-operator').dcgmExporter).toEqual({
      enabled: true,
      serviceMonitor: { enabled: false },
    });
  });

  test('a ServiceMonitor needs an operator of Prometheus before it', () => {
    const app = stackApp({ metrics: GpuMetrics.SERVICE_MONITOR });
    expect(told(app.check())).toEqual([['GPULAB2507', 'metrics']]);
    const external = new LabApp();
    external.external.object('CustomResourceDefinition', 'servicemonitors.monitoring.coreos.com');
    new GpuOperatorStack(external, 'gpu', { metrics: GpuMetrics.SERVICE_MONITOR });
    expect(external.check()).toEqual([]);
  });

  test('with monitoring, it comes before the operator and gets its ServiceMonitor', () => {
    const app = new LabApp();
    new GpuOperatorStack(app, 'gpu', { monitoring: monitoringIn(app) });
    expect(app.check()).toEqual([]);
    expect(valuesOf(app, 'gpu-operator').dcgmExporter.serviceMonitor.enabled).toBe(true);
    expect(pathsBefore(app, 'gpu/gpu-operator')).toContain('monitoring/kube-prometheus-stack');
  });

  test.each([
    ['a ServiceMonitor', GpuMetrics.SERVICE_MONITOR],
    ['the exporter', GpuMetrics.EXPORTER],
  ])('a monitoring that asks %s, and an operator that has none, is a warning', (_, gpuMetrics) => {
    const app = new LabApp();
    const monitoring = monitoringIn(app, { gpuMetrics });
    new GpuOperatorStack(app, 'gpu', { monitoring, metrics: GpuMetrics.NONE });
    expect(app.check()).toMatchObject([{ code: 'GPULAB2508', level: 'warning', path: 'monitoring' }]);
  });
});

describe('node feature discovery that is there already', () => {
  test('is not released again, and has no namespace of ours', () => {
    const app = stackApp({ existingNodeFeatureDiscovery: true });
    expect(app.check().map(({ code }) => code)).toEqual(['GPULAB2405']);
    app.external.helmChart('node-feature-discovery');
    expect(app.check()).toEqual([]);
    expect(releasesOf(app, 'node-feature-discovery')).toEqual([]);
    expect(kindsOf(app)).toEqual(['Namespace']);
  });

  test('by another part of the program comes first all the same', () => {
    const app = stackApp({ existingNodeFeatureDiscovery: true });
    new UpstreamRelease(app, 'nfd', { chart: UpstreamChart.NODE_FEATURE_DISCOVERY });
    expect(pathsBefore(app, 'gpu/gpu-operator')).toContain('nfd');
  });
});

describe('values of the user', () => {
  test('go over those of the stack, raw ones over all', () => {
    const app = stackApp({
      versions: ERA_2023,
      values: { gpuOperator: { driver: { upgradePolicy: { autoUpgrade: false } } } },
      rawValues: { gpuOperator: { operator: { defaultRuntime: 'crio' } } },
    });
    const { driver, operator } = valuesOf(app, 'gpu-operator');
    expect(driver).toMatchObject({ enabled: true, upgradePolicy: { autoUpgrade: false } });
    expect(operator.defaultRuntime).toBe('crio');
  });

  test('null takes a default away', () => {
    const app = stackApp({ values: { gpuOperator: { toolkit: null } } });
    expect(valuesOf(app, 'gpu-operator').toolkit).toBeNull();
  });
});

test('cdi is left to the chart unless it is said', () => {
  expect(valuesOf(stackApp(), 'gpu-operator').cdi).toBeUndefined();
  expect(valuesOf(stackApp({ cdi: true }), 'gpu-operator').cdi).toEqual({ enabled: true });
});

test('it stands in a chart as well as in an app, and makes the same', () => {
  const app = new LabApp();
  new GpuOperatorStack(new LabChart(app, 'platform'), 'gpu', { nic: {} });
  expect(app.check()).toEqual([]);
  expect(pathsBefore(app, 'platform/gpu/gpu-operator')).toEqual([
    'platform/gpu/namespaces',
    'platform/gpu/network-operator',
    'platform/gpu/nic-policy',
    'platform/gpu/node-feature-discovery',
  ]);
});

test('with an error it makes nothing, and the place of the call is told', () => {
  const app = stackApp({ driver: GpuDriver.container({ version: 'newest', rdma: true }) });
  expect(kindsOf(app)).toEqual([]);
  expect(app.check().map(({ code, file }) => [code, file?.endsWith('support.ts')])).toEqual([
    ['GPULAB2203', true],
    ['GPULAB2501', true],
  ]);
});

test('no text of a program gets into a configuration unread', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9]{1,8}$/));
  const resource = fc.oneof(
    fc.string(),
    text.map((name) => `nvidia.com/${name}`),
  );
  fc.assert(
    fc.property(text, resource, (label, name) => {
      const timeSlicing = { byLabel: { [label]: { replicas: 2, resource: name } } };
      const app = stackApp({ devicePlugin: GpuDevicePlugin.operator({ timeSlicing }) });
      if (app.check().length > 0) {
        expect(kindsOf(app)).toEqual([]);
      } else {
        const { data } = objectOf(app, 'ConfigMap', 'time-slicing-config');
        expect(parse(data[label]).sharing.timeSlicing.resources).toEqual([{ name, replicas: 2 }]);
      }
    }),
    { numRuns: 100 },
  );
});
