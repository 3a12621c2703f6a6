import type { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { KEPT_BY_HELM } from '../../core/private/kept';
import { LightObject } from '../../core/private/light-object';

/** Pod security of a namespace whose pods work on disks of the host. */
const POD_SECURITY = { 'pod-security.kubernetes.io/enforce': 'privileged' };

/** The namespaces of operator and cluster, which may be one. */
export function makeNamespaces(scope: Construct, names: readonly string[]): void {
  const chart = new LabChart(scope, 'namespaces');
  for (const name of new Set(names)) {
    const metadata = { name, labels: POD_SECURITY, annotations: KEPT_BY_HELM };
    new LightObject(chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata });
  }
}
