import type { Construct, IConstruct } from 'constructs';
import { CephCluster } from '../../../ceph/ceph-cluster';
import { LabChart } from '../../../core/lab-chart';
import { make } from '../../../core/private/make';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';
import type { ThreeKExternalCeph, ThreeKJuiceFs, ThreeKStorage } from '../../cluster/threek-storage';

/** Storage of a platform, as far as others must know it. */
export interface Storage {
  /** Class that many nodes can mount a claim of. */
  readonly storageClass: string;

  /** What must be there before claims can be bound; undefined where nothing is installed. */
  readonly part?: IConstruct;
}

const EXTERNAL_CEPH = 'csi-cephfs-sc';
const JUICE_FS = 'juicefs-sc';

/** Facts: threek.md 3.1 and 5.6. */
const CEPHFS_CHART = UpstreamChart.of({
  name: 'ceph-csi-cephfs',
  version: '3.9.0',
  repository: 'https://ceph.github.io/csi-charts',
  namespace: 'ceph-csi-cephfs',
});

const JUICE_FS_CHART = UpstreamChart.of({
  name: 'juicefs-csi-driver',
  version: '0.32.4',
  repository: 'https://juicedata.github.io/charts/',
  namespace: 'kube-system',
});

export function makeStorage(scope: Construct, { _choice }: ThreeKStorage, rookVersion?: string): Storage {
  const { ceph, externalCeph, juiceFs, storageClass } = _choice;
  if (ceph) {
    const part = new CephCluster(scope, 'ceph', { ...ceph, rookVersion: ceph.rookVersion ?? rookVersion });
    return { storageClass: part.fileStorageClass, part };
  }
  if (externalCeph) return { storageClass: EXTERNAL_CEPH, part: makeExternalCeph(scope, externalCeph) };
  if (juiceFs) return { storageClass: JUICE_FS, part: makeJuiceFs(scope, juiceFs) };
  return { storageClass: storageClass! };
}

/** A Secret as a StorageClass names it for one of its purposes. */
const secretFor = (purpose: string, name: string, namespace: string) => ({
  [`csi.storage.k8s.io/${purpose}-secret-name`]: name,
  [`csi.storage.k8s.io/${purpose}-secret-namespace`]: namespace,
});

function makeClass(scope: Construct, name: string, provisioner: string, parameters: object): void {
  make(scope, [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner,
      parameters,
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
    },
  ]);
}

function makeExternalCeph(scope: Construct, { clusterId, monitors, secret, fileSystem }: ThreeKExternalCeph) {
  const { namespace } = CEPHFS_CHART;
  const chart = new LabChart(scope, 'external-ceph');
  // Class and Secret are no values of the chart: the key of the administrator would stand in them.
  const release = new UpstreamRelease(chart, 'driver', {
    chart: CEPHFS_CHART,
    values: {
      csiConfig: [{ clusterID: clusterId, monitors }],
      storageClass: { create: false },
      secret: { create: false },
    },
  });
  makeClass(chart, EXTERNAL_CEPH, 'cephfs.csi.ceph.com', {
    clusterID: clusterId,
    fsName: fileSystem ?? 'ceph-filesystem',
    ...secretFor('provisioner', secret, namespace),
    ...secretFor('controller-expand', secret, namespace),
    ...secretFor('node-stage', secret, namespace),
  });
  return release;
}

function makeJuiceFs(scope: Construct, { secret }: ThreeKJuiceFs) {
  const { namespace } = JUICE_FS_CHART;
  const chart = new LabChart(scope, 'juicefs');
  const release = new UpstreamRelease(chart, 'driver', { chart: JUICE_FS_CHART, values: { storageClasses: [] } });
  makeClass(chart, JUICE_FS, 'csi.juicefs.com', {
    ...secretFor('provisioner', secret, namespace),
    ...secretFor('node-publish', secret, namespace),
  });
  return release;
}
