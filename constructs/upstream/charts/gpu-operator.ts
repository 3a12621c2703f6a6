import type { ChartFacts } from '../chart-facts';

/**
 * Source: NVIDIA/gpu-operator v26.7.0, deployments/gpu-operator.
 *
 * The operator appends the operating system of a node to the tags of driver, gds and gdrcopy (`595.91.07-ubuntu24.04`): these are what a
 * mirror must have. There is no image of vgpuManager; who uses it builds one.
 */
export const GPU_OPERATOR: ChartFacts = {
  name: 'gpu-operator',
  version: 'v26.7.0',
  repository: 'https://helm.ngc.nvidia.com/nvidia',
  namespace: 'gpu-operator',
  kubernetes: '1.16',
  needs: ['node-feature-discovery'],
  embeds: [{ chart: 'node-feature-discovery', condition: 'nfd.enabled', isDefault: true }],
  definitions: [
    'clusterpolicies.nvidia.com',
    'computedomaincliques.resource.nvidia.com',
    'computedomains.resource.nvidia.com',
    'gpuclusters.nvidia.com',
    'nvidiadrivers.nvidia.com',
  ],
  excludes: [{ what: 'nvidia.com/gpu', condition: 'devicePlugin.enabled' }],
  images: [
    '{operator.repository=nvcr.io/nvidia}/{operator.image=gpu-operator}:{operator.version=v26.7.0}',
    '{validator.repository=nvcr.io/nvidia}/{validator.image=gpu-operator}:{validator.version=v26.7.0}',
    '{driver.repository=nvcr.io/nvidia}/{driver.image=driver}:{driver.version=595.91.07} if {driver.enabled=true}',
    '{driver.manager.repository=nvcr.io/nvidia/cloud-native}/{driver.manager.image=k8s-driver-manager}:{driver.manager.version=v0.12.0}',
    '{toolkit.repository=nvcr.io/nvidia/k8s}/{toolkit.image=container-toolkit}:{toolkit.version=v1.20.0} if {toolkit.enabled=true}',
    '{devicePlugin.repository=nvcr.io/nvidia}/{devicePlugin.image=k8s-device-plugin}:{devicePlugin.version=v0.20.0} if {devicePlugin.enabled=true}',
    '{gfd.repository=nvcr.io/nvidia}/{gfd.image=k8s-device-plugin}:{gfd.version=v0.20.0} if {gfd.enabled=true}',
    '{dcgm.repository=nvcr.io/nvidia/cloud-native}/{dcgm.image=dcgm}:{dcgm.version=4.6.0-1-ubuntu24.04} if {dcgm.enabled=false}',
    '{dcgmExporter.repository=nvcr.io/nvidia/k8s}/{dcgmExporter.image=dcgm-exporter}:{dcgmExporter.version=4.6.0-4.8.3-distroless} if {dcgmExporter.enabled=true}',
    '{migManager.repository=nvcr.io/nvidia/cloud-native}/{migManager.image=k8s-mig-manager}:{migManager.version=v0.15.0} if {migManager.enabled=true}',
    '{nodeStatusExporter.repository=nvcr.io/nvidia}/{nodeStatusExporter.image=gpu-operator}:{nodeStatusExporter.version=v26.7.0} if {nodeStatusExporter.enabled=false}',
    '{gds.repository=nvcr.io/nvidia/cloud-native}/{gds.image=nvidia-fs}:{gds.version=2.29.4} if {gds.enabled=false}',
    '{gdrcopy.repository=nvcr.io/nvidia/cloud-native}/{gdrcopy.image=gdrdrv}:{gdrcopy.version=v2.6} if {gdrcopy.enabled=false}',
    '{draDriver.repository=nvcr.io/nvidia}/{draDriver.image=dra-driver-nvidia-gpu}:{draDriver.version=v0.5.0} if {gpuCluster.deployCR=false}',
    '{vgpuManager.repository=}/{vgpuManager.image=vgpu-manager}:{vgpuManager.version=} if {vgpuManager.enabled=false}',
    '{vgpuManager.driverManager.repository=nvcr.io/nvidia/cloud-native}/{vgpuManager.driverManager.image=k8s-driver-manager}:{vgpuManager.driverManager.version=v0.12.0} if {vgpuManager.enabled=false}',
    '{vgpuDeviceManager.repository=nvcr.io/nvidia/cloud-native}/{vgpuDeviceManager.image=vgpu-device-manager}:{vgpuDeviceManager.version=v0.5.0} if {sandboxWorkloads.enabled=false} and {vgpuDeviceManager.enabled=true}',
    '{vfioManager.repository=nvcr.io/nvidia/cloud-native}/{vfioManager.image=k8s-driver-manager}:{vfioManager.version=v0.12.0} if {sandboxWorkloads.enabled=false} and {vfioManager.enabled=true}',
    '{vfioManager.driverManager.repository=nvcr.io/nvidia/cloud-native}/{vfioManager.driverManager.image=k8s-driver-manager}:{vfioManager.driverManager.version=v0.12.0} if {sandboxWorkloads.enabled=false} and {vfioManager.enabled=true}',
    '{sandboxDevicePlugin.repository=nvcr.io/nvidia}/{sandboxDevicePlugin.image=kubevirt-gpu-device-plugin}:{sandboxDevicePlugin.version=v1.6.0} if {sandboxWorkloads.enabled=false} and {sandboxDevicePlugin.enabled=true}',
    '{kataSandboxDevicePlugin.repository=nvcr.io/nvidia/cloud-native}/{kataSandboxDevicePlugin.image=nvidia-sandbox-device-plugin}:{kataSandboxDevicePlugin.version=v0.0.5} if {sandboxWorkloads.enabled=false} and {kataSandboxDevicePlugin.enabled=true}',
    '{ccManager.repository=nvcr.io/nvidia/cloud-native}/{ccManager.image=k8s-cc-manager}:{ccManager.version=v0.4.3} if {sandboxWorkloads.enabled=false} and {ccManager.enabled=true}',
    '{node-feature-discovery.image.repository=registry.k8s.io/nfd/node-feature-discovery}:{node-feature-discovery.image.tag=v0.19.0} if {nfd.enabled=true}',
  ],
};
