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
        # "cairo 3 lapel-full map 169.4 draw 170.3 settled …"
        match = re.match(r"\S+ (\d+) (\S+) map ([\d.]+) draw", line)
        if match:
            rounds.setdefault(match[2], {})[int(match[1])] = float(match[3])
for app, runs in rounds.items():
    firsts = list(runs.values())
    print(f"{app:14} first window {statistics.median(firsts):.0f} ms [{min(firsts):.0f}-{max(firsts):.0f}]", end="")
    for base in ("adw_hello", "lapel-empty"):
        ratios = [runs[n] / rounds[base][n] for n in runs if n in rounds.get(base, {})]
        if app != base and ratios:
            print(f"  {statistics.median(ratios):.2f} x {base}", end="")
    print()
