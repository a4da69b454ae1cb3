#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh BUILD ROOT: clang-tidy over every source of src/, with the options of .clang-tidy.
set -eu
command -v run-clang-tidy-14 >/dev/null || exit 77

# GCC's own warning options mean nothing to clang.
out=$(run-clang-tidy-14 -p "$1" -quiet -extra-arg=-Wno-unknown-warning-option "^$2/src/.*\.c\$" 2>/dev/null) || {
  echo "$out" | grep -a -E 'error:|warning:'
  exit 1
}
