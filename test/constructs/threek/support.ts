import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { LabApp } from '../../../constructs/app';
import { LabChart, Scope } from '../../../constructs/core';
import { KubeKeyCluster, type KubeKeyClusterProps, type KubeKeyHost } from '../../../constructs/threek';
import { inFolder } from '../../support/folder';

/** The six machines of the guide. */
export const HOSTS: KubeKeyHost[] = ['master1', 'master2', 'master3', 'worker1', 'worker2', 'worker3'].map(
  (name, index) => ({ name, address: `192.168.1.${index + 1}` }),
);

/** Config X of the acceptance facts (threek.md 7). */
export const X = {
  hosts: HOSTS,
  roleGroups: {
    etcd: ['master[1:3]'],
    controlPlane: ['master1'],
    worker: ['worker[1:3]'],
    registry: ['master1'],
  },
} satisfies KubeKeyClusterProps;

export interface Made {
  readonly app: LabApp;
  readonly cluster: KubeKeyCluster;
}

/** Config X, with other props over it. */
export function kubeKey(props: Partial<KubeKeyClusterProps> = {}): Made {
  const app = new LabApp();
  return { app, cluster: new KubeKeyCluster(app, 'lab', { ...X, ...props }) };
}

/** What is wrong, as `CODE key: message`. */
export const told = ({ app }: { readonly app: LabApp }): string[] =>
  app.check().map(({ code, key, message }) => `${code} ${key}: ${message}`);

/** Codes and keys of what is wrong. */
export const codesOf = (props: Partial<KubeKeyClusterProps>): string[] =>
  kubeKey(props)
    .app.check()
    .map(({ code, key }) => `${code} ${key}`);

/** Writes the output of an app; gives texts by name. */
export const outputOf = (app: LabApp): { readonly files: { [name: string]: string }; readonly findings: unknown[] } =>
  inFolder((folder) => {
    const { findings } = app._synthesize({ outdir: folder });
    const listing = readFileSync(join(folder, 'apply-order.txt'), 'utf8');
    const names = listing.trimEnd().split('\n').filter(Boolean);
    const files = Object.fromEntries(
      names.map((name) => [name, readFileSync(join(folder, name.replace(/^# /, '')), 'utf8')]),
    );
    return { files, findings };
  });

/** Every manifest below a construct, in tree order. */
export const manifestsOf = (construct: IConstruct): any[] =>
  construct.node
    .findAll()
    .filter((child) => ApiObject.isApiObject(child))
    .map((child) => (child as ApiObject).toJson());

/** The manifest of this kind and name. */
export function named(manifests: readonly any[], kind: string, name: string): any {
  const found = manifests.filter((one) => one.kind === kind && one.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} of ${kind} ${name}`);
  return found[0];
}

/** A chart with what a platform needs around the operators. */
export function platform(): { readonly app: LabApp; readonly chart: LabChart } {
  const app = new LabApp();
  app.external.storageClass('ceph-filesystem');
  for (const kind of ['MPIJob', 'InferenceService']) {
    app.external.customKind(
      kind === 'MPIJob' ? 'kubeflow.org/v2beta1' : 'serving.kserve.io/v1beta1',
      kind,
      Scope.NAMESPACED,
    );
  }
  return { app, chart: new LabChart(app, 'platform') };
}
