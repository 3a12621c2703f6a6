import type { Mapping } from '../../core/values/private/coalesce';
import { tolerationsOf } from './placement';
import { hasDriversApart, type RookLine } from './rook-line';
import type { Settings } from './settings';

/** Values of the rook-ceph chart. */
export const operatorValues = ({ monitoring, toleratedTaints }: Settings): Mapping => ({
  crds: { enabled: true },
  monitoring: { enabled: monitoring === true },
  ...(hasTaints(toleratedTaints) ? { tolerations: tolerationsOf(toleratedTaints) } : {}),
});

/** Values of the rook-ceph chart for the CSI drivers, which it has no keys for from 1.20 on. */
export function csiValues({ toleratedTaints }: Settings, line: RookLine): Mapping {
  if (hasDriversApart(line) || !hasTaints(toleratedTaints)) return {};
  const tolerations = tolerationsOf(toleratedTaints);
  return { csi: { pluginTolerations: tolerations, provisionerTolerations: tolerations } };
}

/**
 * Values of the ceph-csi-drivers chart, whose own make drivers that Rook does not know. Source: rook/rook v1.20.6,
 * deploy/charts/ceph-csi-drivers/values.yaml.
 */
export function driverValues({ operatorNamespace, toleratedTaints }: Settings): Mapping {
  const tolerations = hasTaints(toleratedTaints) ? { tolerations: tolerationsOf(toleratedTaints) } : {};
  const driver = (protocol: string, enabled: boolean) => ({
    enabled,
    name: `${operatorNamespace}.${protocol}.csi.ceph.com`,
  });
  return {
    operatorConfig: {
      namespace: operatorNamespace,
      driverSpecDefaults: {
        imageSet: { name: 'rook-csi-operator-image-set-configmap' },
        nodePlugin: { priorityClassName: 'system-node-critical', ...tolerations },
        controllerPlugin: { priorityClassName: 'system-cluster-critical', ...tolerations },
      },
    },
    drivers: {
      rbd: driver('rbd', true),
      cephfs: driver('cephfs', true),
      nfs: driver('nfs', false),
      nvmeof: driver('nvmeof', false),
    },
  };
}

const hasTaints = (taints: readonly string[] | undefined): boolean => taints !== undefined && taints.length > 0;
