import type { Codes } from '../core/catalogue';

/** Codes of other people's charts: 24xx. */
export const UPSTREAM_CODES: Codes = {
  GPULAB2421: {
    title: 'a chart that does not run on this version of Kubernetes',
    cause:
      'The chart says in its kubeVersion which clusters it runs on. Helm refuses to install it on an older one, and engines that ' +
      'render it elsewhere leave objects that the cluster does not know.',
    remedy: 'Use an older version of the chart, or set kubernetesVersion of the app to that of the cluster.',
  },
  GPULAB2422: {
    title: 'a chart that is retired',
    cause: 'Its project makes no releases any more, so that holes which are found from now on stay open.',
    remedy: 'Move to something that is maintained. Until then, acknowledge the warning.',
  },
  GPULAB2424: {
    title: 'a chart that no public repository has',
    cause: 'Its project keeps the chart in its source only, so that Helm cannot load it by name and version.',
    remedy:
      'Push the chart to a registry of your own, and give it: chart.fromRepository("oci://registry.example.com/charts").',
  },
  GPULAB2423: {
    title: 'an image of a chart that cannot be read',
    cause: 'The line of ChartFacts.images has a brace too many or too few, no key, or a condition of another form.',
    remedy: 'Write keys in braces with their default, as {image.repository=quay.io/ceph/ceph}:{image.tag=v20.2.4}.',
  },
};
