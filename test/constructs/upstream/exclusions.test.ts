import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';

const { GPU_OPERATOR, HAMI, NVIDIA_DEVICE_PLUGIN } = UpstreamChart;
type Part = readonly [UpstreamChart, { [key: string]: any }?];

/** What is told of releases side by side, for the exclusion only. */
function told(...parts: Part[]) {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  for (const [i, [chart, values]] of parts.entries()) new UpstreamRelease(app, `r${i}`, { chart, values });
  return app.check().filter(({ code }) => code === 'GPULAB2426');
}

describe('two device plugins on the same nodes', () => {
  test.each([
    [GPU_OPERATOR, NVIDIA_DEVICE_PLUGIN],
    [GPU_OPERATOR, HAMI],
    [HAMI, NVIDIA_DEVICE_PLUGIN],
    [HAMI.fromRepository('https://charts.example.com'), GPU_OPERATOR.at('v25.3.0')],
  ])('are an error at the second, once', (a, b) => {
    const [finding, ...others] = told([a], [b]);
    expect(finding).toMatchObject({ level: 'error', path: 'r1', key: 'devicePlugin.enabled' });
    expect(finding.hint).toBe('set devicePlugin.enabled to false here, or devicePlugin.enabled of r0');
    expect(others).toEqual([]);
  });

  test('are right when one of them is switched off, whichever', () => {
    const off = { devicePlugin: { enabled: false } };
    expect(told([GPU_OPERATOR, off], [HAMI])).toEqual([]);
    expect(told([GPU_OPERATOR], [HAMI, off])).toEqual([]);
  });

  test('are a warning when one selects nodes: labels may keep them apart', () => {
    const apart = { devicePlugin: { nvidiaNodeSelector: { gpu: 'on' } } };
    expect(told([GPU_OPERATOR], [HAMI, apart])).toMatchObject([{ level: 'warning', path: 'r1' }]);
    expect(told([NVIDIA_DEVICE_PLUGIN, { nodeSelector: {} }], [GPU_OPERATOR])).toMatchObject([{ level: 'error' }]);
  });

  test('of three, each later one names each earlier', () => {
    expect(told([GPU_OPERATOR], [HAMI], [NVIDIA_DEVICE_PLUGIN]).map(({ path }) => path)).toEqual(['r1', 'r2', 'r2']);
  });
});
