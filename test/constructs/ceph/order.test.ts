import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { CephCluster } from '../../../constructs/ceph';
import { LabChart, Scope } from '../../../constructs/core';
import { walk } from '../../../constructs/core/private/tree';
import { GpuMonitoring } from '../../../constructs/gpu';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import { good, make, orderOf, single } from './support';

const prometheus = (scope: Construct): UpstreamRelease =>
  new UpstreamRelease(scope, 'z-prometheus', {
    chart: UpstreamChart.KUBE_PROMETHEUS_STACK,
  });

describe('the order', () => {
  test('what waits for the cluster waits for all of it', () => {
    const { app, ceph } = make();
    const claims = new LabChart(app, 'a-claims');
    claims.node.addDependency(ceph);
    new ApiObject(claims, 'c', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(orderOf({ app, ceph }).at(-2)).toBe('rook-ceph-cluster');
  });

  test('the cluster waits for what it depends on', () => {
    const { app, ceph } = make();
    const first = new UpstreamRelease(app, 'z', {
      chart: UpstreamChart.of({ name: 'first', version: '1', repository: 'https://example.com', namespace: 'first' }),
    });
    ceph.node.addDependency(first);
    expect(orderOf({ app, ceph })).toEqual([
      'first',
      'namespaces',
      'rook-ceph',
      'ceph-csi-drivers',
      'rook-ceph-cluster',
    ]);
  });

  test("objects of Rook's kinds that the user adds come after the operator", () => {
    const made = make();
    const extra = new LabChart(made.app, 'a-extra');
    new ApiObject(extra, 'pool', {
      apiVersion: 'ceph.rook.io/v1',
      kind: 'CephBlockPool',
      metadata: { name: 'extra', namespace: 'rook-ceph' },
      spec: { failureDomain: 'host', replicated: { size: 3 } },
    });
    const ranks = orderOf(made);
    expect(ranks.indexOf('rook-ceph')).toBeLessThan(ranks.lastIndexOf('namespaces'));
    expect(made.app.check()).toEqual([]);
  });

  test.each([
    ['a construct', (app: LabApp) => new Construct(app, 'x')],
    ['a chart of cdk8s', (app: LabApp) => new Chart(app, 'x')],
    ['a chart of ours', (app: LabApp) => new LabChart(app, 'x')],
  ])('it can stand in %s', (_, scopeIn) => {
    const app = new LabApp({ kubernetesVersion: '1.33' });
    const ceph = new CephCluster(scopeIn(app), 'ceph', good());
    expect(app.check()).toEqual([]);
    expect(orderOf({ app, ceph }).filter((name) => name !== 'namespaces')).toEqual([
      'rook-ceph',
      'ceph-csi-drivers',
      'rook-ceph-cluster',
    ]);
  });

  test('a release is ready when what it makes can be used', () => {
    const waits = walk(make().app).releases.map(({ releaseName, _waits }) => [
      releaseName,
      _waits.map(({ target, expression }) => `${target.resource}/${target.name} ${expression}`),
    ]);
    expect(Object.fromEntries(waits)).toEqual({
      'rook-ceph': [
        'customresourcedefinition/cephclusters.ceph.rook.io condition=Established',
        'deployment/rook-ceph-operator condition=Available',
      ],
      'ceph-csi-drivers': [],
      'rook-ceph-cluster': [
        'cephclusters.ceph.rook.io/rook-ceph jsonpath={.status.phase}=Ready',
        'cephblockpools.ceph.rook.io/ceph-blockpool jsonpath={.status.phase}=Ready',
        'cephfilesystems.ceph.rook.io/ceph-filesystem jsonpath={.status.phase}=Ready',
        'cephobjectstores.ceph.rook.io/ceph-objectstore jsonpath={.status.phase}=Ready',
      ],
    });
  });
});

describe('monitoring', () => {
  test('comes after the release that brings the kinds, without a word of the program', () => {
    const made = make({ monitoring: true });
    prometheus(made.app);
    expect(made.app.check()).toEqual([]);
    expect(orderOf(made)).toEqual([
      'namespaces',
      'kube-prometheus-stack',
      'rook-ceph',
      'ceph-csi-drivers',
      'rook-ceph-cluster',
    ]);
    const [operator, , cluster] = walk(made.app).releases;
    expect(operator._values).toMatchObject({ monitoring: { enabled: true } });
    expect(cluster._values).toMatchObject({ monitoring: { enabled: true, createPrometheusRules: true } });
  });

  test('that keeps its figures on the cluster is a circle, and told as one', () => {
    const { app } = make({ monitoring: true });
    const grafanaAdmin = { secret: 'grafana' };
    app.external.secret('kube-prometheus-stack', 'grafana');
    const prometheusStorage = { storageClass: 'ceph-block', size: '10Gi' };
    new GpuMonitoring(app, 'monitoring', { grafanaAdmin, prometheusStorage });
    expect(app.check()).toMatchObject([{ code: 'GPULAB1002' }]);
  });

  test('on the cluster comes after it', () => {
    const made = make();
    const grafanaAdmin = { secret: 'grafana' };
    made.app.external.secret('kube-prometheus-stack', 'grafana');
    const prometheusStorage = { storageClass: made.ceph.blockStorageClass, size: '10Gi' };
    new GpuMonitoring(made.app, 'a-monitoring', { grafanaAdmin, prometheusStorage });
    expect(made.app.check().filter(({ level }) => level === 'error')).toEqual([]);
    expect(orderOf(made).filter((name) => /cluster|prometheus/.test(name))).toEqual([
      'rook-ceph-cluster',
      'kube-prometheus-stack',
    ]);
  });

  test('without one it is refused', () => {
    expect(make({ monitoring: true }).app.check()).toMatchObject([
      {
        code: 'GPULAB2607',
        path: 'ceph/cluster',
        message: 'monitoring needs the kinds of monitoring.coreos.com; no release brings them',
      },
    ]);
  });

  test('kinds that are on the cluster already are declared', () => {
    const { app } = make({ monitoring: true });
    app.external.customKind('monitoring.coreos.com/v1', 'ServiceMonitor', Scope.NAMESPACED);
    expect(app.check()).toEqual([]);
  });

  test('is off by default, and then nothing is wanted', () => {
    const [operator, , cluster] = walk(make().app).releases;
    expect(operator._values).toMatchObject({ monitoring: { enabled: false } });
    expect(cluster._values).toMatchObject({ monitoring: { enabled: false, createPrometheusRules: false } });
  });
});

test('the report names the nodes that need the label', () => {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  new CephCluster(app, 'ceph', good(single()));
  const { summary } = app._synthesize({ checkOnly: true });
  expect(summary).toContainEqual({ label: 'Nodes of ceph', value: 'worker1; each needs the label role=ceph' });
});

test('the same program gives the same values', () => {
  const values = () => JSON.stringify(walk(make().app).releases.map(({ _values }) => _values));
  expect(values()).toBe(values());
});
