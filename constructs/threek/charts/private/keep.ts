import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** Says that `helm uninstall` leaves namespaces, and so the jobs and data in them. Definitions, in `crds/`, stay in any case. */
export function keepNamespaces(scope: Construct): void {
  for (const found of scope.node.findAll()) {
    if (ApiObject.isApiObject(found) && found.kind === 'Namespace') {
      found.metadata.addAnnotation('helm.sh/resource-policy', 'keep');
    }
  }
}
