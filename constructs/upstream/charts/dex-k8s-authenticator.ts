import type { ChartFacts } from '../chart-facts';

/**
 * Source: mintel/dex-k8s-authenticator v1.4.0, charts/dex-k8s-authenticator.
 *
 * No public repository is known.
 *
 * Its Ingress is of an API that Kubernetes 1.22 took away: leave `ingress.enabled` false.
 */
export const DEX_K8S_AUTHENTICATOR: ChartFacts = {
  name: 'dex-k8s-authenticator',
  version: '1.4.0',
  repository: '',
  namespace: 'dex',
  retired: 'its last change is of 2021',
  needs: ['dex'],
  images: ['{image.repository=mintel/dex-k8s-authenticator}:{image.tag=1.4.0}'],
};
