import type { Mapping } from '../../core/private/mapping';

/**
 * PCI classes that get labels: network, Ethernet, InfiniBand, VGA and 3D controllers. Texts: a YAML reader takes 0207 for a number.
 * Facts: threek.md 3.4.
 */
const DEVICE_CLASSES = ['02', '0200', '0207', '0300', '0302'];

/** Labels nodes as both operators look for them: `pci-10de.present`, `pci-15b3.present`. */
export const NFD_VALUES: Mapping = {
  master: { config: { extraLabelNs: ['nvidia.com'] } },
  worker: {
    config: { sources: { pci: { deviceClassWhitelist: DEVICE_CLASSES, deviceLabelFields: ['vendor'] } } },
    tolerations: [
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
  },
};
