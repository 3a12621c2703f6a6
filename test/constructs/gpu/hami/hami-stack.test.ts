import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { walk } from '../../../../constructs/core/private/tree';
import {
  HamiCardPolicy,
  HamiFailurePolicy,
  HamiNames,
  HamiNodePolicy,
  HamiStack,
  type HamiStackProps,
} from '../../../../constructs/gpu/hami';
import { UpstreamChart, UpstreamRelease } from '../../../../constructs/upstream';
import { findingsOf, lateFindingsOf, manifestsOf, told } from './support';

function stackIn(props: HamiStackProps = {}, app = new LabApp()) {
  const stack = new HamiStack(app, 'hami', props);
  return { app, stack, release: walk(app).releases.find(({ _source }) => _source.name === 'hami') };
}
const valuesOf = (props: HamiStackProps = {}, app?: LabApp): any => stackIn(props, app).release!._values;
const other = (app: LabApp, name: string, values: object = {}, id = name) =>
  new UpstreamRelease(app, id, {
    chart: UpstreamChart.of({ name, version: '1.0.0', repository: 'https://charts.example.com', namespace: name }),
    values: values as { [key: string]: any },
  });

describe('the stack', () => {
  test('is a release of the pinned chart that keeps its Services inside and hides cards', () => {
    const { release } = stackIn();
    expect(release).toMatchObject({
      releaseName: 'hami',
      namespace: 'kube-system',
      _source: { name: 'hami', version: '2.10.0', repository: 'https://project-hami.github.io/HAMi' },
    });
    expect(release!._values).toEqual({
      scheduler: {
        overwriteEnv: 'true',
        kubeScheduler: { image: { registry: 'registry.k8s.io', repository: 'kube-scheduler', tag: 'v1.28.0' } },
        admissionWebhook: { whitelistNamespaces: ['kube-system', 'gpu-operator'] },
        service: { type: 'ClusterIP' },
      },
      devicePlugin: { nvidiaNodeSelector: { gpu: 'on' }, service: { type: 'ClusterIP' } },
    });
  });

  test('takes the kube-scheduler of the Kubernetes version of the app', () => {
    const tagOf = (kubernetesVersion: string) =>
      valuesOf({}, new LabApp({ kubernetesVersion })).scheduler.kubeScheduler.image.tag;
    expect(['1.31', '1.28', 'v1.31.2', '1.31+'].map(tagOf)).toEqual(['v1.31.0', 'v1.28.0', 'v1.31.2', 'v1.31.0']);
  });

  test('hands its props on as the chart calls them', () => {
    const values = valuesOf({
      slicesPerCard: 4,
      coreScaling: 2,
      nodePolicy: HamiNodePolicy.SPREAD,
      cardPolicy: HamiCardPolicy.BINPACK,
      names: new HamiNames({ cards: 'example.com/vgpu', scheduler: 'slices' }),
      kubeSchedulerImage: 'mirror.example.org/k8s/kube-scheduler:v1.31.4',
      webhook: { failurePolicy: HamiFailurePolicy.FAIL, namespaceLabels: { gpus: 'shared' } },
      hideCards: false,
      nodePorts: true,
      runtimeClass: 'nvidia',
      monitoring: { labels: { release: 'monitoring' } },
      namespace: 'hami',
    });
    expect(values).toMatchObject({
      global: { labels: { release: 'monitoring' } },
      resourceName: 'example.com/vgpu',
      schedulerName: 'slices',
      scheduler: {
        overwriteEnv: 'false',
        defaultSchedulerPolicy: { nodeSchedulerPolicy: 'spread', gpuSchedulerPolicy: 'binpack' },
        kubeScheduler: { image: { registry: 'mirror.example.org', repository: 'k8s/kube-scheduler', tag: 'v1.31.4' } },
        admissionWebhook: {
          failurePolicy: 'Fail',
          whitelistNamespaces: ['kube-system', 'gpu-operator', 'hami'],
          namespaceSelector: { matchLabels: { gpus: 'shared' } },
        },
        service: { type: 'NodePort' },
      },
      devicePlugin: {
        deviceSplitCount: 4,
        deviceCoreScaling: 2,
        runtimeClassName: 'nvidia',
        service: { type: 'NodePort' },
      },
      prometheus: { enabled: true },
    });
    expect(values.resourceMem).toBeUndefined();
  });

  test('has values that the chart has, whatever the props', () => {
    const { app } = stackIn({
      slicesPerCard: 4,
      memoryScaling: 1,
      coreScaling: 2,
      nodePolicy: HamiNodePolicy.SPREAD,
      cardPolicy: HamiCardPolicy.BINPACK,
      names: new HamiNames({
        cards: 'a.example/cards',
        memory: 'a.example/memory',
        memoryPercent: 'a.example/share',
        cores: 'a.example/cores',
        priority: 'a.example/priority',
        scheduler: 'slices',
      }),
      nodeSelector: { pool: 'slices' },
      webhook: { failurePolicy: HamiFailurePolicy.FAIL, namespaceLabels: { gpus: 'shared' } },
      runtimeClass: 'nvidia',
      monitoring: { labels: { release: 'monitoring' } },
    });
    expect(app.check()).toEqual([]);
  });

  test('a key that the chart does not have is an error', () => {
    const { app } = stackIn({ values: { devicePlugin: { deviceSplitCont: 4 } } });
    expect(told(app.check())).toEqual([expect.stringContaining('deviceSplitCont')]);
  });

  test('takes the label of the chart away where nodes have others: Helm would want both', () => {
    expect(valuesOf({ nodeSelector: { pool: 'slices' } }).devicePlugin.nvidiaNodeSelector).toEqual({
      gpu: null,
      pool: 'slices',
    });
  });

  test('values of the user come over its own, and raw ones over those', () => {
    const values = valuesOf({
      values: { scheduler: { replicas: 2 } },
      rawValues: { scheduler: { replicas: 3, more: 1 } },
    });
    expect(values.scheduler).toMatchObject({ replicas: 3, more: 1, overwriteEnv: 'true' });
  });

  test('has a dashboard that Grafana finds, of metrics that HAMi 2.10.0 has', () => {
    const { stack } = stackIn({ monitoring: { dashboardNamespace: 'monitoring' } });
    const [dashboard] = manifestsOf(stack);
    expect(dashboard).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'hami-dashboard', namespace: 'monitoring', labels: { grafana_dashboard: '1' } },
    });
    const { panels } = JSON.parse(dashboard.data['hami.json']);
    const metrics = new Set(JSON.stringify(panels).match(/hami_[a-z_]+/g));
    expect([...metrics].sort()).toEqual([
      'hami_container_device_utilization_ratio',
      'hami_gpu_memory_allocated_bytes',
      'hami_gpu_memory_limit_bytes',
      'hami_gpu_shared_count',
      'hami_host_gpu_memory_used_bytes',
      'hami_vgpu_memory_limit_bytes',
      'hami_vgpu_memory_used_bytes',
    ]);
    expect(manifestsOf(stackIn().stack)).toEqual([]);
  });
});

describe('another device plugin for the same cards', () => {
  test.each([
    ['nvidia-device-plugin', {}, true],
    ['gpu-operator', {}, true],
    ['gpu-operator', { devicePlugin: { enabled: true } }, true],
    ['gpu-operator', { devicePlugin: { enabled: false } }, false],
    ['network-operator', {}, false],
  ])('%s with %j: %s', (name, values, isRefused) => {
    const { app, stack } = stackIn();
    other(app, name, values);
    const codes = lateFindingsOf(stack).map(({ code }) => code);
    expect(codes).toEqual(isRefused ? ['GPULAB2426'] : []);
  });

  test('is named, with what to do', () => {
    const { app, stack } = stackIn();
    other(app, 'gpu-operator');
    expect(lateFindingsOf(stack)).toMatchObject([
      {
        path: 'hami',
        message: 'gpu-operator (gpu-operator) and hami both offer nvidia.com/gpu on the same nodes',
        hint: 'set devicePlugin.enabled to false there, or keep it off the nodes of HAMi and say othersHaveOwnNodes',
      },
    ]);
  });

  test('is fine on nodes of its own', () => {
    const { app, stack } = stackIn({ othersHaveOwnNodes: true });
    other(app, 'nvidia-device-plugin');
    expect(lateFindingsOf(stack)).toEqual([]);
  });

  test('HAMi itself is released once', () => {
    const { app, stack } = stackIn({ othersHaveOwnNodes: true });
    other(app, 'hami', {}, 'second');
    expect(told(lateFindingsOf(stack))).toEqual(['GPULAB2723 second is another release of HAMi']);
  });
});

describe('props that cannot be', () => {
  test.each([
    [{ slicesPerCard: 0 }, 'GPULAB2202 slicesPerCard is 0: a whole number of at least 1 is wanted'],
    [{ coreScaling: -1 }, 'GPULAB2202 coreScaling is -1: a number above zero is wanted, as 2.5'],
    [{ nodePolicy: 'pack' }, 'GPULAB2709 nodePolicy "pack" is none of binpack, spread: HAMi would take its default'],
    [{ kubeSchedulerImage: 'kube-scheduler' }, 'GPULAB2203 kubeSchedulerImage "kube-scheduler" is not complete'],
    [{ nodeSelector: {} }, 'GPULAB2203 nodeSelector is empty: HAMi would go to every node'],
    [{ nodeSelector: { gpu: true } }, 'GPULAB2217 nodeSelector.gpu is true; text is wanted'],
    [{ namespace: 'HAMi' }, 'GPULAB2203 namespace "HAMi" is no DNS label'],
    [
      { webhook: { failurePolicy: 'Fail', skipNamespaces: ['monitoring'] } },
      'GPULAB2203 webhook.skipNamespaces lacks "kube-system": with failurePolicy Fail, HAMi could not start again',
    ],
  ])('%j is refused, and nothing is released', (props, message) => {
    const { stack, release } = stackIn(props as HamiStackProps);
    expect(told(findingsOf(stack)).join()).toContain(message);
    expect(release).toBeUndefined();
  });

  test('more memory than there is can be promised, with a warning', () => {
    const { stack, release } = stackIn({ memoryScaling: 1.5 });
    expect(findingsOf(stack)).toMatchObject([{ level: 'warning', code: 'GPULAB2722' }]);
    expect((release!._values as any).devicePlugin.deviceMemoryScaling).toBe(1.5);
  });
});
