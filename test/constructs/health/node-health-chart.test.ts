import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LabApp } from '../../../constructs/app';
import { NodeHealthChart } from '../../../constructs/health';
import { Inventory } from '../../../constructs/inventory';
import { blocksOf } from '../../support/pages';

const { helm } = new NodeHealthChart(new LabApp(), 'node-health', { version: '1.0.0' });

const rendered = (values: object = {}): { [kind: string]: any } =>
  Object.fromEntries(
    helm
      .renderManifests({
        values: { image: 'registry.example.edu/gpulab:0.1.0', ...values },
        releaseName: 'node-health',
        releaseNamespace: 'health',
      })
      .map((object) => [object.kind, JSON.parse(JSON.stringify(object))]),
  );
const inventoryOf = (values: object): Inventory =>
  Inventory.fromText(rendered(values).ConfigMap.data['inventory.yaml'], 'inventory.yaml');
const HOST = { name: 'gpu-07', docker: { address: 'tcp://10.0.0.7:2376' } };
const podOf = (values: object): any => rendered(values).Deployment.spec.template.spec;
const volumesOf = (values: object): string[] => podOf(values).volumes.map(({ name }: any) => name);

test('the values of its page are good ones', () => {
  const blocks = blocksOf('docs/node-health.md').filter(({ language }) => language === 'yaml');
  const values = parse(blocks[3].text);
  expect(inventoryOf(values).hosts.map(({ name }) => name)).toEqual(['gpu-07', 'gpu-08']);
});

describe('hosts of the values', () => {
  test('are an inventory that the server reads as it was meant', () => {
    const hosts = [
      HOST,
      { name: 'gpu-08', address: 'fe80::8', docker: { serverName: 'gpu-08.lab' } },
      { name: 'gpu-09', docker: { address: 'http://[::9]:2375', tls: false } },
    ];
    const { findings, hosts: read } = inventoryOf({ hosts, dockerPorts: [2375, 2376] });
    expect(findings).toEqual([]);
    expect(read.map(({ name, docker }) => [name, docker?.address, docker?.tls, docker?.keyFile])).toEqual([
      ['gpu-07', 'tcp://10.0.0.7:2376', true, '/etc/gpulab/certificates/key.pem'],
      ['gpu-08', undefined, true, '/etc/gpulab/certificates/key.pem'],
      ['gpu-09', 'http://[::9]:2375', false, '/etc/gpulab/certificates/key.pem'],
    ]);
  });

  test.each([
    ['an unknown field', { ...HOST, foo: 1 }],
    ['no endpoint', { name: 'gpu-07' }],
    ['no name', { docker: {} }],
    ['a name that is none', { name: 'GPU 07', docker: {} }],
    ['an address with a blank', { name: 'gpu-07', docker: { address: 'hello world' } }],
    ['an address without a port', { name: 'gpu-07', docker: { address: 'tcp://10.0.0.7' } }],
    ['a port that there is not', { name: 'gpu-07', docker: { address: 'tcp://10.0.0.7:65536' } }],
    ['a socket of a machine', { name: 'gpu-07', docker: { address: 'unix:///run/docker.sock', tls: false } }],
    ['a file of the pod', { name: 'gpu-07', docker: { keyFile: '/etc/shadow' } }],
    ['a variable of the pod', { name: 'gpu-07', docker: { keyEnv: 'HOME' } }],
  ])('are refused with %s', (_what, host) => {
    expect(() => rendered({ hosts: [host] })).toThrow('hosts[0]');
  });

  test('have a name and an address of their own: the server would not start with others', () => {
    const two = (one: object, other: object) => () => rendered({ hosts: [one, other] });
    const at = (name: string, address: string) => ({ name, address, docker: {} });
    expect(two(HOST, { ...HOST, docker: { address: 'tcp://10.0.0.8:2376' } })).toThrow('two hosts have one name');
    expect(two(at('a', '10.0.0.7'), at('b', '10.0.0.7'))).toThrow('two hosts have one address');
    const named = { ...at('b', '10.0.0.7'), docker: { serverName: 'gpu', address: 'tcp://10.0.0.7:2376' } };
    expect(two(at('a', '10.0.0.7'), named)).toThrow('two hosts have one address');
    expect(two(at('a', 'fe80::7'), at('b', 'fe80::8'))).not.toThrow();
    // A name that another uses for something else is no name twice.
    expect(two(at('a', 'b'), { name: 'b', docker: { serverName: 'a' } })).not.toThrow();
  });

  test.each([
    ['an address', [{ address: 'tcp://10.0.0.7:12376' }], [2376, 12376], [2376]],
    ['one of IPv6', [{ address: 'tcp://[fe80::7]:12376', serverName: 'gpu', tls: true }], [12376], [2376, 1237, 376]],
    ['one of several', [{ address: 'tcp://a:2376' }, { address: 'tcp://b:2377' }], [2376, 2377], [2376]],
    ['no address', [{}], [2376], [12376, 23760]],
    ['no address, and a name', [{ serverName: 'gpu' }], [2376], [2375]],
    ['no address, and TLS', [{ serverName: 'gpu', tls: true }], [2376], [2375]],
    ['no address, and no TLS', [{ tls: false }], [2375], [2376]],
    ['no address, a name and no TLS', [{ serverName: 'gpu', tls: false }], [2375], [2376]],
  ])('are held against dockerPorts: %s', (_what, dockers, right, wrong) => {
    const hosts = dockers.map((docker, index) => ({ name: `gpu-${index}`, docker }));
    expect(() => rendered({ hosts, dockerPorts: right })).not.toThrow();
    expect(() => rendered({ hosts, dockerPorts: wrong })).toThrow('a host has a port that dockerPorts lacks');
  });

  test('keep TLS when there is no Secret of certificates, unless one says otherwise itself', () => {
    const hosts = [HOST, { name: 'plain', docker: { address: 'tcp://10.0.0.9:2375', tls: false } }];
    expect(
      inventoryOf({ hosts, certificates: '', dockerPorts: [2375, 2376] }).hosts.map(({ docker }) => docker),
    ).toEqual([
      { address: 'tcp://10.0.0.7:2376', tls: true },
      { address: 'tcp://10.0.0.9:2375', tls: false },
    ]);
  });
});

test('labels by which Prometheus selects, and a budget of several servers, are as values say', () => {
  const { ServiceMonitor, PrometheusRule, PodDisruptionBudget } = rendered({
    prometheusNamespace: 'monitoring',
    monitoringLabels: { release: 'prometheus' },
    replicas: 2,
    database: { secret: 'database' },
  });
  for (const { metadata } of [ServiceMonitor, PrometheusRule]) {
    expect(metadata.labels).toMatchObject({ release: 'prometheus', 'app.kubernetes.io/name': 'node-health' });
  }
  expect(PodDisruptionBudget.spec.maxUnavailable).toBe(1);
  expect(rendered().PodDisruptionBudget).toBeUndefined();
});

test('the server is let out to the ports that values say, and never to all', () => {
  const portsOf = (values: object): unknown[] => rendered(values).NetworkPolicy.spec.egress[1].ports;
  expect(portsOf({})).toEqual([{ protocol: 'TCP', port: 2376 }]);
  expect(portsOf({ dockerPorts: [2376, 12376] })).toEqual([
    { protocol: 'TCP', port: 2376 },
    { protocol: 'TCP', port: 12376 },
  ]);
  expect(() => rendered({ dockerPorts: [] })).toThrow('dockerPorts is empty');
  expect(() => rendered({ dockerPorts: [65536] })).toThrow('dockerPorts[0]');
});

test('the Secret of certificates is mounted for hosts of the values only: a pod without it would never start', () => {
  expect(volumesOf({})).not.toContain('certificates');
  expect(volumesOf({ hosts: [HOST], certificates: '' })).not.toContain('certificates');
  expect(volumesOf({ hosts: [HOST] })).toContain('certificates');
});
