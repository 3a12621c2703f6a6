import type { Codes } from '../core/catalogue';

/** KubeKey files: 280x to 282x. */
const KUBEKEY: Codes = {
  GPULAB2801: {
    title: 'a field that KubeKey does not know',
    cause: 'KubeKey ignores it in silence, and what was meant does not happen.',
    remedy: 'Mend the name, or remove the field.',
  },
  GPULAB2802: {
    title: 'a value of a KubeKey file is not one that is allowed',
    cause: 'KubeKey would stop, or take something else: with an unknown network plugin it installs none.',
    remedy: 'Write it as the message says.',
  },
  GPULAB2803: {
    title: 'something that KubeKey needs is missing',
    cause: 'Without it KubeKey crashes, or ignores the whole document.',
    remedy: 'Add it.',
  },
  GPULAB2804: {
    title: 'a field or value of another version of KubeKey',
    cause: 'Fields have come and gone between 3.0 and 3.1; the other version ignores them in silence.',
    remedy: 'Remove it, or choose the other KubeKeyVersion.',
  },
  GPULAB2810: {
    title: 'a range of hosts that does not mean what it says',
    cause:
      'KubeKey takes both ends of master[1:3]. It drops zeros in front and whatever stands behind the bracket, makes nothing of a ' +
      'range that runs backwards, and crashes over others.',
    remedy: 'Write a range as worker[1:3], or name the hosts one by one.',
  },
  GPULAB2811: {
    title: 'a role group names a host that there is not',
    cause: 'The name is misspelt, or the range is too long.',
    remedy: 'Mend it, or add the host.',
  },
  GPULAB2812: {
    title: 'a host is there twice',
    cause: 'Two hosts of one name or address, or a host that is in a group twice, by name and by range.',
    remedy: 'Remove one of them.',
  },
  GPULAB2813: {
    title: 'a host is in no role group',
    cause: 'KubeKey ignores it in silence, and the cluster is smaller than it should be.',
    remedy: 'Put it into a group, or remove it.',
  },
  GPULAB2814: {
    title: 'a role group has no host',
    cause: 'A cluster needs an API server, a worker, and a place for etcd.',
    remedy: 'Name its hosts.',
  },
  GPULAB2815: {
    title: 'an even number of hosts for etcd',
    cause: 'Etcd goes on while more than half of its members live: four survive one failure, as three do.',
    remedy: 'Take one host more or less.',
  },
  GPULAB2816: {
    title: 'a name or address that a node cannot have',
    cause: 'KubeKey renames the machine; the kubelet writes the name in small letters, and later steps do not find it.',
    remedy: 'Write it as the message says.',
  },
  GPULAB2820: {
    title: 'API servers cannot be reached in this way',
    cause: 'KubeKey prints a line and ends with status 0: a script goes on as if there were a cluster.',
    remedy: 'Give several API servers either an internal load balancer or the address of yours; a single one neither.',
  },
  GPULAB2821: {
    title: 'this Kubernetes is none that KubeKey makes',
    cause: 'It is too new, cannot be read (then KubeKey silently takes its default), or does not go with the runtime.',
    remedy: 'Give a version as v1.24.3 that the line of KubeKey knows, and containerd.',
  },
  GPULAB2822: {
    title: 'there is no room for so many nodes',
    cause: "Each node gets a part of the network of pods. KubeKey's defaults, /18 in parts of /24, are enough for 64.",
    remedy: 'Take a larger network of pods before the cluster is made: it cannot be changed later.',
  },
  GPULAB2823: {
    title: "networks of the cluster are in each other's way",
    cause: 'Pods, services and machines need addresses of their own.',
    remedy: 'Take networks that do not overlap and hold no address of a host.',
  },
  GPULAB2824: {
    title: 'the registry cannot be installed like that',
    cause: 'KubeKey installs it on hosts of group registry, one with 3.0, and always under the same name.',
    remedy: 'Do as the message says.',
  },
  GPULAB2825: {
    title: 'KubeKey would install what the platform brings itself',
    cause: 'Two of them work against each other.',
    remedy: 'Leave it to the platform.',
  },
  GPULAB2826: {
    title: 'a password or key stands in a file',
    cause:
      'The file lies in a folder that others read, and mostly in a repository. Passwords stand in fields of their own, in URLs ' +
      'before the host, and in values of charts.',
    remedy:
      'Use privateKeyPath, or an InstallSecret that is filled in when kk runs. Take user and password out of URLs.',
  },
  GPULAB2827: {
    title: 'a secret cannot be read from there',
    cause: 'The name of the variable or file would not survive a shell.',
    remedy: 'Write it as the message says.',
  },
};

/** The CPod operator, training and jobs: 283x. */
const OPERATORS: Codes = {
  GPULAB2830: {
    title: 'the access key of the portal is missing',
    cause: 'Without it portalsynch cannot log in, and the cluster gets no work.',
    remedy: 'Give AccessKey.fromSecret(...) or AccessKey.atInstall(...).',
  },
  GPULAB2831: {
    title: 'the CPod operator would not start',
    cause:
      'Its manager watches kinds of the MPI operator and of KServe from the start, and ends when the API server has not got them.',
    remedy: 'Make the kind, or declare that it is there.',
  },
  GPULAB2832: {
    title: 'an operator with nothing to do',
    cause: 'No kind of job is switched on.',
    remedy: 'Name at least one, or leave kinds out.',
  },
  GPULAB2833: {
    title: 'a job that cannot run',
    cause: 'The operator would make pods of it that fit nowhere, or have no GPU.',
    remedy: 'Do as the message says.',
  },
  GPULAB2834: {
    title: 'a job of MPI with another number of processes than GPUs',
    cause: 'The operator takes the number of workers for the number of processes on each of them.',
    remedy: 'Say in the command of the job how many processes a worker has.',
  },
  GPULAB2835: {
    title: 'a namespace of the platform is given to a user',
    cause: 'Its pods could then report about models and data sets there, and portalsynch takes it for one of a user.',
    remedy:
      'Name users as the portal does; no user has the name of a namespace of the cluster, the platform or a release.',
  },
};

/** The platform as a whole: 284x. */
const PLATFORM: Codes = {
  GPULAB2840: {
    title: 'the platform has no such storage class',
    cause:
      'Claims of the class would wait for ever. The tools of the platform name ceph-filesystem even where there is no Ceph.',
    remedy: 'Leave operator.storageClass out: it is that of the storage. Or declare the class as external.',
  },
  GPULAB2841: {
    title: 'storage is to be on a machine that is no node',
    cause: 'A host is a node of the cluster by the groups control-plane and worker.',
    remedy: 'Name nodes of the cluster, or put the host into a group.',
  },
  GPULAB2842: {
    title: 'the login at the registry is missing, or another one',
    cause: 'Harbor has no project at first, and takes images from those who are known to it only.',
    remedy: "Give the login of Harbor's admin under the name of the registry; the password as an InstallSecret.",
  },
  GPULAB2843: {
    title: 'the registry would be empty',
    cause:
      'A host is in group registry, so nodes get every image from it, Kubernetes itself included. Nothing fills it, and Harbor has no ' +
      'project for them.',
    remedy: 'Give the archive whose images are pushed there, and the login; or leave group registry out.',
  },
  GPULAB2844: {
    title: 'the app is for another Kubernetes than KubeKey makes',
    cause:
      'Objects are held against the API of the kubernetesVersion of the app. What passes there may be refused by the cluster.',
    remedy: 'Give the app the version of the cluster. For one before 1.28 that is 1.28, the oldest that is known.',
  },
};

/** Codes of the 3K platform: 28xx. */
export const THREEK_CODES: Codes = { ...KUBEKEY, ...OPERATORS, ...PLATFORM };
