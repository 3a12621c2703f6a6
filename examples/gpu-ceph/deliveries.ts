import { Delivery } from 'cdk8s-gpulab';

/** The repository that Argo CD and Flux read, and the folder of it that this program is written to. */
const repoUrl = 'https://git.example.edu/gpu-ceph.git';
const path = 'dist';

/**
 * Every form; a real program keeps the one or two that are used. The last starts `helm`, and wants the charts in a folder
 * (`helm pull --untar`): it is there when VENDOR names that folder.
 */
export const deliveries = [
  Delivery.script(),
  Delivery.helmfile(),
  Delivery.umbrella(),
  Delivery.argoCd({ repoUrl, path }),
  Delivery.flux({ sourceName: 'gpu-ceph', path }),
  ...(process.env.VENDOR ? [Delivery.inline({ charts: process.env.VENDOR })] : []),
];
