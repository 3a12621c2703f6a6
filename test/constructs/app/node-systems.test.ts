import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp, type LabAppProps } from '../../../constructs/app';
import { ImageMirror, LabChart } from '../../../constructs/core';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';

const imageMirror = ImageMirror.of('r.lab/m');

function driversOf(props: LabAppProps) {
  const app = new LabApp(props);
  new UpstreamRelease(app, 'gpu', {
    chart: UpstreamChart.GPU_OPERATOR,
    values: { driver: { version: '595.91.07' }, gdrcopy: { enabled: true, version: 'v2.6' } },
  });
  new ApiObject(new LabChart(app, 'nic'), 'policy', {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'NicClusterPolicy',
    metadata: { name: 'nic-cluster-policy' },
    spec: { ofedDriver: { repository: 'nvcr.io/nvidia/mellanox', image: 'doca-driver', version: '25.10-1' } },
  } as any);
  const { images, findings } = app._images({});
  const drivers = images.filter(({ image }) => /\/(driver|gdrdrv|doca-driver)[:@]/.test(image));
  return {
    images: drivers.map(({ image, suffix = '', target }) => [image + suffix, target]),
    warned: findings.filter(({ code }) => code === 'GPULAB3230').map(({ path, message }) => [path, message]),
  };
}

describe('tags of drivers', () => {
  test('end in the system of each kind of node, as operators write them', () => {
    const { images, warned } = driversOf({ nodeSystems: ['ubuntu22.04', 'ubuntu22.04/arm64', 'rhel9.4'], imageMirror });
    expect(warned).toEqual([]);
    expect(images).toEqual(
      [
        'nvcr.io/nvidia/cloud-native/gdrdrv:v2.6-rhel9.4',
        'nvcr.io/nvidia/cloud-native/gdrdrv:v2.6-ubuntu22.04',
        'nvcr.io/nvidia/driver:595.91.07-rhel9.4',
        'nvcr.io/nvidia/driver:595.91.07-ubuntu22.04',
        'nvcr.io/nvidia/mellanox/doca-driver:25.10-1-rhel9.4-amd64',
        'nvcr.io/nvidia/mellanox/doca-driver:25.10-1-ubuntu22.04-amd64',
        'nvcr.io/nvidia/mellanox/doca-driver:25.10-1-ubuntu22.04-arm64',
      ].map((image) => [image, `r.lab/m/${image}`]),
    );
  });

  test('are open without systems: a warning for each, with the form', () => {
    const { images, warned } = driversOf({});
    expect(images).toEqual([
      ['nvcr.io/nvidia/cloud-native/gdrdrv:v2.6-<system>', undefined],
      ['nvcr.io/nvidia/driver:595.91.07-<system>', undefined],
      ['nvcr.io/nvidia/mellanox/doca-driver:25.10-1-<system>-<architecture>', undefined],
    ]);
    expect(warned).toHaveLength(3);
    expect(warned).toContainEqual([
      'gpu',
      'nodes pull nvcr.io/nvidia/driver:595.91.07-<system>, and what nodes there are is not known',
    ]);
  });

  test('stay where the image is by digest: operators add nothing to that', () => {
    const digests = { 'nvcr.io/nvidia/driver:595.91.07': `sha256:${'0a'.repeat(32)}` };
    const { images } = driversOf({ nodeSystems: ['ubuntu22.04'], imageMirror: ImageMirror.of('r.lab/m', { digests }) });
    expect(images.map(([image]) => image)).toContain('nvcr.io/nvidia/driver:595.91.07');
  });

  test('that name a system are whole', () => {
    const app = new LabApp({ nodeSystems: ['rhel9.4'] });
    new ApiObject(new LabChart(app, 'a'), 'p', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'default' },
      spec: { containers: [{ name: 'c', image: 'nvcr.io/nvidia/driver:595.91.07-ubuntu22.04' }] },
    } as any);
    expect(app._images({}).images.map(({ image }) => image)).toEqual(['nvcr.io/nvidia/driver:595.91.07-ubuntu22.04']);
  });

  test('systems that are none are refused, all of them', () => {
    expect(() => new LabApp({ nodeSystems: ['ubuntu 22.04', 'ubuntu22.04/x86', 'rhel9.4', ''] })).toThrow(
      /GPULAB3209[\s\S]*"ubuntu 22\.04"[\s\S]*"ubuntu22\.04\/x86"[\s\S]*""/,
    );
  });
});
