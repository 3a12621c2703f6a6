import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Inventory, Roster } from 'cdk8s-gpulab';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { folderOfTests } from '../support/folder';
import { hostRun } from './run';

const folder = resolve(__dirname, '../../examples/ailab');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the input of the example', () => {
  const roster = Roster.fromText(text('roster.csv'), 'roster.csv');
  const inventory = Inventory.fromText(text('inventory.yaml'), 'inventory.yaml');

  test('is 240 students of three profiles without a finding', () => {
    expect(roster.findings).toEqual([]);
    expect(roster.students).toHaveLength(240);
    expect(new Set(roster.students.map(({ profile }) => profile))).toEqual(
      new Set(['large-models', 'vision', 'intro']),
    );
  });

  test('is 50 workers of three GPU models without a finding', () => {
    expect(inventory.findings).toEqual([]);
    expect(inventory.hosts.reduce((sum, { count }) => sum + count, 0)).toBe(50);
    expect(Object.keys(inventory.gpusByModel())).toEqual(['RTX4090D', 'RTX4090', 'RTX3090']);
  });

  test('is run by node, from its own folder', () => {
    expect(parse(text('cdk8s.yaml'))).toEqual({
      language: 'typescript',
      app: 'node --import tsx main.ts',
      output: 'dist',
    });
  });

  test('is put together in at most twenty lines', () => {
    expect(text('main.ts').trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });
});

describe('the example, synthesised', () => {
  const output = folderOfTests();
  const objects: any[] = [];
  const of = (kind: string, namespace?: string): any[] =>
    objects.filter((object) => object.kind === kind && (!namespace || object.metadata.namespace === namespace));
  const named = (kind: string, name: string): any => of(kind).find(({ metadata }) => metadata.name === name);

  beforeAll(async () => {
    await hostRun(folder, output, () => import('../../examples/ailab/main'));
    for (const name of readdirSync(output).filter((file) => file.endsWith('.yaml'))) {
      const documents = parseAllDocuments(readFileSync(join(output, name), 'utf8'));
      objects.push(...documents.map((document) => document.toJS()));
    }
  });

  test('is a file for each student and one for the cluster', () => {
    expect(readdirSync(output).filter((file) => file.endsWith('.yaml'))).toHaveLength(241);
  });

  test('has a local-path provisioner that uses both disks of a node', () => {
    const config = named('ConfigMap', 'local-path-config').data;
    expect(JSON.parse(config['config.json'])).toEqual({
      nodePathMap: [
        {
          node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES',
          paths: ['/nvme1/local-path-provisioner', '/nvme2/local-path-provisioner'],
        },
      ],
    });
    expect(parse(config['helperPod.yaml'])).toMatchObject({
      kind: 'Pod',
      spec: { priorityClassName: 'system-node-critical', containers: [{ name: 'helper-pod' }] },
    });
    const [{ image }] = named('Deployment', 'local-path-provisioner').spec.template.spec.containers;
    expect(image).toMatch(/:v0\.0\.26$/);
  });

  test('has the storage class of scratch, and no other', () => {
    expect(of('StorageClass')).toMatchObject([
      {
        metadata: { name: 'rancher-local-path' },
        provisioner: 'rancher.io/local-path',
        volumeBindingMode: 'WaitForFirstConsumer',
        reclaimPolicy: 'Delete',
      },
    ]);
  });

  test('pulls the images of the courses to every node', () => {
    const { initContainers, containers } = named('DaemonSet', 'prepuller').spec.template.spec;
    expect(initContainers).toHaveLength(3);
    for (const { resources } of initContainers) {
      expect(resources).toEqual({ limits: { cpu: '100m', memory: '1Gi' }, requests: { cpu: '1m', memory: '8Mi' } });
    }
    expect(containers).toMatchObject([{ name: 'pause', resources: { limits: { cpu: '1m', memory: '8Mi' } } }]);
  });

  test('lets students see volumes, and change none', () => {
    expect(named('ClusterRole', 'clusterrole-user-pv').rules).toEqual([
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test('makes no namespace for charts that are not there', () => {
    expect(named('Namespace', 'admin-helm')).toBeUndefined();
  });

  test('has in its second profile a LimitRange, a NetworkPolicy and pod security labels, and in the others none', () => {
    const courses = new Map(
      Roster.fromText(text('roster.csv'), 'roster.csv').students.map(({ uid, profile }) => [uid, profile]),
    );
    const inVision = (kind: string) => of(kind).every(({ metadata }) => courses.get(metadata.namespace) === 'vision');
    expect([of('LimitRange').length, inVision('LimitRange')]).toEqual([90, true]);
    expect([of('NetworkPolicy').length, inVision('NetworkPolicy')]).toEqual([90, true]);
    const restricted = of('Namespace').filter(({ metadata }) => metadata.labels);
    expect(restricted.every(({ metadata }) => courses.get(metadata.name) === 'vision')).toBe(true);
    expect(restricted).toHaveLength(90);
  });

  test('gives each student a first job, with thirteen objects in a plain profile', () => {
    const [first] = Roster.fromText(text('roster.csv'), 'roster.csv').students;
    const own = objects.filter(({ kind, metadata }) => {
      return kind === 'Namespace' ? metadata.name === first.uid : metadata.namespace === first.uid;
    });
    const clusterWide = ['ClusterRoleBinding', 'IPoIBNetwork'].flatMap((kind) =>
      of(kind).filter(({ metadata }) => metadata.name.endsWith(`-${first.uid}`)),
    );
    expect(own.length + clusterWide.length).toBe(13);
    expect(of('Deployment').filter(({ metadata }) => metadata.name.endsWith('-starter'))).toHaveLength(240);
  });
});
