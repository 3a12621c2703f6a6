/** CustomResourceDefinitions -> lines of compact text; a struct that a group repeats is written once. */
import { QUANTITY_PATTERN } from 'cdk8s-gpulab/lib/core/shapes/type';
import { byCode, field, text } from './text';

/** A struct is worth a name of its own when a second copy would cost more than the reference. */
const WORTH_NAMING = 60;

/** Collects the structs of one API group. */
class Structs {
  private readonly uses = new Map<string, number>();

  note(struct: string): string {
    this.uses.set(struct, (this.uses.get(struct) ?? 0) + 1);
    return struct;
  }

  /** Names for what is repeated, longest first, so that a short one inside a long one does not hide the long one. */
  shared(): string[] {
    return [...this.uses]
      .filter(([struct, uses]) => uses > 1 && struct.length > WORTH_NAMING)
      .map(([struct]) => struct)
      .sort((a, b) => b.length - a.length || byCode(a, b));
  }
}

const KEEPS = 'x-kubernetes-preserve-unknown-fields';

/** @param kept are unknown fields kept because the list around says so? */
function typeOf(schema: any, structs: Structs, kept = false): string {
  const keeps = kept || schema?.[KEEPS] === true;
  switch (schema?.type) {
    case 'string':
      if (schema.format === 'date-time') return 't';
      if (schema.format === 'byte') return 'y';
      return text(schema.enum);
    case 'boolean':
      return 'b';
    case 'integer':
      return 'l'; // whatever its format says: the API server takes any number that has room in 64 bits
    case 'number':
      return 'n';
    case 'array':
      return `[${typeOf(schema.items, structs, keeps)}`;
    case 'object':
      return objectOf(schema, structs, keeps);
    default:
      if (schema?.['x-kubernetes-int-or-string']) return schema.pattern === QUANTITY_PATTERN ? 'q' : 'o';
      return 'a';
  }
}

function objectOf(schema: any, structs: Structs, keeps: boolean): string {
  if (schema['x-kubernetes-embedded-resource']) return 'A';
  if (schema.properties) return structs.note(`(${keeps ? '*,' : ''}${fieldsOf(schema, structs)})`);
  if (typeof schema.additionalProperties === 'object') return `{${typeOf(schema.additionalProperties, structs)}`;
  return keeps || schema.additionalProperties ? 'A' : '()';
}

function fieldsOf(schema: any, structs: Structs): string {
  const required = new Set<string>(schema.required);
  return Object.entries<any>(schema.properties)
    .sort(([a], [b]) => byCode(a, b))
    .map(([key, property]) =>
      // The API server fills a default in before it looks for what is missing.
      field(key, required.has(key) && property.default === undefined, typeOf(property, structs)),
    )
    .join(',');
}

function kindLine(crd: any, version: any, structs: Structs): string {
  const { names, scope, group } = crd.spec;
  const schema = version.schema?.openAPIV3Schema ?? {};
  const { apiVersion: _a, kind: _k, metadata: _m, status, ...own } = schema.properties ?? {};
  const fields = fieldsOf({ required: schema.required, properties: own }, structs);
  const open = schema[KEEPS] === true;
  const all = ['apiVersion:s', 'kind:s', 'metadata:@meta.v1.ObjectMeta', ...(fields ? [fields] : [])];
  if (open) all.unshift('*');
  if (status || version.subresources?.status) all.push('status:A');
  const flags = `${scope === 'Namespaced' ? 'N' : 'C'}${version.subresources?.status ? 's' : ''}`;
  return `${group}/${version.name} ${names.kind} ${names.plural} ${flags} (${all.join(',')})`;
}

/** Everything of one API group: first the named structs (`&1 (...)`), then the kinds. */
export function crdLines(crds: readonly any[]): string[] {
  const structs = new Structs();
  const kinds = crds
    .flatMap((crd) =>
      crd.spec.versions.filter((version: any) => version.served).map((version: any) => kindLine(crd, version, structs)),
    )
    .sort(byCode);
  const shared = structs.shared();
  const withNames = (line: string, from: number): string => {
    let result = line;
    for (let i = from; i < shared.length; i++) result = result.replaceAll(shared[i], `&${i + 1};`);
    return result;
  };
  return [
    ...shared.map((struct, i) => `&${i + 1} ${withNames(struct, i + 1)}`),
    ...kinds.map((line) => withNames(line, 0)),
  ];
}
