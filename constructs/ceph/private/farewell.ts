import type { Farewell } from '../../core/releases/by-hand';

/** What to know before a cluster is removed (docs/ceph.md, "Removing a cluster"; Rook's documentation, "Cleanup"). */
export const farewellOf = (namespace: string): Farewell => ({
  text:
    'Removing Ceph leaves the data on the disks and in `/var/lib/rook` of each node: another cluster can use them only when both were ' +
    'wiped. To have Rook wipe them, set `destroyDataOnDelete` and install again before you go on; there is no way back from that. ' +
    'Rook deletes no cluster while volumes of it exist. From Rook 1.18 on the objects of the CSI operator stay: delete them by hand after ' +
    '`rook-ceph-cluster` is gone and before the release of the drivers goes. These commands show what is there:',
  commands: [
    ['kubectl', 'get', 'cephcluster', '--namespace', namespace],
    ['kubectl', 'get', CSI_OBJECTS, '--all-namespaces'],
  ],
});

const CSI_OBJECTS = [
  'operatorconfigs.csi.ceph.io',
  'drivers.csi.ceph.io',
  'clientprofiles.csi.ceph.io',
  'cephconnections.csi.ceph.io',
].join(',');
