#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""medians.py FILE: medians of gui_bench.sh's lines, and each app's first window as a multiple of adw_hello's
in the same round."""

import re
import statistics
import sys

rounds = {}
with open(sys.argv[1], encoding="utf-8") as f:
    for line in f:
        words = line.split()
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", " ".join(words[3:]))]
        if len(words) > 3 and numbers:
            rounds.setdefault(words[2], {})[int(words[1])] = numbers
for app, runs in rounds.items():
    firsts = [r[0] for r in runs.values()]
    print(f"{app:14} first window {statistics.median(firsts):.0f} ms [{min(firsts):.0f}-{max(firsts):.0f}]", end="")
    for base in ("adw_hello", "lapel-empty"):
        ratios = [runs[n][0] / rounds[base][n][0] for n in runs if n in rounds.get(base, {})]
        if app != base and ratios:
            print(f"  {statistics.median(ratios):.2f} x {base}", end="")
    print()
