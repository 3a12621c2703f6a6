import type { Construct } from 'constructs';
import { LightObject } from '../../core/private/light-object';

/**
 * A namespace whose pods may mount the hosts' files and load kernel modules. Where a cluster restricts pods, it would refuse them
 * in silence: a DaemonSet with no pod.
 */
export function makePrivilegedNamespace(scope: Construct, name: string): void {
  new LightObject(scope, name, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  });
}
