import { Construct, type IConstruct } from 'constructs';
import { External } from '../../core/external';
import type { Finding } from '../../core/finding';
import { LabChart } from '../../core/lab-chart';
import { make } from '../../core/private/make';
import { recordCall, withinOurs } from '../../core/private/place';
import { kubernetesVersionOf, stateOf } from '../../core/private/state';
import { error, hasError, quoted } from '../../core/rules/problem';
import { report, reportLate } from '../../core/rules/report';
import { Rules } from '../../core/rules/rules';
import { GpuMonitoring } from '../../gpu/gpu-monitoring';
import { GpuOperatorStack } from '../../gpu/gpu-operator-stack';
import { KubeKeyCluster } from '../kubekey/kubekey-cluster';
import { CPodOperator } from '../operator/cpod-operator';
import { checkCephNodes, withCephLabels } from '../private/cluster/hosts';
import { addCheckStep, addClusterSteps } from '../private/cluster/install-steps';
import { registryProblems } from '../private/cluster/registry-rules';
import { makeStorage, type Storage } from '../private/cluster/storage';
import { versionProblems } from '../private/cluster/version-rules';
import { makeVolcano } from '../private/cluster/volcano';
import { LOCAL_REGISTRY } from '../private/kubekey/registry-check';
import { TrainingOperator } from '../training/training-operator';
import type { ThreeKClusterProps } from './threek-cluster-props';
import { ThreeKStorage } from './threek-storage';
import { ThreeKVariant } from './threek-variant';

/** Namespaces of the platform itself; each stack has its own. */
const NAMESPACES = ['cpod', 'cpod-system', 'public'];

/** A path without anything that a shell would take apart. */
const ARTIFACT = /^\/[\w./@%+=:,-]+$/;

/**
 * The 3K platform: machines, Kubernetes, GPUs and InfiniBand, monitoring, storage, training operators and the CPod operator, in one
 * order that every delivery keeps. Each part can also be used by itself.
 */
export class ThreeKCluster extends Construct {
  /** The file for KubeKey, if hosts are given. */
  public readonly kubeKey?: KubeKeyCluster;

  /** Storage class of models, data sets and checkpoints. */
  public readonly storageClass: string = '';

  constructor(scope: Construct, id: string, props: ThreeKClusterProps) {
    super(scope, id);
    recordCall(this, new.target);
    const rules = new Rules();
    rules.given('variant', props.variant instanceof ThreeKVariant, props.variant, 'a ThreeKVariant');
    rules.given('storage', props.storage instanceof ThreeKStorage, props.storage, 'a ThreeKStorage');
    if (props.artifact !== undefined)
      rules.matching('artifact', props.artifact, ARTIFACT, 'an absolute path without blanks');
    report(this, rules.problems);
    if (hasError(rules.problems)) return;
    this.kubeKey = withinOurs(() => this.makeHosts(props));
    this.storageClass = withinOurs(() => this.makePlatform(props)).storageClass;
  }

  private makeHosts({ kubeKey, variant, storage, artifact }: ThreeKClusterProps): KubeKeyCluster | undefined {
    if (!kubeKey) return undefined;
    const { ceph } = storage._choice;
    const cluster = new KubeKeyCluster(this, 'kubekey', {
      ...withCephLabels(kubeKey, ceph),
      name: kubeKey.name ?? this.node.id,
      version: kubeKey.version ?? variant.kubeKey,
      kubernetes: { ...kubeKey.kubernetes, version: kubeKey.kubernetes?.version ?? variant._versions.kubernetes },
    });
    if (ceph && cluster._document) {
      const rules = new Rules();
      checkCephNodes(ceph, kubeKey.hosts ?? [], cluster.nodes, rules);
      report(this, rules.problems);
    }
    const login = kubeKey.registry?.auths?.[LOCAL_REGISTRY];
    report(this, [
      ...registryProblems(cluster, artifact, login),
      ...versionProblems(cluster, kubernetesVersionOf(this)),
    ]);
    addClusterSteps(this, cluster, artifact, login);
    return cluster;
  }

  private makePlatform(props: ThreeKClusterProps): Storage {
    const { training = {}, operator } = props;
    const { rook } = props.variant._versions;
    const storage = makeStorage(this, props.storage, rook);
    const gpu = this.makeGpu(props);
    const trainingChart = new LabChart(this, 'training');
    const trainingOperator = new TrainingOperator(trainingChart, 'operator', training);
    const cpod = new LabChart(this, 'cpod');
    const namespaces = this.makeNamespaces([...NAMESPACES, ...trainingOperator.namespaces]);
    for (const chart of [trainingChart, cpod]) chart.node.addDependency(namespaces);
    // What is removed goes the other way: namespaces with claims before the storage that has to delete their volumes.
    if (storage.part) namespaces.node.addDependency(storage.part);
    if (training.gangScheduling) trainingChart.node.addDependency(makeVolcano(this));
    const storageClass = operator.storageClass ?? storage.storageClass;
    const cpodOperator = new CPodOperator(cpod, 'operator', { ...operator, storageClass });
    for (const part of [trainingChart, gpu, storage.part]) if (part) cpod.node.addDependency(part);
    addCheckStep(this, [...trainingOperator.namespaces, cpodOperator.namespace]);
    reportLate(this, () => unknownClass(this, storageClass));
    return { ...storage, storageClass };
  }

  private makeGpu({ gpu, monitoring, variant }: ThreeKClusterProps): IConstruct {
    const { nodeFeatureDiscovery, gpuOperator, networkOperator, monitoring: version } = variant._versions;
    const figures = new GpuMonitoring(this, 'monitoring', {
      version,
      ...(monitoring ?? { grafanaAdmin: { secret: 'grafana-admin' } }),
    });
    return new GpuOperatorStack(this, 'gpu', {
      monitoring: figures,
      ...(gpu ?? { nic: {} }),
      versions: { nodeFeatureDiscovery, gpuOperator, networkOperator, ...gpu?.versions },
    });
  }

  private makeNamespaces(names: readonly string[]): LabChart {
    const chart = new LabChart(this, 'namespaces');
    make(
      chart,
      names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
    return chart;
  }
}

/** The class is an argument of the operator, where no check of references sees it; claims of a class that nobody has wait for ever. */
function unknownClass(cluster: ThreeKCluster, name: string): Finding[] {
  const isMade = stateOf(cluster).provided.some((object) => object.kind === 'StorageClass' && object.name === name);
  const isObject = cluster.node.root.node
    .findAll()
    .some(
      (found) =>
        (found as { kind?: string; name?: string }).kind === 'StorageClass' &&
        (found as { name?: string }).name === name,
    );
  if (isMade || isObject || External.of(cluster)._has('StorageClass', '', name)) return [];
  const message = `storage class ${quoted(name)} of the operator is neither made by the program nor declared as external`;
  const hint = `leave operator.storageClass out, or say that it exists: app.external.storageClass('${name}')`;
  return [{ ...error('GPULAB2840', message, 'operator.storageClass', hint), path: cluster.node.path }];
}
