import type { Mapping } from '../../core/private/mapping';
import type { CephNetwork } from '../ceph-network';
import type { CephResources } from '../ceph-resources';
import { daemonResources } from './daemon-resources';
import { hasTaints, placementOf, tolerationsOf } from './placement';
import { poolValues } from './pool-values';
import { hasImageBesideSpec, type RookLine } from './rook-line';
import { cephImageOf, type Settings } from './settings';
import { storageValues } from './storage-values';

/** Ceph's own settings of a cluster with one copy: new pools have one, too, and none of them is a warning for ever. */
const SINGLE_NODE_CONFIG = `[global]
osd_pool_default_size = 1
osd_pool_default_min_size = 1
mon_warn_on_pool_no_redundancy = false
`;

/** Values of the rook-ceph-cluster chart. */
export function clusterValues(settings: Settings, line: RookLine): Mapping {
  const { repository, tag } = cephImageOf(settings, line);
  const image = `${repository}:${tag}`;
  const isBeside = hasImageBesideSpec(line);
  const { singleNode, monitoring, toolbox, toleratedTaints } = settings;
  const tolerations = hasTaints(toleratedTaints) ? { tolerations: tolerationsOf(toleratedTaints) } : {};
  return {
    operatorNamespace: settings.operatorNamespace,
    ...(singleNode ? { configOverride: SINGLE_NODE_CONFIG } : {}),
    ...(isBeside ? { cephImage: { repository, tag } } : {}),
    cephClusterSpec: { ...(isBeside ? {} : { cephVersion: { image } }), ...clusterSpec(settings) },
    toolbox: { enabled: toolbox === true, ...(isBeside ? {} : { image }), ...tolerations },
    monitoring: { enabled: monitoring === true, createPrometheusRules: monitoring === true },
    ...poolValues(settings, line),
  };
}

/** The spec of the CephCluster, as far as it is not the chart's; Helm merges the two. */
function clusterSpec(settings: Settings): object {
  const { singleNode, dataDirHostPath, dashboard, dashboardSsl, network, resources, destroyDataOnDelete } = settings;
  return {
    dataDirHostPath: dataDirHostPath ?? '/var/lib/rook',
    mon: { count: singleNode ? 1 : 3, allowMultiplePerNode: singleNode },
    mgr: { count: singleNode ? 1 : 2, allowMultiplePerNode: singleNode },
    dashboard: { enabled: dashboard !== false, ssl: dashboardSsl !== false },
    ...(network ? { network: networkValues(network) } : {}),
    placement: { all: placementOf(settings.toleratedTaints) },
    ...(resources ? { resources: resourceValues(resources) } : {}),
    storage: storageValues(settings),
    cleanupPolicy: { confirmation: destroyDataOnDelete ?? '' },
  };
}

function networkValues({ _multus: multus }: CephNetwork): object {
  if (!multus) return { provider: 'host' };
  const { publicNetwork, clusterNetwork } = multus;
  const selectors = { public: publicNetwork, ...(clusterNetwork === undefined ? {} : { cluster: clusterNetwork }) };
  return { provider: 'multus', selectors };
}

function resourceValues({ monitor, manager, disk }: CephResources): object {
  const given = Object.entries({ mon: monitor, mgr: manager, osd: disk }).filter(([, daemon]) => daemon);
  return Object.fromEntries(given.map(([name, daemon]) => [name, daemonResources(daemon, undefined)]));
}
