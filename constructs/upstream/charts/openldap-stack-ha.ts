import type { ChartFacts } from '../chart-facts';

/**
 * Source: jp-gouin/helm-openldap v4.3.3.
 *
 * Upstream names no namespace.
 */
export const OPENLDAP_STACK_HA: ChartFacts = {
  name: 'openldap-stack-ha',
  version: '4.3.3',
  repository: 'https://jp-gouin.github.io/helm-openldap',
  namespace: 'openldap',
  passwords: [
    { key: 'global.adminPassword', known: 'Not@SecurePassw0rd', existingSecret: 'global.existingSecret' },
    { key: 'global.configPassword', known: 'Not@SecurePassw0rd', existingSecret: 'global.existingSecret' },
  ],
  images: [
    '{global.imageRegistry={image.registry=docker.io}}/{image.repository=jpgouin/openldap}:{image.tag=2.6.9-fix}@{image.digest}',
    '{global.imageRegistry={initSchema.image.registry=docker.io}}/{initSchema.image.repository=library/debian}:{initSchema.image.tag=latest}@{initSchema.image.digest}',
    '{global.imageRegistry={initTLSSecret.image.registry=docker.io}}/{initTLSSecret.image.repository=alpine/openssl}:{initTLSSecret.image.tag=latest}@{initTLSSecret.image.digest} if {initTLSSecret.tls_enabled=true}',
    '{global.imageRegistry={volumePermissions.image.registry=docker.io}}/{volumePermissions.image.repository=bitnami/bitnami-shell}:{volumePermissions.image.tag=10-debian-10}@{volumePermissions.image.digest} if {volumePermissions.enabled=false}',
    '{global.imageRegistry={ltb-passwd.image.registry=docker.io}}/{ltb-passwd.image.repository=tiredofit/self-service-password}:{ltb-passwd.image.tag=5.2.3}@{ltb-passwd.image.digest} if {ltb-passwd.enabled=true}',
    '{global.imageRegistry={phpldapadmin.image.registry=docker.io}}/{phpldapadmin.image.repository=osixia/phpldapadmin}:{phpldapadmin.image.tag=0.9.0}@{phpldapadmin.image.digest} if {phpldapadmin.enabled=true}',
    '{test.image.repository=dduportal/bats}:{test.image.tag=0.4.0} if {test.enabled=false}',
  ],
};
