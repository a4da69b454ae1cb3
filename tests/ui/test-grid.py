#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-grid.py LAPEL LAPEL-CLI SAMPLES PICTURES

Drives what the real window does with many credentials: collections, tags, filters, groups, choosing
several, the bin. Runs inside with-keyring.sh and with-display.sh. Screenshots go into the folder
PICTURES. Prints TAP.
"""

import datetime
import json
import os
import subprocess
import sys

import screen

LAPEL, CLI, SAMPLES, PICTURES = (os.path.abspath(a) for a in sys.argv[1:5])
HOME = os.environ["HOME"]
LOG = os.path.join(HOME, "log")
children = []


def cli(*arguments):
    result = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()] if "--json" in arguments else None


def entries():
    return {record["title"]: record for record in cli("list", "--json")}


def fill_wallet():
    """The samples, and one that expires in ten days."""
    with open(os.path.join(SAMPLES, "module-1.json"), encoding="utf-8") as file:
        badge = json.load(file)
    until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=10)
    badge["id"] = "urn:uuid:00000000-0000-4000-8000-000000000010"
    badge["validUntil"] = until.strftime("%Y-%m-%dT%H:%M:%SZ")
    badge["credentialSubject"]["achievement"]["name"] = "First aid refresher"
    badge["issuer"]["name"] = "Red Cross"
    badge["issuer"]["id"] = "https://redcross.example"
    del badge["proof"]
    path = os.path.join(HOME, "refresher.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(badge, file)
    names = ("module-1.json", "module-2.png", "module-3.jwt", "module-4.png", "module-5.json",
             "micro-credential.jwt", "pedagogical-mentor.json")
    cli("import", path, *(os.path.join(SAMPLES, name) for name in names))
    cli("collection", "create", "CPD 2024–26")
    cli("collection", "create", "Job application")
    cli("collection", "add", "CPD 2024–26", entries()["Testing with teachers"]["entry"])


def start(scheme="prefer-light"):
    # Without G_DEBUG: what is wrong in GTK must not end the program that is looked at; our own
    # warnings are found in the log at the end.
    with open(LOG, "ab") as log:
        children.append(subprocess.Popen([LAPEL], stderr=log,
                                         env={**os.environ, "ADW_DEBUG_COLOR_SCHEME": scheme}))
    screen.see("All 8")
    screen.place("Lapel", 0, 0, 1180, 760)


def stop():
    children[-1].terminate()
    children.pop().wait()
    screen.wait("the window to go", lambda: not screen.is_open("Lapel"))


def shown(*titles):
    screen.wait(f"exactly {titles}", lambda: sorted(screen.cards()) == sorted(titles))


def middle(name, role=None):
    area = screen.see(name, role, exact=not name.endswith("\n")).get_extents(screen.Atspi.CoordType.WINDOW)
    return area.x + area.width // 2, area.y + area.height // 2


def go(place, done):
    """Clicks a row of the sidebar, until done ()."""
    screen.act(f"going to “{place}”",
               lambda: screen.xdotool("mousemove", *middle(place, "list item"), "click", 1), done)


def pick(item, done, step="Down", take="Return"):
    """Goes to an item of a menu or a popover, by the keyboard, and takes it."""
    for _ in range(20):
        if screen.look_for(lambda: screen.focused(item), 2):
            break
        screen.keys("Lapel", step)
    screen.key("Lapel", take, done)


def whole_picture(name):
    """A screenshot with the popovers, which are windows of their own."""
    subprocess.run(["import", "-window", "root", "-crop", "1180x760+0+0", "+repage",
                    os.path.join(PICTURES, name + ".png")], check=True)


def count_of(row):
    """What stands beside the name of a collection."""
    nodes = list(screen.everything())
    for i, node in enumerate(nodes):
        if node.get_name() == row and node.get_role_name() == "label":
            return nodes[i + 1].get_name()
    return None


def test_sidebar():
    """What expires soon and what lies in a collection is counted, and shown alone"""
    fill_wallet()
    start()
    screen.see("Needs attention")
    screen.wait("one in the collection", lambda: count_of("CPD 2024–26") == "1")
    screen.picture(PICTURES, "grid-1180-light")
    go("CPD 2024–26", lambda: screen.cards() == ["Testing with teachers"])
    go("Expiring soon", lambda: screen.cards() == ["First aid refresher"])
    screen.picture(PICTURES, "grid-expiring")
    go("Job application", lambda: screen.find("An empty collection"))
    go("Credentials", lambda: len(screen.cards()) == 8)


def test_menu():
    """The menu of a card, by the keyboard; a tag is made and searched by the filter"""
    screen.type_text("Lapel", "refresher", "Search credentials")
    shown("First aid refresher")
    screen.key("Lapel", "Tab", lambda: screen.focused("First aid refresher"),
               lambda: screen.focused("Search credentials"))
    screen.key("Lapel", "Menu", lambda: screen.find("Move to Bin"))
    whole_picture("grid-menu")
    pick("Tags…", lambda: screen.is_open("Tags"))
    screen.focus("Tags")
    screen.xdotool("type", "--delay", 5, "health")
    screen.key("Tags", "Return", lambda: entries()["First aid refresher"].get("tags") == ["health"])
    screen.picture(PICTURES, "grid-tags", "Tags")
    screen.key("Tags", "Escape", lambda: not screen.is_open("Tags"))
    screen.key("Lapel", "Escape", lambda: len(screen.cards()) == 8)


def test_group():
    """Groups have headings, and their cards open"""
    screen.click("Sort", lambda: screen.find("Group by"))
    whole_picture("grid-sort")
    pick("Year", lambda: screen.find("2026", "heading"))
    screen.picture(PICTURES, "grid-by-year")
    screen.click("Sort", lambda: screen.find("Group by"))
    pick("Nothing", lambda: len(screen.cards()) == 8)


def test_choose():
    """Several are chosen, and go to the bin and back"""
    screen.click("Choose several", lambda: any(
        node.get_role_name() == "check box" for node in screen.everything()))
    screen.click("Business models for schools", lambda: screen.find("1 chosen"))
    screen.click("Pedagogical mentor", lambda: screen.find("2 chosen"))
    screen.picture(PICTURES, "grid-choosing")
    screen.press("Move to the bin")
    screen.see("2 credentials removed")
    screen.wait("six to be left", lambda: len(screen.cards()) == 6)
    go("Bin", lambda: screen.find("Put back Pedagogical mentor", exact=False))
    screen.picture(PICTURES, "grid-bin")
    screen.press("Put back Pedagogical mentor")
    screen.wait("one to be left", lambda: not screen.find(
        "Put back Pedagogical mentor", exact=False))
    screen.press("Empty Bin…")
    screen.see("Empty the bin?")
    screen.press("Delete")
    screen.closed("Empty the bin\\?")
    screen.see("The bin is empty")
    go("Credentials", lambda: len(screen.cards()) == 7)


def test_filter():
    """The filter shows what is like that, and says that it is on"""
    screen.click("Filter", lambda: screen.find("Expiring within 30 days"))
    whole_picture("grid-filter")
    pick("Expiring within 30 days", lambda: screen.cards() == ["First aid refresher"], "Tab", "space")
    screen.press("Clear Filter")
    screen.wait("all of them", lambda: len(screen.cards()) == 7)
    screen.keys("Lapel", "Escape")


def test_drag():
    """A card dropped on a collection lies in it"""
    screen.drag(middle("Testing with teachers\n", "table cell"), middle("Job application", "list item"))
    screen.see("Added to Job application")
    screen.wait("one in the collection", lambda: count_of("Job application") == "1")
    go("Job application", lambda: screen.cards() == ["Testing with teachers"])
    go("Credentials", lambda: len(screen.cards()) == 7)


def test_widths():
    """Everything is there at every width, light and dark"""
    for scheme in "light", "dark":
        # Without a compositor GTK draws a frame, which is not counted in the smallest width.
        for name, width in (360, 371), (800, 800), (1180, 1180), (1600, 1600):
            screen.place("Lapel", 0, 0, width, 760)
            screen.wait(f"{width} pixels", lambda wanted=f"WIDTH={width}": wanted in screen.xdotool(
                "getwindowgeometry", "--shell", screen.window("Lapel")))
            screen.picture(PICTURES, f"grid-{name}-{scheme}")
        stop()
        if scheme == "light":
            with open(LOG, "ab") as log:
                children.append(subprocess.Popen(
                    [LAPEL], stderr=log,
                    env={**os.environ, "ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}))
            screen.see("All 7")


def test_quiet():
    """Nothing was complained about on the way"""
    with open(LOG, encoding="utf-8", errors="replace") as log:
        complaints = [line for line in log if "-WARNING" in line or "-CRITICAL" in line]
    assert not complaints, "".join(complaints)


def main():
    os.makedirs(PICTURES, exist_ok=True)
    open(LOG, "wb").close()  # pylint: disable=consider-using-with
    children.append(screen.start_accessibility())
    tests = [value for name, value in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {test.__doc__}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            print(f"not ok {number} {test.__doc__}", flush=True)
            with open(LOG, encoding="utf-8", errors="replace") as log:
                said = str(error) + "\n" + log.read()
            print("# " + said.replace("\n", "\n# "), flush=True)
            subprocess.run(["import", "-window", "root", os.path.join(PICTURES, "failed.png")],
                           check=False)
            # Each step stands on the one before.
            print("Bail out! the rest was not tried", flush=True)
            return 1
    return 0


if __name__ == "__main__":
    try:
        status = main()
    finally:
        for child in reversed(children):
            child.terminate()
            child.wait()
    sys.exit(status)
