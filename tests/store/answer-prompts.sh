#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# answer-prompts.sh COMMAND [ARGUMENT]…: runs a command inside tests/with-keyring.sh and on a
# display of its own, beside the desktop's real password prompt and somebody who closes the first
# one and types the password into the second. Says so in LAPEL_KEYRING_MODE=prompts.
# Exit status 77 ("skipped") where the prompter is not installed.

set -eu

prompter=/usr/libexec/gcr-prompter
[ -x "$prompter" ] || { echo "$prompter is not installed" >&2; exit 77; }

prompts () {
  xdotool search --onlyvisible --name Unlock 2>/dev/null
}

# Presses the keys until this window has gone: what comes before it listens is lost.
answer () {
  until window=$(prompts); do
    sleep 0.1
  done
  while prompts | grep -qx "$window"; do
    xdotool windowfocus "$window" key ctrl+a "$@" >/dev/null 2>&1 || true
    sleep 0.5
  done
}

NO_AT_BRIDGE=1 "$prompter" &
prompter_pid=$!
gdbus wait --session --timeout 20 org.gnome.keyring.SystemPrompter
(
  answer Escape
  answer l a p e l Return
) &
answer_pid=$!

status=0
LAPEL_KEYRING_MODE=prompts "$@" || status=$?
kill "$answer_pid" "$prompter_pid" 2>/dev/null || true
exit "$status"
