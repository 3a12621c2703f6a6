import type { Mapping } from '../../core/private/mapping';
import { NicIpam } from '../nic-policy';
import type { ChartVersion } from './chart-version';
import { given } from './given';
import type { NicPolicyInFull } from './nic-cluster-policy';
import { sharedDeviceValues, sriovDeviceValues } from './nic-selectors';

/** Does the chart make the NicClusterPolicy of its values? From version 24.10 on these keys are gone (facts: threek.md 3.4). */
export const makesPolicy = (chart: ChartVersion): boolean => !chart.isAtLeast(24, 10);

/** Of every version. */
export const NETWORK_OPERATOR_VALUES: Mapping = { nfd: { enabled: false } };

/** What only charts that make the policy know; the pinned one does not, so its keys cannot be held against these. */
export function policyValues({ driver, rdmaSharedDevices, sriovDevices, secondaryNetwork }: NicPolicyInFull): Mapping {
  const isWanted = secondaryNetwork !== undefined;
  return {
    deployCR: true,
    ofedDriver: { deploy: driver._options !== undefined, ...given(driver._options ?? {}) },
    rdmaSharedDevicePlugin: {
      deploy: rdmaSharedDevices.length > 0,
      ...(rdmaSharedDevices.length > 0 && { resources: rdmaSharedDevices.map(sharedDeviceValues) }),
    },
    sriovDevicePlugin: {
      deploy: sriovDevices.length > 0,
      ...(sriovDevices.length > 0 && { resources: sriovDevices.map(sriovDeviceValues) }),
    },
    secondaryNetwork: {
      deploy: isWanted,
      ...(isWanted && {
        cniPlugins: { deploy: true },
        multus: { deploy: true },
        ipoib: { deploy: true },
        ipamPlugin: { deploy: secondaryNetwork.ipam === NicIpam.WHEREABOUTS },
      }),
    },
    nvIpam: { deploy: secondaryNetwork?.ipam === NicIpam.NV_IPAM },
  };
}
