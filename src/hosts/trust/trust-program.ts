import { quotedWord } from 'cdk8s-gpulab/lib/output/private/delivery/shell';
import { commentOf, type WantedTrust } from './wanted-trust';

/** Marks around what is ours in a file that others write, too. */
export const BEGIN = '# gpulab: begin (gpulab writes this part: changes are undone)';
export const END = '# gpulab: end';

/**
 * A program for a POSIX shell that brings the `.ssh` folder of its user into the wanted state, or with `look` only says what it
 * would do: there is one text of both, so that they cannot differ. It prints a line for each change, `change WHAT`, and the public
 * key of the host, `public KEY`. All of it is one function, called in the last line: where the connection breaks half way, nothing
 * runs.
 */
export function trustProgram(host: string, wanted: WantedTrust, { look }: { readonly look: boolean }): string {
  return programOf(host, look, [
    wanted.hasKey ? 'own_key' : 'no_key',
    `block authorized_keys 600 ${quotedWord(block(wanted.authorizedKeys))}`,
    `block known_hosts '' ${quotedWord(block(wanted.knownHosts))}`,
  ]);
}

/** The same for the key of the host alone. */
export const keyProgram = (host: string): string => programOf(host, false, ['own_key']);

const block = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${[BEGIN, ...lines, END].join('\n')}\n`;

const programOf = (host: string, look: boolean, steps: readonly string[]): string => `${FUNCTIONS}
main() {
apply=${look ? 0 : 1}
comment=${quotedWord(commentOf(host))}
folder
${steps.join('\n')}
}
main </dev/null
`;

/** A key that a person made stays, is used where a key is wanted, and is never taken away. */
const FUNCTIONS = `set -eu
export LC_ALL=C
umask 077
home=$HOME/.ssh
begin=${quotedWord(BEGIN)}
end=${quotedWord(END)}
change() { printf 'change %s\\n' "$1"; }
fail() { printf '%s\\n' "$1" >&2; exit 1; }
does() { [ "$apply" = 1 ]; }
folder() {
  if [ ! -d "$home" ]; then
    if does; then mkdir -p "$home"; fi
    change '.ssh: is not there'
  elif [ "$(stat -c %a "$home")" != 700 ]; then
    if does; then chmod 700 "$home"; fi
    change '.ssh: has other rights than 700'
  fi
}
rights() {
  [ ! -e "$1" ] || [ "$(stat -L -c %a "$1")" = "$2" ] && return 0
  if does; then chmod "$2" "$1"; fi
  change "$3: has other rights than $2"
}
own_key() {
  key=$home/id_ed25519
  if [ ! -s "$key" ]; then
    if does; then rm -f "$key" "$key.pub"; ssh-keygen -q -t ed25519 -N '' -C "$comment" -f "$key" >&2; fi
    change 'id_ed25519: is not there'
  fi
  [ -s "$key" ] || return 0
  rights "$key" 600 id_ed25519
  public=$(ssh-keygen -y -P '' -f "$key" 2>/dev/null) || public=$(head -n 1 "$key.pub") || fail 'id_ed25519 has no public half'
  printf 'public %s\\n' "$public"
}
no_key() {
  key=$home/id_ed25519
  [ -e "$key.pub" ] || return 0
  case $(cat "$key.pub") in *" $comment") ;; *) return 0 ;; esac
  if does; then rm -f "$key" "$key.pub"; fi
  change 'id_ed25519: is of no use any more'
}
block() {
  file=$home/$1
  if [ -L "$file" ]; then file=$(readlink -f "$file"); fi
  old=
  if [ -e "$file" ]; then old=$(cat "$file"; printf x); old=\${old%x}; fi
  new=$(printf '%s' "$old" | BEGIN=$begin END=$end BLOCK=$3 awk '
    function fresh() { if (!done) printf "%s", ENVIRON["BLOCK"]; done = 1 }
    $0 == ENVIRON["BEGIN"] { if (inside) bad = 1; fresh(); inside = 1; next }
    $0 == ENVIRON["END"] { if (!inside) bad = 1; inside = 0; next }
    !inside { print }
    END { fresh(); if (inside || bad) exit 3 }
  '; printf x) || fail "$1: the marks of our part do not belong together; mend or remove them by hand"
  new=\${new%x}
  if [ "$new" != "$old" ]; then
    if does; then
      staged=$(mktemp "$file.XXXXXX")
      printf '%s' "$new" >"$staged"
      if [ -e "$file" ]; then chmod --reference="$file" "$staged"; fi
      mv -f "$staged" "$file"
    fi
    change "$1: our part differs"
  fi
  if [ -n "$2" ]; then rights "$file" "$2" "$1"; fi
}
`;
