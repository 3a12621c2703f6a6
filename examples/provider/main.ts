import { ComputeProviderHosts, ComputeProviderStack, HostSecret, LabApp, ProviderVersion } from 'cdk8s-gpulab';

// One machine with GPUs: the control plane, the only node, Nginx, Redis and the provider of the first guide.
const app = new LabApp({ kubernetesVersion: '1.35' });
app.acknowledge({ code: 'GPULAB2422', reason: 'no other controller serves the Ingresses that the provider makes yet' });

const stack = new ComputeProviderStack(app, 'stack', {
  version: ProviderVersion.V0_3_0,
  domain: 'gpu.example.com',
});

new ComputeProviderHosts(app, 'hosts', {
  stack,
  hosts: [{ name: 'provider-1', address: '10.20.0.1' }],
  kubernetesVersion: '1.35.1',
  settings: {
    publicAddress: '203.0.113.7',
    nodeName: 'lab of the example',
    lag: { accessToken: HostSecret.fromEnv('LAG_ACCESS_TOKEN') },
    mcs: { apiKey: HostSecret.fromEnv('MCS_API_KEY'), bucketName: 'lab' },
    redisPassword: HostSecret.fromEnv('REDIS_PASSWORD'),
  },
  // This version asks nobody who they are: only the orchestrator reaches its API.
  apiSources: ['198.51.100.0/24'],
});

app.synth();
