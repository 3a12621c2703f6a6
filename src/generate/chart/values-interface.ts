import type { KeyNode } from 'cdk8s-gpulab/lib/upstream/private/key-tree';
import { byCode } from '../crd/text';
import { docComment, literal, memberName } from '../typescript';

/** A key with what its chart says about it. */
interface Described extends KeyNode {
  readonly comment?: string;
}

/** The values of a chart as an interface. Every member may be left out, and null takes a default of the chart away. */
export const valuesInterface = (name: string, root: KeyNode): string =>
  `export interface ${name} ${bracesOf(root, '')}\n`;

const ANYTHING = '{ [key: string]: any }';

function bracesOf(node: KeyNode, indent: string): string {
  const inside = `${indent}  `;
  const members = [...node.keys].sort(([a], [b]) => byCode(a, b)).map(([key, child]) => memberOf(key, child, inside));
  if (!node.isClosed) {
    if (members.length === 0) return ANYTHING;
    members.push(`${inside}[key: string]: any;\n`);
  }
  return members.length === 0 ? '{ [key: string]: never }' : `{\n${members.join('')}${indent}}`;
}

/** A literal that does not mention one of these has it all the same, with a type of its own. */
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith('__')),
);

function memberOf(key: string, node: Described, indent: string): string {
  const lines = [
    ...(node.comment ? [node.comment] : []),
    ...(node.default === undefined ? [] : [`@default ${JSON.stringify(node.default)}`]),
  ];
  const comment = lines.length > 0 ? docComment(lines.join('\n'), indent) : '';
  const type = OF_EVERY_OBJECT.has(key) ? 'any' : typeOf(node, indent);
  return `${comment}${indent}${memberName(key)}?: ${type};\n`;
}

function typeOf(node: KeyNode, indent: string): string {
  if (node.types.length === 0) return 'any';
  return [...node.types.map((type) => alternativeOf(type, node, indent)), 'null'].join(' | ');
}

function alternativeOf(type: string, node: KeyNode, indent: string): string {
  if (type === 'map') return bracesOf(node, indent);
  if (type === 'list' || type === 'list of list') return 'readonly any[]';
  if (type === 'list of map') return `readonly ${ANYTHING}[]`;
  if (type.startsWith('list of ')) return `readonly ${type.slice('list of '.length)}[]`;
  return type.startsWith('"') ? literal(JSON.parse(type)) : type;
}
