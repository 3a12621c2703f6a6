import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImageMirror, MirrorLayout } from '../../../../constructs/core';
import { parseReference, textOf } from '../../../../constructs/core/images/private/reference';
import { references } from './references';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const mirror = ImageMirror.of('registry.lab:5000/mirror');
const flat = ImageMirror.of('dockerhub.kubekey.local/kubesphereio', { layout: MirrorLayout.FLAT });

describe('a reference is read as container runtimes read it', () => {
  test.each([
    ['busybox', 'docker.io/library/busybox:latest'],
    ['busybox:1.36', 'docker.io/library/busybox:1.36'],
    ['lab/torch', 'docker.io/lab/torch:latest'],
    ['index.docker.io/busybox', 'docker.io/library/busybox:latest'],
    ['localhost/torch', 'localhost/torch:latest'],
    ['localhost:5000/torch', 'localhost:5000/torch:latest'],
    ['registry:5000/a/b/c', 'registry:5000/a/b/c:latest'],
    ['[::1]:5000/torch:2', '[::1]:5000/torch:2'],
    ['Host/torch', 'Host/torch:latest'],
    [`nginx@${DIGEST}`, `docker.io/library/nginx@${DIGEST}`],
    [`nginx:1@${DIGEST}`, `docker.io/library/nginx:1@${DIGEST}`],
  ])('%s is %s', (short, whole) => expect(textOf(parseReference(short)!)).toBe(whole));

  test.each([
    '',
    ' ',
    'Torch',
    'a//b',
    '/a',
    'a/',
    'a:',
    'a:b:c',
    'https://quay.io/a',
    'a b',
    'a@sha256:12',
    'quay.io/A:1',
    '-a/b',
    'a\n',
  ])('%j is none', (text) => expect(parseReference(text)).toBeUndefined());
});

describe('the path layout', () => {
  test('keeps the registry and the path below the prefix', () => {
    expect(mirror.reference('nvcr.io/nvidia/driver:595.91.07')).toBe(
      'registry.lab:5000/mirror/nvcr.io/nvidia/driver:595.91.07',
    );
    expect(mirror.reference('busybox')).toBe('registry.lab:5000/mirror/docker.io/library/busybox:latest');
  });

  test('sets off a port, and what an address has, by "-"', () => {
    expect(mirror.reference('old.lab:5000/torch:2')).toBe('registry.lab:5000/mirror/old.lab-5000/torch:2');
    expect(mirror.reference('[fe80::1]:5000/torch:2')).toBe('registry.lab:5000/mirror/fe80-1-5000/torch:2');
  });

  test('works without a path of its own, as with a Harbor whose projects have the names of registries', () => {
    expect(ImageMirror.of('harbor.lab').reference('quay.io/ceph/ceph:v20')).toBe('harbor.lab/quay.io/ceph/ceph:v20');
  });
});

describe('the flat layout', () => {
  test('keeps the last part, as KubeKey does', () => {
    expect(flat.reference('docker.io/rook/ceph:v1.12.5')).toBe('dockerhub.kubekey.local/kubesphereio/ceph:v1.12.5');
  });
});

describe('digests', () => {
  const pinned = ImageMirror.of('registry.lab/m', { digests: { busybox: DIGEST } });

  test('take the place of the tag, however the image is written', () => {
    const expected = `registry.lab/m/docker.io/library/busybox@${DIGEST}`;
    expect(pinned.reference('busybox')).toBe(expected);
    expect(pinned.reference('docker.io/library/busybox:latest')).toBe(expected);
    expect(pinned.reference('busybox:1')).toBe('registry.lab/m/docker.io/library/busybox:1');
  });

  test('hold for images that the mirror has already', () => {
    const own = ImageMirror.of('registry.lab/m', { digests: { 'registry.lab/lab/torch:2': DIGEST } });
    expect(own.reference('registry.lab/lab/torch:2')).toBe(`registry.lab/lab/torch@${DIGEST}`);
  });
});

test('images of the mirror, and others of its registry, stay where they are', () => {
  expect(mirror.reference('registry.lab:5000/mirror/quay.io/a:1')).toBe('registry.lab:5000/mirror/quay.io/a:1');
  expect(mirror.reference('registry.lab:5000/lab/torch:2')).toBe('registry.lab:5000/lab/torch:2');
  expect(mirror.reference('registry.lab/torch:2')).toBe('registry.lab:5000/mirror/registry.lab/torch:2');
});

describe('acceptance fact 12: no reference has two tags or a prefix twice, whatever it was', () => {
  const mirrors = [
    mirror,
    flat,
    ImageMirror.of('[::1]:5000'),
    ImageMirror.of('localhost/x', { layout: MirrorLayout.FLAT }),
  ];

  test.each(mirrors.map((one) => [one.prefix, one] as const))('%s', (prefix, one) => {
    fc.assert(
      fc.property(references, (image) => {
        const moved = one.reference(image);
        const source = parseReference(image)!;
        const target = parseReference(moved)!;
        expect(target.registry).toBe(prefix.split('/')[0]);
        expect(moved.indexOf(prefix, 1)).toBe(-1);
        expect({ tag: target.tag, digest: target.digest }).toEqual({ tag: source.tag, digest: source.digest });
        expect(one.reference(moved)).toBe(moved);
      }),
    );
  });

  test('two images of different names are two in the path layout', () => {
    fc.assert(
      fc.property(references, references, (a, b) => {
        const [first, second] = [a, b].map((text) => textOf(parseReference(text)!));
        // "a:5000" and "a-5000" would meet; the app tells (GPULAB3204).
        fc.pre(![first, second].some((text) => /^[^/]*[:[]/.test(text)));
        expect(mirror.reference(a) === mirror.reference(b)).toBe(first.toLowerCase() === second.toLowerCase());
      }),
    );
  });
});

describe('what is no mirror is refused, all of it at once', () => {
  test.each([
    'https://registry.lab',
    'registry.lab/',
    'registry.lab/Mirror',
    'registry.lab/m:1',
    '',
    'a b.c',
    'registry.lab/a//b',
  ])('prefix %j', (prefix) => expect(() => ImageMirror.of(prefix)).toThrow('GPULAB3203'));

  test('a host that would be a user of Docker Hub', () => {
    expect(() => ImageMirror.of('mirror/x')).toThrow('without a dot or a port');
  });

  test('each digest that is none, and each image', () => {
    const digests = { 'A B': DIGEST, busybox: 'sha256:12', [`nginx@${DIGEST}`]: DIGEST };
    expect(() => ImageMirror.of('https://x', { digests })).toThrow(
      /not a place of a registry[\s\S]*"A B"[\s\S]*not a digest of busybox[\s\S]*has a digest already/,
    );
  });

  test('and an image that is none', () => expect(() => mirror.reference('A B')).toThrow('GPULAB3203'));
});
