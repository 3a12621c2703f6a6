import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalicoEncapsulation, ComputeProviderStack, ProviderVersion, TaskPolicies } from '../../../constructs/provider';
import { objectOf, objectsOf, outputOf, provider, releaseOf, V0_3, V1_1, WALLET } from './support';

/** Acceptance facts of the cluster side (facts: compute-provider.md 7). */

describe('fact 1: the exporter', () => {
  test('is a DaemonSet of a name, namespace and label that the provider looks for', () => {
    const { metadata, spec } = objectOf(provider(), 'DaemonSet', 'resource-exporter-ds');
    expect(metadata.namespace).toBe('kube-system');
    expect(spec.selector).toEqual({ matchLabels: { app: 'resource-exporter' } });
    expect(spec.template.metadata.labels).toEqual({ app: 'resource-exporter' });
  });

  test('v11.2.5 has no volumes and no security context', () => {
    const { spec } = objectOf(provider(V0_3), 'DaemonSet', 'resource-exporter-ds').spec.template;
    expect(spec).toEqual({
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'resource-exporter',
          image: 'docker.io/filswan/resource-exporter:v11.2.5',
          imagePullPolicy: 'IfNotPresent',
        },
      ],
    });
  });

  test('v12.0.0 is privileged, and reads the id of the machine, read-only', () => {
    const { spec } = objectOf(provider(V1_1), 'DaemonSet', 'resource-exporter-ds').spec.template;
    const [container] = spec.containers;
    expect(container.image).toBe('docker.io/filswan/resource-exporter:v12.0.0');
    expect(container.securityContext).toEqual({ privileged: true });
    expect(container.volumeMounts).toEqual([{ name: 'machine-id', mountPath: '/etc/machine-id', readOnly: true }]);
    expect(spec.volumes).toEqual([{ name: 'machine-id', hostPath: { path: '/etc/machine-id', type: 'File' } }]);
  });

  test.each([
    ['0.4.8', 'v11.2.5', false],
    ['0.5.0', 'v11.2.7', false],
    ['0.6.9', 'v11.2.8', false],
    ['1.0.0', 'v11.3.0', true],
    ['1.1.0', 'v12.0.0', true],
    ['2.0.0', 'v12.0.0', true],
  ])('of provider %s is %s', (version, tag, privileged) => {
    const made = provider({ version: ProviderVersion.of(version) });
    const [container] = objectOf(made, 'DaemonSet', 'resource-exporter-ds').spec.template.spec.containers;
    expect(container.image).toBe(`docker.io/filswan/resource-exporter:${tag}`);
    expect(container.securityContext?.privileged ?? false).toBe(privileged);
  });

  test('may be another image, which does not change what it may do', () => {
    const made = provider({ exporterImage: 'registry.example.com/exporter:1' });
    const [container] = objectOf(made, 'DaemonSet', 'resource-exporter-ds').spec.template.spec.containers;
    expect(container.image).toBe('registry.example.com/exporter:1');
    expect(container.securityContext).toBeUndefined();
  });
});

describe('fact 2: Installation default', () => {
  test('has exactly one pool, which is podSubnet', () => {
    const { spec } = objectOf(provider({ podSubnet: '10.32.0.0/13' }), 'Installation', 'default');
    expect(spec.calicoNetwork.nodeAddressAutodetectionV4).toEqual({ kubernetes: 'NodeInternalIP' });
    expect(spec.calicoNetwork.ipPools).toEqual([
      {
        blockSize: 26,
        cidr: '10.32.0.0/13',
        encapsulation: 'VXLANCrossSubnet',
        natOutgoing: 'Enabled',
        nodeSelector: 'all()',
      },
    ]);
  });

  test('wraps packets as it is told', () => {
    const made = provider({ calico: { encapsulation: CalicoEncapsulation.IPIP } });
    expect(objectOf(made, 'Installation', 'default').spec.calicoNetwork.ipPools[0].encapsulation).toBe('IPIP');
  });

  test('is refused with another pool than podSubnet', () => {
    const { app } = provider({ calico: { poolCidr: '192.168.0.0/16' } });
    expect(app.check().map(({ code, message }) => `${code} ${message}`)).toEqual([
      'GPULAB2902 calico.poolCidr is "192.168.0.0/16", a string, and podSubnet of kubeadm is "10.244.0.0/16": they must be one',
    ]);
  });

  test('and the chart makes no second one', () => {
    const { _values } = releaseOf(provider(), 'tigera-operator');
    expect(_values).toMatchObject({ installation: { enabled: false }, apiServer: { enabled: false } });
  });
});

describe('fact 3: APIServer default', () => {
  test.each([TaskPolicies.isolated(), TaskPolicies.upstream({ hostSubnets: ['192.0.2.0/24'] })])(
    'is there whenever an object of projectcalico.org is',
    (policies) => {
      const made = provider({ policies });
      const kinds = objectsOf(made).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
      expect(kinds).toContain('projectcalico.org/v3 GlobalNetworkPolicy');
      expect(objectOf(made, 'APIServer', 'default').apiVersion).toBe('operator.tigera.io/v1');
    },
  );

  test('comes before them, and they wait for it', () => {
    const order = outputOf(provider())['install.sh'];
    const places = [
      '-f provider-calico.k8s.yaml',
      'tigerastatuses.operator.tigera.io apiserver',
      '-f provider-policies',
    ];
    const found = places.map((text) => order.indexOf(text));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
  });
});

describe('fact 4: ingress-nginx', () => {
  test('is pinned by digest', () => {
    const images = releaseOf(provider(), 'ingress-nginx')._images()?.list() ?? [];
    expect(images.length).toBeGreaterThan(0);
    for (const { text } of images) expect(text).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  test('is a port of the nodes with a fixed number, which the stack tells the public Nginx', () => {
    const made = provider();
    const { service } = releaseOf(made, 'ingress-nginx')._values.controller as any;
    expect(service).toMatchObject({ type: 'NodePort', nodePorts: { http: made.stack.ingressNodePort } });
    expect(made.stack.ingressNodePort).toBe(30080);
  });
});

describe('fact 5: the ConfigMap of ingress-nginx', () => {
  test('lets the paths of the provider through, and no snippets', () => {
    const { config, allowSnippetAnnotations } = releaseOf(provider(), 'ingress-nginx')._values.controller as any;
    expect(config).toEqual({ 'strict-validate-path-type': 'false' });
    expect(allowSnippetAnnotations).toBe(false);
  });
});

describe('fact 7: the roles of the provider', () => {
  const rolesOf = (made: ReturnType<typeof provider>) =>
    objectsOf(made)
      .filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')
      .flatMap(({ metadata, rules }) =>
        rules.flatMap(({ apiGroups, resources, verbs }: any) =>
          apiGroups.flatMap((group: string) =>
            resources.map(
              (resource: string) =>
                `${metadata.namespace ?? '*'} ${group === '' ? resource : `${resource}.${group}`}: ${verbs.join(' ')}`,
            ),
          ),
        ),
      );

  const V0_3_RIGHTS = [
    '* nodes: get list update',
    '* namespaces: get list create delete',
    '* pods: list deletecollection',
    '* pods/log: get',
    '* pods/exec: create',
    '* services: get create delete',
    '* configmaps: create',
    '* deployments.apps: get create delete',
    '* replicasets.apps: deletecollection',
    '* ingresses.networking.k8s.io: create delete',
    'default jobs.batch: get create',
  ];

  test('of 0.3.0 have the verbs of its code, and no others', () => {
    expect(rolesOf(provider(V0_3))).toEqual(V0_3_RIGHTS);
  });

  test('of newer versions have those that came on top', () => {
    expect(rolesOf(provider(V1_1))).toEqual([
      ...V0_3_RIGHTS,
      '* services: list',
      '* events: list',
      '* deployments.apps: list',
      '* jobs.batch: get create delete',
      '* globalnetworksets.projectcalico.org: list',
      '* globalnetworkpolicies.projectcalico.org: list',
      'kube-system pods: get delete',
      'kube-system daemonsets.apps: get',
    ]);
  });

  test.each([V0_3, V1_1])('have no *', (version) => {
    const roles = objectsOf(provider(version)).filter(({ kind }) => /Role$/.test(kind));
    expect(JSON.stringify(roles)).not.toContain('*');
  });

  test('are of one account, which no pod runs as', () => {
    const made = provider(V1_1);
    expect(objectOf(made, 'ServiceAccount', 'computing-provider')).toMatchObject({
      metadata: { namespace: 'computing-provider' },
      automountServiceAccountToken: false,
    });
    const bindings = objectsOf(made).filter(({ kind }) => /Binding$/.test(kind) && !/Admission/.test(kind));
    expect(bindings).toHaveLength(4);
    for (const { subjects } of bindings) {
      expect(subjects).toEqual([
        { kind: 'ServiceAccount', name: 'computing-provider', namespace: 'computing-provider' },
      ]);
    }
  });
});

describe('fact 8: the namespace of a wallet', () => {
  test('is its address in small letters, with the label that policies select by', () => {
    expect(ComputeProviderStack.namespaceOf(WALLET)).toBe(`ns-${WALLET.toLowerCase()}`);
    const made = provider({ wallets: [WALLET] });
    expect(objectOf(made, 'Namespace', `ns-${WALLET.toLowerCase()}`).metadata.labels).toEqual({
      'lab-ns': WALLET.toLowerCase(),
    });
  });

  const HEX = fc.constantFrom(...'0123456789abcdefABCDEF');
  const hex = fc.string({ unit: HEX, minLength: 40, maxLength: 40 });

  test('is a DNS label, whatever the wallet', () => {
    fc.assert(
      fc.property(hex, (digits) => {
        expect(ComputeProviderStack.namespaceOf(`0x${digits}`)).toMatch(/^ns-0x[0-9a-f]{40}$/);
      }),
    );
  });

  test('of anything else is refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => ComputeProviderStack.namespaceOf(text)).toThrow('GPULAB2904');
      }),
    );
    for (const near of [`0X${'a'.repeat(40)}`, `0x${'a'.repeat(39)}`, `0x${'a'.repeat(41)}`, `0x${'g'.repeat(40)}`]) {
      expect(() => ComputeProviderStack.namespaceOf(near)).toThrow('GPULAB2904');
    }
  });
});

describe('fact 12: secrets', () => {
  test('no value of one stands in a manifest: Secrets are named, and the token is filled in by the cluster', () => {
    const made = provider({
      redis: { authSecret: 'redis-auth', storageClass: 'local-path' },
      registry: { tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', storageClass: 'local-path' },
    });
    const secrets = objectsOf(made).filter(({ kind }) => kind === 'Secret');
    expect(secrets.map(({ metadata, ...rest }) => [metadata.name, Object.keys(rest).sort()])).toEqual([
      ['computing-provider-token', ['apiVersion', 'kind', 'type']],
    ]);
  });
});
