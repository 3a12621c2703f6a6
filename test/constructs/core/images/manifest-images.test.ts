import { describe, expect, test } from 'vitest';
import { ImageMirror, MirrorLayout } from '../../../../constructs/core';
import type { Manifest } from '../../../../constructs/core/checks/check';
import { mapImages } from '../../../../constructs/core/images/private/manifest-images';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const mirror = ImageMirror.of('registry.lab/m', { digests: { 'quay.io/a/pinned:1': DIGEST } });

function moved(fields: object, one = mirror) {
  const places: string[] = [];
  const manifest = { metadata: { name: 'x' }, ...fields } as unknown as Manifest;
  const before = JSON.stringify(manifest);
  const result = mapImages(manifest, ({ text, reference }, key) => {
    places.push(`${key} ${text}`);
    return reference && one._moved(reference);
  });
  expect(JSON.stringify(manifest)).toBe(before);
  return { result, places };
}

const custom = (spec: object) => ({ apiVersion: 'nvidia.com/v1', kind: 'ClusterPolicy', spec });

describe('images of pods', () => {
  test('in every list of containers, of any kind and at any depth', () => {
    const pod = {
      initContainers: [{ name: 'a', image: 'busybox' }],
      containers: [{ name: 'b', image: 'quay.io/b:1' }],
      ephemeralContainers: [{ name: 'c', image: 'c:1' }],
    };
    const { result, places } = moved({
      apiVersion: 'kubeflow.org/v1',
      kind: 'PyTorchJob',
      spec: { r: { Worker: { template: { spec: pod } } } },
    });
    expect(result.spec.r.Worker.template.spec).toEqual({
      initContainers: [{ name: 'a', image: 'registry.lab/m/docker.io/library/busybox:latest' }],
      containers: [{ name: 'b', image: 'registry.lab/m/quay.io/b:1' }],
      ephemeralContainers: [{ name: 'c', image: 'registry.lab/m/docker.io/library/c:1' }],
    });
    expect(places[1]).toBe('spec.r.Worker.template.spec.containers[0].image quay.io/b:1');
  });

  test('once each: a container of a custom kind is no other kind of image', () => {
    const { places } = moved({
      apiVersion: 'example.com/v1',
      kind: 'Own',
      spec: { containers: [{ image: 'quay.io/b:1' }] },
    });
    expect(places).toEqual(['spec.containers[0].image quay.io/b:1']);
  });

  test('in arguments that say so, and in no other', () => {
    const args = [
      '--pytorch-init-container-image=alpine:3.10',
      '--image=',
      '--images=a:1',
      '--from=quay.io/a:1',
      '--x-image=A B',
    ];
    const { result } = moved({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [{ args, command: ['/m', '-image=b'] }] },
    });
    const [container] = result.spec.containers;
    expect(container.args).toEqual([
      '--pytorch-init-container-image=registry.lab/m/docker.io/library/alpine:3.10',
      ...args.slice(1),
    ]);
    expect(container.command[1]).toBe('-image=registry.lab/m/docker.io/library/b:latest');
  });

  test('in volumes that are images', () => {
    const { result } = moved({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { volumes: [{ name: 'model', image: { reference: 'quay.io/model:1' } }] },
    });
    expect(result.spec.volumes[0].image.reference).toBe('registry.lab/m/quay.io/model:1');
  });
});

describe('images of custom kinds', () => {
  test('a whole reference in a field of that name', () => {
    const { result } = moved({
      apiVersion: 'ceph.rook.io/v1',
      kind: 'CephCluster',
      spec: { cephVersion: { image: 'quay.io/ceph/ceph:v20.2.4' } },
    });
    expect(result.spec.cephVersion.image).toBe('registry.lab/m/quay.io/ceph/ceph:v20.2.4');
  });

  test('three fields of which an operator makes one', () => {
    const driver = { repository: 'nvcr.io/nvidia', image: 'driver', version: '595.91.07' };
    const { result } = moved(
      custom({
        driver: { ...driver, enabled: true },
        dcgm: { repository: 'quay.io/a', image: 'pinned', version: '1' },
      }),
    );
    expect(result.spec).toEqual({
      driver: { repository: 'registry.lab/m/nvcr.io/nvidia', image: 'driver', version: '595.91.07', enabled: true },
      dcgm: { repository: 'registry.lab/m/quay.io/a', image: 'pinned', version: DIGEST },
    });
  });

  test('and no word that only could be one', () => {
    const policy = custom({
      a: { image: 'driver' },
      b: { image: 'driver', repository: 'x' },
      c: { image: 3 },
      d: { image: { repository: 'a/b', tag: '1' } },
    });
    const { result, places } = moved(policy);
    expect(places).toEqual([]);
    expect(result).toEqual({ metadata: { name: 'x' }, ...policy });
  });

  test('kinds of Kubernetes have none outside of pods: a ConfigMap may hold anything', () => {
    expect(moved({ apiVersion: 'v1', kind: 'ConfigMap', data: { image: 'quay.io/a/b:1' } }).places).toEqual([]);
  });
});

describe('Calico, whose operator makes the names', () => {
  const installation = (spec?: object) => ({ apiVersion: 'operator.tigera.io/v1', kind: 'Installation', spec });

  test.each([
    ['nothing said', {}],
    ['its own registry', { registry: 'quay.io/', imagePath: 'calico' }],
  ])('with %s it is told the folder', (_, spec) => {
    expect(moved(installation(spec)).result.spec).toEqual({ registry: 'registry.lab/m/quay.io/', imagePath: 'calico' });
  });

  test('flat, the folder is the prefix', () => {
    const flat = ImageMirror.of('registry.lab/m', { layout: MirrorLayout.FLAT });
    expect(moved(installation(), flat).result.spec).toEqual({ registry: 'registry.lab/', imagePath: 'm' });
  });

  test('flat and without a prefix there is no way to say it, which is told', () => {
    const references: unknown[] = [];
    const flat = ImageMirror.of('registry.lab', { layout: MirrorLayout.FLAT });
    mapImages(installation({}) as unknown as Manifest, ({ reference }) => {
      references.push(reference);
      return reference && flat._moved(reference);
    });
    expect(references.at(-1)).toBeUndefined();
  });
});

test('an object without images is given back itself', () => {
  const manifest = { apiVersion: 'v1', kind: 'Service', metadata: {}, spec: { ports: [{ port: 80 }] } } as Manifest;
  expect(mapImages(manifest, () => undefined)).toBe(manifest);
});
