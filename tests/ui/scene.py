# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests that drive the real window have in common: a desktop of its own, programs that are
started on it, and a row of steps that are reported in TAP."""

import os
import subprocess

import screen

HOME = os.environ["HOME"]
LOG = os.path.join(HOME, "log")
children = []

# GTK 4.8 says this when an assistive technology asks a file dialog about a row that is just going.
KNOWN = "g_variant_is_object_path: assertion 'string != NULL' failed"


def start(*command, **variables):
    """Starts a program, which runs until the test ends."""
    # Without G_DEBUG: what is wrong in GTK must not end the program that is looked at; our own
    # warnings are found in the log at the end.
    with open(LOG, "ab") as log:
        child = subprocess.Popen(command, stderr=log, env={**os.environ, **variables})
    children.append(child)
    return child


def stop(child):
    child.terminate()
    child.wait()
    children.remove(child)


def look_like_the_desktop():
    """The font of a GNOME desktop, for the pictures."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "gtk-4.0")
    os.makedirs(folder)
    with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as file:
        file.write("[Settings]\ngtk-font-name=Cantarell 11\n")


def assert_quiet():
    """Nothing was complained about on the way."""
    with open(LOG, encoding="utf-8", errors="replace") as log:
        complaints = [line for line in log
                      if ("-WARNING" in line or "-CRITICAL" in line) and KNOWN not in line]
    assert not complaints, "".join(complaints)


def read_log():
    with open(LOG, encoding="utf-8", errors="replace") as log:
        return log.read()


def play(tests, pictures):
    """Runs the steps, each of which stands on the one before. Returns: an exit status"""
    os.makedirs(pictures, exist_ok=True)
    look_like_the_desktop()
    children.append(screen.start_accessibility())
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {test.__doc__}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            print(f"not ok {number} {test.__doc__}", flush=True)
            print("# " + f"{error}\n{read_log()}".replace("\n", "\n# "), flush=True)
            subprocess.run(["import", "-window", "root", os.path.join(pictures, "failed.png")],
                           check=False)
            print("Bail out! the rest was not tried", flush=True)
            return 1
    return 0


def run(tests, pictures):
    """play (), and nothing that was started is left."""
    try:
        return play(tests, pictures)
    finally:
        for child in reversed(children):
            child.terminate()
            child.wait()
