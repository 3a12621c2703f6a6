import { mappingOf } from '../../../core/private/mapping';
import { type DocumentProblems, itemsOf, type Path, pathText } from './document-problem';
import { originOf } from './placeholder';

/** User, password or token before a host: `https://user:password@host`. Any text may hold one: a mirror, a repository, a command. */
const URL = /([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@([^\s/?#@"'<>]*)/i;

/** The same without a scheme, as mirrors are written: `user:password@host`. */
const BARE = /^[^\s/:@]+:[^\s/@]*@([^\s/?#@]+)/;

/** Schemes where the name before the host is that of an account, and no secret by itself. */
const ACCOUNT = /^(?:ssh|git\+ssh):\/\/[^:]*$/i;

/** Scheme and host of a URL with a user in it; undefined for a text without one. */
export function withCredentials(text: string): string | undefined {
  const url = URL.exec(text);
  if (url && !ACCOUNT.test(url[0])) return `${url[1]}${url[2]}`;
  return BARE.exec(text)?.[1];
}

/** Keys of values, by their last part. Of the second kind many are names of Secrets or of entries in one. */
const PASSWORD = /(?:passwo?r?d|passphrase|token)$/i;
const PERHAPS = /(?:secret|.key)$/i;
const REFERENCE = /existing|ref$|secretKey$/i;

/** Secrets that are not in a field for secrets. No value is shown. */
export function checkCredentials(document: unknown, problems: DocumentProblems): void {
  everyText(document, [], (text, path) => {
    const host = withCredentials(text);
    if (host === undefined) return;
    const message = `${pathText(path)} has a user or password in a URL of ${host}`;
    const hint =
      'take it out: logins of registries are auths with an InstallSecret; a repository must be open, or be installed by the program';
    problems.error('GPULAB2826', path, message, hint);
  });
  for (const [index, addon] of itemsOf(mappingOf(mappingOf(document).spec).addons).entries()) {
    const { chart } = mappingOf(mappingOf(addon).sources);
    for (const [at, value] of itemsOf(mappingOf(chart).values).entries()) {
      if (typeof value === 'string')
        checkValue(value, ['spec', 'addons', index, 'sources', 'chart', 'values', at], problems);
    }
  }
}

function checkValue(text: string, path: Path, problems: DocumentProblems): void {
  const equals = text.indexOf('=');
  if (equals < 0 || /^(?:|true|false|null)$/.test(text.slice(equals + 1))) return;
  const key = text.slice(0, equals);
  const name = key.slice(key.lastIndexOf('.') + 1);
  if (REFERENCE.test(name)) return;
  const hint = 'make a Secret of it yourself and name that in the values, or install the chart by the program';
  if (PASSWORD.test(name)) {
    problems.error('GPULAB2826', path, `${pathText(path)} gives ${key} in clear`, hint);
  } else if (PERHAPS.test(name)) {
    problems.warning('GPULAB2826', path, `${pathText(path)} gives ${key}: if that is a secret, it is in clear`, hint);
  }
}

/** Keys are looked at, too: those of logins are hosts. Aliases may make rings of a file. */
function everyText(
  value: unknown,
  path: Path,
  visit: (text: string, path: Path) => void,
  above: readonly unknown[] = [],
): void {
  if (typeof value === 'string') {
    if (!originOf(value)) visit(value, path);
    return;
  }
  if (typeof value !== 'object' || value === null || above.includes(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value)) visit(key, path);
    everyText(member, at, visit, [...above, value]);
  }
}
