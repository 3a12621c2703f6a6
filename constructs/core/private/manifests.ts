import { ApiObject, type App } from 'cdk8s';
import type { Manifest } from '../checks/check';
import { type DeclaredScopes, isClusterScoped } from '../scope';
import { isUntouched } from './light-object';
import { isPlain } from './plain';

const stockToJson = ApiObject.prototype.toJson;
const PLAIN_METADATA = new Set([
  'name',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'apiObject',
]);
type Fields = { readonly [field: string]: any };

/**
 * The manifests of a tree's objects. Two roads, one meaning: plain data is taken as it was given; whatever cdk8s would
 * resolve, patch or refuse (Lazy, tokens, JSON patches, subclasses with a toJson of their own: all of cdk8s-plus) goes
 * through the object's own `toJson`, once.
 */
export class Manifests {
  private readonly resolved = new Map<ApiObject, Manifest>();
  private readonly customResolvers: boolean;
  private settled = false;

  constructor(
    app: App,
    private readonly scopes: DeclaredScopes,
  ) {
    // The three that every App has; a fourth is the user's and may replace any value.
    this.customResolvers = (app as { resolvers?: unknown[] }).resolvers?.length !== 3;
  }

  /** Has this object taken the road through `toJson`, so that nothing is known of its values yet? */
  isResolved(object: ApiObject): boolean {
    return this.resolved.has(object);
  }

  of(object: ApiObject): Manifest {
    const known = this.resolved.get(object);
    if (known) return known;
    const plain = this.customResolvers ? undefined : plainManifest(object, this.settled);
    if (plain) return withoutInheritedNamespace(object, plain, this.scopes);
    const manifest = withoutInheritedNamespace(object, object.toJson(), this.scopes);
    this.resolved.set(object, manifest);
    return manifest;
  }

  /** Every manifest was asked for once: from now on, what was not resolved is known to be plain. */
  settle(): void {
    this.settled = true;
  }
}

/**
 * cdk8s gives the namespace of a chart to every object in it. One that lives outside namespaces must not have it; what the
 * user wrote himself stays, to be reported.
 */
export function withoutInheritedNamespace(object: ApiObject, manifest: Manifest, scopes: DeclaredScopes): Manifest {
  const inherited = manifest.metadata?.namespace;
  if (inherited === undefined || inherited !== object.chart.namespace) return manifest;
  if (givenTo(object)?.metadata?.namespace !== undefined) return manifest;
  if (isClusterScoped(manifest.apiVersion, manifest.kind, scopes) !== true) return manifest;
  const { namespace, ...metadata } = manifest.metadata;
  return { ...manifest, metadata };
}

/** What the object's constructor was given; a private field of cdk8s, and undefined in a version that has it no more. */
export function givenTo(object: ApiObject): Fields | undefined {
  return (object as unknown as { props?: Fields }).props;
}

/** Undefined when the object must take the road through `toJson`. */
function plainManifest(object: ApiObject, isKnown: boolean): Manifest | undefined {
  if (object.toJson !== stockToJson) return undefined;
  const props = givenTo(object);
  const { patches } = object as unknown as { patches?: unknown[] };
  if (!props || patches?.length !== 0 || !(isKnown || isPlain(props))) return undefined;
  const metadata = isUntouched(object) ? givenMetadata(object, props) : definedMetadata(object);
  if (!metadata) return undefined;
  return metadata === props.metadata ? (props as Manifest) : { ...(props as Manifest), metadata };
}

/** Metadata that nobody has looked at: what the constructor was given, and the chart's defaults. */
function givenMetadata(object: ApiObject, props: Fields): Fields | undefined {
  const given: Fields = props.metadata ?? {};
  for (const key in given) if (!PLAIN_METADATA.has(key)) return undefined;
  if (given.finalizers !== undefined || given.ownerReferences !== undefined) return undefined;
  const { chart } = object;
  const namespace = given.namespace ?? chart.namespace;
  // The public getter makes a copy for each object.
  const chartLabels: Fields = (chart as unknown as { _labels?: Fields })._labels ?? chart.labels;
  let labels = given.labels;
  for (const _ in chartLabels) {
    labels = { ...chartLabels, ...labels };
    break;
  }
  if (
    given.name !== undefined &&
    namespace === given.namespace &&
    labels === given.labels &&
    !isEmpty(labels) &&
    !isEmpty(given.annotations)
  )
    return given;
  return compact(object.name, namespace, labels, given.annotations);
}

/** Metadata as ApiObject keeps it. */
function definedMetadata(object: ApiObject): Fields | undefined {
  const metadata = object.metadata as any;
  const additional = metadata._additionalAttributes;
  if (!additional || metadata.finalizers.length > 0 || metadata.ownerReferences.length > 0) return undefined;
  for (const key in additional) if (!PLAIN_METADATA.has(key)) return undefined;
  const { name, namespace, labels, annotations } = metadata;
  return isPlain(labels) && isPlain(annotations) ? compact(name, namespace, labels, annotations) : undefined;
}

const isEmpty = (map: Fields | undefined): boolean => {
  if (map === undefined) return false; // absent is not empty: nothing to drop
  for (const key in map) if (map[key] != null) return false;
  return true;
};

/** cdk8s drops empty labels and annotations, and keeps empty maps elsewhere. */
function compact(
  name: string,
  namespace: string | undefined,
  labels: Fields | undefined,
  annotations: Fields | undefined,
): Fields {
  const metadata: { [field: string]: unknown } = { name };
  if (namespace !== undefined) metadata.namespace = namespace;
  if (labels !== undefined && !isEmpty(labels)) metadata.labels = labels;
  if (annotations !== undefined && !isEmpty(annotations)) metadata.annotations = annotations;
  return metadata;
}
