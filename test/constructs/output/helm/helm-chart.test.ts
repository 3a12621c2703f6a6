import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LabApp } from '../../../../constructs/app';
import { LabChart } from '../../../../constructs/core/lab-chart';
import { HelmChart, type HelmChartProps } from '../../../../constructs/output';
import { findingsOf, helmChart, thing } from './charts';

const job = (chart: LabChart): void => {
  const { values } = chart;
  const name = values.text('name', { description: 'Name.', example: 'train', pattern: '^[a-z]+$' });
  const gpus = values.integer('gpus', { description: 'GPUs.', minimum: 0, defaultValue: 1 });
  values.demand(gpus.lessThan(9), 'a server has 8 GPUs');
  thing(chart, { data: { name: `${name}-${values.releaseName()}`, gpus, namespace: values.releaseNamespace() } });
};

describe('renderManifests', () => {
  test('takes values over the defaults', () => {
    const [manifest] = helmChart(job).renderManifests({ releaseName: 'r1', values: { name: 'x', gpus: undefined } });
    expect(manifest.data).toEqual({ name: 'x-r1', gpus: 1, namespace: 'default' });
  });

  test('knows release, namespace and version of the chart', () => {
    const chart = helmChart((lab) => thing(lab, { data: { version: lab.values.chartVersion() } }));
    expect(chart.renderManifests({ releaseName: 'r', releaseNamespace: 'lab' })[0].data.version).toBe('1.0.0');
  });

  test('tells everything that is wrong with the values at once', () => {
    const render = () =>
      helmChart(job).renderManifests({
        releaseName: 'Not_One',
        releaseNamespace: 'a.b',
        values: { name: 'X', gpu: 1 },
      });
    expect(findingsOf(render).map(({ code, key }) => [code, key])).toEqual([
      ['GPULAB3109', undefined],
      ['GPULAB3109', undefined],
      ['GPULAB3106', 'name'],
      ['GPULAB3106', 'gpu'],
    ]);
  });

  test('a null takes a default away, which the schema reports', () => {
    const render = () => helmChart(job).renderManifests({ releaseName: 'r', values: { name: 'x', gpus: null } });
    expect(findingsOf(render)).toEqual([
      { code: 'GPULAB3106', message: 'gpus is missing; a whole number is wanted', key: 'gpus', path: 'demo' },
    ]);
  });

  test('a rule over several values is asked when each is good by itself', () => {
    const render = (gpus: number) => () =>
      helmChart(job).renderManifests({ releaseName: 'r', values: { name: 'x', gpus } });
    expect(findingsOf(render(9))).toEqual([{ code: 'GPULAB3107', message: 'a server has 8 GPUs', path: 'demo' }]);
    expect(findingsOf(render(-1)).map(({ code }) => code)).toEqual(['GPULAB3106']);
  });

  test.each(['a', 'a.b', 'a-1', 'x'.repeat(53)])('%s is a release', (releaseName) => {
    expect(helmChart(job).renderManifests({ releaseName, values: { name: 'x' } })).toHaveLength(1);
  });

  test.each(['', 'A', 'a_b', '-a', 'a-', 'a..b', 'a.', 'x'.repeat(54)])('%j is none', (releaseName) => {
    const render = () => helmChart(job).renderManifests({ releaseName, values: { name: 'x' } });
    expect(findingsOf(render).map(({ code }) => code)).toEqual(['GPULAB3109']);
  });
});

describe('what a chart says of itself', () => {
  const made = (props: Partial<HelmChartProps>) => () => helmChart(job, () => props);
  const codes = (props: Partial<HelmChartProps>) => findingsOf(made(props)).map(({ code }) => code);
  const dependency = { name: 'redis', version: '1.0.0', repository: 'https://example.com/charts' };

  test('its name is the id of the LabChart', () => {
    expect(helmChart(job).chartName).toBe('demo');
    expect(helmChart(job, () => ({ chartName: 'job-1' })).chartName).toBe('job-1');
  });

  test.each(['', 'Demo', 'a b', '-a', 'a-', 'a.b', 'a/b', 'x'.repeat(64)])('%j is no name', (chartName) => {
    expect(codes({ chartName })).toEqual(['GPULAB3101']);
  });

  test.each(['1.2.3', '0.0.0', '1.2.3-rc.1', '1.2.3-0a.-', '1.2.3+build.01', '1.2.3-a+b'])(
    '%s is a version',
    (version) => {
      expect(made({ version })().version).toBe(version);
    },
  );

  test.each(['', '1', '1.2', 'v1.2.3', '01.2.3', '1.2.3-01', '1.2.3-', '1.2.3+', '1.2.3 ', 'latest'])(
    '%j is none',
    (version) => {
      expect(codes({ version })).toEqual(['GPULAB3102']);
    },
  );

  test('all that is wrong is told at once, with the place in the program', () => {
    const bad = { name: '', version: '', repository: 'redis', alias: 'a b' };
    expect(codes({ chartName: 'X', version: 'x', dependencies: [bad] })).toEqual([
      'GPULAB3101',
      'GPULAB3102',
      'GPULAB3103',
      'GPULAB3103',
      'GPULAB3103',
    ]);
    expect(made({ version: 'x' })).toThrow(/^error GPULAB3102 .*\n {2}at .*charts\.ts:\d+:\d+/);
  });

  test('a dependency that is there twice needs an alias', () => {
    expect(findingsOf(made({ dependencies: [dependency, dependency] }))).toEqual([
      { code: 'GPULAB3103', message: 'dependency "redis": it is the second one called "redis"' },
    ]);
  });

  test('the values of a dependency are not ours', () => {
    const chart = helmChart(job, () => ({ dependencies: [{ ...dependency, alias: 'gpus' }] }));
    expect(findingsOf(() => chart.renderFiles()).map(({ code }) => code)).toEqual(['GPULAB3103']);
  });

  test('the versions of Kubernetes follow from the app', () => {
    const kubeVersionOf = (chart: LabChart): unknown => {
      thing(chart, {});
      return parse(new HelmChart(chart, { version: '1.0.0' }).renderFiles()['Chart.yaml']).kubeVersion;
    };
    expect(kubeVersionOf(new LabChart(new LabApp({ kubernetesVersion: '1.30' }), 'c'))).toBe('>=1.30.0-0');
    expect(kubeVersionOf(new LabChart(new LabApp({ kubernetesVersion: 'v1.30.2+k3s1' }), 'c'))).toBe('>=1.30.0-0');
    expect(kubeVersionOf(new LabChart(new App(), 'c'))).toBeUndefined();
  });
});

describe('a chart that Helm could not try out', () => {
  test('its defaults and examples break its own rule', () => {
    const chart = helmChart((lab) => {
      const gpus = lab.values.integer('gpus', { description: 'GPUs.', example: 9 });
      lab.values.demand(gpus.lessThan(9), 'a server has 8 GPUs');
      thing(lab, {});
    });
    expect(findingsOf(() => chart.renderFiles())).toEqual([
      { code: 'GPULAB3108', message: "the chart's own defaults and examples: a server has 8 GPUs", path: 'demo' },
    ]);
  });
});
