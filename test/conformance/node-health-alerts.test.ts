import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { afterAll, describe, expect, test } from 'vitest';
import { LabApp } from '../../constructs/app';
import { LabChart } from '../../constructs/core';
import { NodeHealthMonitor } from '../../constructs/health';
import { promtool } from './tools/promtool';

/** The alerts of a NodeHealthMonitor, by Prometheus's own tool: each at its time, and not before. */

const folder = mkdtempSync(join(tmpdir(), 'gpulab-alerts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rules(): { groups: [{ rules: { alert: string; annotations: { description: string } }[] }] } {
  const monitor = new NodeHealthMonitor(new LabChart(new LabApp(), 'health'), 'monitor', {
    namespace: 'health',
    image: 'registry.example.edu/gpulab:0.1.0',
    secret: 'node-health',
    prometheusNamespace: 'monitoring',
  });
  const found = monitor.node.findAll().find((child) => ApiObject.isApiObject(child) && child.kind === 'PrometheusRule');
  return (found as ApiObject).toJson().spec;
}
const spec = rules();
writeFileSync(join(folder, 'rules.json'), JSON.stringify(spec));
/** What to do, which is the same at all times. */
const descriptionOf = (name: string) =>
  spec.groups[0].rules.find(({ alert }) => alert === name)?.annotations.description;

/** One sample each 30 s, of each of two servers. */
const series = (metric: string, labels: string, values: string): object[] =>
  ['a', 'b'].map((pod) => ({
    series: `gpulab_health_${metric}{namespace="health",job="node-health",pod="${pod}"${labels}}`,
    values,
  }));
const GOING_ON = [
  ...series('nodes', ',state="connected"', '1x60'),
  ...series('probe_duration_seconds_count', ',state="connected"', '0+5x60'),
];
const failed = (reason: string, values: string) =>
  series('node_state', `,id="7",node="gpu-07",region="",state="failed",reason="${reason}"`, values);

/** What every alert of these servers says of them. */
const OF = { namespace: 'health', job: 'node-health' };

interface Raised {
  readonly exp_labels: object;
  readonly exp_annotations: { readonly summary: string };
}

/** Which alerts are there at a time, and of whom. */
async function raised(input: object[], minute: number, alerts: { readonly [name: string]: Raised[] }): Promise<void> {
  const all = [
    'DockerEndpointFailed',
    'DockerEndpointsMostlyFailed',
    'NodeHealthBlind',
    'DockerCertificateExpires',
    'NodeHealthSweepMissing',
    'NodeHealthCheckerExhausted',
  ];
  const expected = all.map((alertname) => ({
    eval_time: `${minute}m`,
    alertname,
    exp_alerts: (alerts[alertname] ?? []).map(({ exp_labels, exp_annotations }) => ({
      exp_labels,
      exp_annotations: { ...exp_annotations, description: descriptionOf(alertname) },
    })),
  }));
  const path = join(folder, 'test.json');
  const tests = [{ interval: '30s', input_series: input, alert_rule_test: expected }];
  writeFileSync(path, JSON.stringify({ rule_files: ['rules.json'], evaluation_interval: '30s', tests }));
  const { status, stdout, stderr } = await promtool('test', 'rules', path);
  expect({ status, told: stdout + stderr }).toEqual({ status: 0, told: expect.stringContaining('SUCCESS') });
}

test('are rules that Prometheus takes', async () => {
  const { status, stdout } = await promtool('check', 'rules', join(folder, 'rules.json'));
  expect(stdout).toContain('SUCCESS: 6 rules found');
  expect(status).toBe(0);
});

test('nothing is raised while all is well', () => raised(GOING_ON, 10, {}));

test('a node that failed is told after five minutes, once for all servers, also when the reason changes', async () => {
  const input = [...GOING_ON, ...failed('timeout', '1x6 stale'), ...failed('unreachable', '_x6 1x60')];
  await raised(input, 4, {});
  await raised(input, 6, {
    DockerEndpointFailed: [
      {
        exp_labels: { severity: 'critical', ...OF, id: '7', node: 'gpu-07' },
        exp_annotations: {
          summary: 'Docker of node gpu-07 has failed for five minutes: unreachable',
        },
      },
    ],
  });
});

test('a node whose reason has characters of a query is told all the same', async () => {
  const odd = series('node_state', ',id="a\\"b",node="n",region="",state="failed",reason="dns"', '1x60');
  await raised([...GOING_ON, ...odd], 6, {
    DockerEndpointFailed: [
      {
        exp_labels: { severity: 'critical', ...OF, id: 'a"b', node: 'n' },
        exp_annotations: {
          summary: 'Docker of node n has failed for five minutes: dns',
        },
      },
    ],
  });
});

describe('more than half of all nodes', () => {
  const counts = (connected: number, failures: number, unknown: number) => [
    ...series('nodes', ',state="connected"', `${connected}x60`),
    ...series('nodes', ',state="failed"', `${failures}x60`),
    ...series('nodes', ',state="unknown"', `${unknown}x60`),
    ...series('probe_duration_seconds_count', ',state="failed"', '0+5x60'),
  ];
  test('that failed are told once, before each of them is', async () => {
    await raised(counts(1, 3, 1), 3, {
      DockerEndpointsMostlyFailed: [
        {
          exp_labels: { severity: 'critical', ...OF },
          exp_annotations: {
            summary: '3 nodes, more than half, have failed',
          },
        },
      ],
    });
    await raised(counts(1, 3, 1), 1, {});
  });
  test('are not half of them, and not the one that there is', async () => {
    await raised(counts(2, 3, 1), 10, {});
    await raised(counts(0, 1, 0), 10, {});
  });
});

test('looks that cannot be made are told by their reason, after five minutes', async () => {
  const unknown = (id: number, reason: string) =>
    series('node_state', `,id="${id}",node="n${id}",region="",state="unknown",reason="${reason}"`, '1x60');
  const input = [
    ...GOING_ON,
    ...[1, 2].flatMap((id) => unknown(id, 'secret-unreadable')),
    ...unknown(3, 'dns-unavailable'),
    ...unknown(4, 'not-configured'),
  ];
  const blind = (count: number, reason: string) => ({
    exp_labels: { severity: 'critical', ...OF, reason },
    exp_annotations: { summary: `node-health cannot tell how ${count} nodes are: ${reason}` },
  });
  await raised(input, 4, {});
  await raised(input, 6, { NodeHealthBlind: [blind(2, 'secret-unreadable'), blind(1, 'dns-unavailable')] });
});

test('a certificate is told two weeks before its end', async () => {
  const expiry = (days: number) =>
    series('certificate_expiry_days', ',id="7",node="gpu-07",certificate="server"', `${days}x60`);
  await raised([...GOING_ON, ...expiry(14)], 5, {});
  await raised([...GOING_ON, ...expiry(13)], 5, {
    DockerCertificateExpires: [
      {
        exp_labels: { severity: 'warning', ...OF, id: '7', node: 'gpu-07', certificate: 'server' },
        exp_annotations: { summary: 'Docker of node gpu-07: the server certificate ends in 13 days' },
      },
    ],
  });
});

const missing = (labels: object) => ({
  NodeHealthSweepMissing: [
    {
      exp_labels: { severity: 'critical', ...labels },
      exp_annotations: {
        summary: 'node-health has looked at no node for two minutes: what it says of them is old',
      },
    },
  ],
});

test('servers that look at no node any more, and servers that are gone', async () => {
  const stuck = [
    ...series('nodes', ',state="connected"', '1x60'),
    ...series('probe_duration_seconds_count', ',state="connected"', '0+5x10 50x50'),
  ];
  await raised(stuck, 6, {});
  await raised(stuck, 9, missing({}));
  const gone = [
    ...series('nodes', ',state="connected"', '1x10'),
    ...series('probe_duration_seconds_count', '', '0+5x10'),
  ];
  await raised(gone, 6, {});
  await raised(gone, 14, missing({ namespace: 'health', job: 'node-health' }));
});

test('a lab without nodes is no fault', () =>
  raised(
    [
      ...series('nodes', ',state="connected"', '0x60'),
      ...series('probe_duration_seconds_count', ',state="connected"', '3x60'),
    ],
    10,
    {},
  ));

test('a checker that is out of resources', async () => {
  const exhausted = series('node_state', ',id="7",node="gpu-07",state="unknown",reason="checker-exhausted"', '1x60');
  await raised([...GOING_ON, ...exhausted], 7, {
    NodeHealthCheckerExhausted: [
      {
        exp_labels: { severity: 'warning', ...OF },
        exp_annotations: {
          summary: 'node-health is out of resources for 1 nodes',
        },
      },
    ],
  });
});
