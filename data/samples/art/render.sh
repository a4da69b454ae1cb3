#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws the pictures anew with rsvg-convert (Debian: librsvg2-bin): small ones to stand inside a credential,
# large ones to be baked. The PNGs are kept, because their bytes depend on the renderer's version and the
# samples' signatures on their bytes. Afterwards: ninja -C BUILD update-samples.
set -eu

cd "$(dirname "$0")"

render() { # PIXELS NAME…
  pixels=$1
  shift
  for name; do
    rsvg-convert --width "$pixels" --output "$name-$pixels.png" "$name.svg"
  done
}

render 192 spotting-a-need testing-with-teachers privacy-by-design pedagogical-mentor digital-assessment
render 512 idea-to-product business-models
