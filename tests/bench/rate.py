#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rate.py COMMAND… < FILE: feeds FILE (a credential a line) to COMMAND, whose every report must say
"verified", and prints "N credentials/s". Starting the process counts."""

import subprocess
import sys
import time

data = sys.stdin.buffer.read()
lines = data.count(b"\n")
begin = time.monotonic()
run = subprocess.run(sys.argv[1:], input=data, stdout=subprocess.PIPE, check=False)
seconds = time.monotonic() - begin
verified = sum(b'"verdict":"verified"' in report.replace(b'" : "', b'":"') for report in run.stdout.splitlines())
if verified != lines:
    sys.exit(f"{verified} of {lines} verified")
print(f"{lines / seconds:.1f} credentials/s")
