import { visitExpression } from './expression';
import { hasMarker, type Marked, splitMarkers } from './marker';
import { TreePart } from './tree-part';

/** Text as people read it: each marker is the name of what it stands for, as in `web-<image>`. */
export function readable(text: string): string {
  if (!hasMarker(text)) return text;
  return splitMarkers(text.replaceAll(SLASH_IN_ID, '$1/$1'))
    .map((part) => (typeof part === 'string' ? part.replace(DAMAGED, '<a value>') : `<${nameOf(part)}>`))
    .join('');
}

/** Ids of constructs cannot hold the slash that is in a marker: it is two dashes there. */
const SLASH_IN_ID = /([\u{10f8f1}\u{10f8f2}]{2})--\1/gu;

/** From the first to the last of our characters. */
const DAMAGED = /[\u{10f8f1}\u{10f8f2}](?:.*[\u{10f8f1}\u{10f8f2}])?/su;

function nameOf(target: Marked): string {
  if (target instanceof TreePart) return 'a condition or loop';
  const names: string[] = [];
  visitExpression(target, (part) => {
    if (part.kind === 'reference') names.push(part.path.join('.'));
    else if (part.kind === 'variable' || part.kind === 'builtIn') names.push(part.name);
  });
  return names[0] ?? 'a value';
}
