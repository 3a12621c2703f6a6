import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { ImageMirror, MirrorLayout } from '../../../constructs/core';
import { parseReference, textOf } from '../../../constructs/core/images/private/reference';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';

const CHARTS = Object.values(UpstreamChart).filter((one): one is UpstreamChart => one instanceof UpstreamChart);

function releaseOf(chart: UpstreamChart, kubernetesVersion = '1.34', values = {}) {
  const app = new LabApp({ kubernetesVersion });
  return { app, release: new UpstreamRelease(app, 'release', { chart, values }) };
}
const imagesOf = (chart: UpstreamChart, values = {}) =>
  releaseOf(chart, '1.34', values)
    .release._images()!
    .list()
    .map(({ text }) => text);

describe.each(CHARTS.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  const { images = [], definitions = [], needs = [] } = chart._facts;

  test('is what repositories can be asked for', () => {
    expect(chart.repository).toMatch(/^(https:\/\/|oci:\/\/|$)/);
    expect(chart.repository).not.toMatch(/\/$/);
    expect(chart.version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(chart.namespace).toMatch(/^[a-z-]+$/);
  });

  test('needs charts that there are, and brings definitions of a group', () => {
    const names = CHARTS.map(({ name }) => name);
    for (const need of needs) expect(names).toContain(need);
    for (const definition of definitions) expect(definition).toMatch(/^[a-z-]+\.[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    expect(new Set(definitions).size).toBe(definitions.length);
  });

  test('each of its images can be read, and is one', () => {
    expect(chart._slots).toHaveLength(images.length);
    for (const image of imagesOf(chart)) expect(parseReference(image), image).toBeDefined();
  });

  test.each([MirrorLayout.PATH, MirrorLayout.FLAT])(
    'acceptance fact 12: in a mirror (%s) none is from elsewhere',
    (layout) => {
      const mirror = ImageMirror.of('dockerhub.kubekey.local/kubesphereio', { layout });
      const { values, stuck } = releaseOf(chart).release._images()!.moved(mirror);
      const isOwn = chart.name === 'ceph-csi-drivers';
      expect(stuck).toHaveLength(isOwn ? 7 : 0);
      if (isOwn) return;
      const before = imagesOf(chart);
      expect(imagesOf(chart, values)).toEqual(before.map((image) => mirror.reference(image)));
      expect(JSON.stringify(values)).not.toMatch(
        /"(nvcr\.io|quay\.io|docker\.io|ghcr\.io|registry\.k8s|registry\.cn-)/,
      );
    },
  );
});

test.each(CHARTS.map((chart) => [chart.name, chart] as const))(
  '%s: what a mirror writes are keys of the chart',
  (_, chart) => {
    const mirror = ImageMirror.of('registry.lab/mirror', { layout: MirrorLayout.FLAT });
    const { values } = releaseOf(chart).release._images()!.moved(mirror);
    const { release } = releaseOf(chart, '1.34', values);
    expect(release._problems([release]).filter(({ code }) => /GPULAB240[12]/.test(code))).toEqual([]);
  },
);

test('the images of the GPU operator', () => {
  expect([...new Set(imagesOf(UpstreamChart.GPU_OPERATOR, { nfd: { enabled: false } }))].sort()).toEqual([
    'nvcr.io/nvidia/cloud-native/k8s-driver-manager:v0.12.0',
    'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.15.0',
    'nvcr.io/nvidia/driver:595.91.07',
    'nvcr.io/nvidia/gpu-operator:v26.7.0',
    'nvcr.io/nvidia/k8s-device-plugin:v0.20.0',
    'nvcr.io/nvidia/k8s/container-toolkit:v1.20.0',
    'nvcr.io/nvidia/k8s/dcgm-exporter:4.6.0-4.8.3-distroless',
  ]);
});

test('the CSI drivers of Ceph take their images from Rook, where they are told to', () => {
  const imageSet = { name: 'rook-csi-operator-image-set-configmap' };
  expect(imagesOf(UpstreamChart.CEPH_CSI_DRIVERS, { operatorConfig: { driverSpecDefaults: { imageSet } } })).toEqual(
    [],
  );
});

test('kube-scheduler of HAMi is of the version of the cluster', () => {
  expect(imagesOf(UpstreamChart.HAMI)).toContain(
    'registry.cn-hangzhou.aliyuncs.com/google_containers/kube-scheduler:v1.34.0',
  );
});

test('Redis is given leave to take images from elsewhere', () => {
  const { values } = releaseOf(UpstreamChart.REDIS).release._images()!.moved(ImageMirror.of('r.lab/m'));
  expect(values).toMatchObject({
    global: { security: { allowInsecureImages: true } },
    image: { registry: 'r.lab/m/docker.io' },
  });
});

test('short names of charts are whole in the list', () => {
  expect(imagesOf(UpstreamChart.DEX_K8S_AUTHENTICATOR).map((text) => textOf(parseReference(text)!))).toEqual([
    'docker.io/mintel/dex-k8s-authenticator:1.4.0',
  ]);
});

describe('another version', () => {
  test('has images that are not known, unless they are given', () => {
    const old = UpstreamChart.GPU_OPERATOR.at('v23.6.1');
    expect(releaseOf(old).release._images()).toBeUndefined();
    const images = ['{driver.repository=nvcr.io/nvidia}/{driver.image=driver}:{driver.version=535.104.05}'];
    expect(imagesOf(UpstreamChart.GPU_OPERATOR.at('v23.6.1', images))).toEqual(['nvcr.io/nvidia/driver:535.104.05']);
  });

  test('that is the same version is the same chart', () => {
    expect(UpstreamChart.DEX.at(UpstreamChart.DEX.version)).toBe(UpstreamChart.DEX);
  });
});

const codes = (chart: UpstreamChart, kubernetesVersion?: string) =>
  releaseOf(chart, kubernetesVersion)
    .app.check()
    .filter(({ code }) => code.startsWith('GPULAB242'))
    .map(({ level, code, message }) => `${level} ${code} ${message}`);
const custom = (facts: object) =>
  UpstreamChart.of({ name: 'x', version: '1.0.0', repository: 'https://charts.example.com', namespace: 'x', ...facts });

describe('a chart that should not be installed', () => {
  test('because the cluster is older than it wants', () => {
    expect(codes(custom({ kubernetes: '1.31' }), '1.30')).toEqual([
      'error GPULAB2421 x 1.0.0 needs Kubernetes 1.31 or later, and the cluster has 1.30',
    ]);
    expect(codes(custom({ kubernetes: '1.31' }), '1.31')).toEqual([]);
    // Numbers, and not texts.
    expect(codes(custom({ kubernetes: '1.9' }), '1.30')).toEqual([]);
    expect(codes(custom({ kubernetes: '1.31' }).at('0.9.0'), '1.30')).toEqual([]);
  });

  test('because it is retired, which can be acknowledged', () => {
    expect(codes(UpstreamChart.INGRESS_NGINX)).toEqual([
      expect.stringContaining('warning GPULAB2422 ingress-nginx is retired'),
    ]);
    const { app } = releaseOf(UpstreamChart.INGRESS_NGINX);
    app.acknowledge({ code: 'GPULAB2422', path: 'release', reason: 'until the gateway is there' });
    expect(app.check().filter(({ code }) => code === 'GPULAB2422')).toEqual([]);
  });

  test('because an image of it cannot be read', () => {
    expect(codes(custom({ images: ['{a', 'quay.io/a:1'] }))).toEqual([
      'error GPULAB2423 not an image of a chart: "{a"',
    ]);
  });

  test('because no repository has it', () => {
    expect(codes(UpstreamChart.DEX_K8S_AUTHENTICATOR)).toContainEqual(
      'error GPULAB2424 no public repository has the chart dex-k8s-authenticator',
    );
    const own = UpstreamChart.DEX_K8S_AUTHENTICATOR.fromRepository('oci://registry.lab/charts');
    expect(own).toMatchObject({ repository: 'oci://registry.lab/charts', version: '1.4.0' });
    expect(codes(own)).toHaveLength(1);
  });
});
