import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { folderOfTests } from '../support/folder';
import { hostRun } from './run';

const folder = resolve(__dirname, '../../examples/gpu-ceph');

test('the example is run by node, from its own folder', () => {
  expect(parse(readFileSync(join(folder, 'cdk8s.yaml'), 'utf8'))).toEqual({
    language: 'typescript',
    app: 'node --import tsx main.ts',
    output: 'dist',
  });
});

describe('the example, synthesised', () => {
  const output = folderOfTests();
  const read = (name: string): string => readFileSync(join(output, name), 'utf8');

  beforeAll(() => hostRun(folder, output, () => import('../../examples/gpu-ceph/main')));

  test('lists its files in the order in which they are applied: namespaces, then policies and rules', () => {
    const files = read('apply-order.txt')
      .split('\n')
      .filter((line) => line.endsWith('.k8s.yaml'));
    const at = (name: string) => files.indexOf(`${name}.k8s.yaml`);
    for (const name of ['gpu-namespaces', 'monitoring-namespace', 'gpu-nic-policy', 'monitoring-gpus']) {
      expect(at(name)).toBeGreaterThanOrEqual(0);
    }
    expect(at('gpu-namespaces')).toBeLessThan(at('gpu-nic-policy'));
    expect(at('monitoring-namespace')).toBeLessThan(at('monitoring-gpus'));
  });

  test('has the form of every delivery that needs no helm, and one order in all of them', () => {
    expect(readdirSync(output)).toEqual(
      expect.arrayContaining(['INSTALL.md', 'install.sh', 'helmfile.yaml', 'umbrella', 'argocd', 'flux', 'values']),
    );
    const order = read('umbrella/install-order.txt');
    const script = read('install.sh');
    const steps = ['rook-ceph-cluster', 'kube-prometheus-stack', 'gpu-operator'];
    for (const [before, after] of [steps.slice(0, 2), steps.slice(1)]) {
      expect(order.indexOf(before), `${before} in the umbrella`).toBeLessThan(order.indexOf(after));
      const at = (name: string) => script.indexOf(`helm upgrade --install ${name} `);
      expect(at(before), `${before} in the script`).toBeGreaterThan(0);
      expect(at(before)).toBeLessThan(at(after));
    }
  });

  test.each(['INSTALL.md', 'umbrella/README.md'])(
    'tells in %s of the label and the Secret that nobody makes',
    (name) => {
      const head = read(name).split('## 1. ')[0];
      expect(head).toContain('kubectl label node worker1 worker2 worker3 role=ceph');
      expect(head).toMatch(
        /the Secret `grafana-admin` .* with the keys `admin-user` and `admin-password`\. Step \d+ makes/,
      );
    },
  );

  test('is removed claims before storage, and no namespace with data is deleted', () => {
    const removal = read('INSTALL.md').split('## Removing everything')[1];
    const at = (text: string) => removal.indexOf(text);
    expect(at('helm uninstall kube-prometheus-stack')).toBeLessThan(at('Claims of `ceph-block`'));
    expect(at('Claims of `ceph-block`')).toBeLessThan(at('helm uninstall rook-ceph-cluster'));
    expect(at('/var/lib/rook')).toBeLessThan(at('helm uninstall rook-ceph '));
    expect(removal).not.toMatch(/kubectl delete .*(monitoring-namespace|ceph-namespaces)/);
    expect(removal).toMatch(/What is left in .*`kube-prometheus-stack`/);
  });

  test('shares the InfiniBand ports of the site, and no other card', () => {
    const { spec } = parse(read('gpu-nic-policy.k8s.yaml'));
    expect(JSON.parse(spec.rdmaSharedDevicePlugin.config).configList).toEqual([
      {
        resourceName: 'rdma_shared_device_a',
        rdmaHcaMax: 63,
        selectors: { vendors: ['15b3'], ifNames: ['ibs10', 'ibs11', 'ibs18', 'ibs19'], linkTypes: ['infiniband'] },
      },
    ]);
  });

  test('makes every namespace once', () => {
    const objects = readdirSync(output)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => parseAllDocuments(read(name)).map((document) => document.toJS()));
    const names = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual([
      'gpu-operator',
      'kube-prometheus-stack',
      'network-operator',
      'node-feature-discovery',
      'rook-ceph',
    ]);
  });
});
