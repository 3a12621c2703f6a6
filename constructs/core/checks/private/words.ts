import { quoted as quotedWhole } from '../../private/visible';

/** Longer texts are cut in messages. */
const LONG = 80;

/** A text of the user's in a message: quoted, on one line, not too long. */
export const quoted = (text: string): string => quotedWhole(text.length > LONG ? `${text.slice(0, LONG)}...` : text);
