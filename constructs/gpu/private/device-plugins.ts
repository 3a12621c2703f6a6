import type { IConstruct } from 'constructs';
import type { Finding } from '../../core/finding';
import { walk } from '../../core/private/tree';
import type { Release } from '../../core/releases/release';
import { exclusionOf, GPUS, offeredTwice, selectsNodes } from '../../upstream/private/exclusions';
import type { OperatorDevicePluginOptions } from '../gpu-device-plugin';

/** Label by which the operator's device plugin keeps off a node (NVIDIA/gpu-operator, controllers/state_manager.go). */
const KEEPS_OFF = 'nvidia.com/gpu.deploy.device-plugin: "false"';

/**
 * Other device plugins of the program that may meet the operator's on a node. Both would tell the kubelet of the same cards, and
 * each card be given away twice. Which labels a node has nobody knows here: the program has to say that nodes are apart.
 */
export function otherDevicePlugins(stack: IConstruct, own: Release, options: OperatorDevicePluginOptions): Finding[] {
  return walk(stack.node.root).releases.flatMap((release): Finding[] => {
    const exclusion = release === own ? undefined : exclusionOf(release, GPUS);
    if (!exclusion || (options.othersHaveOwnNodes && selectsNodes(release, exclusion))) return [];
    const hint = options.othersHaveOwnNodes
      ? `othersHaveOwnNodes is said, so select its nodes: ${KEEPS_OFF} on them, and values.${exclusion.nodeSelector} of ${release.node.path}`
      : `take GpuDevicePlugin.none(), or keep nodes apart: label them ${KEEPS_OFF} and say othersHaveOwnNodes`;
    return [{ ...offeredTwice(GPUS, own, release, 'devicePlugin', hint), path: stack.node.path }];
  });
}
