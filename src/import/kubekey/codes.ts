import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of `gpulab import kubekey`: 423x what cannot be mended, 424x what was. Rules of the file itself are 28xx. */
export const KUBEKEY_IMPORT_CODES: Codes = {
  GPULAB4230: {
    title: 'the KubeKey file is not YAML',
    cause: 'The parser stopped at this place, or there is nothing but a text or a list in the file.',
    remedy: 'Mend the line, or the one above it.',
  },
  GPULAB4231: {
    title: 'several clusters in one file',
    cause:
      'KubeKey lays each document of kind Cluster over those before it, and makes one cluster with the name of the last. Nobody means that.',
    remedy: 'Keep the one that is meant; import the others from files of their own.',
  },
  GPULAB4241: {
    title: 'roleGroups moves beside hosts',
    cause: 'In the sample of the guides it stands among the items of hosts. Both belong directly below spec.',
    remedy: 'Nothing; look at the groups in the new file.',
  },
  GPULAB4242: {
    title: 'the frame of the document was missing',
    cause:
      'KubeKey picks documents of kind Cluster, ignores all others in silence, and crashes over one without a name.',
    remedy: 'Nothing; rename the cluster in metadata.name if you like.',
  },
  GPULAB4243: {
    title: 'the file has another name than the tools read',
    cause: 'The guides say config-sample.conf; 3kctl reads conf/config-sample.yaml.',
    remedy: 'Use the new file.',
  },
  GPULAB4244: {
    title: 'a password leaves the file',
    cause: 'Whoever can read the file could log in to the machines.',
    remedy: 'Set the variable and run kk by the script beside the file; better, give the hosts a privateKeyPath.',
  },
  GPULAB4245: {
    title: 'what the guides leave to KubeKey is written out',
    cause:
      'KubeKey chooses otherwise than the platform needs: an old Kubernetes with docker, a registry without projects.',
    remedy: 'Nothing, unless the cluster is to be another one.',
  },
  GPULAB4246: {
    title: 'hosts of etcd are no nodes of the cluster',
    cause:
      'A host becomes a node by group control-plane or worker. In the sample of the guides two of three masters are neither.',
    remedy: 'Add them to control-plane, with a load balancer, if they should run API servers.',
  },
  GPULAB4247: {
    title: 'the key must be copied to the user of the file',
    cause: 'The guides copy the key to another user than the file names.',
    remedy: 'Copy it to that user on every host, the first one too.',
  },
  GPULAB4248: {
    title: 'a document that KubeKey does not look at',
    cause: 'It takes that of kind Cluster, and those that configure KubeSphere, and ignores the others.',
    remedy: 'Nothing.',
  },
  GPULAB4249: {
    title: 'KubeSphere is left out',
    cause:
      'A document of kind ClusterConfiguration or ConfigMap makes KubeKey install KubeSphere, which the platform does not have.',
    remedy: 'If you want KubeSphere, keep the document in the file that kk reads.',
  },
};
