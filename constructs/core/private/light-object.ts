import { ApiObject, ApiObjectMetadataDefinition, type ApiObjectProps, Chart } from 'cdk8s';
import { type Construct, Dependable, type IConstruct, Node } from 'constructs';

const NO_PATCHES: readonly unknown[] = Object.freeze([]);

/**
 * An ApiObject without the eager work of its constructors: ApiObject copies labels and metadata and then deletes a key, which
 * turns them into dictionary-mode objects, and Construct makes two objects that say what it is to depend on it. Here both are made
 * when somebody asks.
 *
 * Contract: `instanceof ApiObject`, every member of ApiObject and its meaning hold. The prototype chain is
 * LightObject -> ApiObject -> Construct; only the constructors are not called.
 * The manifest given is not copied, so the caller must not share mutable parts of it that a user can reach.
 */
class Light {
  readonly node: Node;
  readonly chart: Chart;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  patches: readonly unknown[] = NO_PATCHES;
  lazyMetadata: ApiObjectMetadataDefinition | undefined = undefined;

  constructor(
    scope: Construct,
    id: string,
    readonly props: ApiObjectProps,
  ) {
    const self = this as unknown as ApiObject;
    this.node = new Node(self, scope, id);
    this.chart = Chart.of(self);
    this.kind = props.kind;
    this.apiVersion = props.apiVersion;
    this.name = props.metadata?.name ?? this.chart.generateObjectName(self);
  }

  get apiGroup(): string {
    const slash = this.apiVersion.indexOf('/');
    return slash < 0 ? 'core' : this.apiVersion.slice(0, slash);
  }

  get metadata(): ApiObjectMetadataDefinition {
    const own = this.props.metadata;
    this.lazyMetadata ??= new ApiObjectMetadataDefinition({
      name: this.name,
      ...own,
      namespace: own?.namespace ?? this.chart.namespace,
      labels: { ...this.chart.labels, ...own?.labels },
      apiObject: this as unknown as ApiObject,
    });
    return this.lazyMetadata;
  }

  addJsonPatch(...operations: unknown[]): void {
    this.patches = [...this.patches, ...operations];
  }
}
Object.setPrototypeOf(Light.prototype, ApiObject.prototype);
// What it is to depend on one: itself. The symbol is the one that constructs uses.
const probe = {} as IConstruct;
Dependable.implement(probe, { dependencyRoots: [] });
for (const symbol of Object.getOwnPropertySymbols(probe)) {
  Object.defineProperty(Light.prototype, symbol, {
    get(this: IConstruct) {
      return { dependencyRoots: [this] };
    },
  });
}
// What ApiObject.isApiObject looks for; on the prototype instead of one property per instance.
Object.defineProperty(Light.prototype, Symbol.for('cdk8s.ApiObject'), { value: true });

/** A plain Kubernetes manifest: what a construct of ours hands to the tree. */
export type ManifestProps = ApiObjectProps & { readonly [field: string]: unknown };

/** See `Light`. Internal to our own constructs; users write `ApiObject`. */
export const LightObject = Light as unknown as new (scope: Construct, id: string, props: ManifestProps) => ApiObject;

/** Has nobody looked at this object's metadata or patched it? Then its manifest is what the constructor was given. */
export function isUntouched(object: ApiObject): boolean {
  const light = object as unknown as Light;
  return isOurs(object) && light.lazyMetadata === undefined && light.patches.length === 0;
}

/** Was this object made by a construct of ours? */
export function isOurs(object: ApiObject): boolean {
  return (object as unknown) instanceof Light;
}
