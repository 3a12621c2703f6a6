import { quoted, visible } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';

/** deb-src-control(5), "Package". */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]+$/;

/** systemd.unit(5); templates and instances have an "@". */
const UNIT = /^[\w:.\\-]+(?:@[\w:.\\-]*)?\.(?:service|socket|timer|mount|automount|swap|target|path|slice)$/;
const LONGEST_UNIT = 255;

/** useradd(8), as Debian has it. */
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
const MODULE = /^[A-Za-z0-9_-]+$/;
const SYSCTL = /^[a-z0-9_]+(?:\.[A-Za-z0-9_*/-]+)+$/;

interface NameRule {
  readonly matches: (name: string) => boolean;
  readonly wanted: string;
}

const NAMES = {
  package: { matches: (name) => PACKAGE.test(name), wanted: 'small letters, digits, "+", "-" and ".", as nginx' },
  unit: {
    matches: (name) => UNIT.test(name) && name.length <= LONGEST_UNIT,
    wanted: 'a name with its suffix, as docker.service',
  },
  user: { matches: (name) => USER.test(name), wanted: 'small letters, digits, "_" and "-", at most 32' },
  module: { matches: (name) => MODULE.test(name), wanted: 'letters, digits, "_" and "-", as br_netfilter' },
  sysctl: { matches: (name) => SYSCTL.test(name), wanted: 'parts with dots between them, as net.ipv4.ip_forward' },
} satisfies { readonly [kind: string]: NameRule };

/** A name that a host has a rule for. */
export function checkName(rules: Rules, kind: keyof typeof NAMES, key: string, name: string): void {
  const { matches, wanted }: NameRule = NAMES[kind];
  if (!rules.text(key, name) || matches(name)) return;
  rules.error('GPULAB2957', `${key} ${quoted(name)} is no name of a ${kind}: ${wanted}`, key);
}

/** PATH_MAX without the NUL at its end, and NAME_MAX (limits.h of Linux). */
const LONGEST_PATH = 4095;
const LONGEST_SEGMENT = 255;

/** A path that means one place, whoever reads it. */
export function checkPath(rules: Rules, key: string, path: string): boolean {
  if (!rules.text(key, path)) return false;
  const segments = path.split('/').slice(1);
  const wrong =
    !path.startsWith('/') ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..') ||
    visible(path) !== path ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f\ud800-\udfff]/.test(path) ||
    Buffer.byteLength(path) > LONGEST_PATH ||
    segments.some((segment) => Buffer.byteLength(segment) > LONGEST_SEGMENT);
  if (wrong) {
    const wanted = 'write it from the root, without ".", "..", "//", a "/" at its end and hidden characters';
    rules.error('GPULAB2950', `${key} ${quoted(path)} is no absolute path of a file`, key, wanted);
  }
  return !wrong;
}
