import { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { make } from '../../core/private/make';
import { type BooleanValue, Values } from '../../core/values';
import { HelmChart } from '../../output/helm-chart';
import { accessManifests, newerAccessManifests, TOKEN } from '../private/cluster/access';
import { exporterDaemonSet, exporterOf, exporterParts } from '../private/cluster/exporter';
import { isolatedPolicy, PRIVATE_V6, upstreamPolicies } from '../private/cluster/policies';
import { walletNamespace } from '../private/cluster/wallets';
import { ProviderVersion } from '../provider-version';
import { type ProviderValues, providerValues } from './private/provider-values';

/** Properties of a `ComputeProviderChart`. */
export interface ComputeProviderChartProps {
  /** Version of the chart, as "1.4.0". To be raised with each change that is handed out. */
  readonly version: string;
}

/**
 * The chart of what a computing provider needs in a cluster of its own: its account and rights, the exporter, policies for tasks, and
 * namespaces of wallets. One release a cluster. Calico, GPUs and the ingress controller are charts of others; a `ComputeProviderStack`
 * installs them, too.
 */
export class ComputeProviderChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { version }: ComputeProviderChartProps) {
    super(scope, id);
    const values = providerValues(this.values);
    const namespace = this.values.releaseNamespace().text;
    make(this, accessManifests(namespace));
    this.part('newer', values.isNewer, newerAccessManifests(namespace));
    make(this, [exporter(values)]);
    this.makePolicies(values);
    const wallets = new Construct(this, 'wallets');
    make(wallets, [walletNamespace(values.wallet)]);
    Values.repeat(wallets, values.wallets);
    this.helm = new HelmChart(this, {
      version,
      description: 'Account, exporter, policies of tasks and namespaces of wallets for a computing provider',
      notes: `The provider logs in with the token in Secret ${TOKEN} of namespace ${namespace}.`,
    });
  }

  private makePolicies({ form, ingressNamespace, deniedNetworks, hostSubnets }: ProviderValues): void {
    this.part('isolated', form.equalTo('isolated'), [isolatedPolicy(ingressNamespace, deniedNetworks, PRIVATE_V6)]);
    this.part('upstream', form.equalTo('upstream'), upstreamPolicies(hostSubnets));
  }

  /** Objects that are there under a condition. */
  private part(id: string, condition: BooleanValue, manifests: Parameters<typeof make>[1]): void {
    const part = new Construct(this, id);
    make(part, manifests);
    Values.onlyIf(part, condition);
  }
}

function exporter({ isNewer, exporterImage }: ProviderValues) {
  const [newer, older] = [ProviderVersion.V1_1_5, ProviderVersion.V0_3_0].map(exporterOf);
  const { container, pod } = exporterParts(newer);
  const image = exporterImage.orDefault(isNewer.pickText(newer.image, older.image).text);
  return exporterDaemonSet(image.text, {
    container: { ...Values.when(isNewer, container) },
    pod: { ...Values.when(isNewer, pod) },
  });
}
