/** OpenAPI v2 documents of several Kubernetes versions -> lines of compact text; what the versions share is written once. */
import { byCode, field, text } from '../../src/generate/crd/text';

/** Definitions that are one value, whatever the document says of them. */
const VALUES: { readonly [name: string]: string } = {
  'api.resource.Quantity': 'q',
  'util.intstr.IntOrString': 'o',
  'meta.v1.Time': 't',
  'meta.v1.MicroTime': 't',
  'meta.v1.FieldsV1': 'A',
  'runtime.RawExtension': 'a',
  'apiextensions.v1.JSON': 'a',
  'apiextensions.v1.JSONSchemaPropsOrArray': 'a',
  'apiextensions.v1.JSONSchemaPropsOrBool': 'a',
  'apiextensions.v1.JSONSchemaPropsOrStringArray': 'a',
};

/** What the document calls required although the API server fills it in or does without (tried on real servers). */
const NOT_REQUIRED = new Set([
  'apps.v1.StatefulSetSpec.serviceName',
  'batch.v1.PodFailurePolicy.rules',
  'core.v1.ContainerResizePolicy.resourceName',
  'core.v1.ContainerResizePolicy.restartPolicy',
  'core.v1.HTTPHeader.value',
  'core.v1.LimitRangeSpec.limits',
  'core.v1.PreferredSchedulingTerm.preference',
  'core.v1.PodResourceClaim.name',
  'core.v1.ResourceClaim.name',
  'core.v1.Sysctl.value',
  'core.v1.TypedLocalObjectReference.kind',
  'core.v1.TypedLocalObjectReference.name',
  'core.v1.WorkloadReference.name',
  'core.v1.WorkloadReference.podGroup',
  'meta.v1.OwnerReference.apiVersion',
  'meta.v1.OwnerReference.kind',
  'meta.v1.OwnerReference.name',
  'meta.v1.OwnerReference.uid',
  'networking.v1.NetworkPolicySpec.podSelector',
  'rbac.v1.RoleRef.apiGroup',
  'scheduling.v1.PriorityClass.value',
]);

/** Enums of fields that a feature gate switches off, in one version at least: there the API server drops any value. */
const NOT_ENFORCED = new Set([
  'batch.v1.JobSpec.podReplacementPolicy',
  'core.v1.Lifecycle.stopSignal',
  'core.v1.SecurityContext.procMount',
]);

/** `io.k8s.api.core.v1.Pod` -> `core.v1.Pod`, `io.k8s.apimachinery.pkg.apis.meta.v1.Time` -> `meta.v1.Time`. */
const shortName = (name: string): string =>
  name.replace(/^#\/definitions\//, '').replace(/^io\.k8s\.(?:api\.|.*?\.pkg\.(?:apis\.)?)/, '');

/** What a document says of one kind: everything but the definition's content. */
interface Kind {
  readonly line: string;
  readonly definition: string;
}

function kindsOf(document: any): Kind[] {
  const kinds: Kind[] = [];
  for (const [path, item] of Object.entries<any>(document.paths)) {
    const [, prefix, plural] =
      /^(\/api\/v1|\/apis\/[^/]+\/[^/]+)(?:\/namespaces\/\{namespace\})?\/([a-z]+)$/.exec(path) ?? [];
    const creates = item.post?.['x-kubernetes-group-version-kind'];
    if (!prefix || !creates) continue;
    const apiVersion = creates.group ? `${creates.group}/${creates.version}` : creates.version;
    const scope = path.includes('/{namespace}/') ? 'N' : 'C';
    const body = item.post.parameters.find((parameter: any) => parameter.in === 'body').schema.$ref;
    const definition = shortName(body);
    kinds.push({ line: [apiVersion, creates.kind, plural, scope, definition].join(' '), definition });
  }
  return kinds;
}

function typeOf(schema: any): string {
  if (schema.$ref) {
    const name = shortName(schema.$ref);
    return VALUES[name] ?? `@${name}`;
  }
  switch (schema.type) {
    case 'string':
      if (schema.format === 'byte') return 'y';
      return text(schema.enum);
    case 'boolean':
      return 'b';
    case 'integer':
      return schema.format === 'int32' ? 'i' : 'l';
    case 'number':
      return 'n';
    case 'array':
      return `[${typeOf(schema.items)}`;
    case 'object':
      return schema.additionalProperties ? `{${typeOf(schema.additionalProperties)}` : 'A';
    default:
      return 'a';
  }
}

const enforced = (schema: any, field: string): any =>
  NOT_ENFORCED.has(field) ? { ...schema, enum: undefined } : schema;

function fieldsOf(name: string, definition: any, isKind: boolean): string {
  const required = new Set<string>(definition.required);
  return Object.entries<any>(definition.properties ?? {})
    .sort(([a], [b]) => byCode(a, b))
    .map(([key, schema]) => {
      // The API server drops the status of an object that is created, so only its outline matters.
      if (isKind && key === 'status') return field(key, false, 'A');
      return field(
        key,
        required.has(key) && !NOT_REQUIRED.has(`${name}.${key}`),
        typeOf(enforced(schema, `${name}.${key}`)),
      );
    })
    .join(',');
}

/** Every definition that a kind needs, by name. */
function definitionsOf(document: any, kinds: readonly Kind[]): Map<string, string> {
  const byName = new Map(Object.entries<any>(document.definitions).map(([name, schema]) => [shortName(name), schema]));
  const roots = new Set(kinds.map(({ definition }) => definition));
  const found = new Map<string, string>();
  const wanted = [...roots];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    const fields = fieldsOf(name, byName.get(name), roots.has(name));
    found.set(name, fields);
    wanted.push(...[...fields.matchAll(/@([\w.-]+)/g)].map(([, reference]) => reference));
  }
  return found;
}

/** Lines that are the same in several versions become one, with a bit for each version in front. */
function merge(versions: readonly (readonly string[])[]): string[] {
  const bits = new Map<string, number>();
  for (const [index, lines] of versions.entries()) {
    for (const line of lines) bits.set(line, (bits.get(line) ?? 0) | (1 << index));
  }
  return [...bits].sort(([a], [b]) => byCode(a, b)).map(([line, mask]) => `${mask} ${line}`);
}

/** The texts of `data/kubernetes.ts`. */
export function kubernetesLines(documents: readonly any[]): { kinds: string[]; definitions: string[] } {
  const kinds = documents.map(kindsOf);
  const definitions = documents.map((document, index) => definitionsOf(document, kinds[index]));
  return {
    kinds: merge(kinds.map((list) => list.map(({ line }) => line))),
    definitions: merge(definitions.map((map) => [...map].map(([name, fields]) => `${name} ${fields}`))),
  };
}
