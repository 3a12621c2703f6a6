import type { Construct } from 'constructs';
import { KEPT_BY_HELM } from '../../core/private/kept';
import { LightObject } from '../../core/private/light-object';

/**
 * A namespace whose pods may mount the hosts' files and load kernel modules. Where a cluster restricts pods, it would refuse them
 * in silence: a DaemonSet with no pod.
 */
export function makePrivilegedNamespace(scope: Construct, name: string, options: { holdsData?: boolean } = {}): void {
  new LightObject(scope, name, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      ...(options.holdsData && { annotations: KEPT_BY_HELM }),
    },
  });
}
