import { LabApp } from '../../../constructs/app';
import { CephCluster, type CephClusterProps, CephDevices } from '../../../constructs/ceph';
import { order } from '../../../constructs/core/private/order';
import { walk } from '../../../constructs/core/private/tree';
import { isRelease } from '../../../constructs/core/releases/release';

/** The three nodes of the acceptance facts. */
export const NODES = ['worker1', 'worker2', 'worker3'];

/** A Kubernetes version that each Rook version of the tests is for. */
const KUBERNETES: { readonly [rook: string]: string } = {
  'v1.12.5': '1.28',
  'v1.18.8': '1.33',
  'v1.19.10': '1.33',
  'v1.20.6': '1.33',
};

/** Versions of the acceptance facts, and those between which values change. */
export const ROOKS = Object.keys(KUBERNETES);

/** Props that nothing is wrong with. */
export const good = (props: Partial<CephClusterProps> = {}): CephClusterProps => ({
  nodes: NODES,
  devices: CephDevices.matching('^nvme[1-9]n1$'),
  ...props,
});

export const single = (props: Partial<CephClusterProps> = {}): CephClusterProps =>
  good({ nodes: ['worker1'], singleNode: true, ...props });

export interface Made {
  readonly app: LabApp;
  readonly ceph: CephCluster;
}

export function make(props: Partial<CephClusterProps> = {}): Made {
  const app = new LabApp({ kubernetesVersion: KUBERNETES[props.rookVersion ?? 'v1.20.6'] ?? '1.33' });
  return { app, ceph: new CephCluster(app, 'ceph', good(props)) };
}

/** Values by the name of the release. */
export function valuesOf({ app }: Made): { [release: string]: any } {
  return Object.fromEntries(walk(app).releases.map((release) => [release.releaseName, release._values]));
}

/** Values of the cluster's chart. */
export const clusterValuesOf = (props: Partial<CephClusterProps> = {}): any =>
  valuesOf(make(props))['rook-ceph-cluster'];

/** Releases and charts in their order. */
export const orderOf = ({ app }: Made): string[] =>
  order(walk(app)).plan.map(({ source }) => (isRelease(source) ? source.releaseName : 'namespaces'));

/** Every pool that the values make, by where it is. */
export function poolsOf(values: any): { [place: string]: any } {
  return Object.fromEntries([
    ...values.cephBlockPools.map(({ name, spec }: any) => [name, spec]),
    ...values.cephFileSystems.flatMap(({ name, spec }: any) => [
      [`${name}/metadata`, spec.metadataPool],
      ...spec.dataPools.map((pool: any) => [`${name}/${pool.name}`, pool]),
    ]),
    ...values.cephObjectStores.flatMap(({ name, spec }: any) => [
      [`${name}/metadata`, spec.metadataPool],
      [`${name}/data`, spec.dataPool],
    ]),
  ]);
}

/** What is wrong, as `code key`. */
export const codesOf = (props: Partial<CephClusterProps>): string[] =>
  make(props)
    .app.check()
    .map(({ code, key }) => `${code} ${key}`);
