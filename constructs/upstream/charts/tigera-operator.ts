import type { ChartFacts } from '../chart-facts';

const OF_CALICO = '{installation.registry=quay.io/}{installation.imagePath=calico}';

/**
 * Source: projectcalico/calico v3.32.1, charts/tigera-operator; images of Calico from tigera/operator v1.42.3, pkg/components/calico.go.
 *
 * The operator knows the names of the images of Calico; `installation.registry` and `installation.imagePath` say where they are. Which of
 * them start depends on the custom resources, which may be objects of the program in place of values: an APIServer has no field that says
 * so. csi and node-driver-registrar are off by default.
 */
export const TIGERA_OPERATOR: ChartFacts = {
  name: 'tigera-operator',
  version: 'v3.32.1',
  repository: 'https://docs.tigera.io/calico/charts',
  namespace: 'tigera-operator',
  needs: ['crd.projectcalico.org.v1'],
  images: [
    '{tigeraOperator.registry=quay.io}/{tigeraOperator.image=tigera/operator}:{tigeraOperator.version=v1.42.3}',
    `${OF_CALICO}/apiserver:v3.32.1`,
    `${OF_CALICO}/cni:v3.32.1`,
    `${OF_CALICO}/csi:v3.32.1 if {installation.kubeletVolumePluginPath=None} is not None`,
    `${OF_CALICO}/goldmane:v3.32.1 if {goldmane.enabled=true}`,
    `${OF_CALICO}/key-cert-provisioner:v3.32.1`,
    `${OF_CALICO}/kube-controllers:v3.32.1`,
    `${OF_CALICO}/node-driver-registrar:v3.32.1 if {installation.kubeletVolumePluginPath=None} is not None`,
    `${OF_CALICO}/node:v3.32.1`,
    `${OF_CALICO}/pod2daemon-flexvol:v3.32.1`,
    `${OF_CALICO}/typha:v3.32.1`,
    `${OF_CALICO}/webhooks:v3.32.1`,
    `${OF_CALICO}/whisker-backend:v3.32.1 if {whisker.enabled=true}`,
    `${OF_CALICO}/whisker:v3.32.1 if {whisker.enabled=true}`,
    '{calicoctl.image=quay.io/calico/ctl}:{calicoctl.tag=v3.32.1} if {manageCRDs=false}',
  ],
};
