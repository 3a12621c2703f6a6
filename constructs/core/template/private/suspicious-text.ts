import type { Place } from './place';

/**
 * What JavaScript and Python write for an object that has no text of its own. In quotes the first one is most likely source
 * code that looks for it.
 */
const OBJECT_AS_TEXT = /(?<!['"`])\[object Object\]|<[A-Za-z_][\w.]* object at 0x[0-9a-fA-F]+>/;

/** Reports a text that an object was put into, most likely a value. */
export function checkText(text: string, place: Place): void {
  const found = OBJECT_AS_TEXT.exec(text);
  if (!found) return;
  const hint = 'of a value use `text`, of a list or map jsonText(); conditions and loops stand alone, outside of texts';
  place.error('GPULAB1537', `an object was put into a text: ${found[0]}`, hint);
}
