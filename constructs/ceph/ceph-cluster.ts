import { Construct } from 'constructs';
import { External } from '../core/external';
import { recordCall, withinOurs } from '../core/private/place';
import { LAB_APP } from '../core/private/state';
import { byHand } from '../core/releases/by-hand';
import { hasError } from '../core/rules/problem';
import { report, summarize } from '../core/rules/report';
import { provides } from '../core/rules/stated';
import { UpstreamChart } from '../upstream/upstream-chart';
import { UpstreamRelease } from '../upstream/upstream-release';
import type { CephClusterProps } from './ceph-cluster-props';
import { ClusterRelease } from './private/cluster-release';
import { clusterProblems } from './private/cluster-rules';
import { clusterValues } from './private/cluster-values';
import { farewellOf } from './private/farewell';
import { makeNamespaces } from './private/namespaces';
import { csiValues, driverValues, operatorValues } from './private/operator-values';
import { NODE_LABEL } from './private/placement';
import { hasDriversApart, type RookLine } from './private/rook-line';
import { classesOf, type Settings, settingsOf } from './private/settings';
import { clusterWaits, operatorWaits } from './private/waits';

/**
 * Ceph on Kubernetes by Rook: the operator, from Rook 1.20 on the CSI drivers, and the cluster with pools, a file system, an object
 * store and their storage classes; in this order, each when the one before is ready.
 *
 * With an error in its props it reports all of them and installs nothing: storage that is half right loses data.
 */
export class CephCluster extends Construct {
  /** Namespace of the cluster, and name of the CephCluster. */
  public readonly namespace: string;

  /** Namespace of the operator and the CSI drivers. */
  public readonly operatorNamespace: string;

  /** Nodes that hold Ceph's disks and daemons. */
  public readonly nodes: string[];

  /** Label that these nodes must carry: `{ role: 'ceph' }`. */
  public readonly nodeLabel: { [key: string]: string };

  /** Command that gives it to them. */
  public readonly labelCommand: string;

  /** Storage class of the first block pool. */
  public readonly blockStorageClass: string;

  /** Storage class of the first file system. */
  public readonly fileStorageClass: string;

  /** Storage class of the first object store. */
  public readonly bucketStorageClass: string;

  private readonly operator?: UpstreamRelease;
  private readonly cluster?: UpstreamRelease;

  constructor(scope: Construct, id: string, props: CephClusterProps) {
    super(scope, id);
    recordCall(this, new.target);
    const settings = settingsOf(props);
    const { nodes, line } = settings;
    this.namespace = settings.namespace;
    this.operatorNamespace = settings.operatorNamespace;
    this.nodes = Array.isArray(nodes) ? [...nodes] : [];
    this.nodeLabel = { [NODE_LABEL.key]: NODE_LABEL.value };
    this.labelCommand = `kubectl label node ${this.nodes.join(' ')} ${NODE_LABEL.key}=${NODE_LABEL.value}`;
    const classes = classesOf(settings);
    this.blockStorageClass = classes.block;
    this.fileStorageClass = classes.file;
    this.bucketStorageClass = classes.bucket;

    const problems = clusterProblems(props, settings, kubernetesOf(this));
    report(this, problems);
    if (hasError(problems) || !line) {
      // An error is told once, and not at each claim of a class as well.
      for (const name of classNames(settings)) External.of(this).storageClass(name);
      return;
    }
    const [operator, cluster] = withinOurs(() => this.install(settings, line));
    for (const name of classNames(settings)) provides({ release: cluster, kind: 'StorageClass', name, namespace: '' });
    this.sayByHand(cluster);
    this.operator = operator;
    this.cluster = cluster;
    summarize(this, () => [
      {
        label: `Nodes of ${this.node.path}`,
        value: `${this.nodes.join(', ')}; each needs the label ${NODE_LABEL.key}=${NODE_LABEL.value}`,
      },
    ]);
  }

  /** Adds values for the operator's chart (rook-ceph), over those that are made of the props; checked like them. */
  public addOperatorValues(values: { [key: string]: any }): void {
    this.operator?.addValues(values);
  }

  /** Adds values for the cluster's chart (rook-ceph-cluster), over those that are made of the props; checked like them. */
  public addClusterValues(values: { [key: string]: any }): void {
    this.cluster?.addValues(values);
  }

  private sayByHand(release: UpstreamRelease): void {
    const label = `${NODE_LABEL.key}=${NODE_LABEL.value}`;
    const preparation = {
      text: `the nodes ${this.nodes.map((node) => `\`${node}\``).join(', ')} have the label \`${label}\``,
      command: this.labelCommand.split(' '),
      check: ['kubectl', 'get', 'nodes', '--selector', label, '--output', 'name'],
      least: this.nodes.length,
    };
    byHand({ release, preparation, farewell: farewellOf(this.namespace) });
  }

  private install(settings: Settings, line: RookLine): [UpstreamRelease, UpstreamRelease] {
    const { operatorNamespace, namespace, rook } = settings;
    makeNamespaces(this, [operatorNamespace, namespace]);
    const operator = new UpstreamRelease(this, 'operator', {
      chart: UpstreamChart.ROOK_CEPH.at(rook),
      namespace: operatorNamespace,
      values: operatorValues(settings, line),
      rawValues: csiValues(settings, line),
      readyWhen: operatorWaits(settings),
    });
    const drivers = hasDriversApart(line)
      ? new UpstreamRelease(this, 'drivers', {
          chart: UpstreamChart.CEPH_CSI_DRIVERS,
          namespace: operatorNamespace,
          values: driverValues(settings),
        })
      : undefined;
    drivers?.node.addDependency(operator);
    const cluster = new ClusterRelease(this, 'cluster', {
      chart: UpstreamChart.ROOK_CEPH_CLUSTER.at(rook),
      namespace,
      values: clusterValues(settings, line),
      readyWhen: clusterWaits(settings),
    });
    cluster.node.addDependency(drivers ?? operator);
    return [operator, cluster];
  }
}

/** Classes that other parts of the program may name. */
function classNames({ blockPools, filesystems, objectStores }: Settings): string[] {
  const names: unknown[] = [blockPools, filesystems, objectStores].flat().map((pool) => pool?.storageClass);
  return names.filter((name) => typeof name === 'string');
}

/** Of a LabApp the version that it is for; a plain cdk8s App does not know any. */
function kubernetesOf({ node: { root } }: Construct): string | undefined {
  return LAB_APP in root ? (root as unknown as { kubernetesVersion: string }).kubernetesVersion : undefined;
}
