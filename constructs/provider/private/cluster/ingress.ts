import type { Construct, IConstruct } from 'constructs';
import { merge } from '../../../core/values/private/coalesce';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';
import type { ProviderIngress } from '../../cluster/provider-ingress';

/** Ingress-nginx for bare metal: a port of every node that is known in advance, because the public Nginx names it. */
const nginxValues = (nodePort: number) => ({
  controller: {
    // TLS ends at the public Nginx.
    service: { type: 'NodePort', enableHttps: false, nodePorts: { http: nodePort } },
    allowSnippetAnnotations: false,
    // Every Ingress of the provider has the path `/*` of type Prefix, which version 1.12 and newer ones refuse otherwise (facts:
    // compute-provider.md 2.7); older ones do not know the key and ignore it.
    config: { 'strict-validate-path-type': 'false' },
  },
});

export function makeIngress(scope: Construct, { _nginx, nodePort }: ProviderIngress): IConstruct | undefined {
  if (!_nginx) return undefined;
  const { INGRESS_NGINX: pinned } = UpstreamChart;
  return new UpstreamRelease(scope, 'ingress', {
    chart: _nginx.version === undefined ? pinned : pinned.at(_nginx.version),
    values: merge(nginxValues(nodePort), _nginx.values ?? {}),
  });
}
