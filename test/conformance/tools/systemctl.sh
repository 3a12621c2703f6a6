#!/bin/sh
# A stand-in for systemctl on a host of a test, where no systemd is process 1. Units and drop-ins are the real ones: it reads
# ExecStart= of them as systemd does (an empty one takes away what was before, systemd.service(5)), at daemon-reload only, and runs that.
# What it did is in /run/systemctl.log.
set -u
state=/run/systemctl
mkdir -p "$state"

sources() { cat "/etc/systemd/system/$1" 2>/dev/null || cat "/lib/systemd/system/$1" 2>/dev/null; cat "/etc/systemd/system/$1.d/"*.conf 2>/dev/null; }
merged() { sources "$1" | sed -n 's/^\(Exec[A-Za-z]*\)=/\1 /p' | awk '$1 == "ExecStart" { if (NF == 1) line = ""; else line = substr($0, 11) } $1 == "ExecReload" { reload = substr($0, 12) } END { print line; print reload }'; }
loaded() { [ -f "$state/$1.exec" ] || merged "$1" >"$state/$1.exec"; }
pid() { cat "$state/$1.pid" 2>/dev/null; }
# A zombie is dead: nobody here reaps the children of others.
runs() { process=$(pid "$1") && [ -n "$process" ] && grep -q '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$process/status" 2>/dev/null; }
exists() { [ -f "/etc/systemd/system/$1" ] || [ -f "/lib/systemd/system/$1" ]; }
enabled() { [ -L "/etc/systemd/system/multi-user.target.wants/$1" ]; }

start() {
  exists "$1" || { echo "Unit $1 not found." >&2; return 5; }
  runs "$1" && return 0
  for other in $(sources "$1" | sed -n 's/^\(Wants\|Requires\)=//p'); do
    case $other in *.service) if exists "$other"; then start "$other"; fi ;; esac
  done
  loaded "$1"
  command=$(head -n 1 "$state/$1.exec")
  setsid sh -c "exec $command" >"$state/$1.out" 2>&1 </dev/null &
  echo $! >"$state/$1.pid"
  sleep 0.3
  runs "$1" || { echo failed >"$state/$1.failed"; echo "Job for $1 failed." >&2; return 1; }
  rm -f "$state/$1.failed"
}
stop() {
  runs "$1" || return 0
  kill "$(pid "$1")"
  i=0
  while runs "$1" && [ $i -lt 150 ]; do sleep 0.1; i=$((i + 1)); done
  runs "$1" && kill -9 "$(pid "$1")"
  rm -f "$state/$1.pid"
}
show() {
  for unit in "$@"; do
    loaded "$unit"
    echo "Id=$unit"
    if exists "$unit"; then echo LoadState=loaded; else echo LoadState=not-found; fi
    if runs "$unit"; then echo ActiveState=active; elif [ -f "$state/$unit.failed" ]; then echo ActiveState=failed; else echo ActiveState=inactive; fi
    if enabled "$unit"; then echo UnitFileState=enabled; elif exists "$unit"; then echo UnitFileState=disabled; else echo UnitFileState=; fi
    if [ "$(merged "$unit")" = "$(cat "$state/$unit.exec")" ]; then echo NeedDaemonReload=no; else echo NeedDaemonReload=yes; fi
    echo
  done
}

verb=$1; shift
[ "$verb" = show ] || echo "$verb $*" >>/run/systemctl.log
case $verb in
  show) while [ "${1#-}" != "$1" ]; do shift; done; show "$@" ;;
  daemon-reload) for file in "$state"/*.exec; do [ -f "$file" ] || continue; unit=${file##*/}; unit=${unit%.exec}; merged "$unit" >"$file"; done ;;
  enable) exists "$1" && mkdir -p /etc/systemd/system/multi-user.target.wants && ln -sf "/lib/systemd/system/$1" "/etc/systemd/system/multi-user.target.wants/$1" ;;
  disable) rm -f "/etc/systemd/system/multi-user.target.wants/$1" ;;
  start) start "$1" ;;
  stop) stop "$1" ;;
  restart) stop "$1"; start "$1" ;;
  reload) runs "$1" || { echo "$1 is not active, cannot reload." >&2; exit 1; }; kill -HUP "$(pid "$1")" ;;
  reset-failed) rm -f "$state/$1.failed" ;;
  status) while [ "${1#-}" != "$1" ]; do shift; done; tail -n 15 "$state/$1.out" ;;
  *) echo "this stand-in knows no $verb" >&2; exit 1 ;;
esac
