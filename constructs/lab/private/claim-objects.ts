import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { LightObject } from '../../core/private/light-object';
import { share } from '../../core/private/plain';

/** What claims of one kind have in common; made once and shared by all students. */
export interface ClaimSpec {
  readonly accessModes: readonly string[];
  readonly resources: { readonly requests: { readonly storage: string } };
  readonly storageClassName: string;
}

/** The spec of a claim. */
export function claimSpec(access: string, storageClass: string, size: string): ClaimSpec {
  const resources = { requests: { storage: size } };
  return share({ accessModes: [access], resources, storageClassName: storageClass });
}

/** A PersistentVolumeClaim. */
export function makeClaim(scope: Construct, id: string, namespace: string, name: string, spec: ClaimSpec): ApiObject {
  return new LightObject(scope, id, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace },
    spec,
  });
}
