import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { ContainerdLine, HostSecret } from '../../../../constructs/hosts';
import { HostRuntime, ProviderVersion, RegistryAccess } from '../../../../constructs/provider';
import { nginxWords } from '../../hosts/readers';
import { filesOf, hosts, OLD, type Pki, pki, THREE, told } from './support';

const CONFIG = '/etc/computing-provider/config.toml';
const NGINX = '/etc/nginx/conf.d/example.com.conf';
const UNIT = '/etc/systemd/system/computing-provider.service';
const DAEMON = '/etc/docker/daemon.json';

let certificates: Pki;
beforeAll(async () => {
  certificates = await pki();
});

const secure = () =>
  RegistryAccess.tls({
    host: 'gpu-1',
    certificate: certificates.server.cert,
    key: HostSecret.fromFile('pki/registry.key'),
    ca: certificates.ca,
    users: [{ name: 'provider', passwordHash: HostSecret.fromEnv('REGISTRY_HASH') }],
    password: HostSecret.fromEnv('REGISTRY_PASSWORD'),
  });
const registryHost = { hosts: THREE };

describe('acceptance facts of the provider, on hosts', () => {
  test('fact 2: podSubnet of kubeadm is the network of the stack; a node that is alone has no taint', () => {
    const text = filesOf({}, { podSubnet: '10.50.0.0/16' })['/etc/gpulab/kubeadm.yaml'];
    const [init, cluster, kubelet] = parseAllDocuments(text).map((one) => one.toJS());
    expect(cluster.networking).toEqual({ podSubnet: '10.50.0.0/16' });
    expect(init.nodeRegistration).toEqual({
      name: 'provider-1',
      criSocket: 'unix:///var/run/cri-dockerd.sock',
      kubeletExtraArgs: { 'node-ip': '10.0.0.1' },
      taints: [],
    });
    expect(kubelet.cgroupDriver).toBe('systemd');
  });

  test.each([
    ['1.24.0', 'kubeadm.k8s.io/v1beta3'],
    ['1.30.14', 'kubeadm.k8s.io/v1beta3'],
    ['1.31.0', 'kubeadm.k8s.io/v1beta4'],
    ['1.36.1', 'kubeadm.k8s.io/v1beta4'],
  ])('kubeadm %s reads %s', (kubernetesVersion, api) => {
    const [init, cluster] = parseAllDocuments(filesOf({ kubernetesVersion })['/etc/gpulab/kubeadm.yaml']);
    expect([init.toJS().apiVersion, cluster.toJS().apiVersion]).toEqual([api, api]);
    expect(cluster.toJS().kubernetesVersion).toBe(`v${kubernetesVersion}`);
    // The address of the host, whichever its default route has.
    expect(init.toJS().nodeRegistration.kubeletExtraArgs).toEqual(
      api.endsWith('v1beta3') ? { 'node-ip': '10.0.0.1' } : [{ name: 'node-ip', value: '10.0.0.1' }],
    );
  });

  test("fact 4: Nginx hands on to the port of the ingress controller, at the host's address", () => {
    const { stack } = hosts();
    expect(stack.ingressNodePort).toBe(30080);
    expect(nginxWords(filesOf()[NGINX])).toContain('http://10.0.0.1:30080');
    expect(
      nginxWords(filesOf({ hosts: [{ name: 'a', address: 'fd00::1' }] }, { podSubnet: 'fd01::/48' }, 'a')[NGINX]),
    ).toContain('http://[fd00::1]:30080');
  });

  test('fact 6: config.toml of 0.3.0 has every key that the program needs, and reads back', () => {
    const settings = { ...OLD, nodeName: 'a "quoted" \\ name', publicPort: 443 };
    const config = parseToml(filesOf({ settings })[CONFIG]) as any;
    expect(config).toEqual({
      API: {
        Port: 8085,
        MultiAddress: '/ip4/203.0.113.7/tcp/443',
        Domain: '.example.com',
        NodeName: 'a "quoted" \\ name',
        RedisUrl: 'redis://127.0.0.1:6379',
        RedisPassword: '@@GPULAB-SECRET-1@@',
      },
      LOG: {
        CrtFile: '/var/lib/computing-provider/tls/fullchain.pem',
        KeyFile: '/var/lib/computing-provider/tls/privkey.pem',
      },
      LAG: { ServerUrl: 'https://api.lagrangedao.org', AccessToken: '@@GPULAB-SECRET-2@@' },
      MCS: {
        ApiKey: '@@GPULAB-SECRET-3@@',
        BucketName: 'lab',
        Network: 'polygon.mainnet',
        FileCachePath: '/var/cache/computing-provider',
      },
      Registry: { ServerAddress: '' },
    });
    expect(config.API.MultiAddress).toMatch(/^\/ip4\/\d+\.\d+\.\d+\.\d+\/tcp\/\d+$/);
  });

  test('fact 9: a registry has TLS, a login, a directory for itself; Docker and containerd trust its authority', () => {
    const files = filesOf({ ...registryHost, registry: secure(), runtime: HostRuntime.containerd() }, {}, 'gpu-1');
    const first = filesOf({ ...registryHost, registry: secure(), runtime: HostRuntime.containerd() });
    expect(parse(files['/etc/docker/registry/config.yml'])).toMatchObject({
      http: {
        addr: '10.0.0.2:5000',
        tls: { certificate: '/etc/docker/registry/tls.crt', key: '/etc/docker/registry/tls.key' },
      },
      auth: { htpasswd: { realm: 'registry', path: '/etc/docker/registry/htpasswd' } },
    });
    expect(files['/etc/docker/registry/htpasswd']).toBe('provider:@@GPULAB-SECRET-1@@\n');
    const manifest = JSON.parse(files['host.json']);
    expect(manifest.directories).toContainEqual({
      path: '/var/lib/docker-registry',
      mode: '0750',
      owner: 'docker-registry',
      group: 'docker-registry',
    });
    for (const path of ['/etc/docker/registry/tls.key', '/etc/docker/registry/htpasswd']) {
      expect(manifest.files).toContainEqual(expect.objectContaining({ path, mode: '0640', group: 'docker-registry' }));
    }
    expect(first['/etc/docker/certs.d/10.0.0.2:5000/ca.crt']).toBe(certificates.ca);
    for (const node of [first, files]) {
      expect(parseToml(node['/etc/containerd/certs.d/10.0.0.2:5000/hosts.toml'])).toEqual({
        server: 'https://10.0.0.2:5000',
        ca: '/etc/containerd/certs.d/10.0.0.2:5000/ca.crt',
        host: {
          'https://10.0.0.2:5000': {
            capabilities: ['pull', 'resolve'],
            ca: '/etc/containerd/certs.d/10.0.0.2:5000/ca.crt',
          },
        },
      });
      expect(JSON.stringify(node)).not.toContain('insecure-registries');
      expect(JSON.stringify(node)).not.toContain('skip_verify');
    }
  });

  test('fact 9: what is insecure must be asked for, and is a warning that can be acknowledged', () => {
    const insecure = { ...registryHost, registry: RegistryAccess.insecure({ host: 'gpu-1' }) };
    const warning = 'warning GPULAB2972 registry: the registry speaks no TLS and asks nobody for a login';
    expect(told(insecure)).toEqual([warning]);
    const { app } = hosts(insecure);
    app.acknowledge({ code: 'GPULAB2972', path: 'hosts', reason: 'a network of its own' });
    expect(app.check().filter(({ code }) => code === 'GPULAB2972')).toEqual([]);
    expect(JSON.parse(filesOf(insecure, {}, 'gpu-2')[DAEMON])['insecure-registries']).toEqual(['10.0.0.2:5000']);
    const files = filesOf({ ...insecure, runtime: HostRuntime.containerd() }, {}, 'gpu-2');
    expect(parseToml(files['/etc/containerd/certs.d/10.0.0.2:5000/hosts.toml'])).toMatchObject({
      host: { 'http://10.0.0.2:5000': { skip_verify: true } },
    });
  });

  test('fact 10: the unit has a user, an absolute CP_PATH and a working directory, and is started again and again', () => {
    const unit = filesOf()[UNIT];
    expect(unit).toMatch(/^User=computing-provider$/m);
    expect(unit).toMatch(/^Environment=CP_PATH=\/var\/lib\/computing-provider$/m);
    expect(unit).toMatch(/^WorkingDirectory=\/var\/lib\/computing-provider$/m);
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^ExecStart=\/usr\/local\/bin\/computing-provider run$/m);
    expect(unit).toMatch(/^After=.* docker\.service redis-server\.service /m);
    expect(unit).not.toContain('nohup');
    expect(filesOf({}, { version: ProviderVersion.V1_1_5 })[UNIT]).not.toContain('redis');
  });

  test('fact 11: Nginx speaks HTTP 1.1 to tasks, lets WebSockets through, and sends HTTP to HTTPS', () => {
    const text = filesOf()[NGINX];
    const words = nginxWords(text).join(' ');
    expect(words).toContain('proxy_http_version 1.1 ;');
    expect(words).toContain('map $http_upgrade $connection_upgrade { default upgrade ;  close ; }');
    expect(words).toContain(
      'proxy_set_header Upgrade $http_upgrade ; proxy_set_header Connection $connection_upgrade ;',
    );
    expect(words).toContain(
      'listen 80 ; listen [::]:80 ; server_name *.example.com ; return 301 https://$host$request_uri ;',
    );
    expect(words).toContain('ssl_certificate /etc/letsencrypt/live/example.com/fullchain.pem ;');
    expect(words).toContain('ssl_certificate_key /etc/letsencrypt/live/example.com/privkey.pem ;');
  });

  test('fact 12: daemon.json is what all parts want, and Docker keeps its unix socket', () => {
    const insecure = { ...registryHost, registry: RegistryAccess.insecure({ host: 'gpu-1' }) };
    const daemon = JSON.parse(filesOf(insecure)[DAEMON]);
    expect(daemon).toMatchObject({
      'default-runtime': 'nvidia',
      runtimes: { nvidia: { path: 'nvidia-container-runtime' } },
      'insecure-registries': ['10.0.0.2:5000'],
      'exec-opts': ['native.cgroupdriver=systemd'],
    });
    expect(daemon).not.toHaveProperty('hosts');
  });

  test.each([
    [
      ['tcp://10.0.0.1:2376'],
      [
        'error GPULAB2971 hosts: "hosts" of /etc/docker/daemon.json is ["tcp://10.0.0.1:2376"], without unix:///var/run/docker.sock',
      ],
    ],
    [['unix:///var/run/docker.sock', 'tcp://10.0.0.1:2376'], []],
  ])('fact 12: another part may open Docker to the network: %j', (list, findings) => {
    const made = hosts();
    made.hosts.hostFiles[0].addJson({ path: DAEMON, content: { hosts: list } });
    const problems = made.app.check().filter(({ code }) => code === 'GPULAB2971');
    expect(problems.map(({ level, code, key, message }) => `${level} ${code} ${key}: ${message}`)).toEqual(findings);
  });
});

describe('what nodes have besides', () => {
  test('kubelets log in at the registry: tasks name no pull secret', () => {
    const files = filesOf({ ...registryHost, registry: secure() }, {}, 'gpu-2');
    expect(JSON.parse(files['/var/lib/kubelet/config.json'])).toEqual({
      auths: { '10.0.0.2:5000': { username: 'provider', password: '@@GPULAB-SECRET-1@@' } },
    });
    const { files: entries } = JSON.parse(files['host.json']);
    expect(entries).toContainEqual(expect.objectContaining({ path: '/var/lib/kubelet/config.json', mode: '0600' }));
  });

  test('only the first host has Docker where containerd is the runtime', () => {
    const props = { ...registryHost, registry: secure(), runtime: HostRuntime.containerd() };
    expect(JSON.parse(filesOf(props)['host.json']).packages).toContain('docker.io');
    expect(JSON.parse(filesOf(props, {}, 'gpu-2')['host.json']).packages).toEqual(['containerd', 'nftables']);
  });

  test.each([
    [ContainerdLine.V1, 2, 'io.containerd.grpc.v1.cri', 'io.containerd.grpc.v1.cri'],
    [ContainerdLine.V2, 3, 'io.containerd.cri.v1.runtime', 'io.containerd.cri.v1.images'],
  ])('containerd %s.x reads its own tables', (line, version, runtime, images) => {
    const config = parseToml(filesOf({ runtime: HostRuntime.containerd(line) })['/etc/containerd/config.toml']) as any;
    expect(config.version).toBe(version);
    expect(config.plugins[images].registry).toEqual({ config_path: '/etc/containerd/certs.d' });
    expect(config.plugins[runtime].containerd).toMatchObject({
      default_runtime_name: 'nvidia',
      runtimes: { nvidia: { options: { SystemdCgroup: true } }, runc: { options: { SystemdCgroup: true } } },
    });
  });

  test('a host without GPUs has no runtime for them', () => {
    const bare = [{ name: 'provider-1', address: '10.0.0.1', gpu: false }];
    expect(filesOf({ hosts: bare })[DAEMON]).not.toContain('nvidia');
    expect(filesOf({ hosts: bare, runtime: HostRuntime.containerd() })['/etc/containerd/config.toml']).not.toContain(
      'nvidia',
    );
  });

  test('Redis is there before 0.5.0, on loopback, with a password and a journal', () => {
    expect(filesOf()['/etc/redis/redis.conf']).toContain('bind 127.0.0.1\n');
    expect(filesOf()['/etc/redis/redis.conf']).toContain('requirepass "@@GPULAB-SECRET-1@@"\n');
    expect(filesOf()['/etc/redis/redis.conf']).toContain('appendonly yes\n');
    expect(filesOf({}, { version: ProviderVersion.V1_1_5 })).not.toHaveProperty('/etc/redis/redis.conf');
  });

  test('the firewall comes back when nftables.service, which flushes every table, is restarted or reloaded', () => {
    const unit = filesOf()['/etc/systemd/system/gpulab-firewall.service'];
    for (const line of ['PartOf=nftables.service', 'ReloadPropagatedFrom=nftables.service'])
      expect(unit).toContain(line);
    expect(unit).toContain('ExecReload=/usr/sbin/nft --file /etc/gpulab/firewall.nft');
  });

  test('the firewall guards the registry on its host only, and the API only when its callers are known', () => {
    const props = { ...registryHost, registry: secure() };
    const rules = (more: object, host: string) => filesOf({ ...props, ...more }, {}, host)['/etc/gpulab/firewall.nft'];
    expect(rules({}, 'gpu-1')).toMatch(/tcp dport \{ .*, 5000 \} drop/);
    expect(rules({}, 'gpu-2')).not.toMatch(/5000/);
    expect(rules({}, 'provider-1')).toMatch(/tcp dport 8085 ip saddr @api4 accept/);
    expect(rules({ apiSources: [] }, 'provider-1')).not.toMatch(/8085/);
    expect(rules({}, 'provider-1')).not.toMatch(/\b(?:22|80|443)\b.*drop/);
  });

  test('no secret is in any file: only where it comes from, in host.json', () => {
    const files = filesOf({ ...registryHost, registry: secure() }, {}, 'gpu-1');
    for (const [path, text] of Object.entries(files)) {
      if (path !== 'host.json') expect(text).not.toMatch(/REGISTRY_(?:HASH|PASSWORD)|registry\.key/);
    }
  });
});
