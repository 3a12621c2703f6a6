import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** With them go all objects in them. */
const HOLDERS = ['Namespace', 'CustomResourceDefinition'];

/** Says that `helm uninstall` leaves namespaces and definitions, and so the users' jobs and data, as they are. */
export function keepHolders(scope: Construct): void {
  for (const found of scope.node.findAll()) {
    if (!ApiObject.isApiObject(found) || !HOLDERS.includes(found.kind)) continue;
    found.metadata.addAnnotation('helm.sh/resource-policy', 'keep');
  }
}
