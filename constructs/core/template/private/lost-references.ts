import type { ApiObject } from 'cdk8s';
import type { Problem } from '../../checks/check';
import { FindingLevel } from '../../finding';
import { patchesOf } from '../../private/patches';
import { type Marked, splitMarkers } from '../../values/private/marker';
import { TreePart } from '../../values/private/tree-part';

/**
 * References that an object was asked for, and that are not in its JSON. The generated classes of cdk8s read lists and unions
 * item by item, and drop what they do not know without a word.
 *
 * @param issued markers that were asked for while the object made its JSON
 */
export function lostReferences(object: ApiObject, json: unknown, issued: ReadonlySet<string>): Problem[] {
  if (issued.size === 0 || takesAway(object)) return [];
  const texts: string[] = [];
  collectTexts(json, texts);
  const lost = [...issued].filter((marker) => !texts.some((text) => text.includes(marker)));
  return lost.map((marker) => ({
    level: FindingLevel.ERROR,
    code: 'GPULAB1530',
    message: `${nameOf(splitMarkers(marker)[0] as Marked)} was lost when the object was turned into JSON`,
    hint: 'use asUnion() for a quantity or an int-or-string, or a plain ApiObject',
  }));
}

/** Has the object a patch by which a reference may rightly be gone? */
const takesAway = (object: ApiObject): boolean =>
  patchesOf(object).some(({ op }) => ['remove', 'replace', 'move'].includes(op));

function nameOf(target: Marked): string {
  if (target instanceof TreePart) return 'a condition or loop';
  return target.kind === 'reference' ? `the value ${target.path.join('.')}` : 'a computed value';
}

function collectTexts(json: unknown, texts: string[]): void {
  if (typeof json === 'string') texts.push(json);
  else if (typeof json === 'object' && json !== null) {
    for (const [key, member] of Object.entries(json)) {
      texts.push(key);
      collectTexts(member, texts);
    }
  }
}
