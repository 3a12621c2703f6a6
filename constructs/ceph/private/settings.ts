import { ROOK_CEPH } from '../../upstream/charts/rook-ceph';
import type { CephClusterProps } from '../ceph-cluster-props';
import {
  type CephBlockPool,
  CephFailureDomain,
  type CephFilesystem,
  type CephObjectStore,
  type CephPool,
} from '../ceph-pools';
import { type RookLine, rookLineOf, rookVersionOf } from './rook-line';

/** Namespace and prefix of provisioners that Rook has by default. */
const NAMESPACE = 'rook-ceph';

/** Image of Ceph without its tag. */
const CEPH_REPOSITORY = 'quay.io/ceph/ceph';

/** Nodes by which two copies survive the loss of one, and monitors still agree. */
export const LEAST_NODES = 3;

/** Names of the chart's own values; programs refer to the classes. */
const BLOCK_POOL: CephBlockPool = { name: 'ceph-blockpool', storageClass: 'ceph-block', isDefaultClass: true };
const FILESYSTEM: CephFilesystem = { name: 'ceph-filesystem', storageClass: 'ceph-filesystem' };
const OBJECT_STORE: CephObjectStore = { name: 'ceph-objectstore', storageClass: 'ceph-bucket' };

/** What the chart gives to its object store. */
const ERASURE_CODING = { dataChunks: 2, codingChunks: 1 };

/** Props with every default filled in. */
export interface Settings extends CephClusterProps {
  readonly singleNode: boolean;
  readonly namespace: string;
  readonly operatorNamespace: string;
  readonly blockPools: CephBlockPool[];
  readonly filesystems: CephFilesystem[];
  readonly objectStores: CephObjectStore[];
  readonly rook: string;

  /** Undefined when the version is of no line that is known. */
  readonly line: RookLine | undefined;
}

/** Fills in defaults. It must not throw, whatever a program in plain JavaScript gave. */
export function settingsOf(props: CephClusterProps): Settings {
  const singleNode = props.singleNode === true;
  const namespace = props.namespace ?? NAMESPACE;
  const given = props.rookVersion ?? ROOK_CEPH.version;
  const rook = (typeof given === 'string' && rookVersionOf(given)) || String(given);
  return {
    ...props,
    singleNode,
    namespace,
    operatorNamespace: props.operatorNamespace ?? namespace,
    blockPools: props.blockPools ?? [BLOCK_POOL],
    filesystems: props.filesystems ?? [FILESYSTEM],
    objectStores: props.objectStores ?? [
      singleNode ? OBJECT_STORE : { ...OBJECT_STORE, erasureCoding: ERASURE_CODING },
    ],
    rook,
    line: rookLineOf(rook),
  };
}

/** Class of the first of some pools; of none, the name that it would have, so that a claim of it is a finding. */
const firstClass = (pools: readonly CephPool[], otherwise: CephPool): string => (pools[0] ?? otherwise).storageClass;

/** Classes by the kind of pool. */
export const classesOf = ({ blockPools, filesystems, objectStores }: Settings) => ({
  block: firstClass(blockPools, BLOCK_POOL),
  file: firstClass(filesystems, FILESYSTEM),
  bucket: firstClass(objectStores, OBJECT_STORE),
});

/** Copies that a pool keeps. */
export const replicasOf = ({ replicas }: Partial<CephPool>, { singleNode }: Settings): number =>
  replicas ?? (singleNode ? 1 : 3);

/** What must not hold two copies of a pool. */
export const failureDomainOf = ({ failureDomain }: Partial<CephPool>, { singleNode }: Settings): CephFailureDomain =>
  failureDomain ?? (singleNode ? CephFailureDomain.OSD : CephFailureDomain.HOST);

/** Repository and tag of Ceph's image; a digest stays with the tag, because the chart puts ":" in between. */
export function cephImageOf({ image }: Settings, line: RookLine): { repository: string; tag: string } {
  if (image === undefined) return { repository: CEPH_REPOSITORY, tag: line.cephTag };
  const colon = /:(?=[^/]*$)/.exec(image.replace(/@.*$/, ''))!.index;
  return { repository: image.slice(0, colon), tag: image.slice(colon + 1) };
}
