import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import type { CephClusterProps } from '../ceph-cluster-props';
import { CephDevices } from '../ceph-devices';
import { CephFailureDomain, type CephObjectStore, type CephPool, CephReclaimPolicy } from '../ceph-pools';
import { failureDomainOf, replicasOf, type Settings } from './settings';

/** Two copies are the least of which one can be lost. */
const LEAST_COPIES = 2;

/** More copies than this nobody keeps; Ceph itself has no such limit. */
const MOST_COPIES = 10;

/** What is wrong with pools, file systems and object stores, each and together. */
export function poolRules(rules: Rules, props: CephClusterProps, settings: Settings): void {
  const pools = <T extends CephPool>(list: 'blockPools' | 'filesystems' | 'objectStores', all: readonly T[]): T[] =>
    rules.list(list, all).filter((pool, i) => {
      if (!rules.object(`${list}[${i}]`, pool)) return false;
      // Those that are there by default have a place as soon as the monitors have.
      if (props[list] !== undefined) poolRule(rules, `${list}[${i}]`, pool, settings);
      return true;
    });
  const blockPools = pools('blockPools', settings.blockPools);
  const filesystems = pools('filesystems', settings.filesystems);
  const objectStores = pools('objectStores', settings.objectStores);
  const classes = [...blockPools, ...filesystems, ...objectStores].map(({ storageClass }) => storageClass);
  rules.distinct('storageClass', classes);
  rules.distinct('pool', [
    ...blockPools.map(({ name }) => name),
    ...(settings.singleNode ? ['builtin-mgr'] : []),
    // As Rook makes them. Pools of object stores have dots in their names and clash with none.
    ...filesystems.flatMap(({ name }) => [`${name}-metadata`, `${name}-data0`]),
  ]);
  rules.distinct(
    'objectStores',
    objectStores.map(({ name }) => name),
  );
  const defaults = [...blockPools, ...filesystems].filter(({ isDefaultClass }) => isDefaultClass === true);
  if (defaults.length > 1) {
    const names = defaults.map(({ storageClass }) => quoted(storageClass)).join(' and ');
    rules.error('GPULAB2606', `${names} are to be the class of claims that name none; one can be`, 'isDefaultClass');
  }
}

function poolRule(rules: Rules, key: string, pool: CephPool, settings: Settings): void {
  rules.label(`${key}.name`, pool.name);
  rules.subdomain(`${key}.storageClass`, pool.storageClass);
  oneOf(rules, `${key}.failureDomain`, pool.failureDomain, Object.values(CephFailureDomain));
  oneOf(rules, `${key}.reclaimPolicy`, pool.reclaimPolicy, Object.values(CephReclaimPolicy));
  if (settings.singleNode) singleRules(rules, key, pool);
  else copyRules(rules, key, pool, settings);
}

function singleRules(rules: Rules, key: string, pool: CephPool): void {
  const refuse = (prop: string, message: string) =>
    rules.error('GPULAB2602', message, prop, 'leave it out: on a single node there is one copy of everything');
  const { replicas } = pool;
  if (replicas !== undefined && replicas !== 1)
    refuse(`${key}.replicas`, `${key}.replicas is ${String(replicas)} on a single node`);
  if ((pool as CephObjectStore).erasureCoding !== undefined)
    refuse(`${key}.erasureCoding`, `${key}.erasureCoding wants several places, on a single node`);
}

function copyRules(rules: Rules, key: string, pool: CephPool, settings: Settings): void {
  const { replicas } = pool;
  if (replicas === undefined || rules.whole(`${key}.replicas`, replicas, LEAST_COPIES, MOST_COPIES))
    roomRule(rules, `${key}.replicas`, pool, settings, `${replicasOf(pool, settings)} copies`);
  const { erasureCoding } = pool as CephObjectStore;
  if (erasureCoding === undefined || !rules.object(`${key}.erasureCoding`, erasureCoding)) return;
  const { dataChunks, codingChunks } = erasureCoding;
  const isData = rules.whole(`${key}.erasureCoding.dataChunks`, dataChunks, 2);
  const isCoding = rules.whole(`${key}.erasureCoding.codingChunks`, codingChunks, 1);
  if (isData && isCoding)
    roomRule(rules, `${key}.erasureCoding`, pool, settings, `${dataChunks + codingChunks} chunks`);
}

/** Is there a place of its own for each part? How many disks there are is known only where they are listed. */
function roomRule(rules: Rules, key: string, pool: CephPool, settings: Settings, parts: string): void {
  const isHost = failureDomainOf(pool, settings) === CephFailureDomain.HOST;
  const places = isHost ? hostsOf(settings) : disksOf(settings);
  if (places === undefined || Number.parseInt(parts, 10) <= places) return;
  const [apart, there] = isHost ? ['hosts', 'nodes'] : ['disks', 'disks that are listed'];
  const message = `${pool.name} keeps ${parts} on ${apart} of their own; ${there}: ${places}`;
  rules.error('GPULAB2601', message, key, `${isHost ? 'name more nodes' : 'list more disks'}, or keep fewer`);
}

const hostsOf = ({ nodes }: Settings): number | undefined => (Array.isArray(nodes) ? nodes.length : undefined);

function disksOf({ devices }: Settings): number | undefined {
  if (!(devices instanceof CephDevices) || devices._choice.kind !== 'list') return undefined;
  return Object.values(devices._choice.devices ?? {}).flat().length;
}

function oneOf(rules: Rules, key: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  rules.error('GPULAB2203', `${key} ${quoted(String(value))} is none of ${allowed.join(', ')}`, key);
}
