import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { toml } from '../../../../constructs/core/private/third-party';
import { ContainerdLine, DockerPackage, HostFiles, LabHosts, type LabHostsProps } from '../../../../constructs/hosts';
import { Inventory } from '../../../../constructs/inventory';
import { Authority } from '../../../src/health/support/certificates';
import { outputOf } from '../support';

const INVENTORY = `apiVersion: gpulab/v1
hosts:
  - {name: master1, address: 10.0.0.1, groups: [control-plane]}
  - {name: gpu-01, address: 10.0.0.7, groups: [gpu], gpus: [{model: RTX4090, count: 8}], docker: {}}
  - {name: gpu-02, address: "fd00::2", groups: [gpu], gpus: [{model: RTX4090, count: 8}], docker: {address: "tcp://gpu-02.lab:2377"}}
  - {name: storage, address: 10.0.0.9, docker: {address: "unix:///var/run/docker.sock"}}
`;

function hosts(props: Partial<LabHostsProps>, inventory = INVENTORY) {
  const app = new LabApp();
  const made = new LabHosts(app, 'hosts', { inventory: Inventory.fromText(inventory, 'inventory.yaml'), ...props });
  return { app, made };
}

/** What comes out for one host. */
function written(name: string, props: Partial<LabHostsProps>) {
  const files = outputOf(hosts(props).app);
  const text = (path: string) => files[`hosts/${name}/files${path}`];
  return { manifest: JSON.parse(files[`hosts/${name}/host.json`]), text, files };
}

const told = (props: Partial<LabHostsProps>, inventory?: string) =>
  hosts(props, inventory)
    .app.check()
    .map(({ code, message }) => `${code} ${message}`);

const DAEMON_JSON = '/etc/docker/daemon.json';
const DROP_IN = '/etc/systemd/system/docker.service.d/gpulab.conf';

describe('Docker with TLS', () => {
  const { manifest, text, files } = written('gpu-01', { docker: {} });
  const daemon = JSON.parse(text(DAEMON_JSON));

  test('fact 1: tlsverify is a boolean, three paths, both sockets, a port, and nothing of a client', () => {
    expect(daemon).toEqual({
      hosts: ['unix:///var/run/docker.sock', 'tcp://10.0.0.7:2376'],
      'live-restore': true,
      tlscacert: '/etc/docker/tls/ca.pem',
      tlscert: '/etc/docker/tls/cert.pem',
      tlskey: '/etc/docker/tls/key.pem',
      tlsverify: true,
    });
    expect(text(DAEMON_JSON)).not.toMatch(/"tls"|client-cert|client-key/);
  });

  test('fact 2: the drop-in has an empty ExecStart= before its own, which has no -H', () => {
    const starts = text(DROP_IN)
      .split('\n')
      .filter((line) => line.startsWith('ExecStart'));
    expect(starts).toEqual(['ExecStart=', 'ExecStart=/usr/sbin/dockerd --containerd=/run/containerd/containerd.sock']);
    expect(text(DROP_IN)).toMatch(/^\[Service\]\n/);
    expect(written('gpu-01', { docker: { dockerPackage: DockerPackage.DOCKER_CE } }).text(DROP_IN)).toContain(
      'ExecStart=/usr/bin/dockerd --containerd',
    );
  });

  test('fact 12: the output holds no certificate and no key: they come in on the controller', () => {
    expect(JSON.stringify(files)).not.toMatch(/BEGIN|PRIVATE/);
    expect(
      manifest.files
        .filter(({ secrets }: any) => secrets)
        .map(({ path, mode, secrets }: any) => [path, mode, secrets[0].file]),
    ).toEqual([
      ['/etc/docker/tls/ca.pem', '0400', 'certificates/ca.pem'],
      ['/etc/docker/tls/cert.pem', '0400', 'certificates/servers/gpu-01/cert.pem'],
      ['/etc/docker/tls/key.pem', '0400', 'certificates/servers/gpu-01/key.pem'],
    ]);
  });

  test('whatever changes of it restarts docker', () => {
    expect(manifest.files.map(({ restart }: any) => restart)).toEqual(Array(5).fill(['docker.service']));
    expect(manifest.units).toEqual([{ name: 'docker.service', enabled: true, running: true }]);
    expect(manifest.packages).toEqual(['docker.io']);
  });

  test('listens at the address of the host where its endpoint is a name, at the port of the endpoint', () => {
    expect(JSON.parse(written('gpu-02', { docker: {} }).text(DAEMON_JSON)).hosts[1]).toBe('tcp://[fd00::2]:2377');
  });

  test('is for hosts with an endpoint that speaks TLS, unless groups are given', () => {
    expect(hosts({ docker: {} }).made.hostFiles.map(({ hostName }) => hostName)).toEqual(['gpu-01', 'gpu-02']);
  });

  test('more settings, and a folder of certificates elsewhere', () => {
    const docker = { settings: { 'data-root': '/data/docker' }, certificates: 'secrets/docker', liveRestore: false };
    const { manifest: host, text: textOf } = written('gpu-01', { docker });
    expect(JSON.parse(textOf(DAEMON_JSON))).toMatchObject({ 'data-root': '/data/docker', 'live-restore': false });
    expect(JSON.stringify(host)).toContain('"secrets/docker/servers/gpu-01/key.pem"');
  });

  test('settings that would undo it are refused', () => {
    expect(told({ docker: { settings: { tlsverify: false } } })[0]).toMatch(/^GPULAB2954 tlsverify of .*daemon\.json/);
  });

  test('hosts without an endpoint, without TLS, with a socket, or with a name only, are refused', () => {
    const inventory = `apiVersion: gpulab/v1
hosts:
  - {name: a, groups: [g], address: 10.0.0.1}
  - {name: b, groups: [g], address: 10.0.0.2, docker: {tls: false}}
  - {name: c, groups: [g], address: 10.0.0.3, docker: {address: "unix:///run/docker.sock"}}
  - {name: d, groups: [g], docker: {}}
  - {name: e, groups: [g], docker: {address: "tcp://0.0.0.0:2376"}}
`;
    expect(told({ docker: { groups: ['g'] } }, inventory)).toEqual([
      'GPULAB4570 host a of the inventory has no section docker',
      'GPULAB4570 host b of the inventory has docker.tls: false',
      'GPULAB4570 host c of the inventory has a socket as docker.address',
      'GPULAB4571 host d of the inventory has no IP address of its own: d',
      'GPULAB4571 host e of the inventory has no IP address of its own: tcp://0.0.0.0:2376',
    ]);
  });

  test('a folder of certificates that no secret can come from is refused', () => {
    expect(told({ docker: { certificates: '../../etc' } })[0]).toMatch(/^GPULAB2955/);
  });
});

describe('containerd', () => {
  const CONFIG = '/etc/containerd/config.toml';
  test.each([
    [ContainerdLine.V1, 2, 'io.containerd.grpc.v1.cri', 'io.containerd.grpc.v1.cri'],
    [ContainerdLine.V2, 3, 'io.containerd.cri.v1.runtime', 'io.containerd.cri.v1.images'],
  ])('line %s: cgroups of systemd, no plugin disabled, certificates by folder', (line, version, runtime, images) => {
    const { text, manifest } = written('master1', { containerd: { line } });
    const config = toml().parse(text(CONFIG)) as any;
    expect(config).toMatchObject({ version, disabled_plugins: [] });
    expect(config.plugins[runtime].containerd.runtimes.runc.options.SystemdCgroup).toBe(true);
    expect(config.plugins[images].registry.config_path).toBe('/etc/containerd/certs.d');
    expect(manifest.packages).toEqual(['containerd']);
  });
});

describe('the NVIDIA runtime', () => {
  test('is the default one of Docker and containerd, on hosts with GPUs', () => {
    const props = { docker: {}, containerd: { groups: ['gpu', 'control-plane'] }, nvidia: {} };
    const { text } = written('gpu-01', props);
    expect(JSON.parse(text(DAEMON_JSON))).toMatchObject({
      'default-runtime': 'nvidia',
      runtimes: { nvidia: { path: 'nvidia-container-runtime' } },
    });
    expect(text('/etc/containerd/config.toml')).toContain('default_runtime_name = "nvidia"');
    expect(written('master1', props).text('/etc/containerd/config.toml')).not.toContain('nvidia');
  });

  test('is not there unless it is asked for', () => {
    expect(written('gpu-01', { docker: {} }).text(DAEMON_JSON)).not.toContain('nvidia');
  });

  test('is refused where no runtime of containers is set up', () => {
    expect(told({ containerd: { groups: ['control-plane'] }, nvidia: { groups: ['gpu'] } })).toEqual([
      'GPULAB4574 host gpu-01 gets neither docker nor containerd',
      'GPULAB4574 host gpu-02 gets neither docker nor containerd',
    ]);
  });
});

describe('registries', async () => {
  const { cert } = await Authority.create();
  const registries = [{ address: 'registry.lab:5000', ca: cert }];

  test('are trusted by their authority, without a restart, by Docker and containerd', () => {
    const { text, manifest } = written('gpu-01', { docker: {}, containerd: { groups: ['gpu'] }, registries });
    expect(text('/etc/docker/certs.d/registry.lab:5000/ca.crt')).toBe(cert);
    expect(toml().parse(text('/etc/containerd/certs.d/registry.lab:5000/hosts.toml'))).toEqual({
      server: 'https://registry.lab:5000',
      ca: '/etc/containerd/certs.d/registry.lab:5000/ca.crt',
      host: {
        'https://registry.lab:5000': {
          ca: '/etc/containerd/certs.d/registry.lab:5000/ca.crt',
          capabilities: ['pull', 'resolve'],
        },
      },
    });
    const trust = manifest.files.filter(({ path }: any) => path.includes('certs.d'));
    expect(trust.map(({ restart, mode }: any) => [restart, mode])).toEqual(Array(3).fill([[], '0644']));
    expect(text(DAEMON_JSON)).not.toContain('insecure');
  });

  test.each([
    ['a path for an address', { address: 'registry.lab/../..', ca: cert }, /^GPULAB2203 registries\[0\]\.address/],
    ['no certificate', { address: 'registry.lab:5000', ca: 'registry-ca.pem' }, /^GPULAB4575 registries\[0\]\.ca/],
  ])('%s is refused', (_name, registry, message) => {
    expect(told({ docker: {}, registries: [registry] })).toEqual([expect.stringMatching(message)]);
  });

  test('a key in place of a certificate is refused, and not shown', async () => {
    const { key } = await (await Authority.create()).server();
    const said = told({ docker: {}, registries: [{ address: 'registry.lab:5000', ca: key }] });
    expect(said).toEqual([expect.stringMatching(/^GPULAB4575/)]);
    expect(said.join()).not.toContain(key.split('\n')[1]);
  });
});

describe('the system', () => {
  test('kernel modules and parameters', () => {
    const kernel = { groups: ['control-plane'], modules: ['ip_vs'], sysctls: { 'vm.max_map_count': '262144' } };
    expect(written('master1', { kernel }).manifest).toMatchObject({
      modules: ['ip_vs'],
      sysctls: { 'vm.max_map_count': '262144' },
      files: [],
    });
  });

  test('what kubeadm looks for', () => {
    const { manifest } = written('master1', { kubernetes: { groups: ['control-plane'] } });
    expect(manifest).toMatchObject({
      modules: ['br_netfilter', 'overlay'],
      sysctls: {
        'net.bridge.bridge-nf-call-ip6tables': '1',
        'net.bridge.bridge-nf-call-iptables': '1',
        'net.ipv4.ip_forward': '1',
      },
      swap: false,
    });
    expect(manifest.packages).toContain('conntrack');
  });

  test('swap off alone', () => {
    const { manifest } = written('gpu-01', { swapOff: { groups: ['gpu'] } });
    expect(manifest).toMatchObject({ swap: false, packages: [], files: [] });
  });

  test('the clock: these servers, and none of the distribution', () => {
    const { text, manifest } = written('master1', { time: { servers: ['ntp.lab', 'fd00::123'] } });
    expect(text('/etc/chrony/chrony.conf').match(/^(?:server|pool) .*/gm)).toEqual([
      'server ntp.lab iburst',
      'server fd00::123 iburst',
    ]);
    expect(manifest.units).toEqual([{ name: 'chrony.service', enabled: true, running: true }]);
  });

  test.each([
    [[], /^GPULAB2202 time\.servers is empty/],
    [['ntp.lab\nallow all'], /^GPULAB2203 time\.servers\[0\]/],
  ])('servers %j are refused', (servers, message) => {
    expect(told({ time: { servers } })).toEqual([expect.stringMatching(message)]);
  });
});

describe('hosts', () => {
  test('that no part is for have no files', () => {
    expect(hosts({}).made.hostFiles).toEqual([]);
    expect(Object.keys(outputOf(hosts({ docker: {} }).app)).filter((name) => /master1|storage/.test(name))).toEqual([]);
  });

  test('of a group that is misspelt are refused, and the groups that there are told', () => {
    const [finding] = hosts({ kernel: { groups: ['gpus'] } }).app.check();
    expect(finding).toMatchObject({
      code: 'GPULAB4572',
      key: 'kernel.groups',
      hint: 'there are "control-plane", "gpu"',
    });
  });

  test('that stand for several machines are refused', () => {
    const inventory = 'apiVersion: gpulab/v1\nhosts:\n  - {name: worker, count: 50}\n';
    expect(told({ swapOff: {} }, inventory)).toEqual([
      'GPULAB4573 host worker of the inventory stands for 50 machines',
    ]);
  });

  test('that others have files for get them added to these', () => {
    const app = new LabApp();
    const others = new HostFiles(app, 'gpu-01');
    others.addJson({ path: DAEMON_JSON, content: { 'log-driver': 'json-file' } });
    const inventory = Inventory.fromText(INVENTORY, 'inventory.yaml');
    const { hostFiles } = new LabHosts(app, 'hosts', { inventory, hostFiles: [others], docker: {} });
    expect(hostFiles[0]).toBe(others);
    const daemon = JSON.parse(outputOf(app)[`hosts/gpu-01/files${DAEMON_JSON}`]);
    expect(daemon).toMatchObject({ 'log-driver': 'json-file', tlsverify: true });
  });

  test('come out the same, byte for byte, in whatever order the inventory has them', () => {
    const [head, ...lines] = INVENTORY.trimEnd().split('\n').slice(1);
    const turned = ['apiVersion: gpulab/v1', head, ...lines.reverse(), ''].join('\n');
    const props = { docker: {}, kubernetes: {}, nvidia: {} };
    const { 'apply-order.txt': _, ...one } = outputOf(hosts(props).app);
    const { 'apply-order.txt': __, ...other } = outputOf(hosts(props, turned).app);
    expect(other).toEqual(one);
  });
});
