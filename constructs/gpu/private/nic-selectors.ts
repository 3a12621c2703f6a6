import type { NicSelectors, RdmaSharedDevice, SriovDevice } from '../nic-policy';

/** Mellanox, now NVIDIA. */
const MELLANOX = '15b3';

/** The resource of the network operator's own values, which software asks for by this name (facts: threek.md 6.3). */
export const SHARED_RESOURCE = 'rdma_shared_device_a';

/** Pods that share a card, in the network operator's own values. */
const SHARED_BY = 63;

/** Lists that say something, under the names of each device plugin. */
function selectors(lists: { readonly [name: string]: readonly string[] | undefined }): object {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0));
}

export const vendorsOf = ({ vendors }: NicSelectors): readonly string[] => vendors ?? [MELLANOX];

/** Selectors of Mellanox/k8s-rdma-shared-dev-plugin. */
const sharedSelectors = (device: RdmaSharedDevice): object =>
  selectors({
    vendors: vendorsOf(device),
    deviceIDs: device.deviceIds,
    drivers: device.drivers,
    ifNames: device.ifNames,
    linkTypes: device.linkTypes,
  });

/** Selectors of k8snetworkplumbingwg/sriov-network-device-plugin. */
const sriovSelectors = (device: SriovDevice): object =>
  selectors({
    vendors: vendorsOf(device),
    devices: device.deviceIds,
    drivers: device.drivers,
    pfNames: device.ifNames,
    linkTypes: device.linkTypes,
  });

/** Shared devices as the chart's values have them, before version 24.10. */
export const sharedDeviceValues = (device: RdmaSharedDevice): object => ({
  name: device.resourceName ?? SHARED_RESOURCE,
  rdmaHcaMax: device.rdmaHcaMax ?? SHARED_BY,
  ...sharedSelectors(device),
});

/** The same for virtual functions. */
export const sriovDeviceValues = (device: SriovDevice): object => ({
  name: device.resourceName,
  ...sriovSelectors(device),
});

/** Shared devices as the device plugin reads them: JSON in a text. */
export const sharedDeviceConfig = (devices: readonly RdmaSharedDevice[]): string =>
  JSON.stringify({
    configList: devices.map((device) => ({
      resourceName: device.resourceName ?? SHARED_RESOURCE,
      rdmaHcaMax: device.rdmaHcaMax ?? SHARED_BY,
      selectors: sharedSelectors(device),
    })),
  });

/** The same for virtual functions. */
export const sriovDeviceConfig = (devices: readonly SriovDevice[]): string =>
  JSON.stringify({
    resourceList: devices.map((device) => ({
      resourcePrefix: 'nvidia.com',
      resourceName: device.resourceName,
      selectors: { ...sriovSelectors(device), isRdma: true },
    })),
  });
