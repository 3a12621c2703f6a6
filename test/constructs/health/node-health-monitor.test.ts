import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { LabChart } from '../../../constructs/core';
import { RULE_CODES } from '../../../constructs/core/rules/codes';
import { HealthDatabase, NodeHealthMonitor, type NodeHealthMonitorProps } from '../../../constructs/health';
import { HEALTH_CODES } from '../../../constructs/health/codes';
import { inventoryOf } from '../../../constructs/health/private/monitor-inventory';
import { Inventory } from '../../../constructs/inventory';
import { pageText } from '../../support/pages';

const INVENTORY = `apiVersion: gpulab/v1
docker: {caFile: certs/ca.pem, certFile: certs/checker.pem, keyEnv: CHECKER_KEY}
hosts:
  - {name: gpu-07, address: 10.0.0.7, cpu: "64", docker: {}}
  - {name: gpu-08, docker: {address: "tcp://10.0.0.8:12376", serverName: gpu-08.lab}}
  - {name: storage, address: 10.0.0.9}
`;
const inventory = (text = INVENTORY): Inventory => Inventory.fromText(text, 'inventory.yaml');

const LEAST: NodeHealthMonitorProps = {
  namespace: 'health',
  image: 'registry.example.edu/gpulab:0.1.0',
  secret: 'node-health',
};
const WITH_NODES = { inventory: inventory(), certificates: 'node-certificates' };

function made(props: Partial<NodeHealthMonitorProps> = {}): { app: LabApp; objects: { [kind: string]: any } } {
  const app = new LabApp();
  for (const name of ['node-health', 'node-certificates', 'database', 'tls']) app.external.secret('health', name);
  app.external.storageClass('fast');
  const monitor = new NodeHealthMonitor(new LabChart(app, 'health'), 'monitor', { ...LEAST, ...props });
  const objects = monitor.node.findAll().filter((child) => ApiObject.isApiObject(child));
  return {
    app,
    objects: Object.fromEntries(objects.map((child) => [(child as ApiObject).kind, (child as ApiObject).toJson()])),
  };
}
const told = (props: Partial<NodeHealthMonitorProps>): string[] =>
  made(props)
    .app.check()
    .map(({ code, key }) => `${code} ${key}`);

const podOf = (props: Partial<NodeHealthMonitorProps> = {}): any => made(props).objects.Deployment.spec.template.spec;
const argsOf = (props: Partial<NodeHealthMonitorProps> = {}): string => podOf(props).containers[0].args.join(' ');

test('nothing is wrong with the least that it needs, nor with everything', () => {
  const everything = {
    ...WITH_NODES,
    database: HealthDatabase.postgres({ secret: 'database' }),
    replicas: 3,
    tlsSecret: 'tls',
    prometheusNamespace: 'monitoring',
    clientNamespaces: ['ingress-nginx'],
    dockerPorts: [2376, 12376],
  };
  expect(made().app.check()).toEqual([]);
  expect(made(everything).app.check()).toEqual([]);
});

describe('the pod', () => {
  test('is restricted: no root, no capability, no writing, no account at the API server', () => {
    const pod = podOf();
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(made().objects.ServiceAccount.automountServiceAccountToken).toBe(false);
  });

  test('gets secrets as files of Secrets, and none as an argument or variable', () => {
    const pod = podOf({ database: HealthDatabase.postgres({ secret: 'database', key: 'uri' }) });
    expect(pod.containers[0].env).toBeUndefined();
    expect(pod.volumes[0].projected.sources).toEqual([
      {
        secret: {
          name: 'node-health',
          items: [
            { key: 'token', path: 'token' },
            { key: 'encryption-key', path: 'encryption-key' },
          ],
        },
      },
      { secret: { name: 'database', items: [{ key: 'uri', path: 'database-url' }] } },
    ]);
  });

  test('has probes that speak as the server does', () => {
    const schemes = (props: Partial<NodeHealthMonitorProps>) => {
      const { startupProbe, livenessProbe, readinessProbe } = podOf(props).containers[0];
      return [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => `${httpGet.scheme} ${httpGet.path}`);
    };
    expect(schemes({})).toEqual(['HTTP /healthz', 'HTTP /healthz', 'HTTP /readyz']);
    expect(schemes({ tlsSecret: 'tls' })).toEqual(['HTTPS /healthz', 'HTTPS /healthz', 'HTTPS /readyz']);
  });
});

describe('the database', () => {
  test('is a claim of the one pod, which goes before another comes', () => {
    const { objects } = made({ database: HealthDatabase.embedded({ size: '5Gi', storageClass: 'fast' }) });
    expect(objects.PersistentVolumeClaim.spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '5Gi' } },
    });
    expect(objects.Deployment.spec.strategy).toEqual({ type: 'Recreate' });
    expect(argsOf()).toContain('--data /var/lib/gpulab');
  });

  test('is PostgreSQL by the URL in a Secret: no claim, and any number of pods', () => {
    const props = { database: HealthDatabase.postgres({ secret: 'database' }), replicas: 3 };
    const { objects } = made(props);
    expect(objects.PersistentVolumeClaim).toBeUndefined();
    expect(objects.Deployment.spec).toMatchObject({ replicas: 3, strategy: { type: 'RollingUpdate' } });
    expect(argsOf(props)).toContain('--database-file /etc/gpulab/secrets/database-url');
    expect(argsOf(props)).not.toContain('--data ');
  });

  test('of several pods is PostgreSQL, or it is refused', () => {
    expect(told({ replicas: 2 })).toEqual(['GPULAB2321 replicas']);
    expect(told({ replicas: 2, database: HealthDatabase.embedded() })).toEqual(['GPULAB2321 replicas']);
  });
});

describe('the inventory', () => {
  test('comes with hosts that have an endpoint, nothing else of them, and files where the pod has them', () => {
    const text = made(WITH_NODES).objects.ConfigMap.data['inventory.yaml'];
    const files = Object.fromEntries(
      Object.entries({ ca: 'ca.pem', cert: 'checker.pem', key: 'CHECKER_KEY' }).map(([what, key]) => [
        `${what}File`,
        `/etc/gpulab/certificates/${key}`,
      ]),
    );
    expect(JSON.parse(text).hosts).toEqual([
      { name: 'gpu-07', address: '10.0.0.7', docker: { tls: true, ...files } },
      { name: 'gpu-08', docker: { address: 'tcp://10.0.0.8:12376', tls: true, serverName: 'gpu-08.lab', ...files } },
    ]);
  });

  test('is read by the server as it was meant', () => {
    const read = inventory(inventoryOf(inventory()));
    expect(read.findings).toEqual([]);
    expect(read.hosts.map(({ name, docker }) => [name, docker?.address, docker?.keyFile])).toEqual([
      ['gpu-07', undefined, '/etc/gpulab/certificates/CHECKER_KEY'],
      ['gpu-08', 'tcp://10.0.0.8:12376', '/etc/gpulab/certificates/CHECKER_KEY'],
    ]);
  });

  test('whatever its names are, is read as it was meant', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(name, name, (serverName, address) => {
        const hosts = [{ name: 'n', docker: { serverName, address } }];
        const first = inventory(JSON.stringify({ apiVersion: 'gpulab/v1', hosts }));
        fc.pre(first.findings.length === 0);
        expect(inventory(inventoryOf(first)).hosts[0].docker).toEqual(first.hosts[0].docker);
      }),
    );
  });

  test('needs its certificates in the cluster', () => {
    const [finding] = made({ inventory: inventory() }).app.check();
    expect(finding).toMatchObject({
      code: 'GPULAB2322',
      message:
        'the inventory names 3 certificates and keys, as file certs/ca.pem of host "gpu-07", and certificates is missing',
      hint: 'name a Secret with the keys ca.pem, checker.pem, CHECKER_KEY',
    });
  });

  test('must not name two files that would have one key, or one that can be no key', () => {
    const of = (docker: string) => inventory(`apiVersion: gpulab/v1\nhosts:\n  - {name: n, docker: ${docker}}\n`);
    const files = (docker: string) => told({ inventory: of(docker), certificates: 'node-certificates' });
    expect(files('{certFile: a/x.pem, keyFile: b/x.pem}')).toEqual(['GPULAB2323 inventory']);
    expect(files('{caFile: "of lab.pem"}')).toEqual(['GPULAB2323 inventory']);
    expect(files('{caFile: a/x.pem, certFile: a/x.pem}')).toEqual([]);
  });

  test('must not name a socket of a machine', () => {
    const text =
      'apiVersion: gpulab/v1\nhosts:\n  - {name: n, docker: {address: "unix:///run/docker.sock", tls: false}}\n';
    expect(told({ inventory: inventory(text) })).toEqual(['GPULAB2324 inventory']);
  });

  test('with a fault of its own is told at its line', () => {
    const findings = made({
      inventory: inventory('apiVersion: gpulab/v1\nhosts:\n  - {name: n, dokcer: {}}\n'),
    }).app.check();
    expect(findings.map(({ file, line }) => `${file}:${line}`)).toContain('inventory.yaml:3');
  });

  test('that changes makes new pods', () => {
    const sum = (text?: string) =>
      made({ ...WITH_NODES, inventory: inventory(text) }).objects.Deployment.spec.template.metadata.annotations;
    expect(sum()).toEqual(sum());
    expect(sum(INVENTORY.replace('10.0.0.7', '10.0.0.6'))).not.toEqual(sum());
  });
});

describe('the network', () => {
  const policyOf = (props: Partial<NodeHealthMonitorProps>): any => made(props).objects.NetworkPolicy.spec;
  const portsOf = (props: Partial<NodeHealthMonitorProps>): number[] =>
    policyOf(props).egress.flatMap(({ ports }: any) => ports.map(({ port }: any) => port));

  test('lets the server out to name servers, Docker and its database', () => {
    expect(portsOf({})).toEqual([53, 53, 2376]);
    expect(portsOf(WITH_NODES)).toEqual([53, 53, 2376, 12376]);
    // What an inventory leaves to its default is one of its ports, whatever the others are.
    const inventory = Inventory.fromText('apiVersion: gpulab/v1\nhosts: [{name: a, docker: {}}]\n', 'inventory.yaml');
    expect(portsOf({ inventory, dockerPorts: [4243] })).toEqual([53, 53, 4243, 2376]);
    expect(
      portsOf({ dockerPorts: [4243], database: HealthDatabase.postgres({ secret: 'database', port: 6432 }) }),
    ).toEqual([53, 53, 4243, 6432]);
  });

  test('never lets it out to every port', () => {
    expect(told({ dockerPorts: [] })).toEqual(['GPULAB2203 dockerPorts']);
  });

  test('lets in its namespace, and those that are named', () => {
    const { ingress } = policyOf({ clientNamespaces: ['ingress-nginx'], prometheusNamespace: 'monitoring' });
    const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    expect(ingress).toEqual([
      {
        from: [{ podSelector: {} }, named('ingress-nginx'), named('monitoring')],
        ports: [{ protocol: 'TCP', port: 'http' }],
      },
    ]);
    expect(policyOf({}).ingress[0].from).toEqual([{ podSelector: {} }]);
  });
});

test('Prometheus gets figures with the token, and alerts, where there is one', () => {
  const { objects } = made({ prometheusNamespace: 'monitoring', tlsSecret: 'tls' });
  expect(objects.ServiceMonitor.spec.endpoints[0]).toMatchObject({
    path: '/metrics',
    scheme: 'https',
    authorization: { credentials: { name: 'node-health', key: 'metrics-token' } },
    tlsConfig: { ca: { secret: { name: 'tls', key: 'ca.crt' } }, serverName: 'node-health.health.svc' },
  });
  expect(objects.PrometheusRule.spec.groups[0].rules.map(({ alert }: any) => alert)).toEqual([
    'DockerEndpointFailed',
    'DockerEndpointsMostlyFailed',
    'NodeHealthBlind',
    'DockerCertificateExpires',
    'NodeHealthSweepMissing',
    'NodeHealthCheckerExhausted',
  ]);
  expect(made().objects.PrometheusRule).toBeUndefined();
});

test('every alert says what to do, and where the reasons are explained', () => {
  const { objects } = made({ prometheusNamespace: 'monitoring', name: 'health-of-lab' });
  const descriptions: string[] = objects.PrometheusRule.spec.groups[0].rules.map(
    ({ annotations }: any) => annotations.description,
  );
  expect(descriptions).toHaveLength(6);
  expect(descriptions.filter((text) => !text)).toEqual([]);
  const [ofReason] = descriptions;
  expect(ofReason).toContain('kubectl -n health port-forward service/health-of-lab 8080');
  expect(ofReason).toContain('docs/health.md of gpulab, "States and reasons"');
  expect(pageText('docs/health.md')).toContain('\n## States and reasons\n');
});

test('Prometheus shows a token of its own, which no server has that no Prometheus asks', () => {
  const itemsOf = (props: Partial<NodeHealthMonitorProps>): string[] =>
    podOf(props).volumes[0].projected.sources[0].secret.items.map(({ path }: any) => path);
  const props = { prometheusNamespace: 'monitoring' };
  expect(itemsOf(props)).toEqual(['token', 'encryption-key', 'metrics-token']);
  expect(argsOf(props)).toContain('--metrics-token-file /etc/gpulab/secrets/metrics-token');
  expect(itemsOf({})).not.toContain('metrics-token');
  expect(argsOf()).not.toContain('metrics-token');
});

test('Prometheus finds the monitor and its alerts by labels that are given, which are no label of ours', () => {
  const monitoringLabels = { release: 'prometheus', 'app.kubernetes.io/name': 'mine' };
  const { objects } = made({ prometheusNamespace: 'monitoring', monitoringLabels });
  for (const kind of ['ServiceMonitor', 'PrometheusRule']) {
    expect(objects[kind].metadata.labels).toEqual({
      release: 'prometheus',
      'app.kubernetes.io/name': 'node-health',
      'app.kubernetes.io/instance': 'node-health',
    });
  }
  expect(objects.Deployment.metadata.labels).not.toHaveProperty('release');
  expect(told({ monitoringLabels: { 'a b': 'c d' } })).toEqual([
    'GPULAB2203 monitoringLabels key',
    'GPULAB2203 monitoringLabels.a b',
  ]);
});

test('of several servers one may be evicted at a time; the only one may, too', () => {
  const database = HealthDatabase.postgres({ secret: 'database' });
  expect(made({ replicas: 2, database }).objects.PodDisruptionBudget.spec).toEqual({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: {
      matchLabels: { 'app.kubernetes.io/name': 'node-health', 'app.kubernetes.io/instance': 'node-health' },
    },
  });
  expect(made().objects.PodDisruptionBudget).toBeUndefined();
});

test('props that are no such thing are told all at once, and nothing is made', () => {
  const props: any = {
    namespace: 'No',
    image: 'a b',
    secret: 'S',
    replicas: 0,
    dockerPorts: [0],
    database: 'pg',
    cpu: '0',
  };
  const { app, objects } = made(props);
  expect(app.check().map(({ code, key }) => `${code} ${key}`)).toEqual([
    'GPULAB2203 namespace',
    'GPULAB2203 image',
    'GPULAB2203 secret',
    'GPULAB2202 dockerPorts[0]',
    'GPULAB2201 cpu',
    'GPULAB2202 replicas',
    'GPULAB2217 database',
  ]);
  expect(objects).toEqual({});
});

test('its own codes are in no other catalogue', () => {
  expect(Object.keys(HEALTH_CODES).filter((code) => code in RULE_CODES)).toEqual([]);
});
