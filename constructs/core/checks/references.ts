import type { ApiObject } from 'cdk8s';
import { FindingLevel } from '../finding';
import { groupOf } from '../shapes/shapes';
import type { Manifest, ManifestCheck, Report } from './check';
import type { ObjectIndex } from './object-index';
import { podSpecOf } from './private/pods';
import { isSet, items } from './private/rule';
import { keyOf, type Step } from './private/walk';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Kinds that are referred to by name: their group, their code, and what every cluster has. */
interface Target {
  readonly group: string;
  readonly code: string;
  readonly clusterScoped?: boolean;
  isWellKnown?(name: string): boolean;
}

const CLUSTER_ROLES = new Set(['admin', 'edit', 'view', 'cluster-admin']);
const PRIORITY_CLASSES = new Set(['system-node-critical', 'system-cluster-critical']);

const TARGETS = {
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
} satisfies { [kind: string]: Target };

type TargetKind = keyof typeof TARGETS;

/** Custom objects that make a Secret: where its name is. */
const SECRET_MAKERS: { readonly [groupAndKind: string]: (manifest: Manifest) => unknown } = {
  'cert-manager.io/Certificate': ({ spec }) => spec?.secretName,
  'external-secrets.io/ExternalSecret': ({ spec, metadata }) => spec?.target?.name ?? metadata.name,
  'bitnami.com/SealedSecret': ({ metadata }) => metadata.name,
};

/** cert-manager makes the Secrets of an Ingress that has one of these annotations. */
const ISSUER_ANNOTATIONS = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'];

/** A reference whose target was not there when it was seen. */
interface Pending {
  readonly object: ApiObject;
  readonly kind: TargetKind;
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** What a reference check needs to know of the app. */
export interface ReferenceOptions {
  /** Was the object declared to exist on the cluster? The namespace is empty for kinds of the whole cluster. */
  isExternal(kind: string, namespace: string, name: string): boolean;
  /** Is a missing target an error for this object, and not only a warning? */
  isStrict(object: ApiObject): boolean;
}

/** Names of other objects: made by the program, declared to be there, or most likely wrong. */
export class ReferenceCheck implements ManifestCheck {
  private readonly pending: Pending[] = [];
  private readonly madeSecrets = new Set<string>();
  private readonly volumeClasses = new Set<string>();
  private object!: ApiObject;
  private namespace = '';

  constructor(
    private readonly report: Report,
    private readonly index: ObjectIndex,
    private readonly options: ReferenceOptions,
  ) {}

  visit(manifest: Manifest, object: ApiObject): void {
    this.object = object;
    this.namespace = typeof manifest.metadata.namespace === 'string' ? manifest.metadata.namespace : '';
    const pod = podSpecOf(manifest);
    if (pod) this.pod(pod.spec, pod.at);
    this.byKind(manifest);
  }

  finish(): void {
    for (const reference of this.pending) {
      if (!this.isThere(reference)) this.missing(reference);
    }
  }

  private byKind(manifest: Manifest): void {
    const { kind, spec, metadata } = manifest;
    switch (kind) {
      case 'PersistentVolumeClaim':
        this.refer('StorageClass', spec?.storageClassName, 'spec', 'storageClassName');
        break;
      case 'PersistentVolume':
        // Volumes made by hand are bound by the name of a class that need not exist.
        if (isSet(spec?.storageClassName)) this.volumeClasses.add(spec.storageClassName);
        break;
      case 'StatefulSet':
        for (const [index, claim] of items(spec?.volumeClaimTemplates))
          this.refer(
            'StorageClass',
            claim.spec?.storageClassName,
            'spec',
            'volumeClaimTemplates',
            index,
            'spec',
            'storageClassName',
          );
        break;
      case 'ServiceAccount':
        for (const [index, secret] of items(manifest.imagePullSecrets))
          this.refer('Secret', secret.name, 'imagePullSecrets', index, 'name');
        break;
      case 'RoleBinding':
      case 'ClusterRoleBinding':
        this.binding(manifest);
        break;
      case 'Ingress':
        if (!ISSUER_ANNOTATIONS.some((annotation) => metadata.annotations?.[annotation] !== undefined)) {
          for (const [index, tls] of items(spec?.tls))
            this.refer('Secret', tls.secretName, 'spec', 'tls', index, 'secretName');
        }
        break;
      default:
        this.secretMaker(manifest);
    }
  }

  private binding({ roleRef, subjects }: Manifest): void {
    const kind = roleRef?.kind;
    if (kind === 'Role' || kind === 'ClusterRole') this.refer(kind, roleRef.name, 'roleRef', 'name');
    for (const [index, subject] of items(subjects)) {
      if (subject.kind === 'ServiceAccount')
        this.referIn(isSet(subject.namespace) ? subject.namespace : this.namespace, 'ServiceAccount', subject.name, [
          'subjects',
          index,
          'name',
        ]);
    }
  }

  private secretMaker(manifest: Manifest): void {
    const { apiVersion, kind } = manifest;
    if (kind !== 'Certificate' && kind !== 'ExternalSecret' && kind !== 'SealedSecret') return;
    const name = SECRET_MAKERS[`${groupOf(apiVersion)}/${kind}`]?.(manifest);
    if (isSet(name)) this.madeSecrets.add(`${this.namespace}/${name}`);
  }

  private pod(spec: any, at: readonly Step[]): void {
    if (spec.serviceAccountName !== undefined)
      this.refer('ServiceAccount', spec.serviceAccountName, ...at, 'serviceAccountName');
    if (spec.priorityClassName !== undefined)
      this.refer('PriorityClass', spec.priorityClassName, ...at, 'priorityClassName');
    for (const [index, secret] of items(spec.imagePullSecrets))
      this.refer('Secret', secret.name, ...at, 'imagePullSecrets', index, 'name');
    for (const [index, volume] of items(spec.volumes)) this.volume(volume, [...at, 'volumes', index]);
    for (const list of ['initContainers', 'containers']) {
      for (const [index, container] of items(spec[list])) {
        if (container.env || container.envFrom) this.environment(container, [...at, list, index]);
      }
    }
  }

  private volume(volume: any, at: readonly Step[]): void {
    if (volume.persistentVolumeClaim)
      this.refer(
        'PersistentVolumeClaim',
        volume.persistentVolumeClaim.claimName,
        ...at,
        'persistentVolumeClaim',
        'claimName',
      );
    else if (volume.configMap) this.optional('ConfigMap', volume.configMap, 'name', [...at, 'configMap']);
    else if (volume.secret) this.optional('Secret', volume.secret, 'secretName', [...at, 'secret']);
    else if (volume.ephemeral)
      this.refer(
        'StorageClass',
        volume.ephemeral.volumeClaimTemplate?.spec?.storageClassName,
        ...at,
        'ephemeral',
        'volumeClaimTemplate',
        'spec',
        'storageClassName',
      );
    else {
      for (const [index, source] of items(volume.projected?.sources)) {
        const place = [...at, 'projected', 'sources', index];
        this.optional('ConfigMap', source.configMap, 'name', [...place, 'configMap']);
        this.optional('Secret', source.secret, 'name', [...place, 'secret']);
      }
    }
  }

  private environment(container: any, at: readonly Step[]): void {
    for (const [index, { valueFrom }] of items(container.env)) {
      if (!valueFrom) continue;
      const place = [...at, 'env', index, 'valueFrom'];
      this.optional('ConfigMap', valueFrom.configMapKeyRef, 'name', [...place, 'configMapKeyRef']);
      this.optional('Secret', valueFrom.secretKeyRef, 'name', [...place, 'secretKeyRef']);
    }
    for (const [index, source] of items(container.envFrom)) {
      const place = [...at, 'envFrom', index];
      this.optional('ConfigMap', source.configMapRef, 'name', [...place, 'configMapRef']);
      this.optional('Secret', source.secretRef, 'name', [...place, 'secretRef']);
    }
  }

  /** A reference that may say of itself that its target need not be there. */
  private optional(kind: TargetKind, reference: any, field: string, at: readonly Step[]): void {
    if (reference && reference.optional !== true) this.refer(kind, reference[field], ...at, field);
  }

  private refer(kind: TargetKind, name: unknown, ...at: Step[]): void {
    this.referIn(this.namespace, kind, name, at);
  }

  private referIn(ownNamespace: string, kind: TargetKind, name: unknown, at: readonly Step[]): void {
    if (typeof name !== 'string' || name === '') return;
    const target: Target = TARGETS[kind];
    const namespace = target.clusterScoped ? '' : ownNamespace;
    if (this.index.has(target.group, kind, namespace, name) || target.isWellKnown?.(name)) return;
    this.pending.push({ object: this.object, kind, namespace, name, key: keyOf(at) });
  }

  private isThere({ kind, namespace, name }: Pending): boolean {
    if (this.index.has(TARGETS[kind].group, kind, namespace, name) || this.options.isExternal(kind, namespace, name))
      return true;
    if (kind === 'Secret') return this.madeSecrets.has(`${namespace}/${name}`);
    return kind === 'StorageClass' && this.volumeClasses.has(name);
  }

  private missing({ object, kind, namespace, name, key }: Pending): void {
    const where = namespace === '' ? '' : ` in namespace ${namespace}`;
    this.report(object, {
      level: this.options.isStrict(object) ? FindingLevel.ERROR : FindingLevel.WARNING,
      code: TARGETS[kind].code,
      message: `${kind} "${name}"${where} is neither made by the program nor declared as external`,
      key,
      hint: `make it, mend the name, or say that it exists: ${externalCall(kind, namespace, name)}`,
    });
  }
}

/** How the program says that an object exists on the cluster. */
function externalCall(kind: string, namespace: string, name: string): string {
  const quoted = [namespace, name].filter((part) => part !== '').map((part) => `'${part}'`);
  const method = `${kind[0].toLowerCase()}${kind.slice(1)}`;
  if (kind === 'Role') return `app.external.object('Role', '${name}', '${namespace}')`;
  return `app.external.${method}(${quoted.join(', ')})`;
}
