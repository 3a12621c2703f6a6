import type { Settings } from './settings';

/**
 * The disks, as `storage` of the CephCluster. Both switches of the chart are on (`useAllNodes`, `useAllDevices`) and must be
 * taken back each time: Helm merges, and a filter beside them would be a filter in name only.
 */
export function storageValues({ nodes, devices: { _choice: choice }, encryptDisks }: Settings): object {
  return {
    useAllNodes: false,
    useAllDevices: choice.kind === 'every',
    ...(choice.kind === 'name' ? { deviceFilter: choice.pattern } : {}),
    ...(choice.kind === 'path' ? { devicePathFilter: choice.pattern } : {}),
    ...(encryptDisks === true ? { config: { encryptedDevice: 'true' } } : {}),
    nodes: nodes.map((name) => ({
      name,
      ...(choice.kind === 'list' ? { devices: choice.devices[name].map((device) => ({ name: device })) } : {}),
    })),
  };
}
