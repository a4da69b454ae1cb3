#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND [ARGUMENT]…: runs a command on a display of its own, 2560 by 1440, that
# nobody sees. Exit status: the command's; 77 ("skipped") where Xvfb is not installed.
# The display and its folder are gone when the command ends.

set -eu

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT]…" >&2; exit 64; }
command -v Xvfb >/dev/null || { echo "Xvfb is not installed" >&2; exit 77; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/lapel-display-XXXXXX")
server=
finish () {
  [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' TERM INT HUP

# Xvfb looks for a free number itself and writes it once it listens: reading from the pipe waits.
mkfifo "$folder/number"
env -u G_DEBUG Xvfb -displayfd 3 -screen 0 2560x1440x24 -nolisten tcp -noreset \
  3>"$folder/number" >"$folder/log" 2>&1 &
server=$!
read -r number <"$folder/number" || { cat "$folder/log" >&2; exit 99; }

# Drawn by the processor and with nothing of the desktop around it, everywhere the same.
export DISPLAY=":$number" GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory
unset WAYLAND_DISPLAY

status=0
"$@" || status=$?
exit "$status"
