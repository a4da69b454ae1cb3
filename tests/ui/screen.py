# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does at a window: look (through AT-SPI), click, type, drag (through xdotool)."""

import os
import subprocess
import time

# libatspi warns when a program is looked at before all of it is on the bus, which is no fault.
# GLib reads this once, when it is loaded; what is started from here does not inherit it either.
os.environ.pop("G_DEBUG", None)

# Everything is asked anew: nobody runs a main loop here that would hear of changes. (To clear the
# cache instead would never end where a widget lies below itself, and overflow the stack.)
os.environ["ATSPI_NO_CACHE"] = "1"

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TRIES = 150
PAUSE = 0.1

# A key or click may be lost while the window is laid out anew: how often it is repeated, and how
# many looks each time has.
ATTEMPTS = 4
LOOKS = 40

# GTK 4.8 lists the pages of a stack twice, and some widgets below themselves.
MAX_DEPTH = 40


class Missing(AssertionError):
    """Something that should have come did not."""


def look_for(look, tries):
    """The first true answer of look (), asked a bounded number of times, or None."""
    for _ in range(tries):
        try:
            found = look()
        except GLib.Error:  # it went away while it was looked at
            found = None
        if found:
            return found
        time.sleep(PAUSE)
    return None


def wait(what, look):
    """The first true answer of look (), without which the test fails."""
    found = look_for(look, TRIES)
    if not found:
        raise Missing(f"waited in vain for {what}")
    return found


def act(what, action, done, ready=lambda: True):
    """Acts once it can be done, looks whether it was, and acts again if it was not."""
    for _ in range(ATTEMPTS):
        wait(f"the moment for {what}", lambda: done() or ready())
        if look_for(done, 1):
            return
        action()
        if look_for(done, LOOKS):
            return
    raise Missing(f"tried in vain: {what}")


def has_bus():
    """The launcher owns its name before its bus listens; libatspi ends the program without it."""
    answer = subprocess.run(
        ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
         "--method", "org.a11y.Bus.GetAddress"], capture_output=True, text=True, check=False)
    return "unix:" in answer.stdout


def start_accessibility():
    """The bus for assistive technologies, which nobody starts on our private session bus."""
    launcher = subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait("the accessibility bus", has_bus)
    assert Atspi.init() == 0
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
    """Those on the display."""
    return list(children(Atspi.get_desktop(0)))


def everything(top=None):
    """All that is on the screen, or in the window with this title: to go through a window with
    hundreds of cards takes seconds."""
    for application in applications():
        for window_ in children(application):
            if top is None or window_.get_name() == top:
                yield from walk(window_)


def find(name, role=None, exact=True, top=None):
    """What is on the screen under this name (or with this in its name), or None."""
    for node in everything(top):
        own = node.get_name() or ""
        if (own == name if exact else name in own) and (
                role is None or node.get_role_name() == role):
            return node
    return None


def cards():
    """The titles on the cards of the grid, from the first to the last."""
    return [node.get_name().split("\n")[0] for node in everything()
            if node.get_role_name() == "table cell"]


def focused(title):
    """Whether the keyboard's focus is on what has this as the first line of its name."""
    return any(node.get_state_set().contains(Atspi.StateType.FOCUSED)
               and (node.get_name() or "").split("\n")[0] == title for node in everything())


def holds(name, text):
    """Whether the entry of this name has the focus and exactly this text in it."""
    for node in everything():
        if node.get_name() == name and "Text" in node.get_interfaces():
            length = Atspi.Text.get_character_count(node)
            return (node.get_state_set().contains(Atspi.StateType.FOCUSED)
                    and Atspi.Text.get_text(node, 0, length) == text)
    return False


def see(name, role=None, exact=True, top=None):
    return wait(f"“{name}”", lambda: find(name, role, exact, top))


def is_called(node, name):
    """GTK 4.8 puts a button's mnemonic text before its label: "_Close Close"."""
    own = node.get_name() or ""
    return own == name or own.endswith(" " + name)


def press(name, beside=None, role="push button", top=None):
    """Presses the button of this name, in the window that also shows the text `beside` or that has
    the title `top`."""
    def look():
        for application in applications():
            for own in children(application):
                if top is not None and own.get_name() != top:
                    continue
                nodes = list(walk(own))
                if beside is not None and not any(n.get_name() == beside for n in nodes):
                    continue
                for node in nodes:
                    if is_called(node, name) and node.get_role_name() == role:
                        return node
        return None

    wait(f"a button “{name}”", look).do_action(0)


def click(name, done):
    """Clicks where this text stands, until done (). The window has to be in the corner of the
    screen."""
    def at_its_middle():
        area = see(name).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        xdotool("mousemove", area.x + area.width // 2, area.y + area.height // 2, "click", 1)

    act(f"a click on “{name}”", at_its_middle, done, lambda: find(name))


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


def key(title, name, done, ready=lambda: True):
    """Presses a key when the window is ready for it, until done ()."""
    act(f"the key {name}", lambda: keys(title, name), done, ready)


def type_text(title, text, entry):
    """Types a text, which opens the entry of this name. What came in only in part is typed anew."""
    def anew():
        if find(entry) is not None and focused(entry):
            keys(title, "ctrl+a", "BackSpace")
        focus(title)
        xdotool("type", "--delay", 5, text)

    act(f"typing “{text}”", anew, lambda: holds(entry, text))


def place(title, x, y, width=None, height=None):
    own = window(title)
    xdotool("windowmove", own, x, y)
    if width is not None:
        xdotool("windowsize", own, width, height)


def picture(folder, name, title="Lapel"):
    """A screenshot of one window."""
    subprocess.run(["import", "-window", window(title), os.path.join(folder, name + ".png")],
                   check=True)


def resize(title, width, height):
    """Makes a window as large, and waits until what is in it has been laid out anew."""
    def looks(node):
        area = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        # Without the border that the window draws around itself.
        return (node.get_role_name() == "frame" and abs(area.width - width) <= 32
                and abs(area.height - height) <= 32)

    place(title, 0, 0, width, height)
    look_for(lambda: any(looks(top) for application in applications()
                         for top in children(application)), LOOKS)


def still_picture(folder, name, title="Lapel"):
    """A screenshot of one window once nothing in it moves any more."""
    path = os.path.join(folder, name + ".png")
    last = None
    # Where it stays no tooltip comes up.
    xdotool("mousemove", 2559, 1439)
    for _ in range(LOOKS):
        picture(folder, name, title)
        now = subprocess.run(["convert", path, "rgb:-"], capture_output=True, check=True).stdout
        # One that is all of one colour has not been painted yet.
        if now == last and len(set(now[i:i + 3] for i in range(0, len(now), 999))) > 2:
            return
        last = now
        time.sleep(3 * PAUSE)
    raise Missing(f"a window “{title}” that stands still")


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
