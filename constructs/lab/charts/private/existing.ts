import type { Construct } from 'constructs';
import { External } from '../../../core/external';
import type { Site } from '../../site';

/** Says that the cluster has what a site names: roles and storage classes, which no chart of a lab makes. */
export function declareSite(scope: Construct, site: Site): void {
  const { claims, clusterRoles, studentRole } = site;
  const external = External.of(scope);
  for (const { storageClass } of claims) external.storageClass(storageClass);
  declareScratch(scope, site);
  for (const role of [studentRole, ...clusterRoles]) external.clusterRole(role);
}

/** Says that the cluster has the storage class of scratch claims. */
export function declareScratch(scope: Construct, { scratch }: Site): void {
  if (scratch) External.of(scope).storageClass(scratch.storageClass);
}

/** Says that a namespace has the claims of its student, which another chart makes. */
export function declareClaims(scope: Construct, { claims }: Site, namespace: string): void {
  const external = External.of(scope);
  for (const { claimPrefix } of claims) external.persistentVolumeClaim(namespace, `${claimPrefix}-${namespace}`);
}
