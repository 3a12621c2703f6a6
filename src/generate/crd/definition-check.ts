import type { Finding } from 'cdk8s-gpulab';
import { keyOf } from 'cdk8s-gpulab/lib/core/checks/private/key';
import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { suggestion } from 'cdk8s-gpulab/lib/core/private/nearest';
import { shown } from 'cdk8s-gpulab/lib/core/private/visible';
import type { Definition, Path } from './definitions';

const API_VERSION = 'apiextensions.k8s.io/v1';
const SCOPES = ['Namespaced', 'Cluster'];
const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean'];
const WITHOUT_TYPE = ['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'];

/** A text that the API server takes in one place, and what to call it. */
interface Form {
  readonly pattern: RegExp;
  readonly wanted: string;
}
const LABEL: Form = { pattern: /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, wanted: 'small letters, digits and "-"' };
const KIND: Form = { pattern: /^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/, wanted: 'letters, digits and "-"' };
const GROUP: Form = {
  pattern: /^(?=.{1,253}$)[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62})+(?<!-)$/,
  wanted: 'a domain, as example.com',
};

/** Everything in a definition that keeps us from saying what its objects look like; the rest the API server says. */
export function definitionProblems(definition: Definition): Finding[] {
  const check = new DefinitionCheck(definition);
  check.run();
  return check.findings;
}

class DefinitionCheck {
  readonly findings: Finding[] = [];

  constructor(private readonly definition: Definition) {}

  run(): void {
    const { apiVersion, spec } = this.definition.crd;
    if (apiVersion !== API_VERSION) {
      const hint = 'take the definition from a newer version of the project; v1beta1 ended with Kubernetes 1.22';
      this.report(['apiVersion'], `apiVersion is ${shown(apiVersion)}; allowed is ${API_VERSION}`, hint);
      return;
    }
    if (!this.mapping(spec, ['spec'])) return;
    this.text(spec.group, ['spec', 'group'], GROUP);
    const { names, scope } = spec;
    if (this.mapping(names, ['spec', 'names'])) {
      this.text(names.kind, ['spec', 'names', 'kind'], KIND);
      this.text(names.plural, ['spec', 'names', 'plural'], LABEL);
    }
    if (!SCOPES.includes(scope as string))
      this.report(['spec', 'scope'], `scope is ${shown(scope)}; allowed are ${SCOPES.join(', ')}`);
    this.versions(spec.versions);
  }

  private versions(versions: unknown): void {
    const path = ['spec', 'versions'];
    if (!Array.isArray(versions)) {
      this.wrong(versions, path, 'a list');
      return;
    }
    for (const [index, version] of versions.entries()) this.version(version, [...path, index]);
    if (!versions.some((version) => version?.served === true))
      this.report(path, 'no version is served, so there are no objects of this kind', 'set served: true');
    const names = versions.map((version) => version?.name);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index) this.report([...path, index, 'name'], `version ${shown(name)} is there twice`);
  }

  private version(version: unknown, path: Path): void {
    if (!this.mapping(version, path)) return;
    this.text(version.name, [...path, 'name'], LABEL);
    // Others are not generated, and projects leave their schemas behind in any state.
    if (version.served !== true) return;
    const outer = version.schema;
    const root = [...path, 'schema', 'openAPIV3Schema'];
    if (!this.mapping(outer, [...path, 'schema']) || !this.mapping(outer.openAPIV3Schema, root)) return;
    if (outer.openAPIV3Schema.type !== 'object') this.wrong(outer.openAPIV3Schema.type, [...root, 'type'], '"object"');
    else this.schema(outer.openAPIV3Schema, root);
  }

  private schema(schema: unknown, path: Path): void {
    if (!this.mapping(schema, path)) return;
    if (schema.$ref !== undefined)
      this.report(
        [...path, '$ref'],
        '$ref is not allowed: the API server follows no references',
        'write the schema out',
      );
    else if (schema.type === undefined && !WITHOUT_TYPE.some((mark) => schema[mark] === true))
      this.report(path, 'the schema has no type', `allowed are ${TYPES.join(', ')}; or ${WITHOUT_TYPE[1]}: true`);
    else if (schema.type !== undefined && !TYPES.includes(schema.type as string))
      this.report([...path, 'type'], `type is ${shown(schema.type)}`, suggestion(String(schema.type), TYPES));
    for (const list of ['required', 'enum'])
      if (schema[list] !== undefined && !Array.isArray(schema[list]))
        this.wrong(schema[list], [...path, list], 'a list');
    this.below(schema, path);
  }

  private below(schema: { readonly [key: string]: unknown }, path: Path): void {
    const { type, items, properties, additionalProperties } = schema;
    if (type === 'array') this.schema(items, [...path, 'items']);
    if (properties !== undefined && this.mapping(properties, [...path, 'properties']))
      for (const [name, property] of Object.entries(properties)) this.schema(property, [...path, 'properties', name]);
    if (additionalProperties !== undefined && typeof additionalProperties !== 'boolean')
      this.schema(additionalProperties, [...path, 'additionalProperties']);
  }

  private mapping(value: unknown, path: Path): value is { readonly [key: string]: unknown } {
    if (isMapping(value)) return true;
    this.wrong(value, path, 'a mapping');
    return false;
  }

  private text(value: unknown, path: Path, { pattern, wanted }: Form): void {
    if (typeof value !== 'string' || !pattern.test(value)) this.wrong(value, path, wanted);
  }

  private wrong(value: unknown, path: Path, wanted: string): void {
    const name = keyOf(path.slice(typeof path.at(-1) === 'number' ? -2 : -1));
    this.report(
      path,
      value === undefined ? `${name} is missing; it is ${wanted}` : `${name} is ${typed(value)}; wanted is ${wanted}`,
    );
  }

  private report(path: Path, message: string, hint?: string): void {
    this.findings.push(this.definition.finding('GPULAB4303', path, message, hint));
  }
}

const typed = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  return isMapping(value) ? 'a mapping' : shown(value);
};
