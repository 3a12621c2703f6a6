import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImageMirror, MirrorLayout } from '../../../../constructs/core';
import { parseReference, textOf } from '../../../../constructs/core/images/private/reference';
import { parseSlot } from '../../../../constructs/upstream/private/image-slot';
import { ReleaseImages } from '../../../../constructs/upstream/private/release-images';

type Values = { readonly [key: string]: any };
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const path = ImageMirror.of('r.lab/m');
const flat = ImageMirror.of('r.lab/m', { layout: MirrorLayout.FLAT });
const pinning = (image: string) => ImageMirror.of('r.lab/m', { digests: { [image]: DIGEST } });

const imagesOf = (lines: string[], values: Values = {}) =>
  new ReleaseImages(
    lines.map((line) => parseSlot(line)!),
    { values, kubernetes: '1.31' },
  );
const listed = (lines: string[], values?: Values) =>
  imagesOf(lines, values)
    .list()
    .map(({ text }) => text);
const moved = (lines: string[], mirror: ImageMirror, values?: Values) => {
  const { values: result, stuck } = imagesOf(lines, values).moved(mirror);
  return { values: result, stuck: stuck.map(({ text }) => text) };
};

const REPOSITORY = '{image.repository=quay.io/ceph/ceph}:{image.tag=v20}';
const REGISTRY = '{image.registry=quay.io}/{image.repository=ceph/ceph}:{image.tag=v20}@{image.digest}';
const FOLDER = '{driver.repository=nvcr.io/nvidia}/{driver.image=driver}:{driver.version=595}';
const WHOLE = '{image=quay.io/ceph/ceph:v20}';
const GLOBAL = '{global.imageRegistry={a.registry=quay.io}}/{a.repository=ceph/ceph}:{a.tag=v20}';
const OTHER = '{global.imageRegistry={b.registry=docker.io}}/{b.repository=rook/ceph}:{b.tag=v1}';

describe('what a chart starts', () => {
  test('with its defaults', () => {
    expect(listed([REPOSITORY, REGISTRY, FOLDER, WHOLE])).toEqual([
      'quay.io/ceph/ceph:v20',
      'quay.io/ceph/ceph:v20',
      'nvcr.io/nvidia/driver:595',
      'quay.io/ceph/ceph:v20',
    ]);
  });

  test('with what is given: an empty text or null is not given, a number is', () => {
    expect(listed([REPOSITORY], { image: { tag: 21 } })).toEqual(['quay.io/ceph/ceph:21']);
    expect(listed([REPOSITORY], { image: { tag: '', repository: null } })).toEqual(['quay.io/ceph/ceph:v20']);
    expect(listed([REGISTRY], { image: { digest: DIGEST } })).toEqual([`quay.io/ceph/ceph:v20@${DIGEST}`]);
    expect(listed([GLOBAL, OTHER], { global: { imageRegistry: 'r' } })).toEqual(['r/ceph/ceph:v20', 'r/rook/ceph:v1']);
  });

  test('only while it is used', () => {
    const on = (condition: string, values?: Values) => listed([`a/b:1 if ${condition}`], values).length === 1;
    expect(on('{x.enabled=true}')).toBe(true);
    expect(on('{x.enabled=true}', { x: { enabled: false } })).toBe(false);
    expect(on('!{x=true}', { x: false })).toBe(true);
    expect(on('{type=internal} is internal')).toBe(true);
    expect(on('{type=internal} is not internal', { type: 'external' })).toBe(true);
    expect(on('{a=true} and {b=false}')).toBe(false);
    expect(on('{a=true} and {b=false}', { b: true })).toBe(true);
    expect(on('{dashboards=false}', { dashboards: { one: 1 } })).toBe(true);
    expect(on('{dashboards=false}', { dashboards: {} })).toBe(false);
  });

  test('with a tag that is the version of the cluster', () => {
    expect(listed(['{s.repository=k/s}:{s.tag=v<kubernetes>}'])).toEqual(['k/s:v1.31.0']);
  });

  test('but for names that an operator puts a tag to', () => expect(listed(['{base=quay.io/p/p}:*'])).toEqual([]));
});

describe('moved to a mirror', () => {
  test('the first key takes what is new', () => {
    expect(moved([REPOSITORY], path).values).toEqual({ image: { repository: 'r.lab/m/quay.io/ceph/ceph' } });
    expect(moved([REGISTRY], path).values).toEqual({ image: { registry: 'r.lab/m/quay.io' } });
    expect(moved([FOLDER], path).values).toEqual({ driver: { repository: 'r.lab/m/nvcr.io/nvidia' } });
    expect(moved([WHOLE], path).values).toEqual({ image: 'r.lab/m/quay.io/ceph/ceph:v20' });
    expect(moved(['{base=quay.io/p/p}:*'], path).values).toEqual({ base: 'r.lab/m/quay.io/p/p' });
  });

  test('flat, the last key takes the last part', () => {
    expect(moved([REGISTRY], flat).values).toEqual({ image: { registry: 'r.lab/m', repository: 'ceph' } });
    expect(moved([FOLDER], flat).values).toEqual({ driver: { repository: 'r.lab/m' } });
  });

  test('a slash that a key itself has stays in it', () => {
    expect(moved(['{base=k8s.io}{x=/sig/x}:{t=1}'], flat).values).toEqual({ base: 'r.lab/m', x: '/x' });
    expect(moved(['{registry=quay.io/}{folder=calico}/node:1'], flat).values).toEqual({
      registry: 'r.lab/',
      folder: 'm',
    });
    expect(moved(['{registry=quay.io/}{folder=calico}/node:1'], path).values).toEqual({ registry: 'r.lab/m/quay.io/' });
  });

  test('a key that all images share is left alone, and taken away where it would win', () => {
    const expected = { a: { registry: 'r.lab/m/quay.io' }, b: { registry: 'r.lab/m/docker.io' } };
    expect(moved([GLOBAL, OTHER], path).values).toEqual(expected);
    const values = { global: { imageRegistry: 'old.lab' } };
    const { values: result, stuck } = moved([GLOBAL, OTHER], path, values);
    expect(stuck).toEqual([]);
    expect(listed([GLOBAL, OTHER], result)).toEqual(['r.lab/m/old.lab/ceph/ceph:v20', 'r.lab/m/old.lab/rook/ceph:v1']);
  });

  test('what comes from there already stays as it is', () => {
    const values = { global: { imageRegistry: 'r.lab/m' } };
    expect(moved([GLOBAL, OTHER], flat, values)).toEqual({ values, stuck: [] });
  });

  test('keys of images that are not used are moved, too', () => {
    expect(moved([`${FOLDER} if {driver.enabled=false}`], path).values).toEqual({
      driver: { repository: 'r.lab/m/nvcr.io/nvidia' },
    });
  });

  test('a tag that the chart would take from the cluster is written down', () => {
    expect(moved(['{s.repository=k.io/s}:{s.tag=v<kubernetes>}'], path).values).toEqual({
      s: { repository: 'r.lab/m/k.io/s', tag: 'v1.31.0' },
    });
  });

  test('what no key makes is stuck, if it is used', () => {
    expect(moved(['docker.io/prom/prometheus:1 if {on=false}'], path).stuck).toEqual([]);
    expect(moved(['docker.io/prom/prometheus:1 if {on=false}'], path, { on: true }).stuck).toEqual([
      'docker.io/prom/prometheus:1',
    ]);
  });

  test('a key that two images need in two forms is stuck, and nothing is half moved', () => {
    const shared = ['{registry=quay.io}/{a=x/a}:1', '{registry=quay.io}/{b=b}:1'];
    expect(moved(shared, path)).toEqual({ values: { registry: 'r.lab/m/quay.io' }, stuck: [] });
    const clash = ['{one=quay.io/x}:1', '{one=quay.io/x}/y:1'];
    expect(moved(clash, flat).stuck).toEqual(['quay.io/x/y:1']);
  });

  test('values that were given stay, and are not changed', () => {
    const values = Object.freeze({ image: Object.freeze({ tag: 'v21', pullPolicy: 'Always' }), null: null });
    expect(moved([REPOSITORY], path, values).values).toEqual({
      image: { tag: 'v21', pullPolicy: 'Always', repository: 'r.lab/m/quay.io/ceph/ceph' },
      null: null,
    });
  });

  test('a chart that refuses other registries is given leave, and what the program says of it wins', () => {
    const given = { values: { global: { tls: true } }, kubernetes: '1.31' };
    const leave = { global: { insecure: true, tls: false } };
    expect(new ReleaseImages([parseSlot(REPOSITORY)!], given, leave).moved(path).values).toMatchObject({
      global: { insecure: true, tls: true },
    });
  });
});

describe('containers in the values', () => {
  const container = (image: unknown) => ({ name: 'extra', image });
  const values = {
    controller: { extraInitContainers: [container('busybox:1')] },
    prometheus: {
      prometheusSpec: { containers: [{ name: 'no-image' }, container('quay.io/a/b:1')], initContainers: [] },
    },
    master: { sidecars: [{ ...container('ghcr.io/c:2'), args: ['--helper-image=alpine:3'] }] },
    containers: null,
  };

  test('are listed and moved, wherever the chart has a list of them', () => {
    expect(imagesOf([], values).list()).toEqual([
      { text: 'busybox:1', key: 'controller.extraInitContainers[0].image' },
      { text: 'quay.io/a/b:1', key: 'prometheus.prometheusSpec.containers[1].image' },
      { text: 'ghcr.io/c:2', key: 'master.sidecars[0].image' },
      { text: 'alpine:3', key: 'master.sidecars[0].args[0]' },
    ]);
    const { values: result, stuck } = moved([REPOSITORY], path, values);
    expect(stuck).toEqual([]);
    expect(listed([], result)).toEqual([
      'r.lab/m/docker.io/library/busybox:1',
      'r.lab/m/quay.io/a/b:1',
      'r.lab/m/ghcr.io/c:2',
      'r.lab/m/docker.io/library/alpine:3',
    ]);
    expect(result).toMatchObject({ containers: null, image: { repository: 'r.lab/m/quay.io/ceph/ceph' } });
    expect(moved([REPOSITORY], path, result).values).toEqual(result);
  });

  test('that are no image, or a text for a template, are stuck', () => {
    const text = '- name: a\n  image: "quay.io/a:1"\n- image: b:2\n';
    const given = { initContainers: [container('{{ .Values.x }}'), container(1)], extraContainers: text };
    expect(moved([], path, given)).toEqual({ values: given, stuck: ['{{ .Values.x }}', 'quay.io/a:1', 'b:2'] });
  });

  test('are no other lists that have a field of this name', () => {
    expect(listed([], { plugins: [container('busybox:1')], image: 'busybox:1' })).toEqual([]);
  });
});

describe('pinned by digest', () => {
  test('in the key of the digest, without its prefix where the chart has that', () => {
    expect(moved([REGISTRY], pinning('quay.io/ceph/ceph:v20')).values).toMatchObject({ image: { digest: DIGEST } });
    const sha = '{image.repository=quay.io/a}:{image.tag=1}@sha256:{image.sha}';
    expect(moved([sha], pinning('quay.io/a:1')).values).toMatchObject({
      image: { sha: DIGEST.slice('sha256:'.length) },
    });
  });

  test('behind the tag where there is no such key', () => {
    expect(moved([FOLDER], pinning('nvcr.io/nvidia/driver:595')).values).toMatchObject({
      driver: { version: `595@${DIGEST}` },
    });
  });

  test('not where the tag is fixed', () => {
    expect(moved(['{a=quay.io/x}/node:1'], pinning('quay.io/x/node:1')).stuck).toEqual(['quay.io/x/node:1']);
  });
});

test('property: what is listed after a move is what the mirror has, and a second move changes nothing', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
  const host = fc.stringMatching(/^[a-z]{1,5}\.[a-z]{1,4}(:[1-9][0-9]{0,3})?$/);
  const line = fc
    .tuple(word, host, word, word, word, fc.integer({ min: 0, max: 3 }))
    .map(
      ([key, registry, folder, name, tag, form]) =>
        [
          `{${key}.repository=${registry}/${folder}/${name}}:{${key}.tag=${tag}}`,
          `{${key}.registry=${registry}}/{${key}.repository=${folder}/${name}}:{${key}.tag=${tag}}`,
          `{${key}.folder=${registry}/${folder}}/{${key}.image=${name}}:{${key}.version=${tag}}`,
          `{global.r={${key}.registry=${registry}}}/{${key}.name=${folder}/${name}}:{${key}.tag=${tag}}`,
        ][form],
    );
  const lines = fc.uniqueArray(line, {
    selector: (text) => /\{(?:global\.r=\{)?(\w+)/.exec(text)![1],
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(lines, fc.constantFrom(path, flat), (chart, mirror) => {
      const { values, stuck } = moved(chart, mirror);
      expect(stuck).toEqual([]);
      expect(listed(chart, values)).toEqual(
        listed(chart).map((image) => textOf(parseReference(mirror.reference(image))!)),
      );
      expect(moved(chart, mirror, values).values).toEqual(values);
    }),
  );
});

test.each([
  '',
  '{',
  '}',
  '{a',
  'a}',
  '{=b}',
  '{a b=c}',
  '{a..b=c}',
  'a if ',
  'a if b',
  'a if {b} or {c}',
  '!{a}:1 if !{b} is c',
  '{a={b}',
])('the line %j is refused', (line) => expect(parseSlot(line)).toBeUndefined());

test('an image is told with a key of its own before one that all share', () => {
  expect(
    imagesOf([GLOBAL, OTHER, 'docker.io/a/b:1'])
      .list()
      .map(({ key }) => key),
  ).toEqual(['a.registry', 'b.registry', undefined]);
});
