import type { ChartFacts } from '../chart-facts';

/**
 * Source: cert-manager/cert-manager v1.21.1, deploy/charts/cert-manager.
 *
 * It brings its definitions only with `crds.enabled: true`, which is not its default.
 */
export const CERT_MANAGER: ChartFacts = {
  name: 'cert-manager',
  version: 'v1.21.1',
  repository: 'oci://quay.io/jetstack/charts',
  namespace: 'cert-manager',
  kubernetes: '1.22',
  definitions: [
    'certificaterequests.cert-manager.io',
    'certificates.cert-manager.io',
    'challenges.acme.cert-manager.io',
    'clusterissuers.cert-manager.io',
    'issuers.cert-manager.io',
    'orders.acme.cert-manager.io',
  ],
  images: [
    '{image.repository={imageRegistry=quay.io}/{imageNamespace=jetstack}/{image.name=cert-manager-controller}}:{image.tag=v1.21.1}@{image.digest}',
    '{webhook.image.repository={imageRegistry=quay.io}/{imageNamespace=jetstack}/{webhook.image.name=cert-manager-webhook}}:{webhook.image.tag=v1.21.1}@{webhook.image.digest}',
    '{cainjector.image.repository={imageRegistry=quay.io}/{imageNamespace=jetstack}/{cainjector.image.name=cert-manager-cainjector}}:{cainjector.image.tag=v1.21.1}@{cainjector.image.digest} if {cainjector.enabled=true}',
    '{acmesolver.image.repository={imageRegistry=quay.io}/{imageNamespace=jetstack}/{acmesolver.image.name=cert-manager-acmesolver}}:{acmesolver.image.tag=v1.21.1}@{acmesolver.image.digest}',
    '{startupapicheck.image.repository={imageRegistry=quay.io}/{imageNamespace=jetstack}/{startupapicheck.image.name=cert-manager-startupapicheck}}:{startupapicheck.image.tag=v1.21.1}@{startupapicheck.image.digest} if {startupapicheck.enabled=true}',
  ],
};
