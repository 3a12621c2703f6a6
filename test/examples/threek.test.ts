import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { strictProblems } from '../constructs/threek/strict-kubekey';
import { folderOfTests } from '../support/folder';
import { hostRun } from './run';

const folderOf = (name: string): string => resolve(__dirname, `../../examples/${name}`);

function filesOf(folder: string): { [name: string]: string } {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const objectsIn = (files: { [name: string]: string }): any[] =>
  Object.entries(files)
    .filter(([name]) => name.endsWith('.k8s.yaml'))
    .flatMap(([, text]) => parseAllDocuments(text).map((one) => one.toJS()));

test.each(['threek', 'threek-single'])('%s is run by node, from its own folder', (name) => {
  expect(parse(readFileSync(join(folderOf(name), 'cdk8s.yaml'), 'utf8'))).toEqual({
    language: 'typescript',
    app: 'node --import tsx main.ts',
    output: 'dist',
  });
});

describe('examples/threek: six machines in a closed network', () => {
  const output = folderOfTests();
  let files: { [name: string]: string };
  beforeAll(async () => {
    await hostRun(folderOf('threek'), output, () => import('../../examples/threek/main'));
    files = filesOf(output);
  });

  test('has a file for kk 3.1 that a strict reader takes, with three API servers behind haproxy', () => {
    const document = parse(files['kubekey/threek.yaml']);
    expect(strictProblems(document, '3.1')).toEqual([]);
    expect(document.spec.roleGroups['control-plane']).toEqual(['master[1:3]']);
    expect(document.spec.controlPlaneEndpoint).toMatchObject({ internalLoadbalancer: 'haproxy', address: '' });
    expect(document.spec.registry.auths['dockerhub.kubekey.local'].password).toBe('<file /root/harbor-password>');
  });

  test('fact 12: every image is from the registry on master1', () => {
    const images = [...JSON.stringify(objectsIn(files)).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image);
    const ownOnes = images.filter((image) => image.includes('/'));
    expect(ownOnes.length).toBeGreaterThan(4);
    for (const image of ownOnes) {
      expect(image).toMatch(/^dockerhub\.kubekey\.local\/kubesphereio\/[\w.-]+:[\w.-]+$/);
    }
  });

  test('fact 5: makes no namespace twice', () => {
    const names = objectsIn(files)
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name);
    expect(names).toContain('cpod-system');
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('examples/threek-single: one machine', () => {
  const output = folderOfTests();
  let files: { [name: string]: string };
  beforeAll(async () => {
    await hostRun(folderOf('threek-single'), output, () => import('../../examples/threek-single/main'));
    files = filesOf(output);
  });

  test('is the only node, and Ceph’s', () => {
    const { spec } = parse(files['kubekey/threek.yaml']);
    expect(spec.hosts).toMatchObject([{ name: 'gpu1', labels: { role: 'ceph' } }]);
    expect(spec.controlPlaneEndpoint).not.toHaveProperty('internalLoadbalancer');
    expect(spec.registry).not.toHaveProperty('type');
  });

  test('has the operator of the platform, and no network operator', () => {
    const objects = objectsIn(files);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toContain(
      'Deployment cpod-controller-manager',
    );
    expect(objects.map(({ kind }) => kind)).not.toContain('NicClusterPolicy');
  });
});
