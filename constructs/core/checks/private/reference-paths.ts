import { ensure, newMap } from '../../private/ensure';
import { groupOf } from '../../shapes/shapes';
import { keyOf, type Step } from './key';

/** Kinds that others refer to by name. */
export type TargetKind =
  | 'PersistentVolumeClaim'
  | 'ConfigMap'
  | 'Secret'
  | 'ServiceAccount'
  | 'StorageClass'
  | 'PriorityClass'
  | 'Role'
  | 'ClusterRole';

/** Where a name stands: `*` goes through a list. */
type Paths = readonly (readonly [TargetKind, string])[];

const under = (prefix: string, paths: Paths): Paths => paths.map(([kind, path]) => [kind, `${prefix}.${path}`]);

const CONTAINER: Paths = [
  ['ConfigMap', 'env.*.valueFrom.configMapKeyRef.name'],
  ['Secret', 'env.*.valueFrom.secretKeyRef.name'],
  ['ConfigMap', 'envFrom.*.configMapRef.name'],
  ['Secret', 'envFrom.*.secretRef.name'],
];

const POD: Paths = [
  ['ServiceAccount', 'serviceAccountName'],
  ['PriorityClass', 'priorityClassName'],
  ['Secret', 'imagePullSecrets.*.name'],
  ['PersistentVolumeClaim', 'volumes.*.persistentVolumeClaim.claimName'],
  ['ConfigMap', 'volumes.*.configMap.name'],
  ['Secret', 'volumes.*.secret.secretName'],
  ['StorageClass', 'volumes.*.ephemeral.volumeClaimTemplate.spec.storageClassName'],
  ['ConfigMap', 'volumes.*.projected.sources.*.configMap.name'],
  ['Secret', 'volumes.*.projected.sources.*.secret.name'],
  ...under('initContainers.*', CONTAINER),
  ...under('containers.*', CONTAINER),
];

const TEMPLATE = under('spec.template.spec', POD);

/** By API group and kind. */
const PATHS: { readonly [groupAndKind: string]: Paths } = {
  '/Pod': under('spec', POD),
  '/PodTemplate': under('template.spec', POD),
  '/ReplicationController': TEMPLATE,
  'apps/Deployment': TEMPLATE,
  'apps/ReplicaSet': TEMPLATE,
  'apps/DaemonSet': TEMPLATE,
  'apps/StatefulSet': [...TEMPLATE, ['StorageClass', 'spec.volumeClaimTemplates.*.spec.storageClassName']],
  'batch/Job': TEMPLATE,
  'batch/CronJob': under('spec.jobTemplate.spec.template.spec', POD),
  '/PersistentVolumeClaim': [['StorageClass', 'spec.storageClassName']],
  '/ServiceAccount': [['Secret', 'imagePullSecrets.*.name']],
  'networking.k8s.io/Ingress': [['Secret', 'spec.tls.*.secretName']],
};

/** All paths of a kind, as one tree: what two paths begin with is walked once. */
interface Branch {
  readonly next: Map<string, Branch>;
  each?: Branch;
  target?: TargetKind;
}

function treeOf(paths: Paths): Branch {
  const root: Branch = { next: new Map() };
  for (const [kind, path] of paths) {
    let branch = root;
    for (const step of path.split('.')) {
      let child = step === '*' ? branch.each : branch.next.get(step);
      if (!child) {
        child = { next: new Map() };
        if (step === '*') branch.each = child;
        else branch.next.set(step, child);
      }
      branch = child;
    }
    branch.target = kind;
  }
  return root;
}

/** Called for each reference: what it refers to, and a way to say where it stands. */
export type Visitor = (kind: TargetKind, name: string, where: () => string) => void;

/** Goes through an object and finds the names of others in it. */
export class ReferencePaths {
  private readonly trees = new Map<string, Map<string, Branch | undefined>>();
  private readonly steps: Step[] = [];
  private readonly where = (): string => keyOf(this.steps);

  visit(apiVersion: string, kind: string, manifest: unknown, visitor: Visitor): void {
    const kinds = ensure(this.trees, apiVersion, newMap<string, Branch | undefined>);
    if (!kinds.has(kind)) {
      const paths = PATHS[`${groupOf(apiVersion)}/${kind}`];
      kinds.set(kind, paths && treeOf(paths));
    }
    const tree = kinds.get(kind);
    if (tree !== undefined) this.walk(manifest, tree, visitor);
  }

  private walk(value: any, branch: Branch, visitor: Visitor): void {
    for (const [step, child] of branch.next) {
      const member = value[step];
      if (member === undefined || member === null) continue;
      this.steps.push(step);
      this.member(member, child, value, visitor);
      this.steps.pop();
    }
  }

  private member(member: any, branch: Branch, holder: any, visitor: Visitor): void {
    if (branch.target !== undefined) {
      // A reference may say of itself that its target need not be there.
      if (typeof member === 'string' && member !== '' && holder.optional !== true)
        visitor(branch.target, member, this.where);
    } else if (branch.each === undefined) {
      if (typeof member === 'object') this.walk(member, branch, visitor);
    } else if (Array.isArray(member)) {
      for (let index = 0; index < member.length; index++) {
        if (typeof member[index] !== 'object' || member[index] === null) continue;
        this.steps.push(index);
        this.walk(member[index], branch.each, visitor);
        this.steps.pop();
      }
    }
  }
}
