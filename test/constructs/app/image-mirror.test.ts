import { ApiObject, Chart, Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { LabApp } from '../../../constructs/app';
import { analyse } from '../../../constructs/app/private/analysis';
import { ImageMirror, LabChart, MirrorLayout } from '../../../constructs/core';
import { Roster, RosterCharts } from '../../../constructs/lab';
import { HelmChart } from '../../../constructs/output';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';

const path = ImageMirror.of('registry.lab:5000/mirror');
const flat = ImageMirror.of('registry.lab:5000/mirror', { layout: MirrorLayout.FLAT });

const pod = (chart: Chart, id: string, image: unknown, namespace = 'default') =>
  new ApiObject(chart, id, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: id, namespace },
    spec: { containers: [{ name: 'main', image, resources: { limits: { memory: '1Gi', cpu: '1' } } }] },
  } as any);
const imagesIn = (text: string): string[] => [...text.matchAll(/image: (\S+)/g)].map(([, image]) => image);
const told = (app: LabApp, helm = false) =>
  app
    ._synthesize({ checkOnly: true, helm })
    .findings.filter(({ code }) => code.startsWith('GPULAB32'))
    .map(({ level, code, path: where, key, message }) => [level, code, where, key, message]);

describe('objects', () => {
  test('are written with images of the mirror, whatever kind of chart they are in', () => {
    const app = new LabApp({ imageMirror: path });
    pod(new LabChart(app, 'a'), 'plain', 'busybox');
    pod(new Chart(app, 'b'), 'lazy', Lazy.any({ produce: () => 'quay.io/a/b:1' }));
    const withValues = new LabChart(app, 'c');
    pod(
      withValues,
      'value',
      withValues.values.text('image', { description: 'Image.', defaultValue: 'nvcr.io/x:2' }).text,
    );
    class Own extends Chart {
      public override toJson() {
        return super
          .toJson()
          .map((manifest) => ({ ...manifest, spec: { containers: [{ name: 'own', image: 'ghcr.io/own:1' }] } }));
      }
    }
    pod(new Own(app, 'd'), 'own', 'x');
    const text = app.synthYaml();
    expect(imagesIn(text)).toEqual([
      'registry.lab:5000/mirror/docker.io/library/busybox:latest',
      'registry.lab:5000/mirror/quay.io/a/b:1',
      'registry.lab:5000/mirror/nvcr.io/x:2',
      'registry.lab:5000/mirror/ghcr.io/own:1',
    ]);
    expect(app.synthYaml()).toBe(text);
  });

  test('of rows differ in their images as their values do', () => {
    const make = (imageMirror?: ImageMirror) => {
      const app = new LabApp({ imageMirror });
      const roster = Roster.fromText(
        'zhang3,z@example.org,1,5\nli4,l@example.org,2,5\nwang5,w@example.org,3,5\n',
        'roster.csv',
      );
      const students = new RosterCharts(app, 'students', { roster });
      pod(students.template, 'job', `quay.io/lab/${students.uid}:1`, students.uid.text);
      return app;
    };
    expect(imagesIn(make().synthYaml())).toEqual(['li4', 'wang5', 'zhang3'].map((uid) => `quay.io/lab/${uid}:1`));
    expect(imagesIn(make(path).synthYaml())).toEqual(
      ['li4', 'wang5', 'zhang3'].map((uid) => `registry.lab:5000/mirror/quay.io/lab/${uid}:1`),
    );
    const moved = parseAllDocuments(make(path).synthYaml().replaceAll('registry.lab:5000/mirror/', '')).map((one) =>
      one.toJS(),
    );
    expect(moved).toEqual(parseAllDocuments(make().synthYaml()).map((one) => one.toJS()));
    expect(
      make()
        ._images({})
        .images.map(({ image, from }) => [image, from[0].path]),
    ).toEqual(['li4', 'wang5', 'zhang3'].map((uid) => [`quay.io/lab/${uid}:1`, `students/${uid}/job`]));
  });

  test('are seen by the checks with the images that they are written with', () => {
    const seen: string[] = [];
    const app = new LabApp({ imageMirror: path });
    app.addCheck({
      inspect: (_, manifest) => {
        seen.push(manifest.spec.containers[0].image);
        return [];
      },
    });
    pod(new LabChart(app, 'a'), 'p', 'busybox:1');
    app.check();
    expect(seen).toEqual(['registry.lab:5000/mirror/docker.io/library/busybox:1']);
  });

  test('without a mirror are written as they are, and nobody looks for images', () => {
    const app = new LabApp();
    pod(new LabChart(app, 'a'), 'p', 'busybox');
    expect(imagesIn(app.synthYaml())).toEqual(['busybox']);
    expect(analyse(app, { custom: [] }).images).toBeUndefined();
  });

  test('keep the image of a program that knows the mirror itself', () => {
    const app = new LabApp({ imageMirror: path });
    pod(new LabChart(app, 'a'), 'p', path.reference('busybox:1'));
    expect(imagesIn(app.synthYaml())).toEqual(['registry.lab:5000/mirror/docker.io/library/busybox:1']);
  });

  test('with what is no image are refused', () => {
    const app = new LabApp({ imageMirror: path });
    pod(new LabChart(app, 'a'), 'p', 'Not An Image');
    expect(told(app)).toEqual([
      ['error', 'GPULAB3201', 'a/p', 'spec.containers[0].image', 'not a reference of an image: "Not An Image"'],
    ]);
  });

  test('whose images would become one are refused; one image twice is none', () => {
    const app = new LabApp({ imageMirror: flat });
    const chart = new LabChart(app, 'a');
    pod(chart, 'p', 'docker.io/rook/ceph:v1');
    pod(chart, 'q', 'quay.io/ceph/ceph:v1');
    pod(chart, 'r', 'rook/ceph:v1');
    pod(chart, 's', 'quay.io/ceph/ceph:v2');
    pod(chart, 't', 'registry.lab:5000/mirror/ceph:v1');
    const message = 'docker.io/rook/ceph:v1 and quay.io/ceph/ceph:v1 would both be registry.lab:5000/mirror/ceph:v1';
    expect(told(app)).toEqual([['error', 'GPULAB3204', 'a/q', 'spec.containers[0].image', message]]);
  });
});

describe('releases', () => {
  const plannedValues = (app: LabApp) => {
    const { plan } = analyse(app, { custom: [], mirror: app._mirror });
    return plan.flatMap((step) => (step.kind === 'release' ? [step.values] : []));
  };

  test('are delivered with values that name the mirror', () => {
    const app = new LabApp({ imageMirror: path });
    new UpstreamRelease(app, 'nfd', {
      chart: UpstreamChart.NODE_FEATURE_DISCOVERY,
      values: { master: { extraLabelNs: ['nvidia.com'] } },
    });
    expect(plannedValues(app)).toEqual([
      {
        master: { extraLabelNs: ['nvidia.com'] },
        image: { repository: 'registry.lab:5000/mirror/registry.k8s.io/nfd/node-feature-discovery' },
      },
    ]);
  });

  test('of a chart whose images nobody knows are refused', () => {
    const app = new LabApp({ imageMirror: path, chartMirror: 'oci://registry.lab:5000/charts' });
    new UpstreamRelease(app, 'gpu', { chart: UpstreamChart.GPU_OPERATOR.at('v23.6.1') });
    expect(told(app)).toEqual([
      ['error', 'GPULAB3201', 'gpu', undefined, 'nothing is known of the images of gpu-operator v23.6.1'],
    ]);
  });

  test('with an image that no value moves are refused, and can be without it', () => {
    const make = (values: object) => {
      const app = new LabApp({ imageMirror: path, chartMirror: 'oci://registry.lab:5000/charts' });
      new UpstreamRelease(app, 'volcano', { chart: UpstreamChart.VOLCANO, values: values as any });
      return told(app);
    };
    expect(make({})).toEqual([]);
    const message = 'no value of volcano moves the image docker.io/grafana/grafana:latest to the mirror';
    expect(make({ custom: { metrics_enable: true } })).toContainEqual([
      'error',
      'GPULAB3201',
      'volcano',
      undefined,
      message,
    ]);
  });

  test('without a mirror keep their values, and unknown images are no matter', () => {
    const app = new LabApp();
    const values = { driver: { enabled: false } };
    new UpstreamRelease(app, 'gpu', { chart: UpstreamChart.GPU_OPERATOR.at('v23.6.1'), values });
    expect(plannedValues(app)).toEqual([values]);
    expect(told(app)).toEqual([]);
  });
});

describe('digests', () => {
  const DIGEST = `sha256:${'0a'.repeat(32)}`;
  const pinning = (image: string) => ImageMirror.of('registry.lab:5000/mirror', { digests: { [image]: DIGEST } });

  test('of an image that nothing starts are a warning, however it is written', () => {
    const make = (pinned: string) => {
      const app = new LabApp({ imageMirror: pinning(pinned) });
      pod(new LabChart(app, 'a'), 'p', 'busybox:1');
      return told(app);
    };
    expect(make('docker.io/library/busybox:1')).toEqual([]);
    const message = 'the mirror has a digest for docker.io/library/busybox:2, which nothing of the program starts';
    expect(make('busybox:2')).toEqual([['warning', 'GPULAB3231', undefined, undefined, message]]);
  });

  test('of images of releases and of charts for Helm are used', () => {
    const app = new LabApp({
      imageMirror: pinning('registry.k8s.io/nfd/node-feature-discovery:v0.19.0'),
      chartMirror: 'oci://registry.lab:5000/charts',
    });
    new UpstreamRelease(app, 'nfd', { chart: UpstreamChart.NODE_FEATURE_DISCOVERY });
    expect(told(app)).toEqual([]);
  });
});

describe('charts for Helm keep their images', () => {
  const make = (image: string) => {
    const app = new LabApp({ imageMirror: path });
    const chart = new LabChart(app, 'web');
    pod(chart, 'p', chart.values.text('image', { description: 'Image.', defaultValue: image }).text);
    new HelmChart(chart, { version: '1.0.0' });
    return app;
  };

  test('so another registry in a default is an error there, and in manifests it is moved', () => {
    expect(told(make('busybox:1'))).toEqual([]);
    const message = 'busybox:1 is not from the mirror, and images of a chart for Helm are written as they are';
    expect(told(make('busybox:1'), true)).toEqual([
      ['error', 'GPULAB3201', 'web/p', 'spec.containers[0].image', message],
    ]);
  });

  test('and the reference of the mirror is right', () => {
    expect(told(make(path.reference('busybox:1')), true)).toEqual([]);
  });
});

describe('the list of images', () => {
  const app = new LabApp();
  const chart = new LabChart(app, 'a');
  pod(chart, 'p', 'busybox');
  pod(chart, 'q', 'docker.io/library/busybox:latest');
  new UpstreamRelease(app, 'local', { chart: UpstreamChart.LOCAL_PATH_PROVISIONER });
  new UpstreamRelease(app, 'old', { chart: UpstreamChart.DEX.at('0.1.0') });

  test('has each once, by name, with every place', () => {
    expect(app._images({}).images).toEqual([
      {
        image: 'docker.io/library/busybox:latest',
        target: undefined,
        from: [
          { path: 'a/p', key: 'spec.containers[0].image' },
          { path: 'a/q', key: 'spec.containers[0].image' },
          { path: 'local', key: 'helperImage.repository' },
        ],
      },
      {
        image: 'docker.io/rancher/local-path-provisioner:v0.0.37',
        target: undefined,
        from: [{ path: 'local', key: 'image.repository' }],
      },
    ]);
  });

  test('warns of what floats, and of what it lacks', () => {
    const warnings = app._images({}).findings.filter(({ code }) => code.startsWith('GPULAB32'));
    expect(warnings).toMatchObject([
      { level: 'warning', code: 'GPULAB3202', path: 'a/p', key: 'spec.containers[0].image' },
      { level: 'warning', code: 'GPULAB3205', path: 'old', message: expect.stringContaining('dex 0.1.0') },
    ]);
  });

  test('has the pairs of a mirror; the command line wins over the app, and pins stay', () => {
    const digest = `sha256:${'0a'.repeat(32)}`;
    const pinned = new LabApp({
      imageMirror: ImageMirror.of('one.lab/x', { layout: MirrorLayout.FLAT, digests: { 'a/b:1': digest } }),
    });
    pod(new LabChart(pinned, 'a'), 'p', 'a/b:1');
    const targets = (choice: object) => pinned._images(choice).images.map(({ target }) => target);
    expect(targets({})).toEqual([`one.lab/x/b@${digest}`]);
    expect(targets({ mirror: 'two.lab' })).toEqual([`two.lab/b@${digest}`]);
    expect(targets({ mirror: 'two.lab', layout: 'path' })).toEqual([`two.lab/docker.io/a/b@${digest}`]);
  });

  test('a layout without a mirror is refused', () => {
    expect(() => new LabApp()._images({ layout: 'flat' })).toThrow('GPULAB3203');
  });
});
