import { ApiObject, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { LabChart } from '../../../constructs/core';
import { walk } from '../../../constructs/core/private/tree';
import { provides } from '../../../constructs/core/rules/stated';
import {
  GpuDevicePlugin,
  GpuDriver,
  GpuMetrics,
  GpuMonitoring,
  GpuOperatorStack,
  MigStrategy,
} from '../../../constructs/gpu';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import {
  ADMIN,
  kindsOf,
  monitoringApp,
  monitoringIn,
  objectOf,
  pathsBefore,
  releasesOf,
  stackApp,
  told,
  valuesOf,
} from './support';

const CHART = 'kube-prometheus-stack';
const RELEASE = 'monitoring/kube-prometheus-stack';
const specOf = (app: LabApp): any => valuesOf(app, CHART).prometheus.prometheusSpec;
const storage = { storageClass: 'ceph-block', size: '50Gi' };

test('nothing is wrong with the defaults, and it is one chart with large definitions', () => {
  const app = monitoringApp();
  expect(app.check()).toEqual([]);
  const [release] = releasesOf(app, CHART);
  expect([release.namespace, release._largeDefinitions]).toEqual([CHART, true]);
});

describe('fact 10: figures of GPUs', () => {
  test('Prometheus looks at ServiceMonitors and rules of any release', () => {
    expect(specOf(monitoringApp())).toEqual({
      serviceMonitorSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
    });
  });

  test('a scrape job, where it is wanted, asks port 9400 of the exporter and nothing else in its namespace', () => {
    const [job, ...others] = specOf(monitoringApp({ gpuMetrics: GpuMetrics.EXPORTER })).additionalScrapeConfigs;
    expect(others).toEqual([]);
    expect(job).toMatchObject({
      job_name: 'gpu-metrics',
      metrics_path: '/metrics',
      kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: ['gpu-operator'] } }],
    });
    expect(job.relabel_configs[0]).toEqual({
      source_labels: ['__meta_kubernetes_service_name', '__meta_kubernetes_endpoint_port_name'],
      regex: 'nvidia-dcgm-exporter;gpu-metrics',
      action: 'keep',
    });
  });
});

describe('fact 10: every storage class is one that somebody provides', () => {
  const all = { prometheusStorage: storage, alertmanagerStorage: storage, grafanaStorage: storage };

  test('where nobody does, each place is told', () => {
    const findings = monitoringApp(all).check();
    expect(findings.map(({ code, level, path, key }) => [code, level, path, key])).toEqual(
      ['prometheusStorage', 'alertmanagerStorage', 'grafanaStorage'].map((key) => [
        'GPULAB1305',
        'error',
        RELEASE,
        `${key}.storageClass`,
      ]),
    );
    expect(findings[0].hint).toContain("app.external.storageClass('ceph-block')");
  });

  test('one that is declared is there', () => {
    const app = monitoringApp(all);
    app.external.storageClass('ceph-block');
    expect(app.check()).toEqual([]);
  });

  test('one that the program makes is there, and comes first', () => {
    const app = monitoringApp({ prometheusStorage: { ...storage, storageClass: 'local' } });
    new ApiObject(new LabChart(app, 'storage'), 'class', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'local' },
      provisioner: 'rancher.io/local-path',
    } as any);
    expect(app.check()).toEqual([]);
    expect(pathsBefore(app, RELEASE)).toContain('storage');
  });

  test('one that a release provides is there, and comes first', () => {
    const app = monitoringApp(all);
    const facts = { name: 'ceph', version: '1.0.0', repository: 'https://charts.example.com', namespace: 'ceph' };
    const release = new UpstreamRelease(app, 'z-ceph', { chart: UpstreamChart.of(facts) });
    provides({ release, kind: 'StorageClass', name: 'ceph-block', namespace: '' });
    expect(app.check()).toEqual([]);
    expect(pathsBefore(app, RELEASE)).toContain('z-ceph');
  });

  test('it is asked for by the values of each part', () => {
    const values = valuesOf(monitoringApp(all), CHART);
    const spec = {
      storageClassName: 'ceph-block',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '50Gi' } },
    };
    expect(values.prometheus.prometheusSpec.storageSpec).toEqual({ volumeClaimTemplate: { spec } });
    expect(values.alertmanager.alertmanagerSpec.storage).toEqual({ volumeClaimTemplate: { spec } });
    expect(values.grafana.persistence).toEqual({
      enabled: true,
      storageClassName: 'ceph-block',
      accessModes: ['ReadWriteOnce'],
      size: '50Gi',
    });
  });

  test('a new Grafana waits until the old one has let go of its volume; without a volume it does not', () => {
    expect(valuesOf(monitoringApp(all), CHART).grafana.deploymentStrategy).toEqual({ type: 'Recreate' });
    expect(valuesOf(monitoringApp(), CHART).grafana).not.toHaveProperty('deploymentStrategy');
  });
});

describe("the login of Grafana's administrator", () => {
  test('is in a Secret that is declared, or the error says how', () => {
    const app = new LabApp();
    new GpuMonitoring(app, 'monitoring', ADMIN);
    expect(app.check()).toMatchObject([{ code: 'GPULAB1303', level: 'error', key: 'grafanaAdmin.secret' }]);
    app.external.secret(CHART, 'grafana-admin');
    expect(app.check()).toEqual([]);
  });

  test('is in a Secret that the program has made for it, before Grafana starts', () => {
    const app = new LabApp({ kubernetesVersion: '1.33' });
    new GpuMonitoring(app, 'monitoring', ADMIN);
    new ApiObject(new LabChart(app, 'secrets'), 'login', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'grafana-admin', namespace: CHART },
    });
    expect(app.check().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('is named to Grafana by its keys', () => {
    const grafanaAdmin = { secret: 'grafana-admin', userKey: 'user' };
    expect(valuesOf(monitoringApp({ grafanaAdmin }), CHART).grafana.admin).toEqual({
      existingSecret: 'grafana-admin',
      userKey: 'user',
      passwordKey: 'admin-password',
    });
  });

  test.each(['values', 'rawValues'] as const)('is refused as a literal in %s, and not repeated', (key) => {
    const findings = monitoringApp({ [key]: { grafana: { adminPassword: 'hunter2-hunter2' } } }).check();
    expect(told(findings)).toEqual([['GPULAB2511', `${key}.grafana.adminPassword`]]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

describe('what tells Grafana and Prometheus of GPUs', () => {
  const app = monitoringApp({ maxGpuTemperature: 80 });

  test('is a dashboard that the sidecar finds, with a panel for each figure', () => {
    const { metadata, data } = objectOf(app, 'ConfigMap', 'gpu-dashboard');
    expect([metadata.namespace, metadata.labels]).toEqual([CHART, { grafana_dashboard: '1' }]);
    const { panels } = JSON.parse(data['gpus.json']);
    expect(panels.map(({ targets }: any) => targets[0].expr.replace(/\{.*/, ''))).toEqual([
      'DCGM_FI_DEV_GPU_UTIL',
      'DCGM_FI_DEV_FB_USED',
      'DCGM_FI_DEV_GPU_TEMP',
      'DCGM_FI_DEV_POWER_USAGE',
      'DCGM_FI_DEV_XID_ERRORS',
    ]);
    const places = panels.map(({ gridPos }: any) => `${gridPos.x},${gridPos.y}`);
    expect(new Set(places).size).toBe(panels.length);
  });

  test('is alerts: errors of the hardware, not those of programs; heat; memory', () => {
    const { groups } = objectOf(app, 'PrometheusRule', 'gpu-alerts').spec;
    const rules = Object.fromEntries(groups[0].rules.map((rule: any) => [rule.alert, rule]));
    expect(Object.keys(rules)).toEqual(['GpuHardwareError', 'GpuHot', 'GpuMemoryBroken', 'GpuMemoryErrors']);
    expect(rules.GpuHardwareError.expr).toContain('DCGM_FI_DEV_XID_ERRORS == 79');
    expect(rules.GpuHardwareError.expr).not.toMatch(/== (?:13|31|43)\b/);
    expect(rules.GpuHot).toMatchObject({
      expr: 'DCGM_FI_DEV_GPU_TEMP > 80',
      for: '5m',
      labels: { severity: 'warning' },
    });
  });

  test('comes after the release that brings the kind', () => {
    expect(pathsBefore(app, 'monitoring/gpus')).toContain(RELEASE);
  });
});

test.each([
  [Duration.days(30), '30d'],
  [Duration.hours(36), '36h'],
  [Duration.minutes(90), '5400s'],
])('figures are kept as long as is said: %s', (retention, text) => {
  expect(specOf(monitoringApp({ retention })).retention).toBe(text);
});

test('all of it runs where it is said', () => {
  const nodeSelector = { 'node-role.kubernetes.io/infra': '' };
  const values = valuesOf(monitoringApp({ nodeSelector }), CHART);
  const parts = [
    values.prometheus.prometheusSpec,
    values.alertmanager.alertmanagerSpec,
    values.grafana,
    values.prometheusOperator,
    values['kube-state-metrics'],
  ];
  for (const part of parts) expect(part.nodeSelector).toEqual(nodeSelector);
});

test('its namespace is there before it, and lets the exporter of nodes see the hosts', () => {
  const app = monitoringApp();
  expect(objectOf(app, 'Namespace', CHART).metadata.labels).toEqual({
    'pod-security.kubernetes.io/enforce': 'privileged',
  });
  expect(pathsBefore(app, RELEASE)).toEqual(['monitoring/namespace']);
});

test('a version of one’s own', () => {
  const [{ _source }] = releasesOf(monitoringApp({ version: '51.4.0' }), CHART);
  expect(_source.version).toBe('51.4.0');
});

test('what is wrong with its props is told all at once, and nothing is made', () => {
  const app = monitoringApp({
    grafanaAdmin: { secret: 'Grafana', userKey: 'a b', passwordKey: '' },
    prometheusStorage: { storageClass: 'Ceph Block', size: '0' },
    gpuMetrics: 'dcgm' as GpuMetrics,
    maxGpuTemperature: 500,
    nodeSelector: { 'a b': 'x', pool: 'gpu nodes' },
    version: 'latest',
  });
  expect(told(app.check())).toEqual([
    ['GPULAB2203', 'grafanaAdmin.secret'],
    ['GPULAB2203', 'grafanaAdmin.userKey'],
    ['GPULAB2203', 'grafanaAdmin.passwordKey'],
    ['GPULAB2203', 'prometheusStorage.storageClass'],
    ['GPULAB2201', 'prometheusStorage.size'],
    ['GPULAB2203', 'gpuMetrics'],
    ['GPULAB2202', 'maxGpuTemperature'],
    ['GPULAB2203', 'nodeSelector'],
    ['GPULAB2203', 'nodeSelector["pool"]'],
    ['GPULAB2504', 'version'],
  ]);
  expect([kindsOf(app), walk(app).releases]).toEqual([[], []]);
});

test('a program in plain JavaScript may forget the props', () => {
  const app = new LabApp();
  new GpuMonitoring(app, 'monitoring', undefined as any);
  expect(told(app.check())).toEqual([['GPULAB2217', 'props of the GpuMonitoring']]);
  const other = new LabApp();
  monitoringIn(other, { grafanaAdmin: undefined });
  expect(told(other.check())).toEqual([['GPULAB2217', 'grafanaAdmin']]);
});

test('the charts know every value that any prop writes', () => {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  for (const storageClass of ['a', 'b', 'c']) app.external.storageClass(storageClass);
  app.external.configMap('gpu-operator', 'slices');
  const monitoring = monitoringIn(app, {
    prometheusStorage: { storageClass: 'a', size: '1Gi' },
    alertmanagerStorage: { storageClass: 'b', size: '1Gi' },
    grafanaStorage: { storageClass: 'c', size: '1Gi' },
    retention: Duration.days(1),
    gpuMetrics: GpuMetrics.EXPORTER,
    nodeSelector: { pool: 'infra' },
  });
  new GpuOperatorStack(app, 'gpu', {
    driver: GpuDriver.container({ version: '595.91.07', rdma: true }),
    devicePlugin: GpuDevicePlugin.operator({ timeSlicing: { everywhere: { replicas: 2 } } }),
    mig: { strategy: MigStrategy.SINGLE, configMap: 'slices' },
    cdi: true,
    nic: { secondaryNetwork: {}, sriovDevices: [{ resourceName: 'vfs' }] },
    monitoring,
  });
  expect(app.check()).toEqual([]);
  // And would tell one that they do not know.
  const typo = stackApp({ values: { gpuOperator: { driver: { versoin: '1' } } } });
  expect(told(typo.check())).toEqual([['GPULAB2401', 'driver.versoin']]);
});

test.each([
  [{}, undefined],
  [{ grafanaStorage: { storageClass: 'block', size: '1Gi' } }, { 'helm.sh/resource-policy': 'keep' }],
])('with %j its namespace is kept when there are claims in it', (props, annotations) => {
  expect(objectOf(monitoringApp(props), 'Namespace', 'kube-prometheus-stack').metadata.annotations).toEqual(
    annotations,
  );
});
