import { CephDevices, InstallSecret, type KubeKeyClusterProps, NicLink, type NicPolicy } from 'cdk8s-gpulab';

/** The six machines of the 3K guide: three of CPU, three with GPUs. */
const hosts = ['master1', 'master2', 'master3', 'worker1', 'worker2', 'worker3'].map((name, index) => ({
  name,
  address: `192.168.1.${index + 1}`,
}));

/** Other than in the guide, all three masters run API servers. */
export const kubeKey: KubeKeyClusterProps = {
  hosts,
  roleGroups: {
    controlPlane: ['master[1:3]'],
    worker: ['worker[1:3]'],
    registry: ['master1'],
  },
  registry: {
    auths: {
      'dockerhub.kubekey.local': {
        username: 'admin',
        password: InstallSecret.file('/root/harbor-password'),
        certsPath: '/etc/docker/certs.d/dockerhub.kubekey.local',
      },
    },
  },
};

/** The empty disks of the workers are Ceph's. */
export const storageNodes = ['worker1', 'worker2', 'worker3'];
export const storageDevices = CephDevices.matching('^nvme[1-9]n1$');

/** InfiniBand ports of each worker. */
export const nic: NicPolicy = {
  rdmaSharedDevices: [{ ifNames: ['ibs10', 'ibs11', 'ibs18', 'ibs19'], linkTypes: [NicLink.INFINIBAND] }],
};
