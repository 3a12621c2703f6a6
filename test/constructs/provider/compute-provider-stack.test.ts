import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { imagesOf } from '../../../constructs/app/private/image-list';
import {
  type CalicoEncapsulation,
  ComputeProviderStack,
  type ComputeProviderStackProps,
  ProviderGpu,
  ProviderIngress,
  ProviderVersion,
  TaskPolicies,
} from '../../../constructs/provider';
import { codesOf, objectOf, objectsOf, outputOf, provider, releaseOf, V0_3, V1_1, WALLET } from './support';

const REDIS = { authSecret: 'redis-auth', storageClass: 'local-path' };
const REGISTRY = { tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', storageClass: 'local-path' };

/** What is deployed by hand, on a cluster that has it. */
const there = (props: Partial<ComputeProviderStackProps>): string[] => {
  const made = provider(props);
  const { external } = made.app;
  external.storageClass('local-path');
  for (const name of ['redis-auth', 'registry-tls', 'registry-users']) external.secret('computing-provider', name);
  return made.app.check().map(({ code }) => code);
};

describe('a stack', () => {
  test.each<[string, Partial<ComputeProviderStackProps>]>([
    ['of the first guide', { ...V0_3, redis: REDIS, registry: REGISTRY }],
    ['of the newest version', { ...V1_1, policies: TaskPolicies.upstream({ hostSubnets: ['192.0.2.0/24'] }) }],
    ['with the GPU operator', { gpu: ProviderGpu.operator() }],
    ['with wallets', { wallets: [WALLET] }],
  ])('%s is made with no word but that ingress-nginx is retired', (_what, props) => {
    expect(there(props)).toEqual(['GPULAB2422']);
  });

  test('says nothing at all with another ingress controller', () => {
    const ingress = ProviderIngress.existing({ namespace: 'traefik', nodePort: 30081 });
    expect(there({ ingress })).toEqual([]);
    const made = provider({ ingress });
    expect(made.stack.ingressNodePort).toBe(30081);
    expect(releaseOf(made, 'ingress-nginx')).toBeUndefined();
    expect(JSON.stringify(objectOf(made, 'GlobalNetworkPolicy', 'tasks-isolated').spec.ingress)).toContain(
      'kubernetes.io/metadata.name == \\"traefik\\"',
    );
  });

  test('is made on a cluster that has Calico and GPUs already without either', () => {
    const made = provider({ existingCalico: true, gpu: ProviderGpu.existing() });
    const kinds = new Set(objectsOf(made).map(({ kind }) => kind));
    expect(kinds).not.toContain('Installation');
    expect(kinds).toContain('GlobalNetworkPolicy');
    expect(releaseOf(made, 'nvidia-device-plugin')).toBeUndefined();
  });

  test('tells the host side what it must know', () => {
    const { stack } = provider({ podSubnet: '10.32.0.0/13', ingress: ProviderIngress.nginx({ nodePort: 31000 }) });
    expect([stack.version, stack.domain, stack.podSubnet, stack.ingressNodePort]).toEqual([
      ProviderVersion.V0_3_0,
      'example.com',
      '10.32.0.0/13',
      31000,
    ]);
  });

  test('has the device plugin on every node: nothing here makes the labels that its chart asks for', () => {
    expect(releaseOf(provider(), 'nvidia-device-plugin')._values).toEqual({ affinity: null, failOnInitError: false });
    const { 'values/nvidia-device-plugin.yaml': values } = outputOf(provider());
    expect(values).toContain('affinity: null');
  });

  test('lets the GPU operator give cards by the variable, as the exporter and tasks want it', () => {
    const made = provider({ gpu: ProviderGpu.operator() });
    const values = JSON.stringify(releaseOf(made, 'gpu-operator')._values);
    expect(values).toContain('ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED","value":"true"');
  });

  test('gives the monitoring to the GPU operator, whose figures it asks for', () => {
    const made = provider({ gpu: ProviderGpu.operator(), monitoring: { grafanaAdmin: { secret: 'grafana-admin' } } });
    made.app.external.secret('kube-prometheus-stack', 'grafana-admin');
    expect(made.app.check().map(({ code }) => code)).toEqual(['GPULAB2422']);
    expect(releaseOf(made, 'gpu-operator')._values).toMatchObject({
      dcgmExporter: { serviceMonitor: { enabled: true } },
    });
  });
});

describe('in a closed network', () => {
  const { app } = provider(V1_1);
  const { images } = imagesOf(app, { mirror: 'registry.example.com/mirror' });

  test('every image comes from the mirror, those too whose names the operator of Calico knows itself', () => {
    const names = images.map(({ image }) => image.replace(/[:@].*/, ''));
    for (const name of ['apiserver', 'node', 'typha', 'cni']) expect(names).toContain(`quay.io/calico/${name}`);
    expect(names).toContain('docker.io/filswan/resource-exporter');
    for (const { image, target } of images) expect(target, image).toMatch(/^registry\.example\.com\/mirror\//);
  });
});

describe('the order', () => {
  test('is the network first, and the kubeconfig last', () => {
    const steps = /steps=\(\n([^)]*)\)/.exec(outputOf(provider({ wallets: [WALLET] }))['install.sh'])![1];
    expect(steps.trim().split(/\s+/)).toEqual([
      'provider-namespaces',
      'calico-definitions',
      'tigera-operator',
      'provider-calico',
      'provider-access',
      'provider-exporter',
      'nvidia-device-plugin',
      'ingress-nginx',
      'provider-policies',
      'provider-wallets',
      'kubeconfig',
    ]);
  });
});

describe('what the provider may change', () => {
  test('is the labels of nodes, and nothing else of them', () => {
    const { validations } = objectOf(
      provider({}, '1.35'),
      'ValidatingAdmissionPolicy',
      'computing-provider-confined',
    ).spec;
    expect(validations[2].expression).toBe(
      'request.resource.resource != "nodes" || (object.spec == oldObject.spec && ' +
        'object.metadata.?annotations == oldObject.metadata.?annotations && ' +
        'object.metadata.?finalizers == oldObject.metadata.?finalizers && ' +
        'object.metadata.?ownerReferences == oldObject.metadata.?ownerReferences)',
    );
  });

  test('is held to namespaces of tasks where the API server can look at it', () => {
    const confined = provider({}, '1.30');
    expect(objectOf(confined, 'ValidatingAdmissionPolicy', 'computing-provider-confined')).toBeDefined();
    expect(confined.app.check().map(({ code }) => code)).toEqual(['GPULAB2422']);
    const kinds = objectsOf(provider({}, '1.29')).map(({ kind }) => kind);
    expect(kinds).not.toContain('ValidatingAdmissionPolicy');
  });
});

describe('policies', () => {
  const networksOf = (policies: TaskPolicies, podSubnet?: string): string[][] =>
    objectOf(provider({ policies, podSubnet }), 'GlobalNetworkPolicy', 'tasks-isolated')
      .spec.egress.filter(({ action }: any) => action === 'Deny')
      .map(({ destination }: any) => destination.nets);
  const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

  test('keep tasks from private networks, and from pods that are in none of them', () => {
    expect(networksOf(TaskPolicies.isolated())).toEqual([PRIVATE, ['fc00::/7', 'fe80::/10']]);
    expect(networksOf(TaskPolicies.isolated(), '198.18.0.0/15')[0]).toEqual([...PRIVATE, '198.18.0.0/15']);
  });

  test('keep tasks from networks that they are told, each family in a rule of its own', () => {
    const policies = TaskPolicies.isolated({ deniedNetworks: ['203.0.113.0/24', '2001:db8::/32', '10.1.0.0/16'] });
    expect(networksOf(policies)).toEqual([
      [...PRIVATE, '203.0.113.0/24'],
      ['fc00::/7', 'fe80::/10', '2001:db8::/32'],
    ]);
  });

  test('of upstream have the names that the provider looks for, and their order', () => {
    const made = provider({ ...V1_1, policies: TaskPolicies.upstream({ hostSubnets: ['192.0.2.0/24'] }) });
    const ordered = objectsOf(made)
      .filter(({ kind }) => kind === 'GlobalNetworkPolicy')
      .map(({ metadata, spec }) => [spec.order, metadata.name]);
    expect(ordered).toEqual([
      [110, 'global-pod1namespace1'],
      [140, 'global-s92ms87dl3j6do'],
      [150, 'global-ao9kq72mjc0sl3'],
      [201, 'global-e59cad59af9c65'],
      [210, 'global-pd6sdo8cjd61yd'],
      [220, 'global-01kls78xh7dk4n'],
    ]);
    expect(objectOf(made, 'GlobalNetworkSet', 'netset-2300e518e9ad45')).toMatchObject({
      metadata: { labels: { net: 'netset-2300e518e9ad45' } },
      spec: { nets: ['192.0.2.0/24'] },
    });
  });

  test('left out are a warning, which can be acknowledged', () => {
    const made = provider({ policies: TaskPolicies.none() });
    expect(made.app.check().map(({ level, code }) => `${level} ${code}`)).toContain('warning GPULAB2905');
    expect(objectsOf(made).map(({ kind }) => kind)).not.toContain('GlobalNetworkPolicy');
    made.app.acknowledge({ code: 'GPULAB2905', path: 'provider', reason: 'tasks have a network of their own' });
    expect(made.app.check().map(({ code }) => code)).toEqual(['GPULAB2422']);
  });
});

describe('services in the cluster', () => {
  test('have no rights, no root, no writable disk but their own, and no password in an argument', () => {
    const made = provider({ redis: REDIS, registry: REGISTRY });
    for (const name of ['redis', 'registry']) {
      const { spec } = objectOf(made, 'StatefulSet', name).spec.template;
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(spec.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
    const [container] = objectOf(made, 'StatefulSet', 'redis').spec.template.spec.containers;
    expect(container.args).toEqual(['redis-server', '/etc/redis/config/redis.conf']);
    expect(objectOf(made, 'ConfigMap', 'redis').data['redis.conf']).toContain('include /etc/redis/auth/auth.conf\n');
  });

  test('a registry has TLS and a login, and a Redis is not a port of the nodes', () => {
    const made = provider({ redis: REDIS, registry: { ...REGISTRY, nodePort: 31500, size: '1Ti' } });
    const registry = objectOf(made, 'StatefulSet', 'registry').spec;
    const env = Object.fromEntries(
      registry.template.spec.containers[0].env.map(({ name, value }: any) => [name, value]),
    );
    expect(env).toMatchObject({ REGISTRY_AUTH: 'htpasswd', REGISTRY_HTTP_TLS_KEY: '/etc/registry/tls/tls.key' });
    expect(registry.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('1Ti');
    expect(objectOf(made, 'Service', 'registry').spec).toMatchObject({
      type: 'NodePort',
      ports: [{ nodePort: 31500 }],
    });
    expect(objectOf(made, 'Service', 'redis').spec.type).toBe('ClusterIP');
  });

  test('want their Secrets and classes to be there', () => {
    expect(codesOf({ redis: REDIS })).toEqual([
      'GPULAB1303 spec.template.spec.volumes[1].secret.secretName',
      'GPULAB1305 spec.volumeClaimTemplates[0].spec.storageClassName',
    ]);
  });
});

describe('is refused', () => {
  test.each<[string, Partial<ComputeProviderStackProps>, string[]]>([
    ['a domain with a dot in front', { domain: '.example.com' }, ['GPULAB2203 domain']],
    ['a domain of one word', { domain: 'localhost' }, ['GPULAB2203 domain']],
    ['a domain with a label of 64 letters', { domain: `${'a'.repeat(64)}.com` }, ['GPULAB2203 domain']],
    ['a domain of 254 letters', { domain: `${'a.'.repeat(125)}test` }, ['GPULAB2203 domain']],
    ['a network of pods in that of services', { podSubnet: '10.96.0.0/12' }, ['GPULAB2909 podSubnet']],
    ['a network of pods without room for a node', { podSubnet: '10.244.0.0/28' }, ['GPULAB2909 podSubnet']],
    ['a network of pods of others', { podSubnet: '8.8.8.0/24' }, ['GPULAB2909 podSubnet']],
    ['a version that is not known yet', { version: ProviderVersion.of('9.9.9') }, ['GPULAB2910 version']],
    ['a version as text', { version: '1.1.5' as unknown as ProviderVersion }, ['GPULAB2217 version']],
    ['a network that is none', { podSubnet: '10.244.0.0' }, ['GPULAB2903 podSubnet']],
    ['a network of another type', { podSubnet: 10 as unknown as string }, ['GPULAB2903 podSubnet']],
    [
      'an encapsulation that Calico does not know',
      { calico: { encapsulation: 'GRE' as CalicoEncapsulation } },
      ['GPULAB2203 calico.encapsulation'],
    ],
    [
      'a port that is none of nodes',
      { ingress: ProviderIngress.nginx({ nodePort: 80 }) },
      ['GPULAB2202 ingress.nodePort'],
    ],
    [
      'a controller without a namespace',
      { ingress: ProviderIngress.existing({ nodePort: 30080 } as any) },
      ['GPULAB2217 ingress.namespace'],
    ],
    [
      'a selector in the name of a namespace',
      { ingress: ProviderIngress.existing({ namespace: 'a" || all() || "', nodePort: 30080 }) },
      ['GPULAB2203 ingress.namespace'],
    ],
    ['an image with a blank', { exporterImage: 'a b' }, ['GPULAB2203 exporterImage']],
    ['a Redis that is nothing', { redis: null as any }, ['GPULAB2217 redis']],
    ['a registry that is a text', { registry: 'registry:3' as any }, ['GPULAB2217 registry']],
    ['a wallet that is none', { wallets: [WALLET, '0x12'] }, ['GPULAB2904 wallets[1]']],
    ['a wallet twice', { wallets: [WALLET, WALLET.toLowerCase()] }, ['GPULAB2204 wallets']],
    [
      'hosts without a network',
      { policies: TaskPolicies.upstream({ hostSubnets: [] }) },
      ['GPULAB2217 policies.hostSubnets'],
    ],
    [
      'hosts and pods in one network',
      { policies: TaskPolicies.upstream({ hostSubnets: ['10.244.8.0/24'] }) },
      ['GPULAB2907 policies.hostSubnets[0]'],
    ],
    [
      'a denied network that is none',
      { policies: TaskPolicies.isolated({ deniedNetworks: ['203.0.113.7'] }) },
      ['GPULAB2903 policies.deniedNetworks[0]'],
    ],
    ['Redis for a version that does not know it', { ...V1_1, redis: REDIS }, ['GPULAB2908 redis']],
    ['a Redis without a Secret', { redis: { storageClass: 'a' } as any }, ['GPULAB2217 redis.authSecret']],
    ['a registry at the port of the ingress', { registry: { ...REGISTRY, nodePort: 30080 } }, ['GPULAB2204 nodePort']],
    [
      'no version of ingress-nginx',
      { ingress: ProviderIngress.nginx({ version: 'new' }) },
      ['GPULAB2203 ingress.version'],
    ],
  ])('%s', (_what, props, codes) => {
    expect(codesOf(props)).toEqual(codes);
  });

  test('no props at all: what is wanted is told', () => {
    const app = new LabApp();
    new ComputeProviderStack(app, 'provider', undefined as unknown as ComputeProviderStackProps);
    expect(app.check().map(({ code, key }) => `${code} ${key}`)).toEqual(['GPULAB2217 version', 'GPULAB2217 domain']);
  });

  test('everything at once, and nothing is made', () => {
    const made = provider({ podSubnet: 'x', wallets: ['y'], ingress: ProviderIngress.nginx({ nodePort: 1 }) });
    expect(made.app.check().map(({ code }) => code)).toEqual(['GPULAB2903', 'GPULAB2202', 'GPULAB2904']);
    expect(objectsOf(made)).toEqual([]);
  });

  test('a domain that is none hides nothing', () => {
    expect(codesOf({ domain: 'x', version: '1' as any, podSubnet: 'x', wallets: ['y'] })).toEqual([
      'GPULAB2217 version',
      'GPULAB2203 domain',
      'GPULAB2903 podSubnet',
      'GPULAB2904 wallets[0]',
    ]);
  });

  test('but not the network of a cluster that is there', () => {
    expect(codesOf({ podSubnet: '10.96.0.0/12', existingCalico: true })).toEqual([]);
  });

  test('under a plain app, too', () => {
    const app = new App();
    new ComputeProviderStack(app, 'provider', { ...V0_3, podSubnet: 'x' });
    expect(() => app.synth()).toThrow('GPULAB2903');
  });
});

describe("an ingress-nginx of one's own choice", () => {
  const of = (version: string): string[] =>
    codesOf({ ingress: ProviderIngress.nginx({ version }) }).filter((code) => code.startsWith('GPULAB29'));

  test.each(['4.6.1', '4.11.4', '4.12.0'])('%s has a hole that everybody knows', (version) => {
    expect(of(version)).toEqual(['GPULAB2906 ingress.version']);
  });

  test.each(['4.11.5', '4.12.1', '4.13.0'])('%s has not', (version) => expect(of(version)).toEqual([]));

  test('gets more values', () => {
    const ingress = ProviderIngress.nginx({ values: { controller: { kind: 'DaemonSet' } } });
    expect(releaseOf(provider({ ingress }), 'ingress-nginx')._values.controller).toMatchObject({
      kind: 'DaemonSet',
      service: { type: 'NodePort' },
    });
  });
});
