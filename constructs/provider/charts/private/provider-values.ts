import { DNS_LABEL, IMAGE, LONGEST_LABEL } from '../../../core/rules/names';
import type { BooleanValue, ListValue, StringValue, Values } from '../../../core/values';
import { PRIVATE_V4 } from '../../private/cluster/policies';
import { WALLET } from '../../private/cluster/wallets';

/** Values of the chart, as its objects use them. */
export interface ProviderValues {
  /** Is the provider newer than 0.3? */
  readonly isNewer: BooleanValue;
  readonly exporterImage: StringValue;
  readonly wallets: ListValue;

  /** Address of an item of `wallets`, in small letters. */
  readonly wallet: string;
  readonly form: StringValue;
  readonly ingressNamespace: string;
  readonly deniedNetworks: ListValue;
  readonly hostSubnets: ListValue;
}

/** Declares the values of the chart. None is a secret. */
export function providerValues(values: Values): ProviderValues {
  const line = values.text('providerVersion', {
    description:
      'Line of the provider: rights and exporter go by it. 1.1 stands for every one from 0.4 on in its rights.',
    allowed: ['0.3', '1.1'],
    defaultValue: '1.1',
  });
  const exporter = values.group('exporter', { description: 'Tells the provider of the nodes.' });
  const exporterImage = exporter.text('image', {
    description: 'Image, in place of that of the line.',
    optional: true,
    pattern: IMAGE.source,
    example: 'registry.example.com/filswan/resource-exporter:v12.0.0',
  });
  const wallets = values.list('wallets', {
    description:
      'Wallets that get a namespace now. The provider makes those of others as tasks come, and deletes empty ones.',
    defaultValue: [],
  });
  const address = wallets.item.text('address', {
    description: '"0x" and 40 hexadecimal digits.',
    pattern: WALLET.source,
    example: '0xAbCdEf0123456789aBcDeF0123456789abcdef01',
  });
  return {
    isNewer: line.equalTo('1.1'),
    exporterImage,
    wallets,
    wallet: address.lower().text,
    ...policyValues(values),
  };
}

type PolicyValues = Pick<ProviderValues, 'form' | 'ingressNamespace' | 'deniedNetworks' | 'hostSubnets'>;

function policyValues(values: Values): PolicyValues {
  const policies = values.group('policies', {
    description: 'What tasks may reach; kinds of Calico with its API server.',
  });
  const form = policies.text('form', {
    description:
      'isolated: in from the ingress controller, out to the internet. upstream: those of `computing-provider network generate`, which ' +
      'tasks with a port of the node need. none: tasks reach everything.',
    allowed: ['isolated', 'upstream', 'none'],
    defaultValue: 'isolated',
  });
  const ingressNamespace = policies.text('ingressNamespace', {
    description: 'Namespace of the ingress controller.',
    defaultValue: 'ingress-nginx',
    pattern: DNS_LABEL.source,
    maxLength: LONGEST_LABEL,
  });
  const deniedNetworks = policies.stringList('deniedNetworks', {
    description: 'Networks of IPv4 that isolated tasks do not reach. Those of IPv6 are fc00::/7 and fe80::/10.',
    defaultValue: PRIVATE_V4,
  });
  const hostSubnets = policies.stringList('hostSubnets', {
    description: 'Networks of the hosts, for the form upstream.',
    defaultValue: [],
    example: ['192.0.2.0/24'],
  });
  values.demand(
    form.equalTo('upstream').negate().either(hostSubnets.count().greaterThan(0)),
    'policies.form upstream without networks: give policies.hostSubnets',
  );
  // A rule without networks would be about all of them.
  values.demand(
    form.equalTo('isolated').negate().either(deniedNetworks.count().greaterThan(0)),
    'policies.deniedNetworks is empty: name a network, or take another policies.form',
  );
  return { form, ingressNamespace: ingressNamespace.text, deniedNetworks, hostSubnets };
}
