import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StudentWorkload, type StudentWorkloadProps } from '../../../constructs/lab';
import { chart, findingsOf, manifestsOf, ofKind, plainSite, site, told } from './campus';

const minimal = { site, namespace: 'zhang3', baseName: 'pytorch', gpuModel: 'RTX4090D' };

const made = (changes: Partial<StudentWorkloadProps> = {}, id = 'lab1'): StudentWorkload =>
  new StudentWorkload(chart(), id, { ...minimal, ...changes });

const deployment = (changes: Partial<StudentWorkloadProps> = {}): any => ofKind(made(changes), 'Deployment')[0];
const podOf = (changes: Partial<StudentWorkloadProps> = {}): any => deployment(changes).spec.template.spec;
const containerOf = (changes: Partial<StudentWorkloadProps> = {}): any => podOf(changes).containers[0];
const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);

/** What is told of props that cannot be; no object is made then. */
const refused = (changes: Partial<StudentWorkloadProps>, id?: string): string[] => {
  const workload = made(changes, id);
  expect(manifestsOf(workload)).toEqual([]);
  return told(findingsOf(workload));
};

describe('a workload with nothing but a namespace, a base name, a GPU model and a release', () => {
  const manifests = manifestsOf(made());

  test('is two claims, a Service and a Deployment', () => {
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'PersistentVolumeClaim zhang3/pvc-rancher-localpath-1-zhang3-zhang3-pytorch-lab1',
      'PersistentVolumeClaim zhang3/pvc-rancher-localpath-2-zhang3-zhang3-pytorch-lab1',
      'Service zhang3/zhang3-pytorch-lab1',
      'Deployment zhang3/zhang3-pytorch-lab1',
    ]);
  });

  test('keeps its scratch on the node that it runs on', () => {
    expect(manifests[0].spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '100Gi' } },
      storageClassName: 'rancher-local-path',
    });
  });

  test('has a Service with SSH', () => {
    expect(manifests[2]).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'zhang3-pytorch-lab1',
        namespace: 'zhang3',
        labels: { app: 'pytorch-lab1', 'k8s.kuboard.cn/name': 'zhang3-pytorch-lab1' },
      },
      spec: {
        type: 'NodePort',
        sessionAffinity: 'None',
        selector: { app: 'pytorch-lab1' },
        ports: [{ name: 'zhang3-pytorch-lab1-port', port: 22, targetPort: 22, protocol: 'TCP' }],
      },
    });
  });

  test('has a Deployment that mounts everything, in order, and asks for no GPU', () => {
    const mount = (name: string, mountPath: string) => ({ name, mountPath });
    const volume = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
    expect(manifests[3]).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'zhang3-pytorch-lab1', namespace: 'zhang3', labels: { app: 'pytorch-lab1' } },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'pytorch-lab1' } },
        template: {
          metadata: { labels: { app: 'pytorch-lab1' } },
          spec: {
            securityContext: { runAsUser: 0, runAsGroup: 0 },
            nodeSelector: { 'gpu-model': 'RTX4090D' },
            containers: [
              {
                name: 'pytorch-lab1',
                image: 'registry.example.org/llm-course/lab-cpu:v2',
                imagePullPolicy: 'IfNotPresent',
                command: ['bash', '-c', '--'],
                args: ['while true; do sleep 30; done;'],
                resources: { limits: { cpu: '8', memory: '16Gi' } },
                volumeMounts: [
                  mount('nfshome', '/root'),
                  mount('scratch1', '/scratch1'),
                  mount('scratch2', '/scratch2'),
                  mount('gfshome', '/gfshome'),
                  mount('gfsshare', '/share'),
                  mount('ssdshare', '/ssdshare'),
                ],
              },
            ],
            volumes: [
              volume('nfshome', 'pvc-nfshome-zhang3'),
              volume('scratch1', 'pvc-rancher-localpath-1-zhang3-zhang3-pytorch-lab1'),
              volume('scratch2', 'pvc-rancher-localpath-2-zhang3-zhang3-pytorch-lab1'),
              volume('gfshome', 'gfs-sata-pvc-zhang3'),
              volume('gfsshare', 'gfs-sata-share-pvc-zhang3'),
              volume('ssdshare', 'gfs-nvme-pvc-share-zhang3'),
            ],
          },
        },
      },
    });
  });

  test('has the same names every time, so an upgrade keeps the data', () => {
    expect(manifestsOf(made())).toEqual(manifests);
  });
});

describe('a workload', () => {
  test('without a GPU model runs on any node', () => {
    expect(podOf({ gpuModel: undefined })).not.toHaveProperty('nodeSelector');
  });

  test('that asks for GPUs has them in its limits', () => {
    expect(containerOf({ gpus: 2 }).resources).toEqual({ limits: { cpu: '8', memory: '16Gi', 'nvidia.com/gpu': '2' } });
  });

  test('takes zero for what it is, not for the default', () => {
    expect(deployment({ replicas: 0 }).spec.replicas).toBe(0);
    expect(containerOf({ gpus: 0 }).resources.limits).toEqual({ cpu: '8', memory: '16Gi' });
  });

  test('joins InfiniBand with an annotation, a capability and the device in limits and requests', () => {
    const { template } = deployment({ infiniband: true }).spec;
    expect(template.metadata.annotations).toEqual({ 'k8s.v1.cni.cncf.io/networks': 'ipoibnetwork-zhang3' });
    const [{ securityContext, resources }] = template.spec.containers;
    expect(securityContext).toEqual({ capabilities: { add: ['IPC_LOCK'] } });
    expect(resources).toEqual({
      limits: { cpu: '8', memory: '16Gi', 'rdma/rdma_shared_device_a': '1' },
      requests: { 'rdma/rdma_shared_device_a': '1' },
    });
  });

  test('without shared storage loses exactly three mounts and three volumes', () => {
    const [all, less] = [podOf(), podOf({ sharedStorage: false })];
    const lost = ['gfshome', 'gfsshare', 'ssdshare'];
    const kept = (list: readonly { name: string }[]) => names(list).filter((name) => !lost.includes(name));
    expect(names(less.volumes)).toEqual(kept(all.volumes));
    expect(names(less.containers[0].volumeMounts)).toEqual(kept(all.containers[0].volumeMounts));
    expect(less.volumes).toHaveLength(all.volumes.length - 3);
  });

  test('with shared memory has its volume first and its mount last, with the size', () => {
    const { volumes, containers } = podOf({ sharedMemory: '32Gi' });
    expect(volumes[0]).toEqual({ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '32Gi' } });
    expect(containers[0].volumeMounts.at(-1)).toEqual({ name: 'dshm', mountPath: '/dev/shm' });
    expect(volumes).toHaveLength(7);
  });

  test('with a host has an Ingress to its extra port', () => {
    const workload = made({ extraPort: 8188, ingressHost: 'comfy.example.org' });
    expect(ofKind(workload, 'Service')[0].spec.ports[1]).toEqual({
      name: 'zhang3-pytorch-lab1-extraport',
      port: 8188,
      targetPort: 8188,
      protocol: 'TCP',
    });
    const backend = { service: { name: 'zhang3-pytorch-lab1', port: { number: 8188 } } };
    expect(ofKind(workload, 'Ingress')).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'zhang3-pytorch-lab1',
          namespace: 'zhang3',
          annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' },
        },
        spec: {
          ingressClassName: 'nginx',
          rules: [{ host: 'comfy.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
          tls: [{ hosts: ['comfy.example.org'], secretName: 'passwd-tls' }],
        },
      },
    ]);
  });

  test('runs a command with its arguments, and copies the lists', () => {
    const command = ['python', '/app/x.py'];
    const { command: own, args } = containerOf({ command, args: ['--fast'] });
    expect({ own, args }).toEqual({ own: command, args: ['--fast'] });
    expect(Object.isFrozen(command)).toBe(false);
  });

  test('with a command and no arguments has none', () => {
    expect(containerOf({ command: ['nvidia-smi'] })).not.toHaveProperty('args');
  });

  test("with an empty command runs the image's own entry point", () => {
    const container = containerOf({ command: [], args: ['--port', '80'] });
    expect(container).not.toHaveProperty('command');
    expect(container.args).toEqual(['--port', '80']);
  });

  test('takes the names that are given', () => {
    const changes = {
      deployName: 'jupyter',
      label: 'Jupyter_1',
      containerName: 'main',
      scratchSize: '1T',
      runAsUser: 2001,
    };
    const workload = made({ ...changes, baseName: undefined, release: undefined }, 'Some Id');
    expect(findingsOf(workload)).toEqual([]);
    expect(workload.name).toBe('jupyter');
    const [claim, , service, one] = manifestsOf(workload);
    expect(claim.metadata.name).toBe('pvc-rancher-localpath-1-zhang3-jupyter');
    expect(claim.spec.resources.requests.storage).toBe('1T');
    expect(service.spec.ports[0].name).toBe('jupyter-port');
    expect(one.spec.selector.matchLabels).toEqual({ app: 'Jupyter_1' });
    expect(one.spec.template.spec.containers[0].name).toBe('main');
    expect(one.spec.template.spec.securityContext).toEqual({ runAsUser: 2001, runAsGroup: 0 });
  });

  test('without a base name is an undescribed job', () => {
    expect(made({ baseName: undefined }).name).toBe('zhang3-undescribed-job-lab1');
  });

  test('on a site with nothing is a Deployment and a Service', () => {
    const workload = made({ site: plainSite });
    expect(manifestsOf(workload).map(({ kind }) => kind)).toEqual(['Service', 'Deployment']);
    expect(podOf({ site: plainSite })).not.toHaveProperty('nodeSelector.disk');
    expect(ofKind(workload, 'Service')[0].metadata.labels).toEqual({ app: 'pytorch-lab1' });
  });
});

describe('a workload that cannot be', () => {
  test('because a host has no port names both keys', () => {
    expect(refused({ ingressHost: 'a.example.org' })).toEqual([
      'GPULAB2211 ingressHost "a.example.org" without extraPort: the Ingress has no port to send requests to',
    ]);
  });

  test('because it has args without a command', () => {
    expect(refused({ args: ['x'] })).toEqual(['GPULAB2207 args without command: they would not reach any program']);
  });

  test('because it asks for GPUs and no model', () => {
    expect(refused({ gpuModel: undefined, gpus: 1 })).toEqual(['GPULAB2208 gpus is 1, but there is no gpuModel']);
  });

  test('because the site has no such model, with the one that was meant', () => {
    const workload = made({ gpuModel: 'RTX-4090d' });
    expect(findingsOf(workload)).toMatchObject([
      {
        code: 'GPULAB2209',
        path: 'chart/lab1',
        key: 'gpuModel',
        message: 'the site has no GPU model "RTX-4090d"; it has RTX4090D, RTX4090, RTX3090',
        hint: 'did you mean "RTX4090D"?',
      },
    ]);
  });

  test.each<[Partial<StudentWorkloadProps>, string]>([
    [{ gpus: '1' as never }, 'GPULAB2202 gpus is "1", a string: a whole number of at least 0 is wanted'],
    [{ cpu: 4 as never }, 'GPULAB2217 cpu is 4; text is wanted'],
    [{ gpus: -1 }, 'GPULAB2202 gpus is -1: a whole number of at least 0 is wanted'],
    [{ gpus: 0.5 }, 'GPULAB2202 gpus is 0.5: a whole number of at least 0 is wanted'],
    [{ replicas: -1 }, 'GPULAB2202 replicas is -1: a whole number from 0 to 2147483647 is wanted'],
    [{ replicas: Number.NaN }, 'GPULAB2202 replicas is NaN: a whole number from 0 to 2147483647 is wanted'],
    [{ runAsUser: 2 ** 31 }, 'GPULAB2202 runAsUser is 2147483648: a whole number from 0 to 2147483647 is wanted'],
    [{ runAsGroup: -1 }, 'GPULAB2202 runAsGroup is -1: a whole number from 0 to 2147483647 is wanted'],
    [{ extraPort: 0 }, 'GPULAB2202 extraPort is 0: a whole number from 1 to 65535 is wanted'],
    [{ extraPort: 65536 }, 'GPULAB2202 extraPort is 65536: a whole number from 1 to 65535 is wanted'],
    [{ extraPort: 22 }, 'GPULAB2202 extraPort is 22, which the Service has already for SSH'],
    [
      { namespace: 'Zhang3' },
      'GPULAB2203 namespace "Zhang3" is no DNS label: lower-case letters, digits and "-" in between, at most 63 characters',
    ],
    [
      { release: 'xuw_lab1' },
      'GPULAB2203 release "xuw_lab1" is no DNS label: lower-case letters, digits and "-" in between, at most 63 characters',
    ],
    [
      { baseName: 'lab.1' },
      'GPULAB2203 baseName "lab.1" is no DNS label: lower-case letters, digits and "-" in between, at most 63 characters',
    ],
    [
      { containerName: 'Main' },
      'GPULAB2203 containerName "Main" is no DNS label: lower-case letters, digits and "-" in between, at most 63 characters',
    ],
    [
      { label: 'a b' },
      'GPULAB2203 label "a b" is no label value: letters, digits, "-", "_" and "." in between, at most 63 characters',
    ],
    [
      { image: 'img:v1\n        securityContext: {privileged: true}' },
      'GPULAB2203 image "img:v1\\n        securityContext: {privileged: true}" is not an image reference',
    ],
    [{ extraPort: 80, ingressHost: 'a b' }, 'GPULAB2203 ingressHost "a b" is no host name'],
  ])('%j', (changes, message) => {
    const told = refused(changes);
    // A bad release or base name makes a bad name of the Service, too.
    expect(told).toContain(message);
    expect(told.filter((text) => !text.startsWith('GPULAB2206'))).toEqual([message]);
  });

  test.each(['cpu', 'memory', 'scratchSize', 'sharedMemory'] as const)('because %s is no amount', (key) => {
    for (const text of ['', '0', '-5Gi', '16G i', '8 ', 'lots', '1e']) {
      const findings = findingsOf(made({ [key]: text }));
      expect(findings.map(({ code, key: where }) => `${code} ${where} ${text}`)).toEqual(
        text === '8 ' ? [] : [`GPULAB2201 ${key} ${text}`],
      );
    }
  });

  test('because the site has neither InfiniBand nor an ingress', () => {
    expect(refused({ site: plainSite, infiniband: true, extraPort: 80, ingressHost: 'a.org' })).toEqual([
      'GPULAB2210 the site has no infiniband',
      'GPULAB2210 the site has no ingress',
    ]);
  });

  test('in several ways tells all of them', () => {
    const findings = refused({
      namespace: 'Z',
      cpu: 'x',
      gpus: -1,
      gpuModel: 'H100',
      args: ['x'],
      ingressHost: 'a.org',
    });
    expect(findings.map((text) => text.slice(0, 10))).toEqual([
      'GPULAB2203',
      'GPULAB2201',
      'GPULAB2202',
      'GPULAB2209',
      'GPULAB2211',
      'GPULAB2207',
    ]);
  });
});

describe('a name that is put together', () => {
  test('may have 58 characters before "-port"', () => {
    expect(findingsOf(made({ deployName: 'a'.repeat(58) }))).toEqual([]);
  });

  test('may not have 59, and the sum is shown', () => {
    const name = 'a'.repeat(59);
    expect(refused({ deployName: name })).toEqual([
      `GPULAB2205 the port of the Service would be named "${name}-port": 64 characters (59 of deployName + 5 of "-port"), 63 are allowed`,
    ]);
  });

  test('may have 53 before "-extraport", and no more', () => {
    expect(findingsOf(made({ deployName: 'a'.repeat(53), extraPort: 80 }))).toEqual([]);
    expect(refused({ deployName: 'a'.repeat(54), extraPort: 80 })[0]).toContain(
      '(54 of deployName + 10 of "-extraport")',
    );
  });

  test('by default has 58 less base name, release and two dashes for the namespace, and the sum is shown', () => {
    const [message] = refused({ namespace: 'a'.repeat(46) });
    expect(message).toContain(
      ': 64 characters (46 of the namespace + 1 + 7 of the base name + 1 + 4 of the release + 5 of "-port"), 63 are allowed',
    );
    expect(findingsOf(made({ namespace: 'a'.repeat(45) }))).toEqual([]);
  });

  test('may be too long for a label and a container while the deploy name is given', () => {
    const [message] = refused({ deployName: 'a', baseName: 'b'.repeat(40), release: 'c'.repeat(23) });
    expect(message).toContain('64 characters (40 of the base name + 1 + 23 of the release), 63 are allowed');
  });

  test('must begin with a letter, which a student number does not', () => {
    const workload = made({ namespace: '2023010001' });
    expect(findingsOf(workload)).toMatchObject([
      {
        code: 'GPULAB2206',
        level: 'error',
        key: 'namespace',
        message:
          'the Service cannot be named "2023010001-pytorch-lab1": a letter first, then lower-case letters, digits and "-"',
        hint: 'give it a deployName that begins with a letter',
      },
    ]);
    expect(findingsOf(made({ namespace: '2023010001', deployName: 'lab' }))).toEqual([]);
  });

  test('is never longer than allowed in any object that is made', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,40}$/);
    fc.assert(
      fc.property(label, label, label, fc.boolean(), (namespace, baseName, release, extra) => {
        const workload = made({ namespace, baseName, release, extraPort: extra ? 80 : undefined });
        const total = namespace.length + baseName.length + release.length + 2;
        const job = baseName.length + release.length + 1;
        const allowed = total <= (extra ? 53 : 58) && job <= 63;
        expect(manifestsOf(workload).length > 0).toBe(allowed);
      }),
      { numRuns: 100 },
    );
  });
});
