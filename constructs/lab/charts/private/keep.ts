import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

const KEPT_KINDS = new Set(['Namespace', 'PersistentVolumeClaim']);

/** Keeps data when a release is uninstalled or a student leaves its values: the claims below a construct, and their namespace. */
export function keepData(scope: IConstruct): void {
  for (const object of scope.node.findAll()) {
    if (ApiObject.isApiObject(object) && KEPT_KINDS.has(object.kind)) {
      object.metadata.addAnnotation('helm.sh/resource-policy', 'keep');
    }
  }
}
