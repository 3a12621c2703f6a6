import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { Inventory } from '../../constructs/inventory';
import { folderOfTests } from '../support/folder';
import { hostRun } from './run';

const folderOf = (name: string): string => resolve(__dirname, `../../examples/${name}`);

function filesOf(folder: string): { [name: string]: string } {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(names.sort().map((name) => [name.slice(folder.length + 1), readFileSync(name, 'utf8')]));
}

test.each(['provider', 'provider-multi'])('%s is run by node, from its own folder', (name) => {
  expect(parse(readFileSync(join(folderOf(name), 'cdk8s.yaml'), 'utf8'))).toEqual({
    language: 'typescript',
    app: 'node --import tsx main.ts',
    output: 'dist',
  });
});

test.each([
  ['provider', []],
  ['provider-multi', [{ from: 'provider', to: 'gpu' }]],
])('%s has an inventory of its hosts, which the first one may log in to', async (name, trust) => {
  const inventory = join(folderOf(name), 'inventory.yaml');
  const { hosts, findings } = Inventory.fromFile(inventory);
  expect(findings).toEqual([]);
  expect(hosts.map((host) => host.address)).toEqual(['10.20.0.1', '10.20.0.2', '10.20.0.3'].slice(0, hosts.length));
  const { ssh } = parse(readFileSync(inventory, 'utf8'));
  expect([ssh.user, ssh.identityFile, ssh.trust ?? []]).toEqual(['root', '~/.ssh/id_ed25519', trust]);
});

describe('examples/provider: one machine', () => {
  const output = folderOfTests();
  let files: { [name: string]: string };
  beforeAll(async () => {
    await hostRun(folderOf('provider'), output, () => import('../../examples/provider/main'));
    files = filesOf(output);
  });

  test('has everything on one host, and a config.toml of 0.3.0 without a secret in it', () => {
    const host = JSON.parse(files['hosts/provider-1/host.json']);
    expect(host.packages).toEqual(['docker.io', 'nftables', 'nginx', 'redis-server']);
    const config = parseToml(files['hosts/provider-1/files/etc/computing-provider/config.toml']) as any;
    expect(Object.keys(config)).toEqual(['API', 'LOG', 'LAG', 'MCS', 'Registry']);
    expect(config.API.Domain).toBe('.gpu.example.com');
    const variables = host.files.flatMap(({ secrets = [] }: any) => secrets.map(({ env }: any) => env));
    expect([...new Set(variables)].sort()).toEqual(['LAG_ACCESS_TOKEN', 'MCS_API_KEY', 'REDIS_PASSWORD']);
  });

  test('facts 2 and 4: kubeadm and Calico, Nginx and ingress-nginx say the same', () => {
    const objects = Object.entries(files)
      .filter(([name]) => name.endsWith('.k8s.yaml'))
      .flatMap(([, text]) => parseAllDocuments(text).map((one) => one.toJS()));
    const calico = objects.find(({ kind }) => kind === 'Installation');
    const kubeadm = parseAllDocuments(files['hosts/provider-1/files/etc/gpulab/kubeadm.yaml']).map((one) => one.toJS());
    expect(calico.spec.calicoNetwork.ipPools[0].cidr).toBe(kubeadm[1].networking.podSubnet);
    expect(parse(files['values/ingress-nginx.yaml']).controller.service.nodePorts.http).toBe(30080);
    expect(files['hosts/provider-1/files/etc/nginx/conf.d/gpu.example.com.conf']).toContain('http://10.20.0.1:30080;');
  });

  test('has an installation that begins with machines and ends with a look at what runs', () => {
    const steps = [...files['INSTALL.md'].matchAll(/^## \d+\. (.+)$/gm)].map(([, step]) => step);
    expect(steps.slice(0, 2)).toEqual(['provider-prerequisites', 'provider-control-plane']);
    expect(steps.slice(-3)).toEqual(['kubeconfig', 'provider-start', 'provider-probe']);
  });
});

describe('examples/provider-multi: three machines and a registry', () => {
  const output = folderOfTests();
  let files: { [name: string]: string };
  beforeAll(async () => {
    await hostRun(folderOf('provider-multi'), output, () => import('../../examples/provider-multi/main'));
    files = filesOf(output);
  });

  test('has the registry on one host, and its authority and login on all', () => {
    const packages = ['provider-1', 'gpu-1', 'gpu-2'].map(
      (host) => JSON.parse(files[`hosts/${host}/host.json`]).packages,
    );
    expect(packages).toEqual([
      ['containerd', 'docker.io', 'nftables', 'nginx'],
      ['containerd', 'docker-registry', 'nftables'],
      ['containerd', 'nftables'],
    ]);
    for (const host of ['provider-1', 'gpu-1', 'gpu-2']) {
      const folder = `hosts/${host}/files`;
      expect(files[`${folder}/etc/containerd/certs.d/10.20.0.2:5000/hosts.toml`]).toContain('https://10.20.0.2:5000');
      expect(Object.keys(JSON.parse(files[`${folder}/var/lib/kubelet/config.json`]).auths)).toEqual(['10.20.0.2:5000']);
    }
  });

  test('only hosts with GPUs have the runtime of NVIDIA', () => {
    const containerd = (host: string) => files[`hosts/${host}/files/etc/containerd/config.toml`];
    expect(containerd('provider-1')).not.toContain('nvidia');
    expect(containerd('gpu-1')).toContain('default_runtime_name = "nvidia"');
  });

  test('lets the other hosts join', () => {
    expect(files['install.sh']).toMatch(/^ *join gpu-1 10\.20\.0\.2\n *join gpu-2 10\.20\.0\.3$/m);
  });
});
