# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does at a window: look (through AT-SPI), click, type, drag (through xdotool)."""

import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TRIES = 150
PAUSE = 0.1

# GTK 4.8 lists the pages of a stack twice, and some widgets below themselves.
MAX_DEPTH = 40


class Missing(AssertionError):
    """Something that should have come did not."""


def wait(what, look):
    """The first true answer of look (), asked a bounded number of times."""
    for _ in range(TRIES):
        try:
            found = look()
        except GLib.Error:  # it went away while it was looked at
            found = None
        if found:
            return found
        time.sleep(PAUSE)
    raise Missing(f"waited in vain for {what}")


def start_accessibility():
    """The bus for assistive technologies, which nobody starts on our private session bus."""
    launcher = subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["gdbus", "wait", "--session", "--timeout", "20", "org.a11y.Bus"], check=True)
    Atspi.init()
    return launcher


def is_visible(node):
    return node.get_state_set().contains(Atspi.StateType.VISIBLE)


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def walk(node, depth=0):
    """A node and what is below it; what is hidden is left out with all that is in it."""
    if depth > 0 and not is_visible(node):
        return
    yield node
    if depth < MAX_DEPTH:
        for child in children(node):
            yield from walk(child, depth + 1)


def applications():
    """Those on the display, asked anew: nobody runs a main loop here that would hear of changes."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    return list(children(desktop))


def find(name, role=None, exact=True):
    """What is on the screen under this name (or with this in its name), or None."""
    for application in applications():
        for node in walk(application):
            own = node.get_name() or ""
            if (own == name if exact else name in own) and (
                    role is None or node.get_role_name() == role):
                return node
    return None


def see(name, role=None, exact=True):
    return wait(f"“{name}”", lambda: find(name, role, exact))


def is_called(node, name):
    """GTK 4.8 puts a button's mnemonic text before its label: "_Close Close"."""
    own = node.get_name() or ""
    return own == name or own.endswith(" " + name)


def press(name, beside=None):
    """Presses the button of this name, in the window that also shows the text `beside`."""
    def look():
        for application in applications():
            for top in children(application):
                nodes = list(walk(top))
                if beside is not None and not any(n.get_name() == beside for n in nodes):
                    continue
                for node in nodes:
                    if is_called(node, name) and node.get_role_name() == "push button":
                        return node
        return None

    wait(f"a button “{name}”", look).do_action(0)


def click(name):
    """Clicks where this text stands. The window has to be in the corner of the screen."""
    area = see(name).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    xdotool("mousemove", area.x + area.width // 2, area.y + area.height // 2, "click", 1)


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True,
                          check=False).stdout.split()


def window(title):
    """The X window with exactly this title."""
    return wait(f"a window “{title}”",
                lambda: xdotool("search", "--onlyvisible", "--name", f"^{title}$"))[-1]


def is_open(title):
    return bool(xdotool("search", "--onlyvisible", "--name", f"^{title}$"))


def closed(title):
    """Waits until a window is gone, without looking through AT-SPI: GTK 4.8 ends the program when
    it is asked about a window that is just being taken down."""
    wait(f"“{title}” to close", lambda: not is_open(title))


def focus(title):
    xdotool("windowfocus", "--sync", window(title))


def keys(title, *names):
    focus(title)
    xdotool("key", "--clearmodifiers", *names)


def type_text(title, text):
    focus(title)
    xdotool("type", "--delay", 5, text)


def place(title, x, y, width=None, height=None):
    own = window(title)
    xdotool("windowmove", own, x, y)
    if width is not None:
        xdotool("windowsize", own, width, height)


def picture(folder, name, title="Lapel"):
    """A screenshot of one window."""
    subprocess.run(["import", "-window", window(title), os.path.join(folder, name + ".png")],
                   check=True)


def drag(start, end, on_the_way=None):
    """Presses at one point of the screen, moves in steps to another and lets go."""
    xdotool("mousemove", *start, "mousedown", 1)
    for step in range(1, 21):
        point = [round(a + (b - a) * step / 20) for a, b in zip(start, end)]
        xdotool("mousemove", *point)
        time.sleep(0.02)
    if on_the_way is not None:
        on_the_way()
    xdotool("mousemove", end[0] + 2, end[1] + 2)
    time.sleep(PAUSE)
    xdotool("mouseup", 1)
