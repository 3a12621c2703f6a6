import type { Problem } from '../../core/checks/check';
import { LABEL_KEY } from '../../core/rules/names';
import { quoted, warning } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import type { CephClusterProps } from '../ceph-cluster-props';
import { CephNetwork } from '../ceph-network';
import { deviceRules } from './device-rules';
import { poolRules } from './pool-rules';
import { resourceRules } from './resource-rules';
import { isFor, KNOWN_LINES, kubernetesRange, linesFor } from './rook-line';
import { LEAST_NODES, type Settings } from './settings';

/** What Rook wants to read before it wipes disks. */
const CONSENT = 'yes-really-destroy-data';

/** An image with a tag, perhaps with a digest behind it: the charts want the tag by itself. */
const TAGGED_IMAGE = /^[A-Za-z0-9][-A-Za-z0-9._:/]*[A-Za-z0-9]:\w[-\w.]{0,127}(?:@sha256:[0-9a-f]{64})?$/;

/** A folder of the hosts (pattern of the CephCluster's definition), not the root, and nothing that climbs out of it. */
const FOLDER = /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\s/]\S*$/;

/** A NetworkAttachmentDefinition, perhaps of another namespace. */
const NETWORK = /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\/)?[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?$/;

const SWITCHES = ['singleNode', 'dashboard', 'dashboardSsl', 'monitoring', 'toolbox', 'encryptDisks'] as const;

/**
 * Everything that is wrong with the props of a cluster.
 * @param kubernetes version that the app is for; undefined under a plain cdk8s App
 */
export function clusterProblems(
  props: CephClusterProps,
  settings: Settings,
  kubernetes: string | undefined,
): Problem[] {
  const rules = new Rules();
  for (const key of SWITCHES) {
    const value = props[key];
    if (value !== undefined) rules.given(key, typeof value === 'boolean', value, 'true or false');
  }
  nodeRules(rules, settings);
  deviceRules(rules, settings);
  versionRules(rules, settings, kubernetes);
  rules.label('namespace', settings.namespace);
  if (props.operatorNamespace !== undefined) rules.label('operatorNamespace', props.operatorNamespace);
  if (props.image !== undefined)
    rules.matching('image', props.image, TAGGED_IMAGE, 'an image with a tag, as "quay.io/ceph/ceph:v20.2.4"');
  poolRules(rules, props, settings);
  if (props.resources !== undefined) resourceRules(rules, props.resources);
  if (props.network !== undefined) networkRules(rules, props.network);
  if (props.toleratedTaints !== undefined) {
    const taints = rules.list('toleratedTaints', props.toleratedTaints);
    taints.forEach((taint, i) => {
      rules.matching(`toleratedTaints[${i}]`, taint, LABEL_KEY, 'the key of a taint, as "nvidia.com/gpu"');
    });
    rules.distinct('toleratedTaints', taints);
  }
  if (props.dataDirHostPath !== undefined)
    rules.matching('dataDirHostPath', props.dataDirHostPath, FOLDER, 'an absolute path of a folder of its own');
  if (props.destroyDataOnDelete !== undefined) consentRules(rules, props.destroyDataOnDelete);
  return rules.problems;
}

function nodeRules(rules: Rules, { nodes: given, singleNode }: Settings): void {
  if (!rules.given('nodes', Array.isArray(given), given, 'a list')) return;
  const nodes = rules.list('nodes', given);
  nodes.forEach((node, i) => {
    rules.subdomain(`nodes[${i}]`, node);
  });
  rules.distinct('nodes', nodes);
  if (singleNode && nodes.length !== 1) {
    const hint = 'name one node, or leave singleNode out';
    rules.error('GPULAB2602', `singleNode is for 1 node; ${counted(nodes.length)} given`, 'nodes', hint);
  }
  if (!singleNode && nodes.length < LEAST_NODES) {
    const message = `${LEAST_NODES} monitors need a node each; ${counted(nodes.length)} given`;
    rules.error('GPULAB2601', message, 'nodes', 'name more nodes, or set singleNode for a test on one');
  }
}

/** `1 node is`, `2 nodes are`. */
const counted = (count: number): string => (count === 1 ? '1 node is' : `${count} nodes are`);

function versionRules(rules: Rules, { rook, line }: Settings, kubernetes: string | undefined): void {
  if (!line) {
    const message = `rookVersion ${quoted(rook)} is of no line that is known: ${KNOWN_LINES}`;
    rules.error('GPULAB2604', message, 'rookVersion', 'write it as "v1.20.6"');
    return;
  }
  const minor = Number(/^v?1\.(\d+)/.exec(kubernetes ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(minor) || isFor(line, minor)) return;
  const message = `Rook ${rook} is for Kubernetes ${kubernetesRange(line)}; kubernetesVersion of the app is ${kubernetes}`;
  const others = linesFor(minor);
  const hint = others.length > 0 ? `take a rookVersion of ${others.join(', ')}, or ` : '';
  rules.error('GPULAB2605', message, 'rookVersion', `${hint}give the LabApp the version of the cluster`);
}

function networkRules(rules: Rules, network: CephNetwork): void {
  if (!rules.given('network', network instanceof CephNetwork, network, 'a CephNetwork')) return;
  const { _multus: multus } = network;
  if (!multus || !rules.object('network', multus)) return;
  const wanted = 'the name of a NetworkAttachmentDefinition, perhaps with its namespace and "/" before it';
  rules.matching('network.publicNetwork', multus.publicNetwork, NETWORK, wanted);
  if (multus.clusterNetwork !== undefined)
    rules.matching('network.clusterNetwork', multus.clusterNetwork, NETWORK, wanted);
}

function consentRules(rules: Rules, text: string): void {
  const key = 'destroyDataOnDelete';
  if (text !== CONSENT) {
    rules.error(
      'GPULAB2609',
      `${key} is ${typeof text === 'string' ? quoted(text) : 'no text'}; "${CONSENT}" is wanted`,
      key,
    );
    return;
  }
  const message = 'deleting the CephCluster wipes the disks and folders of all its nodes';
  rules.problems.push(
    warning('GPULAB2610', message, key, 'acknowledge it if the cluster is to be removed with its data'),
  );
}
