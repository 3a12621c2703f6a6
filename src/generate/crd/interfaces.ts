import { docComment, literal, memberName, pascalCase } from '../typescript';

/** Long defaults belong into the definition. */
const LONGEST_DEFAULT = 100;

/** References to values (docs/values.md) that may stand where a literal stands; a text has `.text`. */
const REFERENCES = {
  boolean: 'BooleanValue',
  integer: 'IntegerValue',
  number: 'NumberValue',
  intOrString: 'IntOrStringValue',
} as const;

const ANYTHING = '{ readonly [key: string]: any }';

/** Names in a module, each given once. */
export class Names {
  private readonly taken: Set<string>;

  constructor(reserved: readonly string[]) {
    this.taken = new Set(reserved);
  }

  /** The name, with a number behind it when another thing has it. */
  claim(name: string): string {
    let free = name;
    for (let number = 2; this.taken.has(free); number++) free = `${name}${number}`;
    this.taken.add(free);
    return free;
  }
}

/** Schemas as TypeScript types. Whatever has fields becomes an interface; the same schema in two places is one interface. */
export class Interfaces {
  /** What was declared, in the order in which one reads it: an interface comes after those that mention it. */
  readonly declarations: string[] = [];

  /** Classes of the library that the types mention. */
  readonly references = new Set<string>();

  private readonly known = new Map<string, string>();

  constructor(private readonly names: Names) {}

  /** The type of a value. An interface that it needs is called `name`. */
  typeOf(schema: any, name: string): string {
    switch (schema.type) {
      case 'string':
        return schema.enum ? choice(schema.enum) : 'string';
      case 'boolean':
        return `boolean | ${this.reference('boolean')}`;
      case 'integer':
      case 'number':
        return schema.enum ? choice(schema.enum) : `number | ${this.reference(schema.type)}`;
      case 'array':
        return `readonly ${inBrackets(this.typeOf(schema.items, name))}[]`;
      case 'object':
        return this.objectType(schema, name);
      default:
        return schema['x-kubernetes-int-or-string'] ? `number | string | ${this.reference('intOrString')}` : 'any';
    }
  }

  /** Members of an interface, without its braces. */
  members(schema: any, name: string): string {
    const required = new Set<string>(schema.required);
    return Object.entries<any>(schema.properties ?? {})
      .map(([field, property]) => {
        const type = this.typeOf(property, name + pascalCase(field));
        // The API server fills a default in before it looks for what is missing.
        const optional = required.has(field) && property.default === undefined ? '' : '?';
        return `${commentOf(property)}  readonly ${memberName(field)}${optional}: ${type};\n`;
      })
      .join('\n');
  }

  private objectType(schema: any, name: string): string {
    const { properties, additionalProperties } = schema;
    const keeps = schema['x-kubernetes-preserve-unknown-fields'] === true;
    if (schema['x-kubernetes-embedded-resource']) return ANYTHING;
    if (properties) return this.interfaceOf(schema, name, keeps);
    if (typeof additionalProperties === 'object')
      return `{ readonly [key: string]: ${this.typeOf(additionalProperties, name)} }`;
    return keeps || additionalProperties ? ANYTHING : '{ readonly [key: string]: never }';
  }

  private interfaceOf(schema: any, wanted: string, keeps: boolean): string {
    const content = JSON.stringify(schema);
    const known = this.known.get(content);
    if (known) return known;
    const name = this.names.claim(wanted);
    this.known.set(content, name);
    // Its place comes before those of the interfaces that its members need.
    const place = this.declarations.push('') - 1;
    const others = keeps ? '\n  /** Other fields are kept as they are. */\n  readonly [key: string]: any;\n' : '';
    const comment = schema.description ? docComment(String(schema.description)) : '';
    this.declarations[place] = `${comment}export interface ${name} {\n${this.members(schema, name)}${others}}\n`;
    return name;
  }

  private reference(type: keyof typeof REFERENCES): string {
    this.references.add(REFERENCES[type]);
    return REFERENCES[type];
  }
}

const choice = (values: readonly unknown[]): string =>
  values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'string' ? literal(value) : JSON.stringify(value)))
    .join(' | ') || 'never';

const inBrackets = (type: string): string => (/^[\w$.]+$/.test(type) ? type : `(${type})`);

/** What a field is for, and what it is when it is left out. */
function commentOf({ description, default: value }: any): string {
  const json = value === undefined ? '' : JSON.stringify(value);
  const parts = [
    ...(description ? [String(description)] : []),
    ...(json !== '' && json.length <= LONGEST_DEFAULT ? [`@default ${json}`] : []),
  ];
  return parts.length > 0 ? docComment(parts.join('\n'), '  ') : '';
}
