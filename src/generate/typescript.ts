/** Pieces of TypeScript. Whatever the text is, it stays a piece: it ends no comment and no string, and hides nothing. */
import { quoted, visible } from 'cdk8s-gpulab/lib/core/private/visible';

const WIDTH = 120;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Text in single quotes, unless it has some itself. */
export function literal(text: string): string {
  const json = quoted(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** The name of a member, in quotes where it must be. */
export const memberName = (name: string): string => (IDENTIFIER.test(name) ? name : literal(name));

/** `node-selector` -> `NodeSelector`; nothing is left of what has neither letters nor digits. */
export const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** A doc comment, with the line breaks of the text where they are and new ones where lines are long. */
export function docComment(text: string, indent = ''): string {
  const room = WIDTH - indent.length - ' * '.length;
  const lines = text
    .trim()
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .flatMap((line) => wrapped(visible(line.trim()).replaceAll('*/', '*\\/'), room));
  if (lines.length === 1 && lines[0].length + '/**  */'.length + indent.length <= WIDTH)
    return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** A word that is longer than the room stays whole, as an address should. */
function wrapped(line: string, room: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
