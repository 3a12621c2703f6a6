import type { ChartFacts } from '../chart-facts';

/**
 * Source: bitnami/charts redis/23.1.1, bitnami/redis.
 *
 * Upstream names no namespace; it is called like the chart.
 *
 * Other registries are "insecure" to the chart, the one of a mirror included.
 */
export const REDIS: ChartFacts = {
  name: 'redis',
  version: '23.1.1',
  repository: 'oci://registry-1.docker.io/bitnamicharts',
  namespace: 'redis',
  mirrorValues: { global: { security: { allowInsecureImages: true } } },
  images: [
    '{global.imageRegistry={image.registry=docker.io}}/{image.repository=bitnami/redis}:{image.tag=8.2.1-debian-12-r0}@{image.digest}',
    '{global.imageRegistry={sentinel.image.registry=docker.io}}/{sentinel.image.repository=bitnami/redis-sentinel}:{sentinel.image.tag=8.2.1-debian-12-r0}@{sentinel.image.digest} if {sentinel.enabled=false}',
    '{global.imageRegistry={metrics.image.registry=docker.io}}/{metrics.image.repository=bitnami/redis-exporter}:{metrics.image.tag=1.76.0-debian-12-r0}@{metrics.image.digest} if {metrics.enabled=false}',
    '{global.imageRegistry={volumePermissions.image.registry=docker.io}}/{volumePermissions.image.repository=bitnami/os-shell}:{volumePermissions.image.tag=12-debian-12-r51}@{volumePermissions.image.digest} if {volumePermissions.enabled=false}',
    '{global.imageRegistry={sysctl.image.registry=docker.io}}/{sysctl.image.repository=bitnami/os-shell}:{sysctl.image.tag=12-debian-12-r51}@{sysctl.image.digest} if {sysctl.enabled=false}',
    '{global.imageRegistry={kubectl.image.registry=docker.io}}/{kubectl.image.repository=bitnami/kubectl}:{kubectl.image.tag=1.33.4-debian-12-r0}@{kubectl.image.digest} if {sentinel.masterService.enabled=false}',
  ],
};
