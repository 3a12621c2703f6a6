import type { ChartFacts } from '../chart-facts';

/**
 * Source: Mellanox/network-operator v26.4.1, deployment/network-operator.
 *
 * Its images but for the operator's own are named by NicClusterPolicy, which is an object of the program.
 *
 * It makes a NodeFeatureRule even with `nfd.enabled: false`, so that the CRDs of node-feature-discovery must be there first.
 */
export const NETWORK_OPERATOR: ChartFacts = {
  name: 'network-operator',
  version: '26.4.1',
  repository: 'https://helm.ngc.nvidia.com/nvidia',
  namespace: 'network-operator',
  kubernetes: '1.21',
  needs: ['node-feature-discovery'],
  embeds: [{ chart: 'node-feature-discovery', condition: 'nfd.enabled', isDefault: true }],
  definitions: [
    'hostdevicenetworks.mellanox.com',
    'ipoibnetworks.mellanox.com',
    'macvlannetworks.mellanox.com',
    'network-attachment-definitions.k8s.cni.cncf.io',
    'nicclusterpolicies.mellanox.com',
    'nicnodepolicies.mellanox.com',
  ],
  images: [
    '{operator.repository=nvcr.io/nvidia/cloud-native}/{operator.image=network-operator}:{operator.tag=v26.4.1}',
    '{operator.ofedDriver.initContainer.repository=nvcr.io/nvidia/mellanox}/{operator.ofedDriver.initContainer.image=network-operator-init-container}:{operator.ofedDriver.initContainer.version=network-operator-v26.4.1} if {operator.ofedDriver.initContainer.enable=true}',
    '{node-feature-discovery.image.repository=nvcr.io/nvidia/mellanox/node-feature-discovery}:{node-feature-discovery.image.tag=network-operator-v26.4.1} if {nfd.enabled=true}',
    '{maintenance-operator-chart.operator.image.repository=nvcr.io/nvidia/mellanox}/{maintenance-operator-chart.operator.image.name=maintenance-operator}:{maintenance-operator-chart.operator.image.tag=network-operator-v26.4.1} if {maintenanceOperator.enabled=false}',
    '{sriov-network-operator.images.operator=nvcr.io/nvidia/mellanox/sriov-network-operator:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.sriovConfigDaemon=nvcr.io/nvidia/mellanox/sriov-network-operator-config-daemon:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.sriovCni=nvcr.io/nvidia/mellanox/sriov-cni:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.ibSriovCni=nvcr.io/nvidia/mellanox/ib-sriov-cni:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.ovsCni=nvcr.io/nvidia/mellanox/ovs-cni-plugin:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.rdmaCni=nvcr.io/nvidia/mellanox/rdma-cni:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.sriovDevicePlugin=nvcr.io/nvidia/mellanox/sriov-network-device-plugin:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.sriovDraDriver=nvcr.io/nvidia/mellanox/dra-driver-sriov:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.resourcesInjector=ghcr.io/k8snetworkplumbingwg/network-resources-injector:v1.7.0} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.webhook=nvcr.io/nvidia/mellanox/sriov-network-operator-webhook:network-operator-v26.4.1} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.metricsExporter=ghcr.io/k8snetworkplumbingwg/sriov-network-metrics-exporter} if {sriovNetworkOperator.enabled=false}',
    '{sriov-network-operator.images.metricsExporterKubeRbacProxy=quay.io/brancz/kube-rbac-proxy:v0.21.2} if {sriovNetworkOperator.enabled=false}',
  ],
};
