import type { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { LightObject } from '../../core/private/light-object';

/** Pod security of a namespace whose pods work on disks of the host. */
const POD_SECURITY = { 'pod-security.kubernetes.io/enforce': 'privileged' };

/** Whoever removes the release that a namespace is in must not remove the data with it. */
const KEPT = { 'helm.sh/resource-policy': 'keep' };

/** The namespaces of operator and cluster, which may be one. */
export function makeNamespaces(scope: Construct, names: readonly string[]): void {
  const chart = new LabChart(scope, 'namespaces');
  for (const name of new Set(names)) {
    const metadata = { name, labels: POD_SECURITY, annotations: KEPT };
    new LightObject(chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata });
  }
}
