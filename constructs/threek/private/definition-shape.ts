/*
 * CustomResourceDefinitions in our own words: structural schemas made of a few kinds of fields. What a list of fields does not name
 * is kept by the API server and not looked at, because an operator may be newer than the list.
 */

/** A schema, as OpenAPI v3 has it. */
export type Schema = { readonly [keyword: string]: unknown };

const KEEP = { 'x-kubernetes-preserve-unknown-fields': true };

export const TEXT: Schema = { type: 'string' };
export const BOOLEAN: Schema = { type: 'boolean' };
export const INT32: Schema = { type: 'integer', format: 'int32' };
export const INT64: Schema = { type: 'integer', format: 'int64' };
export const TEXTS: Schema = { type: 'array', items: TEXT };
export const MAP: Schema = { type: 'object', additionalProperties: TEXT };
export const OPEN: Schema = { type: 'object', ...KEEP };
export const listOf = (items: Schema): Schema => ({ type: 'array', items });

export const object = (properties: { readonly [name: string]: Schema }, required: readonly string[] = []): Schema => ({
  type: 'object',
  ...KEEP,
  properties,
  ...(required.length > 0 ? { required } : {}),
});

/** One version of a kind. */
export interface Version {
  readonly name: string;
  readonly spec: Schema;

  /** @default - any object */
  readonly status?: Schema;

  /**
   * Is it the one that is stored? Of several versions exactly one is.
   * @default true
   */
  readonly isStored?: boolean;

  /** Columns of `kubectl get`: paths by titles. */
  readonly columns?: { readonly [title: string]: string };

  /** How many replicas there are, for a HorizontalPodAutoscaler. */
  readonly scale?: Schema;
}

/** A kind of objects in namespaces. */
export interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly versions: readonly Version[];
}

export const nameOf = ({ group, plural }: Definition): string => `${plural}.${group}`;

/** The manifest, without metadata beyond its name. */
export function definitionManifest(definition: Definition) {
  const { group, kind, plural, versions } = definition;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: nameOf(definition) },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: versions.map(versionOf),
    },
  };
}

function versionOf({ name, spec, status = OPEN, isStored = true, columns = {}, scale }: Version) {
  const shown = Object.entries(columns).map(([title, jsonPath]) => ({ name: title, type: 'string', jsonPath }));
  const age = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };
  return {
    name,
    served: true,
    storage: isStored,
    schema: {
      openAPIV3Schema: {
        type: 'object',
        properties: { apiVersion: TEXT, kind: TEXT, metadata: { type: 'object' }, spec, status },
      },
    },
    subresources: { status: {}, ...(scale ? { scale } : {}) },
    additionalPrinterColumns: [...shown, age],
  };
}
