import type { Mapping } from '../../core/private/mapping';
import { hasTaints, tolerationsOf } from './placement';
import { hasDriversApart, type RookLine } from './rook-line';
import type { Settings } from './settings';

/** Values of the rook-ceph chart. The operator of the CSI drivers is a part of it, whose tolerations have a key from 1.20 on. */
export function operatorValues({ monitoring, toleratedTaints }: Settings, line: RookLine): Mapping {
  const pod = { tolerations: tolerationsOf(toleratedTaints) };
  return {
    crds: { enabled: true },
    monitoring: { enabled: monitoring === true },
    ...(hasTaints(toleratedTaints) ? pod : {}),
    ...(hasTaints(toleratedTaints) && hasDriversApart(line) ? { 'ceph-csi-operator': { controllerManager: pod } } : {}),
  };
}

/** Values of the rook-ceph chart for the CSI drivers, which it has no keys for from 1.20 on. */
export function csiValues({ toleratedTaints }: Settings, line: RookLine): Mapping {
  if (hasDriversApart(line) || !hasTaints(toleratedTaints)) return {};
  const tolerations = tolerationsOf(toleratedTaints);
  return { csi: { pluginTolerations: tolerations, provisionerTolerations: tolerations } };
}

/**
 * Values of the ceph-csi-drivers chart, whose own make drivers that Rook does not know. Source: rook/rook v1.20.6,
 * deploy/charts/ceph-csi-drivers/values.yaml.
 *
 * Tolerations stand at each driver: the chart prints an empty list there, and the operator takes that for the driver's own and does
 * not look at the common ones (ceph/ceph-csi-operator v1.0.4, internal/controller/driver_controller.go, mergeDriverSpecs).
 */
export function driverValues({ operatorNamespace, toleratedTaints }: Settings): Mapping {
  const pods = { tolerations: tolerationsOf(toleratedTaints) };
  const taints = hasTaints(toleratedTaints) ? { nodePlugin: pods, controllerPlugin: pods } : {};
  const name = (protocol: string) => `${operatorNamespace}.${protocol}.csi.ceph.com`;
  return {
    operatorConfig: {
      namespace: operatorNamespace,
      driverSpecDefaults: {
        imageSet: { name: 'rook-csi-operator-image-set-configmap' },
        nodePlugin: { priorityClassName: 'system-node-critical' },
        controllerPlugin: { priorityClassName: 'system-cluster-critical' },
      },
    },
    drivers: {
      rbd: { enabled: true, name: name('rbd'), ...taints },
      cephfs: { enabled: true, name: name('cephfs'), ...taints },
      nfs: { enabled: false, name: name('nfs') },
      nvmeof: { enabled: false, name: name('nvmeof') },
    },
  };
}
