#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""summary.py LOG…: reads meson's test logs and prints what failed or was skipped, the
conformance counts, and as the last line "N passed, N failed"; exits with 1 if anything failed."""

import json
import os
import re
import sys

TAP = re.compile(r"^(not ok|ok)\b\s*\d*\s*-?\s*(.*?)\s*(?:#\s*(SKIP)\b\s*(.*))?$")


def read(path):
    """Each test of a log with its TAP lines."""
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            rows = [m for m in map(TAP.match, test.get("stdout", "").splitlines()) if m]
            yield test, rows


def judge(test, rows):
    """(passed, failures, skips) of one test program: its TAP lines, or itself where it has none."""
    passed, failures, skips = 0, [], []
    for row in rows:
        word, name, directive, reason = row.groups()
        if word == "not ok":
            failures.append(name)
        elif directive == "SKIP":
            skips.append(f"{name}: {reason}")
        else:
            passed += 1
    if test["result"] == "SKIP" and not skips:
        skips.append("skipped")
    elif test["result"] not in ("OK", "SKIP") and not failures:
        failures.append(test["result"].lower())
    elif not rows and test["result"] == "OK":
        passed = 1
    return passed, failures, skips


def main(paths):
    passed, failures, skips, counts = 0, [], [], {}
    for path in paths:
        build = os.path.basename(os.path.dirname(os.path.dirname(path)))
        for test, rows in read(path):
            label = f"{build}: {test['name']}"
            good, bad, left = judge(test, rows)
            passed += good
            failures += [f"{label}: {name}" for name in bad]
            skips += [f"{label}: {name}" for name in left]
            if bad:
                print(f"--- {label}\n{test.get('stdout', '')}{test.get('stderr', '')}")
            for line in test.get("stdout", "").splitlines():
                if match := re.match(r"# conformance ([^:]+): (.*)$", line):
                    counts[match[1]] = match[2]

    for name in sorted(counts):
        print(f"conformance {name}: {counts[name]}")
    for name in skips:
        print(f"skipped: {name}")
    for name in failures:
        print(f"FAILED: {name}")
    print(f"{passed} passed, {len(failures)} failed" + (f", {len(skips)} skipped" if skips else ""))
    return 1 if failures or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
