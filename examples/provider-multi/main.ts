import { readFileSync } from 'node:fs';
import {
  ComputeProviderHosts,
  ComputeProviderStack,
  HostRuntime,
  HostSecret,
  Inventory,
  LabApp,
  ProviderVersion,
  RegistryAccess,
} from 'cdk8s-gpulab';

// Three machines: what the provider builds on the first one, nodes pull from a registry on the second one.
const app = new LabApp({ kubernetesVersion: '1.35' });
app.acknowledge({ code: 'GPULAB2422', reason: 'no other controller serves the Ingresses that the provider makes yet' });

const inventory = Inventory.fromFile('inventory.yaml');
const hosts = inventory.hosts.map(({ name, address, gpus }) => ({ name, address: address!, gpu: gpus.length > 0 }));

const stack = new ComputeProviderStack(app, 'stack', {
  version: ProviderVersion.V1_1_5,
  domain: 'gpu.example.com',
});

new ComputeProviderHosts(app, 'hosts', {
  stack,
  hosts,
  kubernetesVersion: '1.35.1',
  runtime: HostRuntime.containerd(),
  registry: RegistryAccess.tls({
    host: 'gpu-1',
    directory: '/srv/registry',
    // Certificates are no secrets, and are looked at now. docs/provider.md says how these were made.
    certificate: readFileSync('pki/registry.crt', 'utf8'),
    ca: readFileSync('pki/ca.crt', 'utf8'),
    key: HostSecret.fromFile('secrets/registry.key'),
    users: [{ name: 'provider', passwordHash: HostSecret.fromEnv('REGISTRY_PASSWORD_HASH') }],
    password: HostSecret.fromEnv('REGISTRY_PASSWORD'),
  }),
  settings: {
    publicAddress: '203.0.113.7',
    hub: { orchestratorPk: '0xd875bD44158208fD0FDD46729Aab6709f62C7821' },
    ubi: { ubiEnginePk: '0x594A4c5cF8e98E1aA5e9266F913dC74a24Eae0e9' },
    mcs: { apiKey: HostSecret.fromEnv('MCS_API_KEY'), bucketName: 'lab' },
    api: { portRange: ['40000-40050'] },
  },
});

app.synth();
