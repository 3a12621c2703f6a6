import type { IConstruct } from 'constructs';
import type { Problem } from './checks/check';
import { FindingLevel } from './finding';
import { stateOf } from './private/state';
import { shown } from './private/visible';
import { refuse } from './rules/refuse';
import { type DeclaredScopes, Scope, scopeKey } from './scope';
import { type CustomKind, readCustomKinds, strangeLine } from './shapes/custom-kinds';

/**
 * Objects that the program refers to and does not make: they exist on the cluster already. Declared once on the app;
 * a reference to something that is neither made nor declared is a finding.
 */
export class External {
  /** What was declared in the tree that `construct` is in. */
  public static of(construct: IConstruct): External {
    const state = stateOf(construct);
    state.external ??= new External();
    return state.external;
  }

  private readonly declared = new Set<string>();
  private readonly charts = new Set<string>();
  private readonly scopes = new Map<string, Scope>();
  private readonly texts = new Set<string>();
  private readonly kinds: CustomKind[] = [];

  private constructor() {}

  /** A storage class that somebody else installs. */
  public storageClass(name: string): void {
    this.object('StorageClass', name);
  }

  /** A priority class that somebody else installs. */
  public priorityClass(name: string): void {
    this.object('PriorityClass', name);
  }

  /** A cluster role that somebody else installs. */
  public clusterRole(name: string): void {
    this.object('ClusterRole', name);
  }

  /** A claim that exists already. */
  public persistentVolumeClaim(namespace: string, name: string): void {
    this.object('PersistentVolumeClaim', name, namespace);
  }

  /** A Secret that somebody else makes, such as a registry's pull secret. */
  public secret(namespace: string, name: string): void {
    this.object('Secret', name, namespace);
  }

  /** A ConfigMap that somebody else makes. */
  public configMap(namespace: string, name: string): void {
    this.object('ConfigMap', name, namespace);
  }

  /** A service account that somebody else makes. */
  public serviceAccount(namespace: string, name: string): void {
    this.object('ServiceAccount', name, namespace);
  }

  /** A Helm chart that somebody else has installed, by its name in its repository: what needs it is content. */
  public helmChart(name: string): void {
    this.charts.add(name);
  }

  /** Any other kind. Without a namespace the object is cluster-scoped. */
  public object(kind: string, name: string, namespace?: string): void {
    this.declared.add(key(kind, namespace, name));
  }

  /** A custom kind whose CustomResourceDefinition somebody else installs, and where its objects live. */
  public customKind(apiVersion: string, kind: string, scope: Scope): void {
    this.scopes.set(scopeKey(apiVersion, kind), scope);
  }

  /**
   * Custom kinds with their shapes: objects of them are checked for unknown and missing fields and for wrong types. They count
   * more than what the library knows of the same kinds.
   *
   * @param text as `gpulab generate crd` writes it. The classes that it writes hand theirs over by themselves
   */
  public customKinds(text: string): void {
    // Every object of a generated class comes here.
    if (this.texts.has(text)) return;
    this.texts.add(text);
    refuse(problemsOf(text), this.customKinds);
    for (const kind of readCustomKinds(text)) {
      this.kinds.push(kind);
      this.customKind(kind.apiVersion, kind.kind, kind.namespaced ? Scope.NAMESPACED : Scope.CLUSTER);
    }
  }

  /** @internal */
  public _has(kind: string, namespace: string, name: string): boolean {
    return this.declared.has(key(kind, namespace, name));
  }

  /** @internal */
  public _hasChart(name: string): boolean {
    return this.charts.has(name);
  }

  /** @internal */
  public get _scopes(): DeclaredScopes {
    return this.scopes;
  }

  /** @internal */
  public get _kinds(): readonly CustomKind[] {
    return this.kinds;
  }
}

function problemsOf(text: string): Problem[] {
  const strange = strangeLine(text);
  if (strange === undefined && text.trim() !== '') return [];
  const message =
    strange === undefined
      ? 'the text of custom kinds is empty'
      : `this is no line of a text of custom kinds: ${shown(strange)}`;
  return [
    {
      level: FindingLevel.ERROR,
      code: 'GPULAB1218',
      message,
      hint: 'give the text that gpulab generate crd writes, unchanged',
    },
  ];
}

const key = (kind: string, namespace = '', name: string): string => `${kind}/${namespace}/${name}`;
