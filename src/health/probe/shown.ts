/** More of a foreign text helps nobody. */
const LONGEST = 120;
/** Control characters (a terminal would obey them), and those that turn or hide text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const USER_INFO = /\/\/[^/?#]*@|^[^/?#@]*@/;

/** Text of a stranger (a header, a body, a name in a certificate) on one line that any terminal or page can print. */
export function shown(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(UNSEEN, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}

/** An address as it may be printed: whoever wrote a password into it finds `***`. */
export const shownAddress = (address: string): string =>
  shown(address.replace(USER_INFO, (userInfo) => (userInfo.startsWith('//') ? '//***@' : '***@')));
