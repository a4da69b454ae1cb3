#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window.py LAPEL LAPEL-CLI DRAG-SOURCE SAMPLES PICTURES

Drives the real window from outside, as a person would: imports in each way, looks at a credential
and at the progress, shares a portfolio, and verifies it. Runs inside with-keyring.sh and
with-display.sh. Screenshots go into the folder PICTURES. Prints TAP.
"""

import glob
import os
import subprocess
import sys

import scene
import screen

LAPEL, CLI, DRAG_SOURCE, SAMPLES, PICTURES = (os.path.abspath(a) for a in sys.argv[1:6])
SEARCH = "Search credentials"


def sample(name):
    return os.path.join(SAMPLES, name)


def to_clipboard(path, media_type):
    """xclip stays behind to serve the selection; it is ended with the others."""
    scene.start("xclip", "-quiet", "-selection", "clipboard", "-t", media_type, "-i", path)
    screen.wait("the clipboard", lambda: media_type in subprocess.run(
        ["xclip", "-selection", "clipboard", "-o", "-t", "TARGETS"],
        capture_output=True, text=True, check=False).stdout.split())


def choose_file(title, path):
    """Types a path into a file dialog: a slash opens its location entry."""
    screen.wait("the file dialog", lambda: screen.is_open(title))
    screen.type_text(title, path, "GtkFileChooserEntry")
    screen.key(title, "Return", lambda: not screen.is_open(title))


def back_to_grid(count):
    screen.key("Lapel", "alt+Left", lambda: screen.find(f"All {count}"))


def search(words, title):
    """Types on the grid, and waits until this card alone is left."""
    screen.type_text("Lapel", words, SEARCH)
    screen.wait(f"the card “{title}” alone", lambda: screen.cards() == [title])


def leave_search(count):
    screen.key("Lapel", "Escape", lambda: len(screen.cards()) == count)


def test_empty():
    """An empty wallet invites"""
    scene.start(LAPEL)
    screen.see("Your badges belong here")
    screen.place("Lapel", 0, 0, 1180, 760)
    screen.picture(PICTURES, "empty")


def test_command_line():
    """lapel FILE imports and shows the credential"""
    scene.start(LAPEL, sample("module-1.json"))
    screen.see("Not changed since it was issued")
    screen.see("Spotting a need in the classroom")
    screen.picture(PICTURES, "credential")
    back_to_grid(1)


def test_file_dialog():
    """The + button imports a file"""
    screen.press("Add badges")
    choose_file("Add Badges", sample("module-2.png"))
    screen.see("From idea to EdTech product")
    screen.see("Not changed since it was issued")
    back_to_grid(2)


def test_paste_text():
    """Ctrl+V imports a token from the clipboard"""
    to_clipboard(sample("module-3.jwt"), "text/plain")
    screen.keys("Lapel", "ctrl+v")
    screen.see("Testing with teachers")
    screen.see("Not changed since it was issued")
    back_to_grid(3)


def test_paste_picture():
    """Ctrl+V imports the bytes of a picture, with the credential in them"""
    to_clipboard(sample("module-4.png"), "image/png")
    screen.keys("Lapel", "ctrl+v")
    screen.see("Business models for schools")
    screen.see("Not changed since it was issued")
    back_to_grid(4)


def test_drop():
    """A file dropped on the window is imported"""
    scene.start(DRAG_SOURCE, sample("module-5.json"))
    screen.place("Drag source", 1300, 200)
    # Over its middle: the hint is there before the button is let go.
    screen.drag((1400, 300), (700, 400), lambda: (
        screen.see("Drop to add"), screen.picture(PICTURES, "drop")))
    screen.see("Privacy and safety by design")
    screen.see("Expired")
    screen.picture(PICTURES, "expired")
    back_to_grid(5)
    screen.see("Needs a look 1")


def test_refused():
    """What is no credential is refused in words, and nothing changes"""
    path = os.path.join(scene.HOME, "letter.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("Dear teacher")
    scene.start(LAPEL, path)
    screen.see("“letter.txt” was not added")
    screen.press("Close", "“letter.txt” was not added")
    screen.closed("“letter.txt” was not added")
    screen.see("All 5")


def test_several():
    """Several at once get a summary"""
    scene.start(LAPEL, sample("micro-credential.jwt"), sample("pedagogical-mentor.json"),
          sample("module-1.json"))
    screen.see("2 credentials were added.")
    screen.see("Already there 1")
    screen.picture(PICTURES, "summary", "Added to your wallet")
    screen.press("Done")
    screen.closed("Added to your wallet")
    screen.see("All 7")
    screen.picture(PICTURES, "credentials")


def test_keyboard():
    """Search, open and go back with the keyboard alone"""
    search("assessment", "Designing assessment with digital tools")
    screen.key("Lapel", "Return", lambda: screen.find("5 ECTS"), lambda: screen.focused(SEARCH))
    back_to_grid(7)
    leave_search(7)
    # From the grid: Enter opens what has the focus.
    search("mentor", "Pedagogical mentor")
    screen.key("Lapel", "Tab", lambda: screen.focused("Pedagogical mentor"),
               lambda: screen.focused(SEARCH))
    screen.key("Lapel", "Return", lambda: screen.find("Not changed since it was issued"),
               lambda: screen.focused("Pedagogical mentor"))
    back_to_grid(7)
    leave_search(7)


def test_progress():
    """The pathway shows four of six, and why the fifth does not count"""
    screen.click("Progress", lambda: screen.find("4 of 6 badges · 2 to go"))
    screen.picture(PICTURES, "pathways")
    screen.click("EdTech entrepreneurship", lambda: screen.find("2 badges to go"))
    screen.see("does not count: expired on", exact=False)
    screen.picture(PICTURES, "progress")


def test_share():
    """A portfolio is saved, and lapel-cli verifies it"""
    screen.press("Share progress…")
    screen.see("What this reveals")
    screen.picture(PICTURES, "share", "Share 4 credentials")
    screen.press("Save…")
    choose_file("Save the Portfolio In", scene.HOME + "/")
    screen.closed("Share 4 credentials")
    page = glob.glob(scene.HOME + "/Portfolio *")
    screen.see("Portfolio saved")
    for name in "presentation.json", "portfolio.html":
        result = subprocess.run([CLI, "verify", os.path.join(page[0], name)],
                                env={**os.environ, "G_DEBUG": "fatal-warnings"},
                                capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr


def test_narrow():
    """Everything is there at 360 pixels"""
    screen.click("Credentials", lambda: screen.find("All 7"))
    screen.place("Lapel", 0, 0, 360, 720)
    screen.see("Show the sidebar")
    screen.picture(PICTURES, "narrow")


def test_quiet():
    """Nothing was complained about on the way"""
    scene.assert_quiet()


if __name__ == "__main__":
    sys.exit(scene.run([value for name, value in globals().items() if name.startswith("test_")],
                       PICTURES))
