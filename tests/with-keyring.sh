#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command in a session of its own that has a Secret Service: a private home, a private
# message bus, and a real gnome-keyring-daemon whose login keyring is unlocked. The keyring's
# password is "lapel". The daemon and the folder are gone when the command ends, and its exit
# status is ours.
#
#     tests/with-keyring.sh COMMAND [ARGUMENT]…
#     tests/with-keyring.sh --no-keyring COMMAND [ARGUMENT]…
#     tests/with-keyring.sh --no-service COMMAND [ARGUMENT]…
#
# With --no-keyring the daemon runs, but there is no keyring in it yet, and nobody who could choose
# a password for one. With --no-service the bus is there, but nothing on it offers secrets and
# nothing can be started.
# Exit status 77 ("skipped") where the programs are not installed.

set -eu

mode=service
case ${1-} in
  --no-keyring) mode=empty; shift ;;
  --no-service) mode=none; shift ;;
esac
[ $# -gt 0 ] || { echo "usage: $0 [--no-keyring|--no-service] COMMAND [ARGUMENT]…" >&2; exit 64; }

for program in dbus-daemon dbus-run-session gnome-keyring-daemon; do
  command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 77; }
done

home=$(mktemp -d "${TMPDIR:-/tmp}/lapel-keyring-XXXXXX")
trap 'rm -rf "$home"' EXIT
trap 'exit 143' TERM INT HUP
mkdir -m 700 "$home/run" "$home/data" "$home/config" "$home/cache"

# No service folders: whatever the system could start stays out of the test.
cat >"$home/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir=$home/run</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF

export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" \
  XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" LAPEL_KEYRING_MODE="$mode"
unset DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK

status=0
dbus-run-session --config-file="$home/bus.conf" -- sh -c '
  set -eu
  daemon=
  # The warnings that are fatal to a test are not those of the daemon.
  start () {
    exec env -u G_DEBUG gnome-keyring-daemon --foreground --components=secrets "$@" \
      >"$HOME/daemon.log" 2>&1
  }
  case $LAPEL_KEYRING_MODE in
    service) printf lapel | start --unlock & daemon=$! ;;
    empty) start </dev/null & daemon=$! ;;
  esac
  [ -z "$daemon" ] || gdbus wait --session --timeout 20 org.freedesktop.secrets
  status=0
  "$@" || status=$?
  if [ -n "$daemon" ]; then
    kill "$daemon" 2>/dev/null || true
    wait "$daemon" 2>/dev/null || true
  fi
  exit "$status"
' sh "$@" || status=$?
exit "$status"
