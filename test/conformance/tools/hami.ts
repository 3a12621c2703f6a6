import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { ApiClient, Manifest } from './api-client';
import { binary } from './binaries';
import { type ClusterAccess, freePort } from './cluster';
import { HOST } from './components';
import { eventually } from './eventually';
import { ProcessGroup } from './processes';

const READY_SECONDS = 60;

/** Namespaces with this label are those that the webhook of the test looks at. */
export const SEEN = { 'gpulab-test': 'hami' };

const SCHEDULER = 'hami-scheduler';

/** What kube-scheduler leaves to HAMi. */
const RESOURCES = ['gpu', 'gpumem', 'gpucores', 'gpumem-percentage', 'priority'].map((name) => `nvidia.com/${name}`);

/** What HAMi's chart gives to its scheduler, as far as NVIDIA is concerned (2.10.0, device-configmap.yaml). */
const DEVICE_CONFIG = {
  nvidia: {
    resourceCountName: 'nvidia.com/gpu',
    resourceMemoryName: 'nvidia.com/gpumem',
    resourceMemoryPercentageName: 'nvidia.com/gpumem-percentage',
    resourceCoreName: 'nvidia.com/gpucores',
    resourcePriorityName: 'nvidia.com/priority',
    overwriteEnv: false,
    defaultMemory: 0,
    defaultCores: 0,
    defaultGPUNum: 1,
    memoryFactor: 1,
    deviceSplitCount: 10,
    deviceMemoryScaling: 1,
    deviceCoreScaling: 1,
    gpuCorePolicy: 'default',
  },
};

/**
 * A real HAMi scheduler beside a cluster of the tests: its own kube-scheduler with the extender, as in HAMi's chart, and its
 * webhook. Everything listens on loopback.
 */
export class HamiScheduler {
  private readonly group = new ProcessGroup('gpulab-hami-');

  public constructor(
    private readonly executable: string,
    private readonly access: ClusterAccess,
    private readonly client: ApiClient,
  ) {}

  public async start(): Promise<void> {
    const [port, metrics] = [await freePort(), await freePort()];
    const { certificate, key } = this.makeCertificate();
    const devices = this.write('device-config.yaml', DEVICE_CONFIG);
    const { kubeconfig } = this.access;
    this.group.start(
      'hami',
      this.executable,
      [
        `--http_bind=${HOST}:${port}`,
        `--cert_file=${certificate}`,
        `--key_file=${key}`,
        `--scheduler-name=${SCHEDULER}`,
        `--metrics-bind-address=${HOST}:${metrics}`,
        '--node-scheduler-policy=binpack',
        '--gpu-scheduler-policy=spread',
        `--device-config-file=${devices}`,
        '--node-label-selector=gpu=on',
        // It asks every node about the cards of twelve makers, one after the other.
        '--kube-qps=500',
        '--kube-burst=1000',
      ],
      { KUBECONFIG: kubeconfig },
    );
    await this.until('the scheduler of HAMi', () => answers(port, certificate));
    const scheduler = this.write('scheduler.json', schedulerConfiguration(kubeconfig, port, certificate));
    const kubeScheduler = binary(`kubernetes-${this.access.version}`, 'kube-scheduler');
    this.group.start('kube-scheduler', kubeScheduler, [`--config=${scheduler}`, '--secure-port=0']);
    await this.client.mustApply(webhookConfiguration(port, readFileSync(certificate)));
  }

  public async stop(): Promise<void> {
    await this.client.request('DELETE', (await this.client.pathOf(WEBHOOK))!);
    await this.group.stop();
  }

  /** Go brings a program that makes certificates; this one is its own authority. */
  private makeCertificate(): { readonly certificate: string; readonly key: string } {
    const { folder } = this.group;
    const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const program = join(root, 'src/crypto/tls/generate_cert.go');
    execFileSync('go', ['run', program, '-ca', '-host', HOST, '-duration', '24h'], { cwd: folder, stdio: 'pipe' });
    return { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  }

  private until(what: string, ready: () => Promise<boolean>): Promise<unknown> {
    return eventually(what, READY_SECONDS, async () => {
      this.group.mustRun();
      return (await ready().catch(() => false)) || undefined;
    });
  }

  private write(name: string, content: object): string {
    const file = join(this.group.folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }
}

const answers = (port: number, certificate: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const call = request(`https://${HOST}:${port}/healthz`, { ca: readFileSync(certificate) }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    call.on('error', reject);
    call.end();
  });

const schedulerConfiguration = (kubeconfig: string, port: number, certificate: string): object => ({
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
  leaderElection: { leaderElect: false },
  podMaxBackoffSeconds: 2,
  clientConnection: { kubeconfig, qps: 200, burst: 400 },
  profiles: [{ schedulerName: SCHEDULER }],
  extenders: [
    {
      urlPrefix: `https://${HOST}:${port}`,
      enableHTTPS: true,
      tlsConfig: { caFile: certificate },
      filterVerb: 'filter',
      bindVerb: 'bind',
      nodeCacheCapable: true,
      weight: 1,
      httpTimeout: '30s',
      managedResources: RESOURCES.map((name) => ({ name, ignoredByScheduler: true })),
    },
  ],
});

const WEBHOOK = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'gpulab-test-hami' },
};

const webhookConfiguration = (port: number, certificate: Buffer): Manifest => ({
  ...WEBHOOK,
  webhooks: [
    {
      name: 'vgpu.hami.io',
      admissionReviewVersions: ['v1', 'v1beta1'],
      clientConfig: { url: `https://${HOST}:${port}/webhook`, caBundle: certificate.toString('base64') },
      failurePolicy: 'Fail',
      sideEffects: 'None',
      reinvocationPolicy: 'Never',
      namespaceSelector: { matchLabels: SEEN },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: '*' }],
    },
  ],
});
