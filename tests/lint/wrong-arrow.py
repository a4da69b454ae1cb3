#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""wrong-arrow.py BUILD: breaks the layers on purpose, with the build's own commands: a header of a
layer above must not be found, and a call upward must not link. Prints TAP."""

import json
import os
import shlex
import subprocess
import sys
import tempfile

# (a source of the lower layer, a header it must not see)
INCLUDES = [
    ("src/proof/lapel-error.c", "lapel-report.h"),
    ("src/credential/lapel-report.c", "lapel-store.h"),
    ("src/credential/lapel-report.c", "lapel-pathway.h"),
    ("src/pathway/lapel-pathway.c", "lapel-document.h"),
    ("src/store/lapel-store.c", "lapel-wallet.h"),
    ("src/store/lapel-store.c", "lapel-png.h"),
    ("src/exchange/lapel-document.c", "lapel-store.h"),
    ("src/wallet/lapel-wallet.c", "lapel-window.h"),
    ("src/wallet/lapel-wallet.c", "gtk/gtk.h"),
]

# (a closure program, a function of a layer above)
CALLS = [("src/closure-proof", "lapel_report_new"), ("src/closure-credential", "lapel_store_open"),
         ("src/closure-pathway", "lapel_document_open"), ("src/closure-store", "lapel_wallet_new"),
         ("src/closure-exchange", "lapel_wallet_new"), ("src/closure-wallet", "lapel_window_new")]


def compile_with(command, folder, build, line, name):
    """Compiles one line of C with the options of @command; whether it went well."""
    path = os.path.join(folder, name + ".c")
    with open(path, "w", encoding="utf-8") as f:
        f.write(line + "\n")
    words = shlex.split(command["command"])
    words = [w for i, w in enumerate(words) if w not in ("-c", "-MD") and not w.startswith("-Werror")
             and w not in ("-o", "-MF", "-MQ") and (i == 0 or words[i - 1] not in ("-o", "-MF", "-MQ", "-c"))]
    words += ["-w", "-c", path, "-o", os.path.join(folder, name + ".o")]
    return subprocess.run(words, cwd=build, capture_output=True, check=False).returncode == 0


def link_command(build, program):
    """The command with which ninja links @program."""
    target = subprocess.run(["ninja", "-C", build, "-t", "query", program], capture_output=True, text=True,
                            check=False)
    if target.returncode != 0:
        return None
    listed = subprocess.run(["ninja", "-C", build, "-t", "commands", "-s", program], capture_output=True,
                            text=True, check=True).stdout.strip()
    return shlex.split(listed.splitlines()[-1]) if listed else None


def main(build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as f:
        commands = {os.path.relpath(os.path.join(c["directory"], c["file"]), os.path.dirname(build)): c
                    for c in json.load(f)}
    count, failed = 0, False

    def say(good, name):
        nonlocal count, failed
        count += 1
        failed = failed or not good
        print(f"{'ok' if good else 'not ok'} {count} - {name}")

    with tempfile.TemporaryDirectory() as folder:
        for source, header in INCLUDES:
            match = [c for f, c in commands.items() if f.endswith(source)]
            say(bool(match) and compile_with(match[0], folder, build, "int a;", "sound"), f"{source} compiles")
            say(bool(match) and not compile_with(match[0], folder, build, f'#include "{header}"', "arrow"),
                f"{source} cannot include {header}")
        for program, function in CALLS:
            program = os.path.relpath(os.path.join(build, program), build)
            path = program.replace("src/closure-", "src/") + "/" + os.path.basename(program)
            words = link_command(build, path)
            say(words is not None, f"{path} is linked")
            if words is None:
                continue
            words[words.index("-o") + 1] = os.path.join(folder, "program")
            sound = subprocess.run(words, cwd=build, capture_output=True, check=False).returncode == 0
            call = os.path.join(folder, "call.c")
            with open(call, "w", encoding="utf-8") as f:
                f.write(f"void *{function} (void);\nvoid *upward (void);\n"
                        f"void *upward (void)\n{{\n  return {function} ();\n}}\n")
            subprocess.run([words[0], "-fPIE", "-c", call, "-o", call + ".o"], check=True)
            broken = subprocess.run(words + [call + ".o"], cwd=build, capture_output=True, text=True, check=False)
            say(sound and broken.returncode != 0 and function in broken.stderr,
                f"{path} does not link with a call of {function}")
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
