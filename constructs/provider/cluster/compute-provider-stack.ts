import { Construct, type IConstruct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { make } from '../../core/private/make';
import { recordCall, withinOurs } from '../../core/private/place';
import { makePrivilegedNamespace } from '../../core/private/privileged-namespace';
import { kubernetesVersionOf } from '../../core/private/state';
import { hasError } from '../../core/rules/problem';
import { refuse } from '../../core/rules/refuse';
import { report, summarize } from '../../core/rules/report';
import { byDefault } from '../../core/values/private/by-default';
import { GpuMonitoring } from '../../gpu/gpu-monitoring';
import { UpstreamChart } from '../../upstream/upstream-chart';
import { accessManifests, needsMore, newerAccessManifests, PROVIDER } from '../private/cluster/access';
import { makeCalico } from '../private/cluster/calico';
import { CONFINED_SINCE, confinementManifests } from '../private/cluster/confinement';
import { exporterDaemonSet, exporterOf, exporterParts } from '../private/cluster/exporter';
import { makeGpu } from '../private/cluster/gpu';
import { makeIngress } from '../private/cluster/ingress';
import { addKubeconfigStep } from '../private/cluster/kubeconfig-step';
import { deniedNetworks, isolatedPolicy, upstreamPolicies, withHosts } from '../private/cluster/policies';
import { redisManifests } from '../private/cluster/redis';
import { registryManifests } from '../private/cluster/registry';
import { type Settings, settingsOf } from '../private/cluster/settings';
import { stackProblems } from '../private/cluster/stack-rules';
import { WALLET, walletNamespace, walletProblem } from '../private/cluster/wallets';
import type { ProviderVersion } from '../provider-version';
import { CalicoEncapsulation, type ComputeProviderStackProps } from './compute-provider-stack-props';
import type { TaskPolicies } from './task-policies';

/**
 * The cluster that a computing provider works in: network and policies, GPUs, ingress, the exporter that tells the provider of nodes,
 * and an account for the provider that may do what its code does, and no more. The provider itself is a process of a host.
 *
 * With an error in its props it reports all of them and makes nothing.
 */
export class ComputeProviderStack extends Construct {
  /** Name of the namespace of a wallet's tasks. Throws GPULAB2904 for what is no wallet. @param wallet "0x" and 40 hexadecimal digits */
  public static namespaceOf(wallet: string): string {
    if (typeof wallet !== 'string' || !WALLET.test(wallet))
      refuse([walletProblem('wallet', wallet)], ComputeProviderStack.namespaceOf);
    return walletNamespace(wallet.toLowerCase()).metadata.name;
  }

  /** Version of the provider. */
  public readonly version: ProviderVersion;

  /** Domain of the tasks, without a dot in front. */
  public readonly domain: string;

  /** Network of pods: `podSubnet` of kubeadm. */
  public readonly podSubnet: string;

  /** Port of every node that takes HTTP for tasks. */
  public readonly ingressNodePort: number;

  /** Namespace of the provider's account. */
  public readonly namespace: string;

  private denyHosts?: (networks: readonly string[]) => void;

  constructor(scope: Construct, id: string, props: ComputeProviderStackProps) {
    super(scope, id);
    recordCall(this, new.target);
    // In plain JavaScript there may be none.
    const given: ComputeProviderStackProps = props ?? {};
    const settings = settingsOf(given);
    this.version = given.version;
    this.domain = given.domain;
    this.podSubnet = settings.podSubnet;
    this.ingressNodePort = settings.ingress.nodePort;
    this.namespace = PROVIDER;
    const problems = stackProblems(byDefault(given), settingsOf(byDefault(given)));
    report(this, problems);
    if (hasError(problems)) return;
    withinOurs(() => this.makeParts(props, settings));
    addKubeconfigStep(this);
    summarize(this, () => [
      { label: `Tasks of ${this.node.path}`, value: `*.${this.domain}, port ${this.ingressNodePort} of every node` },
    ]);
  }

  private makeParts(props: ComputeProviderStackProps, settings: Settings): void {
    const namespaces = this.makeNamespaces(props, settings);
    const network = props.existingCalico ? namespaces : this.makeNetwork(props, namespaces);
    const monitoring = props.monitoring && new GpuMonitoring(this, 'monitoring', props.monitoring);
    const parts = [
      makeGpu(this, settings.gpu, monitoring),
      makeIngress(this, settings.ingress),
      monitoring,
      this.makePolicies(settings.policies, settings.ingress.namespace),
      this.makeAccess(props.version),
      this.makeExporter(props),
      this.makeWallets(props.wallets ?? []),
      this.makeServices(props),
    ];
    for (const part of parts) part?.node.addDependency(network);
  }

  private makeNamespaces({ existingCalico }: ComputeProviderStackProps, { gpu, ingress }: Settings): LabChart {
    const chart = new LabChart(this, 'namespaces');
    if (!existingCalico) makePrivilegedNamespace(chart, UpstreamChart.TIGERA_OPERATOR.namespace);
    if (!gpu._existing && !gpu._operator) makePrivilegedNamespace(chart, UpstreamChart.NVIDIA_DEVICE_PLUGIN.namespace);
    const own = [PROVIDER, ...(ingress._nginx ? [ingress.namespace] : [])];
    make(
      chart,
      own.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: SECURITY[name] } })),
    );
    return chart;
  }

  private makeNetwork({ calico = {} }: ComputeProviderStackProps, namespaces: IConstruct): LabChart {
    const encapsulation = calico.encapsulation ?? CalicoEncapsulation.VXLAN_CROSS_SUBNET;
    return makeCalico(this, this.podSubnet, encapsulation, namespaces);
  }

  private makePolicies(policies: TaskPolicies, ingressNamespace: string): LabChart | undefined {
    if (policies._form === 'none') return undefined;
    const chart = new LabChart(this, 'policies');
    const write = (hosts: readonly string[]) => make(chart, this.policiesOf(policies, ingressNamespace, hosts));
    write([]);
    this.denyHosts = (hosts) => {
      for (const { node } of chart.node.children) chart.node.tryRemoveChild(node.id);
      withinOurs(() => write(hosts));
    };
    return chart;
  }

  private policiesOf({ _form, _networks }: TaskPolicies, ingressNamespace: string, hosts: readonly string[]) {
    if (_form === 'upstream') return upstreamPolicies(withHosts(_networks, hosts));
    const { ipv4, ipv6 } = deniedNetworks([this.podSubnet, ...withHosts(_networks, hosts)]);
    return [isolatedPolicy(ingressNamespace, ipv4, ipv6)];
  }

  /** Networks of one address each that tasks must not reach: those of the machines, which are made after the stack. @internal */
  public _denyHosts(networks: readonly string[]): void {
    this.denyHosts?.(networks);
  }

  private makeAccess(version: ProviderVersion): LabChart {
    const chart = new LabChart(this, 'access');
    make(chart, [
      ...accessManifests(PROVIDER),
      ...(needsMore(version) ? newerAccessManifests(PROVIDER) : []),
      ...(this.canConfine() ? confinementManifests(PROVIDER) : []),
    ]);
    return chart;
  }

  private makeExporter({ version, exporterImage }: ComputeProviderStackProps): LabChart {
    const chart = new LabChart(this, 'exporter');
    const exporter = exporterOf(version);
    make(chart, [exporterDaemonSet(exporterImage ?? exporter.image, exporterParts(exporter))]);
    return chart;
  }

  private makeWallets(wallets: readonly string[]): LabChart | undefined {
    if (wallets.length === 0) return undefined;
    const chart = new LabChart(this, 'wallets');
    make(
      chart,
      wallets.map((wallet) => walletNamespace(wallet.toLowerCase())),
    );
    return chart;
  }

  /** Older API servers do not know the kind. */
  private canConfine(): boolean {
    const [, minor] = /^1\.(\d+)/.exec(kubernetesVersionOf(this) ?? '') ?? [];
    return Number(minor) >= CONFINED_SINCE;
  }

  private makeServices({ redis, registry }: ComputeProviderStackProps): LabChart | undefined {
    if (!redis && !registry) return undefined;
    const chart = new LabChart(this, 'services');
    if (redis) make(chart, redisManifests(redis));
    if (registry) make(chart, registryManifests(registry));
    return chart;
  }
}

/** What pods of a namespace may ask for. The webhook of ingress-nginx binds a port below 1024. */
const SECURITY: { readonly [namespace: string]: { readonly [label: string]: string } } = {
  [PROVIDER]: { 'pod-security.kubernetes.io/enforce': 'restricted' },
  'ingress-nginx': { 'pod-security.kubernetes.io/enforce': 'baseline' },
};
