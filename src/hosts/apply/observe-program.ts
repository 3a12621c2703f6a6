import { quotedWord } from 'cdk8s-gpulab/lib/output/private/delivery/shell';
import { PENDING, PRELUDE, procPath, SWAP_MASK, wrapped } from './program';
import type { WantedHost } from './wanted-host';

/**
 * A program for a POSIX shell that says what a machine has: one fact a line, the first word tells which, `end` is the last. It
 * changes nothing. Processes are few, whatever the number of files: a machine is asked often.
 */
export function observeProgram(wanted: WantedHost): string {
  const { packages, modules, sysctls, directories, files, absent } = wanted;
  const paths = files.map(({ path }) => path).concat(absent);
  return wrapped(
    [
      ...PRELUDE,
      'echo "user $(id -u)"',
      'if [ -d /run/systemd/system ]; then echo systemd; fi',
      'if command -v dpkg-query >/dev/null; then echo dpkg; fi',
      ...all(
        packages,
        (names) => `dpkg-query -W -f 'package \${db:Status-Status} \${Package}\\n' -- ${names} 2>/dev/null`,
      ),
      ...modules.map((name) => `module ${quotedWord(name)}`),
      ...Object.keys(sysctls).map((key) => `sysctl ${quotedWord(key)} ${quotedWord(procPath(key))}`),
      ...(wanted.swapOff ? ['swap'] : []),
      // A link to a directory is as good as one; a link in place of a file is not: whoever made it could change the text.
      ...all(
        directories.map(({ path }) => path),
        (words) => `stat -L -c 'path %f %U %G %n' -- ${words} 2>/dev/null`,
      ),
      ...all(paths, (words) => `stat -c 'path %f %U %G %n' -- ${words} 2>/dev/null`),
      ...all(
        files.map(({ path }) => path),
        (words) => `digests ${words}`,
      ),
      ...all(unitsOf(wanted), (names) => `units ${names}`),
      `sed 's/^/pending /' ${PENDING} 2>/dev/null`,
      'echo end',
    ],
    FUNCTIONS,
  );
}

/** Every unit that may have something done to it. */
export function unitsOf({ files, units }: WantedHost): string[] {
  const touched = files.flatMap(({ restart, reload }) => [...restart, ...reload]);
  return [...new Set([...units.map(({ name }) => name), ...touched])];
}

const all = (words: readonly string[], command: (quoted: string) => string): string[] =>
  words.length === 0 ? [] : [command(words.map(quotedWord).join(' '))];

const FUNCTIONS = `
module() {
  name=$(printf %s "$1" | tr - _)
  if [ -d "/sys/module/$name" ] || tr - _ <"/lib/modules/$(uname -r)/modules.builtin" 2>/dev/null | grep -q "/$name\\.ko"
  then echo "module $1"; fi
}
sysctl() {
  if [ -r "$2" ]; then printf 'sysctl %s %s\\n' "$1" "$(tr '\\n\\t' '  ' <"$2")"; fi
}
swap() {
  if [ "$(wc -l </proc/swaps)" -gt 1 ]; then echo 'swap on'; fi
  if [ "$(readlink ${SWAP_MASK})" = /dev/null ]; then echo 'swap masked'; fi
}
digests() {
  for path in "$@"; do
    shift
    if [ -f "$path" ]; then set -- "$@" "$path"; fi
  done
  if [ $# -gt 0 ]; then sha256sum -z -- "$@" | tr '\\0' '\\n' | sed 's/^/digest /'; fi
}
units() {
  if [ -d /run/systemd/system ]; then
    systemctl show --property=Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload -- "$@" | sed 's/^/unit /'
  fi
}
`;
