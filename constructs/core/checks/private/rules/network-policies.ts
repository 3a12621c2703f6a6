import { CIDR, isInside } from '../../../private/addresses';
import { format, isSet, items, notEmpty, range } from '../rule';
import type { Rule } from '../walk';
import { portNumberOrName } from './container';

const MAX_PORT = 65_535;

const peer: Rule = (value, walk) => {
  const selectors = ['podSelector', 'namespaceSelector'].filter((field) => value[field] != null);
  if (value.ipBlock == null && selectors.length === 0)
    walk.error(
      'GPULAB1211',
      [],
      'the peer has none of podSelector, namespaceSelector, ipBlock; one is needed',
      'leave the list out to mean everybody',
    );
  if (value.ipBlock != null && selectors.length > 0)
    walk.error('GPULAB1211', 'ipBlock', `ipBlock excludes ${selectors.join(' and ')}`, 'make two peers of it');
};

const exceptions: Rule = (block, walk) => {
  for (const [index, network] of items(block.except)) {
    const at = ['except', index];
    if (!CIDR.matches(network)) walk.error('GPULAB1209', at, `"${network}" is not ${CIDR.allowed}`);
    else if (isSet(block.cidr) && CIDR.matches(block.cidr) && !isInside(network, block.cidr))
      walk.error('GPULAB1212', at, `${network} does not lie inside ${block.cidr}`);
  }
};

const endPort: Rule = ({ port, endPort: end }, walk) => {
  if (end == null) return;
  if (typeof port !== 'number') walk.error('GPULAB1211', 'endPort', 'endPort needs a port that is a number');
  else if (end < port) walk.error('GPULAB1206', 'endPort', `endPort is ${end}; it must not be less than port, ${port}`);
};

const policyTypes: Rule = (spec, walk) => {
  if (spec.policyTypes?.length > 2)
    walk.error(
      'GPULAB1210',
      'policyTypes',
      `${spec.policyTypes.length} policyTypes; Ingress and Egress are all there is`,
    );
  for (const [index, type] of items(spec.policyTypes)) {
    if (type !== 'Ingress' && type !== 'Egress')
      walk.error(
        'GPULAB1207',
        ['policyTypes', index],
        `"${type}" is not a policy type; allowed are Ingress and Egress`,
      );
  }
};

export const NETWORK_POLICY_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['networking.v1.NetworkPolicySpec', [policyTypes]],
  ['networking.v1.NetworkPolicyPeer', [peer]],
  ['networking.v1.IPBlock', [format(CIDR, 'cidr'), exceptions]],
  [
    'networking.v1.NetworkPolicyPort',
    [portNumberOrName('port'), range(1, MAX_PORT, 'endPort'), endPort, notEmpty('protocol')],
  ],
];
