#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Opens portfolio pages in a real browser: nothing that a stranger wrote becomes part of the page,
# the policy lets the style and the pictures through, and pictures of the page are kept to look at.
#   page-in-browser.sh MAKE-PAGE [FOLDER]
set -eu

browser=$(command -v chromium || command -v chromium-browser || true)
[ -n "$browser" ] || { echo "no chromium"; exit 77; }
make_page=$1
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
profile=$(mktemp -d)
trap 'rm -rf "$profile"; [ $# -ge 2 ] || rm -rf "$folder"' EXIT

run () {
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --user-data-dir="$profile" --enable-logging=stderr "$@" 2>"$folder/browser.log"
}

fail () {
  echo "FAILED: $1"
  exit 1
}

"$make_page" "$folder"

run --dump-dom "file://$folder/hostile.html" >"$folder/hostile-dom.html"
grep -q '<title>broken out' "$folder/hostile-dom.html" && fail "a stranger's script ran"
grep -q '<img' "$folder/hostile-dom.html" && fail "a stranger's picture is an element"
[ "$(grep -o '<script' "$folder/hostile-dom.html" | wc -l)" = 1 ] || fail "another script element"

# The browser has no window narrower than 500 pixels; a frame has.
cat >"$folder/narrow.html" <<END
<!DOCTYPE html><body style="margin: 0"><iframe src="sample.html" style="width: 360px; height: 1700px; border: 0"></iframe>
END

picture () {
  name=$1 size=$2 page=$3
  shift 3
  run --screenshot="$folder/$name.png" --window-size="$size" "$@" "file://$folder/$page"
  [ -s "$folder/$name.png" ] || fail "no picture of the page: $name"
  if grep -qi 'content security policy\|refused to' "$folder/browser.log"; then
    fail "the policy stops a part of our own page"
  fi
}

picture light 900,1500 sample.html
picture dark 900,1500 sample.html --force-dark-mode
picture narrow 500,1700 narrow.html
run --print-to-pdf="$folder/print.pdf" "file://$folder/sample.html"
[ -s "$folder/print.pdf" ] || fail "the page does not print"
echo "portfolio page in $("$browser" --version 2>/dev/null)"
