import { FindingLevel } from '../finding';
import { ensure } from '../private/ensure';
import type { StatedReference } from '../rules/stated';
import { groupOf } from '../shapes/shapes';
import type { Manifest, ManifestCheck, Report, Subject } from './check';
import type { ObjectIndex } from './object-index';
import { ReferencePaths, type TargetKind, type Visitor } from './private/reference-paths';
import { isSet, items } from './private/rule';
import { isWellFormed } from './private/well-formed';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** What is referred to: its group, its code, and what every cluster has of it. */
interface Target {
  readonly group: string;
  readonly code: string;
  readonly clusterScoped?: boolean;
  isWellKnown?(name: string): boolean;
}

const CLUSTER_ROLES = new Set(['admin', 'edit', 'view', 'cluster-admin']);
const PRIORITY_CLASSES = new Set(['system-node-critical', 'system-cluster-critical']);

const TARGETS: { readonly [kind in TargetKind]: Target } = {
  PersistentVolumeClaim: { group: '', code: 'GPULAB1301' },
  ConfigMap: { group: '', code: 'GPULAB1302', isWellKnown: (name) => name === 'kube-root-ca.crt' },
  Secret: { group: '', code: 'GPULAB1303' },
  ServiceAccount: { group: '', code: 'GPULAB1304', isWellKnown: (name) => name === 'default' },
  StorageClass: { group: 'storage.k8s.io', code: 'GPULAB1305', clusterScoped: true },
  PriorityClass: {
    group: 'scheduling.k8s.io',
    code: 'GPULAB1306',
    clusterScoped: true,
    isWellKnown: (name) => PRIORITY_CLASSES.has(name),
  },
  Role: { group: RBAC_GROUP, code: 'GPULAB1307' },
  ClusterRole: {
    group: RBAC_GROUP,
    code: 'GPULAB1307',
    clusterScoped: true,
    isWellKnown: (name) => CLUSTER_ROLES.has(name) || name.startsWith('system:'),
  },
};

/** Custom objects that make a Secret: where its name is. */
const SECRET_MAKERS: { readonly [groupAndKind: string]: (manifest: Manifest) => unknown } = {
  'cert-manager.io/Certificate': ({ spec }) => spec?.secretName,
  'external-secrets.io/ExternalSecret': ({ spec, metadata }) => spec?.target?.name ?? metadata.name,
  'bitnami.com/SealedSecret': ({ metadata }) => metadata.name,
};

const SECRET_MAKER_KINDS = new Set(Object.keys(SECRET_MAKERS).map((key) => key.split('/')[1]));

/** cert-manager makes the Secrets of an Ingress that has one of these annotations. */
const ISSUER_ANNOTATIONS = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'];

/** A reference whose target was not there when it was seen. */
interface Pending {
  readonly object: Subject;
  readonly kind: TargetKind;
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
  /** Did a release say it? */
  readonly isStated?: boolean;
}

/** What a reference check needs to know of the app. */
export interface ReferenceOptions {
  /** Was the object declared to exist on the cluster? The namespace is empty for kinds of the whole cluster. */
  isExternal(kind: string, namespace: string, name: string): boolean;
  /** Is a missing target an error for this object, and not only a warning? */
  isStrict(object: Subject): boolean;
  /**
   * What values of releases refer to; a missing target is an error.
   * @default - nothing
   */
  readonly stated?: readonly StatedReference[];
}

/** Names of other objects: made by the program, declared to be there, or most likely wrong. */
export class ReferenceCheck implements ManifestCheck {
  private readonly paths = new ReferencePaths();
  private readonly pending: Pending[] = [];
  private readonly declared = Object.fromEntries(
    Object.keys(TARGETS).map((kind) => [kind, new Map<string, boolean>()]),
  ) as Record<TargetKind, Map<string, boolean>>;
  private readonly madeSecrets = new Set<string>();
  private readonly volumeClasses = new Set<string>();
  private object!: Subject;
  private namespace = '';

  constructor(
    private readonly report: Report,
    private readonly index: ObjectIndex,
    private readonly options: ReferenceOptions,
  ) {}

  visit(manifest: Manifest, object: Subject): void {
    if (!isWellFormed(manifest)) return;
    const { apiVersion, kind, metadata } = manifest;
    this.object = object;
    this.namespace = typeof metadata.namespace === 'string' ? metadata.namespace : '';
    if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') this.binding(manifest);
    else if (kind === 'PersistentVolume') this.volume(manifest);
    else if (SECRET_MAKER_KINDS.has(kind)) this.secretMaker(manifest);
    else if (kind !== 'Ingress' || !hasIssuer(manifest)) this.paths.visit(apiVersion, kind, manifest, this.refer);
  }

  finish(): void {
    for (const { release, ...reference } of this.options.stated ?? []) {
      this.pending.push({ ...reference, object: { name: release.releaseName, node: release.node }, isStated: true });
    }
    for (const reference of this.pending) {
      if (!this.isThere(reference)) this.missing(reference);
    }
  }

  private binding({ roleRef, subjects }: Manifest): void {
    const kind = roleRef?.kind;
    if (kind === 'Role' || kind === 'ClusterRole') this.refer(kind, roleRef.name, () => 'roleRef.name');
    for (const [index, subject] of items(subjects)) {
      if (subject.kind !== 'ServiceAccount') continue;
      const namespace = isSet(subject.namespace) ? subject.namespace : this.namespace;
      this.referIn(namespace, 'ServiceAccount', subject.name, () => `subjects[${index}].name`);
    }
  }

  private volume({ spec }: Manifest): void {
    // Volumes made by hand are bound by the name of a class that need not exist.
    if (isSet(spec?.storageClassName)) this.volumeClasses.add(spec.storageClassName);
  }

  private secretMaker(manifest: Manifest): void {
    const name = SECRET_MAKERS[`${groupOf(manifest.apiVersion)}/${manifest.kind}`]?.(manifest);
    if (isSet(name)) this.madeSecrets.add(`${this.namespace}/${name}`);
  }

  private readonly refer: Visitor = (kind, name, where) => this.referIn(this.namespace, kind, name, where);

  private referIn(ownNamespace: string, kind: TargetKind, name: unknown, where: () => string): void {
    if (typeof name !== 'string' || name === '') return;
    const target = TARGETS[kind];
    const namespace = target.clusterScoped ? '' : ownNamespace;
    if (this.index.has(target.group, kind, namespace, name) || target.isWellKnown?.(name)) return;
    // Ten thousand claims name the same few classes: those declared to exist need not wait for the end.
    if (target.clusterScoped && this.isDeclared(kind, name)) return;
    this.pending.push({ object: this.object, kind, namespace, name, key: where() });
  }

  private isDeclared(kind: TargetKind, name: string): boolean {
    return ensure(this.declared[kind], name, () => this.options.isExternal(kind, '', name));
  }

  private isThere({ kind, namespace, name }: Pending): boolean {
    if (this.index.has(TARGETS[kind].group, kind, namespace, name) || this.options.isExternal(kind, namespace, name))
      return true;
    if (kind === 'Secret') return this.madeSecrets.has(`${namespace}/${name}`);
    return kind === 'StorageClass' && this.volumeClasses.has(name);
  }

  private missing({ object, kind, namespace, name, key, isStated }: Pending): void {
    const where = namespace === '' ? '' : ` in namespace ${namespace}`;
    this.report(object, {
      level: isStated || this.options.isStrict(object) ? FindingLevel.ERROR : FindingLevel.WARNING,
      code: TARGETS[kind].code,
      message: `${kind} "${name}"${where} is neither made by the program nor declared as external`,
      key,
      hint: `make it, mend the name, or say that it exists: ${externalCall(kind, namespace, name)}`,
    });
  }
}

const hasIssuer = ({ metadata }: Manifest): boolean =>
  ISSUER_ANNOTATIONS.some((annotation) => metadata.annotations?.[annotation] !== undefined);

/** How the program says that an object exists on the cluster. */
function externalCall(kind: string, namespace: string, name: string): string {
  const quoted = [namespace, name].filter((part) => part !== '').map((part) => `'${part}'`);
  const method = `${kind[0].toLowerCase()}${kind.slice(1)}`;
  if (kind === 'Role') return `app.external.object('Role', '${name}', '${namespace}')`;
  return `app.external.${method}(${quoted.join(', ')})`;
}
