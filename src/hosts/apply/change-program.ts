import { quotedWord, shellWords } from 'cdk8s-gpulab/lib/output/private/delivery/shell';
import type { Change, ChangeKind } from './change';
import { PENDING, PRELUDE, procPath, SWAP_MASK, wrapped } from './program';
import type { WantedFile, WantedHost } from './wanted-host';

/** Held by one apply at a time; a folder that is empty after a start. */
const LOCK = '/run/gpulab.lock';
/** What is said where another one holds it. */
export const BUSY = 'busy';

/** The end of a here-document. Base64 holds no such line. */
const END = '-END-';
/** Lines of base64 that any tool reads. */
const LINE = /.{1,76}/g;

/** A change and its number: what the program says of it. */
interface Step {
  readonly number: number;
  readonly change: Change;
}

/**
 * A program for a POSIX shell that does the changes, in their order. It stops at the first that fails, but for units, of which each
 * is tried. New files are staged beside the old ones and validated, all of them, before the first takes its place.
 */
export function changeProgram(wanted: WantedHost, changes: readonly Change[]): string {
  const steps = changes.map((change, number): Step => ({ number, change }));
  const of = (...kinds: ChangeKind[]) => steps.filter(({ change }) => kinds.includes(change.kind));
  const files = of('file').map((step) => ({ ...step, file: fileOf(wanted, step.change.subject) }));
  return wrapped(
    [
      ...PRELUDE,
      `exec 9>${LOCK}`,
      `flock -n 9 || { echo ${BUSY}; exit 1; }`,
      'trap forget_staged EXIT',
      'set -u',
      'umask 022',
      'left=0',
      ...packageLines(of('package')),
      ...pendingLines(of('daemon-reload', 'restart', 'reload')),
      ...of('module', 'directory').map((step) => line(step, wanted)),
      ...sweepLines(files.map(({ file }) => file.path)),
      ...files.map(({ number, file }) => stageLines(number, file)),
      ...files.map(({ number, file }) => `place ${number} ${quotedWord(file.path)}`),
      ...of('rights', 'absent', 'sysctl', 'swap').map((step) => line(step, wanted)),
      ...of('daemon-reload', 'enable', 'disable', 'stop', 'reload', 'restart', 'start').map((step) => unitLine(step)),
      'exit "$left"',
    ],
    FUNCTIONS,
  );
}

const fileOf = ({ files }: WantedHost, path: string): WantedFile => files.find((file) => file.path === path)!;

function packageLines(steps: readonly Step[]): string[] {
  if (steps.length === 0) return [];
  const numbers = steps.map(({ number }) => number).join(' ');
  return [`install_packages '${numbers}' ${shellWords(steps.map(({ change }) => change.subject))}`];
}

/** Written before the first file: whoever is cut off finds here what his files still ask for. */
function pendingLines(steps: readonly Step[]): string[] {
  const lines = steps.map(({ change: { kind, subject } }) => (subject === '' ? kind : `${kind} ${subject}`));
  return lines.length === 0 ? [] : [`remember ${lines.map(quotedWord).join(' ')}`];
}

function sweepLines(paths: readonly string[]): string[] {
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  return folders.size === 0 ? [] : [`sweep ${[...folders].map(quotedWord).join(' ')}`];
}

function stageLines(number: number, file: WantedFile): string {
  const { path, owner, group, mode, validate } = file;
  const text = Buffer.from(file.text()).toString('base64').match(LINE) ?? [];
  const words = [`${owner}:${group}`, mode, path].map(quotedWord).join(' ');
  const stage = `stage ${number} ${words} <<'${END}'\n${[...text, END].join('\n')}`;
  if (!validate) return stage;
  const command = validate.map((word) => (word === '%' ? '"$staged"' : quotedWord(word))).join(' ');
  return `${stage}\nvalidate ${number} ${command}`;
}

/** Steps that are one command each. */
const COMMANDS: { readonly [kind in ChangeKind]?: (subject: string, wanted: WantedHost) => string } = {
  module: (name) => `modprobe -- ${quotedWord(name)}`,
  directory: (path, { directories }) => `directory ${rightsOf(directories, path)}`,
  rights: (path, { files }) => `rights ${rightsOf(files, path)}`,
  absent: (path) => `rm -f -- ${quotedWord(path)}`,
  sysctl: (key, { sysctls }) => `set_sysctl ${[procPath(key), sysctls[key]].map(quotedWord).join(' ')}`,
  swap: () => 'swap_off',
};

type Placed = Pick<WantedFile, 'path' | 'owner' | 'group' | 'mode'>;

function rightsOf(all: readonly Placed[], path: string): string {
  const { owner, group, mode } = all.find((one) => one.path === path)!;
  return [`${owner}:${group}`, mode, path].map(quotedWord).join(' ');
}

const line = ({ number, change: { kind, subject } }: Step, wanted: WantedHost): string =>
  `step ${number} ${COMMANDS[kind]!(subject, wanted)}`;

const unitLine = ({ number, change: { kind, subject } }: Step): string =>
  subject === '' ? `unit ${number} ${kind}` : `unit ${number} ${kind} ${quotedWord(subject)}`;

/**
 * On stdout: `did N` and `failed N`. On stderr: `step N`, and what its tools say. The lock is not inherited by what a step starts. A
 * temporary file has a name that no folder of configuration reads, and is gone at the end, whatever happened.
 */
const FUNCTIONS = `
begin() { printf 'step %s\\n' "$1" >&2; }
did() { printf 'did %s\\n' "$1"; }
failed() { printf 'failed %s\\n' "$1"; }
give_up() { failed "$1"; exit 1; }
step() {
  number=$1; shift
  begin "$number"
  "$@" >&2 9>&- || give_up "$number"
  did "$number"
}
install_packages() {
  numbers=$1; shift
  for number in $numbers; do begin "$number"; done
  export DEBIAN_FRONTEND=noninteractive
  apt() { apt-get -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" >&2 9>&-; }
  # What is known of the archives may be old, or nothing yet.
  apt install --no-install-recommends -- "$@" || { apt update && apt install --no-install-recommends -- "$@"; }
  status=$?
  for number in $numbers; do if [ "$status" -eq 0 ]; then did "$number"; else failed "$number"; fi; done
  [ "$status" -eq 0 ] || exit 1
}
remember() {
  mkdir -p ${PENDING.slice(0, PENDING.lastIndexOf('/'))} && printf '%s\\n' "$@" >>${PENDING} || exit 1
}
forget() {
  if [ -f ${PENDING} ]; then
    grep -vxF -e "$1" ${PENDING} >${PENDING}.new
    mv -f ${PENDING}.new ${PENDING}
    [ -s ${PENDING} ] || rm -f ${PENDING}
  fi
}
# Of runs that were killed. One apply at a time is at work, so nobody needs them.
sweep() { find "$@" -maxdepth 1 -name '.gpulab.??????' -delete 2>/dev/null; }
all_staged=
forget_staged() { printf '%s' "$all_staged" | while IFS= read -r path; do rm -f -- "$path"; done; }
stage() {
  begin "$1"
  folder=\${4%/*}
  [ -d "$folder/" ] || mkdir -p -- "$folder/" || give_up "$1"
  staged=$(mktemp "$folder/.gpulab.XXXXXX") || give_up "$1"
  all_staged="$all_staged$staged
"
  { base64 -d >"$staged" && chown "$2" "$staged" && chmod "$3" "$staged"; } >&2 || give_up "$1"
  eval "staged_$1=\\$staged"
}
validate() {
  number=$1; shift
  "$@" >&2 9>&- || give_up "$number"
}
place() {
  begin "$1"
  eval "staged=\\$staged_$1"
  mv -fT -- "$staged" "$2" >&2 || give_up "$1"
  did "$1"
}
rights() { chown "$1" -- "$3" && chmod "$2" -- "$3"; }
directory() { mkdir -p -- "$3" && rights "$@"; }
set_sysctl() { printf '%s\\n' "$2" >"$1"; }
swap_off() {
  if [ "$(wc -l </proc/swaps)" -gt 1 ]; then swapoff -a || return 1; fi
  mkdir -p ${SWAP_MASK.slice(0, SWAP_MASK.lastIndexOf('/'))} && ln -sfn /dev/null ${SWAP_MASK}
}
unit() {
  number=$1; shift
  begin "$number"
  case $1 in start|restart) systemctl reset-failed "$2" 2>/dev/null 9>&- ;; esac
  if systemctl "$@" >&2 9>&-; then
    forget "$*"
    did "$number"
  else
    failed "$number"
    left=1
    [ $# -lt 2 ] || systemctl status --no-pager --full --lines=15 "$2" >&2 9>&-
  fi
}
`;
