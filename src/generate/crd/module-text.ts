import { docComment, literal, pascalCase } from '../typescript';
import { Interfaces, Names } from './interfaces';
import { byCode } from './text';

/** What a module imports and declares besides what the definitions say. */
const OWN_NAMES = [
  'ApiObject',
  'ApiObjectMetadata',
  'BooleanValue',
  'Construct',
  'External',
  'GroupVersionKind',
  'IntOrStringValue',
  'IntegerValue',
  'KINDS',
  'NumberValue',
];

/** The shapes have none of these, but the name of a file may. */
const ENDS_A_TEMPLATE = /[`\\]|\$\{/g;

/** One version of a kind. */
interface KindVersion {
  readonly crd: any;
  readonly version: any;
}

/** Fields that a class takes care of by itself. */
const COMMON = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** The TypeScript module of one API group: a class of each kind, the types of its fields, and the text of their shapes. */
export function moduleText(group: string, crds: readonly any[], shapes: string, source: string): string {
  const names = new Names(OWN_NAMES);
  const kinds = [...crds].sort((a, b) => byCode(a.spec.names.kind, b.spec.names.kind)).flatMap(versionsOf);
  // All classes first: an interface must not take the name of a kind.
  const classes = kinds.map((kind) => ({ ...kind, name: names.claim(classNameOf(kind)) }));
  const library = new Set(['External']);
  const declared = classes.map((one) => {
    // Of one kind only: a type of it that is called after another kind would be a riddle.
    const interfaces = new Interfaces(names);
    const text = classText(one, names, interfaces);
    for (const name of interfaces.references) library.add(`type ${name}`);
    return text;
  });
  return [
    `// Written by gpulab generate crd from ${source}. Do not edit: generate it again.\n`,
    "import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';\n",
    `import { ${[...library].sort(byName).join(', ')} } from 'cdk8s-gpulab';\n`,
    "import type { Construct } from 'constructs';\n\n",
    docComment(
      `What objects of ${group} look like. The classes below hand it over; for objects that are made without them: ` +
        '`External.of(app).customKinds(KINDS)`.',
    ),
    `export const KINDS = \`\n${shapes.replace(ENDS_A_TEMPLATE, '\\$&')}\`;\n\n`,
    declared.join('\n'),
  ].join('');
}

const byName = (a: string, b: string): number => byCode(a.replace('type ', ''), b.replace('type ', ''));

/** The stored version first: it is the one that is meant when none is named. */
function versionsOf(crd: any): KindVersion[] {
  const served = crd.spec.versions.filter((version: any) => version.served);
  const stored = served.filter((version: any) => version.storage);
  return [...new Set([...stored, ...served])].map((version) => ({ crd, version }));
}

/** `Widget`, and `WidgetV1Beta1` for a version that is not the one that is meant. */
function classNameOf({ crd, version }: KindVersion): string {
  const kind = pascalCase(crd.spec.names.kind);
  if (versionsOf(crd)[0].version === version) return kind;
  return (
    kind +
    version.name
      .split(/(?<=\d)(?=[a-z])|-/)
      .map(pascalCase)
      .join('')
  );
}

function classText(
  { crd, version, name }: KindVersion & { readonly name: string },
  names: Names,
  interfaces: Interfaces,
): string {
  const {
    group,
    names: { kind },
  } = crd.spec;
  const { properties = {}, required, description } = version.schema.openAPIV3Schema;
  const own = Object.fromEntries(Object.entries(properties).filter(([field]) => !COMMON.has(field)));
  const propsName = names.claim(`${name}Props`);
  const members = interfaces.members({ properties: own, required }, name);
  const apiVersion = `${group}/${version.name}`;
  const isNeeded = Object.keys(own).some((field) => required?.includes(field));
  return `${docComment(description ? String(description) : `${kind} of ${apiVersion}.`)}export class ${name} extends ApiObject {
  /** API version and kind. */
  static readonly GVK: GroupVersionKind = { apiVersion: ${literal(apiVersion)}, kind: ${literal(kind)} };

  constructor(scope: Construct, id: string, props: ${propsName}${isNeeded ? '' : ' = {}'}) {
    External.of(scope).customKinds(KINDS);
    super(scope, id, { ...${name}.GVK, ...props });
  }
}

/** What a \`${name}\` is made of. */
export interface ${propsName} {
  /** Name, namespace, labels and annotations. */
  readonly metadata?: ApiObjectMetadata;
${members === '' ? '' : `\n${members}`}}
${interfaces.declarations.map((text) => `\n${text}`).join('')}`;
}
