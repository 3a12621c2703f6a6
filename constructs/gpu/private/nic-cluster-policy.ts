import { NicIpam, type NicPolicy } from '../nic-policy';
import type { ChartVersion } from './chart-version';
import { driverOperand, operand } from './nic-operands';
import { sharedDeviceConfig, sriovDeviceConfig } from './nic-selectors';

/** Only this name is looked at (Mellanox/network-operator, controllers). */
export const NIC_CLUSTER_POLICY = 'nic-cluster-policy';

/** Probes and upgrades of the driver as upstream's example has them (facts: threek.md 6.3). A driver is never replaced by itself. */
const DRIVER_CARE = {
  startupProbe: { initialDelaySeconds: 10, periodSeconds: 10 },
  livenessProbe: { initialDelaySeconds: 30, periodSeconds: 30 },
  readinessProbe: { initialDelaySeconds: 10, periodSeconds: 30 },
  upgradePolicy: {
    autoUpgrade: false,
    maxParallelUpgrades: 1,
    drain: { enable: true, force: false, timeoutSeconds: 300, deleteEmptyDir: false },
  },
};

/** Spec of the NicClusterPolicy, which charts from version 24.10 on do not make. The driver's image is known to be known. */
export function nicClusterPolicySpec(policy: NicPolicyInFull, chart: ChartVersion): object {
  const { driver, rdmaSharedDevices, sriovDevices, secondaryNetwork } = policy;
  return {
    ...(driver._options && { ofedDriver: { ...driverOperand(chart, driver._options), ...DRIVER_CARE } }),
    ...(rdmaSharedDevices.length > 0 && {
      rdmaSharedDevicePlugin: {
        ...operand(chart, 'k8s-rdma-shared-dev-plugin'),
        config: sharedDeviceConfig(rdmaSharedDevices),
      },
    }),
    ...(sriovDevices.length > 0 && {
      sriovDevicePlugin: {
        ...operand(chart, 'sriov-network-device-plugin'),
        config: sriovDeviceConfig(sriovDevices),
      },
    }),
    ...(secondaryNetwork && secondaryNetworkSpec(secondaryNetwork.ipam, chart)),
  };
}

function secondaryNetworkSpec(ipam: NicIpam, chart: ChartVersion): object {
  return {
    secondaryNetwork: {
      cniPlugins: operand(chart, 'plugins'),
      multus: operand(chart, 'multus-cni'),
      ipoib: operand(chart, 'ipoib-cni'),
      ...(ipam === NicIpam.WHEREABOUTS && { ipamPlugin: operand(chart, 'whereabouts') }),
    },
    ...(ipam === NicIpam.NV_IPAM && { nvIpam: { ...operand(chart, 'nvidia-k8s-ipam'), enableWebhook: false } }),
  };
}

/** A policy with its defaults. */
export interface NicPolicyInFull extends Required<Omit<NicPolicy, 'secondaryNetwork'>> {
  readonly secondaryNetwork?: { readonly ipam: NicIpam };
}
