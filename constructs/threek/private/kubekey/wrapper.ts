/**
 * `kubekey/NAME.sh`: kk with a private copy of the file, in which the secrets are filled in. kk reads plain YAML and knows no references,
 * so a password has to be in a file while it runs; this one only its user can read, and it goes when kk ends.
 */
export const wrapperText = (name: string): string => `#!/usr/bin/env bash
# Made by gpulab: runs kk with ${name}.yaml, in whose copy for this run the secrets are filled in.
#
#   bash kubekey/${name}.sh create cluster -y
#
# KK is the command, if it is not kk on PATH. It runs in the folder KK_WORK (/opt/3k), where it keeps keys and logs.
set -euo pipefail
cluster=$(CDPATH='' cd -- "$(dirname -- "\${BASH_SOURCE[0]}")" && pwd)/${name}.yaml
config=$(umask 077 && mktemp "\${TMPDIR:-/tmp}/kubekey-XXXXXX")
trap 'rm -f -- "$config"' EXIT

fail() {
  printf '%s\\n' "$1" >&2
  exit 1
}

# secret_of environment|file NAME: sets "secret"
secret_of() {
  secret=
  if [ "$1" = environment ]; then
    secret=\${!2:-}
    [ -n "$secret" ] || fail "the environment variable $2 is not set"
  else
    [ -r "$2" ] || fail "the file $2 cannot be read"
    IFS= read -r secret <"$2" || true
    [ -n "$secret" ] || fail "the first line of the file $2 is empty"
  fi
  case $secret in
    *[[:cntrl:]]*) fail "the secret of $2 has a control character or a line break in it" ;;
  esac
}

quote="'"
placeholder='^(.*: )["'"'"']?<(environment|file) ([^>]+)>["'"'"']?$'
while IFS= read -r line || [ -n "$line" ]; do
  if [[ $line =~ $placeholder ]]; then
    start=\${BASH_REMATCH[1]}
    secret_of "\${BASH_REMATCH[2]}" "\${BASH_REMATCH[3]}"
    line="$start$quote\${secret//$quote/$quote$quote}$quote"
  fi
  printf '%s\\n' "$line"
done <"$cluster" >"$config"

mkdir -p -- "\${KK_WORK:-/opt/3k}"
cd -- "\${KK_WORK:-/opt/3k}"
"\${KK:-kk}" "$@" -f "$config"
`;
