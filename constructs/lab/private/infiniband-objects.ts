import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { LightObject } from '../../core/private/light-object';
import type { SiteInfiniband } from '../site';

/** The networks of students are named after them: `ipoibnetwork-wang` (iiisthu/ailab admin/adminchart). */
const NETWORK_PREFIX = 'ipoibnetwork-';

/** Annotation by which multus connects a pod to further networks. */
export const NETWORKS_ANNOTATION = 'k8s.v1.cni.cncf.io/networks';

/** Name of a namespace's network. */
export const networkName = (namespace: string): string => NETWORK_PREFIX + namespace;

const ipamTexts = new WeakMap<SiteInfiniband, string>();

/** The IPAM configuration of whereabouts, which the network operator wants as JSON text. Addresses are one range for all. */
function ipamText(infiniband: SiteInfiniband): string {
  let text = ipamTexts.get(infiniband);
  if (text === undefined) {
    text = JSON.stringify({
      type: 'whereabouts',
      datastore: 'kubernetes',
      kubernetes: { kubeconfig: infiniband.kubeconfig },
      range: infiniband.range,
      log_file: infiniband.logFile,
      log_level: infiniband.logLevel,
      gateway: infiniband.gateway,
    });
    ipamTexts.set(infiniband, text);
  }
  return text;
}

/** The IPoIBNetwork of a namespace; cluster-scoped. */
export function makeNetwork(scope: Construct, id: string, namespace: string, infiniband: SiteInfiniband): ApiObject {
  return new LightObject(scope, id, {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'IPoIBNetwork',
    metadata: { name: networkName(namespace) },
    spec: { networkNamespace: namespace, master: infiniband.master, ipam: ipamText(infiniband) },
  });
}
