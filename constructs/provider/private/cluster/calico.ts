import type { Construct, IConstruct } from 'constructs';
import { LabChart } from '../../../core/lab-chart';
import { make } from '../../../core/private/make';
import { Wait } from '../../../core/releases/wait';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';

const OPERATOR = 'operator.tigera.io/v1';

/** The operator tells of each of its parts by an object of this name. */
const available = (name: string): Wait =>
  Wait.condition({ resource: 'tigerastatuses.operator.tigera.io', name }, 'Available');

/** Calico by its operator, and what the operator is to install: gives what is ready when pods have a network. */
export function makeCalico(scope: Construct, cidr: string, encapsulation: string, namespaces: IConstruct): LabChart {
  const definitions = new UpstreamRelease(scope, 'calico-definitions', {
    chart: UpstreamChart.CALICO_CRDS,
    releaseName: 'calico-definitions',
    readyWhen: [Wait.definition('installations.operator.tigera.io'), Wait.definition('apiservers.operator.tigera.io')],
  });
  definitions.node.addDependency(namespaces);
  // Installation and APIServer are objects of the program: what is checked is what is applied. Flow logs and their web page, which knows
  // no login, are nobody's here.
  const off = { enabled: false };
  const operator = new UpstreamRelease(scope, 'calico-operator', {
    chart: UpstreamChart.TIGERA_OPERATOR,
    values: { installation: off, apiServer: off, goldmane: off, whisker: off },
  });
  operator.node.addDependency(definitions);
  const network = new LabChart(scope, 'calico', { readyWhen: [available('calico'), available('apiserver')] });
  network.node.addDependency(operator);
  make(network, networkManifests(cidr, encapsulation));
  return network;
}

/** Facts: compute-provider.md 2.4. Without the API server nobody can make objects of projectcalico.org. */
const networkManifests = (cidr: string, encapsulation: string) => [
  {
    apiVersion: OPERATOR,
    kind: 'Installation',
    metadata: { name: 'default' },
    spec: {
      calicoNetwork: {
        // The address that the kubelet was told, and not that of the first interface.
        [cidr.includes(':') ? 'nodeAddressAutodetectionV6' : 'nodeAddressAutodetectionV4']: {
          kubernetes: 'NodeInternalIP',
        },
        ipPools: [{ blockSize: 26, cidr, encapsulation, natOutgoing: 'Enabled', nodeSelector: 'all()' }],
      },
    },
  },
  { apiVersion: OPERATOR, kind: 'APIServer', metadata: { name: 'default' }, spec: {} },
];
