import { UNSEEN } from '../unseen';

/** More of a foreign text helps nobody. */
const LONGEST = 120;
const UNSEEN_RUN = new RegExp(`(?:${UNSEEN.source})+`, 'gu');
const USER_INFO = /\/\/[^/?#]*@|^[^/?#@]*@/;

/** Text of a stranger (a header, a body, a name in a certificate) on one line that any terminal or page can print. */
export function shown(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(UNSEEN_RUN, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}

/** An address as it may be printed: whoever wrote a password into it finds `***`. */
export const shownAddress = (address: string): string =>
  shown(address.replace(USER_INFO, (userInfo) => (userInfo.startsWith('//') ? '//***@' : '***@')));
