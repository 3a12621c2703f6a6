import type { ChartFacts } from '../chart-facts';

/**
 * Source: goharbor/harbor-helm v1.19.1.
 *
 * Upstream names no namespace; it is called like the chart.
 *
 * Trivy loads its databases from ghcr.io and mirror.gcr.io at run time: artefacts and no images, which a mirror must have, too.
 */
export const HARBOR: ChartFacts = {
  name: 'harbor',
  version: '1.19.1',
  repository: 'https://helm.goharbor.io',
  namespace: 'harbor',
  passwords: [
    { key: 'harborAdminPassword', known: 'Harbor12345', existingSecret: 'existingSecretAdminPassword' },
    { key: 'secretKey', known: 'not-a-secure-key', existingSecret: 'existingSecretSecretKey' },
    {
      key: 'registry.credentials.password',
      known: 'harbor_registry_password',
      existingSecret: 'registry.credentials.existingSecret',
    },
    { key: 'database.internal.password', known: 'changeit', usedIf: 'database.type=internal' },
  ],
  images: [
    '{core.image.repository=docker.io/goharbor/harbor-core}:{core.image.tag=v2.15.1}',
    '{portal.image.repository=docker.io/goharbor/harbor-portal}:{portal.image.tag=v2.15.1}',
    '{jobservice.image.repository=docker.io/goharbor/harbor-jobservice}:{jobservice.image.tag=v2.15.1}',
    '{registry.registry.image.repository=docker.io/goharbor/registry-photon}:{registry.registry.image.tag=v2.15.1}',
    '{registry.controller.image.repository=docker.io/goharbor/harbor-registryctl}:{registry.controller.image.tag=v2.15.1}',
    '{trivy.image.repository=docker.io/goharbor/trivy-adapter-photon}:{trivy.image.tag=v2.15.1} if {trivy.enabled=true}',
    '{database.internal.image.repository=docker.io/goharbor/harbor-db}:{database.internal.image.tag=v2.15.1} if {database.type=internal} is internal',
    '{redis.internal.image.repository=docker.io/goharbor/redis-photon}:{redis.internal.image.tag=v2.15.1} if {redis.type=internal} is internal',
    '{nginx.image.repository=docker.io/goharbor/nginx-photon}:{nginx.image.tag=v2.15.1} if {expose.type=ingress} is not ingress and {expose.type=ingress} is not route',
    '{exporter.image.repository=docker.io/goharbor/harbor-exporter}:{exporter.image.tag=v2.15.1} if {metrics.enabled=false}',
  ],
};
