import { describe, expect, test } from 'vitest';
import { Metrics } from '../../../src/health/server/metrics';
import type { NodeOverview } from '../../../src/health/store/states';

const NODE: NodeOverview = {
  id: 7,
  name: 'gpu-07',
  region: null,
  state: 'connected',
  reason: 'ok',
  ends: { server: new Date(Date.now() + 10.5 * 86_400_000).toISOString(), client: null },
};
const metricsOf = (overview: () => Promise<NodeOverview[]>) => new Metrics({ states: { overview } }, { size: 0 });

describe('a scrape', () => {
  test('has every node the first time, not the second', async () => {
    const text = await metricsOf(async () => [NODE]).text();
    expect(text).toContain('gpulab_health_node_state{id="7",node="gpu-07",region="",state="connected",reason="ok"} 1');
    expect(text).toContain('gpulab_health_certificate_expiry_days{id="7",node="gpu-07",certificate="server"} 10');
    expect(text).toContain('gpulab_health_nodes{state="connected"} 1');
  });

  test('is of one moment: a node that has failed is not counted twice, one that is gone not at all', async () => {
    let nodes = [NODE];
    const metrics = metricsOf(async () => nodes);
    await metrics.text();
    nodes = [{ ...NODE, state: 'failed', reason: 'timeout' }];
    const failed = await metrics.text();
    expect(failed.match(/^gpulab_health_node_state\{.*$/gm)).toEqual([
      'gpulab_health_node_state{id="7",node="gpu-07",region="",state="failed",reason="timeout"} 1',
    ]);
    expect(failed).toContain('gpulab_health_nodes{state="connected"} 0');
    nodes = [];
    expect(await metrics.text()).not.toContain('gpu-07');
  });
});
