/**
 * Readers of the languages of hosts, after the documents of their programs: a second opinion on what our writers write. The programs
 * themselves read it in test/conformance.
 */

/** Words of a line of redis.conf, as `sdssplitargs` of Redis takes them. Bytes in escapes stand for characters below 256. */
export function redisWords(line: string): string[] {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const quotedWord = /^"((?:[^"\\]|\\[\s\S])*)"(?=\s|$)/.exec(rest);
    const plain = /^[^\s"']+/.exec(rest);
    if (!quotedWord && !plain) throw new Error(`unbalanced quotes: ${rest}`);
    words.push(quotedWord ? quotedWord[1].replace(/\\(x[0-9a-f]{2}|[\s\S])/gi, (_, one) => unescaped(one)) : plain![0]);
    rest = rest.slice((quotedWord ?? plain)![0].length).trimStart();
  }
  return words;
}

const LETTERS: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };
const unescaped = (sign: string): string =>
  /^x../.test(sign) ? String.fromCharCode(Number.parseInt(sign.slice(1), 16)) : (LETTERS[sign] ?? sign);

/** Words of nginx's language, as `ngx_conf_read_token` takes them, with ";", "{" and "}" as words of their own. */
export function nginxWords(text: string): string[] {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const match = /^"((?:[^"\\]|\\[\s\S])*)"(?=[\s;{])|^[;{}]|^[^\s;{}"'#]+/.exec(rest);
    if (!match) throw new Error(`no word of nginx: ${rest.slice(0, 40)}`);
    words.push(match[1] === undefined ? match[0] : match[1].replace(/\\(["'\\])/g, '$1'));
    rest = rest.slice(match[0].length).trimStart();
  }
  return words;
}

/** Words of a setting of systemd, unquoted, with specifiers resolved (none is known but "%%"). */
export function systemdWords(value: string): string[] {
  const words: string[] = [];
  let rest = value.trim();
  while (rest !== '') {
    const match = /^"((?:[^"\\]|\\["\\])*)"(?=\s|$)|^[^\s"'\\]+/.exec(rest);
    if (!match) throw new Error(`no word of systemd: ${rest.slice(0, 40)}`);
    const word = match[1] === undefined ? match[0] : match[1].replace(/\\(.)/g, '$1');
    if (/%(?!%)/.test(word.replaceAll('%%', ''))) throw new Error(`a specifier in ${word}`);
    words.push(word.replaceAll('%%', '%'));
    rest = rest.slice(match[0].length).trimStart();
  }
  return words;
}
