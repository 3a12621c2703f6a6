import { describe, expect, test } from 'vitest';
import { LabApp, type LabAppProps } from '../../../constructs/app';
import { ImageMirror } from '../../../constructs/core';
import { Delivery } from '../../../constructs/output';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import { inFolder, textsIn } from '../../support/folder';

const CHARTS = 'oci://registry.lab:5000/charts';
const imageMirror = ImageMirror.of('registry.lab:5000/mirror');
const NFD = UpstreamChart.NODE_FEATURE_DISCOVERY;

function appWith(props: LabAppProps, ...charts: UpstreamChart[]): LabApp {
  const app = new LabApp(props);
  charts.forEach((chart, index) => {
    new UpstreamRelease(app, `r${index}`, { chart, releaseName: `r${index}` });
  });
  return app;
}

/** Everything that an app writes. */
const writtenBy = (make: (outdir: string) => LabApp): string =>
  inFolder((folder) => {
    make(folder).synth();
    return Object.values(textsIn(folder)).join('');
  });

const told = (app: LabApp) =>
  app
    .check()
    .filter(({ code }) => /^GPULAB320[678]$/.test(code))
    .map(({ level, code, path, message }) => [level, code, path, message]);

describe('charts of a closed network', () => {
  test.each([
    ['the script', Delivery.script()],
    ['helmfile', Delivery.helmfile()],
    ['umbrella charts', Delivery.umbrella()],
    ['Argo CD', Delivery.argoCd({ repoUrl: 'https://git.lab/lab.git', path: 'dist' })],
    ['Flux', Delivery.flux({ sourceName: 'lab' })],
  ])('are from the mirror, and from nowhere else, in %s', (_, delivery) => {
    const text = writtenBy((outdir) => appWith({ outdir, chartMirror: CHARTS, deliveries: [delivery] }, NFD));
    expect(text).toContain('registry.lab:5000/charts');
    expect(text).not.toContain(new URL(NFD.repository.replace('oci:', 'https:')).host);
  });

  test('of its registry stay where they are', () => {
    const own = NFD.fromRepository('oci://registry.lab:5000/others');
    expect(appWith({ chartMirror: CHARTS }, own)._images({}).charts).toEqual([
      { name: NFD.name, version: NFD.version, repository: own.repository, from: ['r0'] },
    ]);
  });

  test('are listed once, with what uses them', () => {
    expect(appWith({ chartMirror: CHARTS }, NFD, NFD)._images({}).charts).toEqual([
      { name: NFD.name, version: NFD.version, repository: NFD.repository, target: CHARTS, from: ['r0', 'r1'] },
    ]);
  });

  test('that are from the network while images are not: a warning for each', () => {
    const message = `images come from registry.lab:5000/mirror, and the chart ${NFD.name} still from ${NFD.repository}`;
    expect(told(appWith({ imageMirror }, NFD))).toEqual([['warning', 'GPULAB3208', 'r0', message]]);
    expect(told(appWith({ imageMirror }, NFD.fromRepository(CHARTS)))).toEqual([]);
    expect(told(appWith({ imageMirror, chartMirror: CHARTS }, NFD))).toEqual([]);
    expect(told(appWith({}, NFD))).toEqual([]);
  });

  test('two of one name and version would be one', () => {
    const other = 'https://charts.example.org';
    const app = appWith({ chartMirror: CHARTS }, NFD, NFD.fromRepository(other));
    const both = `${NFD.name} ${NFD.version} of ${NFD.repository} and that of ${other}`;
    expect(told(app)).toEqual([
      ['error', 'GPULAB3207', 'r1', `${both} would both be ${CHARTS}/${NFD.name}:${NFD.version}`],
    ]);
  });

  test.each(['registry.lab/charts', 'https://registry.lab/charts', 'oci://', `${CHARTS}/`, "oci://x.lab/a'b", ''])(
    '%j is no mirror of charts',
    (chartMirror) => expect(() => new LabApp({ chartMirror })).toThrow('GPULAB3206'),
  );
});
