#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-documents.py LAPEL DRAG-SOURCE SAMPLES CONFORMANCE PICTURES

Drops one document of each kind on the real window and looks at its page; drops 500 at once, reads
the summary, and stops another 500 half way. Runs inside with-keyring.sh and with-display.sh.
Screenshots go into the folder PICTURES. Prints TAP.
"""

import os
import shutil
import sys

import documents
import scene
import screen

LAPEL, DRAG_SOURCE, SAMPLES, CONFORMANCE, PICTURES = (os.path.abspath(a) for a in sys.argv[1:6])

# Where on the window things are dropped: beside the summary, which lies in the corner.
PLACE = (900, 500)


SUMMARY = "Added to your wallet"


def sample(name):
    return os.path.join(SAMPLES, name)


def found(*path):
    return os.path.join(CONFORMANCE, *path)


def made(name):
    return os.path.join(scene.HOME, name)


def drop(*paths):
    source = scene.start(DRAG_SOURCE, *paths)
    screen.place("Drag source", 1300, 200)
    screen.drag((1400, 300), PLACE, lambda: screen.see("Drop to add"))
    screen.wait("the drop to be taken", lambda: screen.find("Drop to add") is None)
    scene.stop(source)


def drop_one(path, title, *texts):
    """Drops a file and looks for texts on the page that opens."""
    drop(path)
    screen.see(title)
    for text in texts:
        screen.see(text, exact=False)


def take(name, *sizes):
    """A picture of what is open for each of the sizes."""
    screen.wait("the toast to go", lambda: not screen.find(SUMMARY))
    for size in sizes:
        screen.resize("Lapel", *size)
        screen.still_picture(PICTURES, f"{name}-{size[0]}")
    screen.resize("Lapel", 1180, 760)


def test_start():
    """The window opens"""
    scene.start(LAPEL)
    screen.see("Your badges belong here")
    screen.resize("Lapel", 1180, 760)


def test_badge():
    """A baked picture: checks, facts, skills, the file it came in"""
    drop_one(sample("module-2.png"), "From idea to EdTech product", "Micro-credential facts",
             "Skills", "Kept from 1 file", "module-2.png")
    take("kind-png", (1180, 760), (800, 760), (370, 760), (2560, 1400))


def test_token():
    """A token: its European facts, with what is not stated"""
    drop_one(sample("micro-credential.jwt"), "Designing assessment with digital tools",
             "5 ECTS", "of 11 stated", "Not stated by the issuer", "87 of 100")
    take("kind-token", (1180, 1100), (370, 1100))


def test_drawing():
    """A baked SVG"""
    drop_one(found("baked", "ob3-json.svg"), "Teamwork", "Example Corp", "ob3-json.svg")
    take("kind-svg", (1180, 760))


def test_transcript():
    """A learner record: each credential in it opens with checks of its own"""
    drop_one(found("clr2", "complex.json"), "Ellis Monday", "6 credentials in it")
    take("kind-transcript", (1180, 1100))
    screen.resize("Lapel", 1180, 1100)
    screen.click("Health Careers 1", lambda: screen.find("From “Ellis Monday”"))
    screen.see("Micro-credential facts")
    screen.still_picture(PICTURES, "kind-transcript-child")
    screen.keys("Lapel", "alt+Left")
    screen.see("6 credentials in it")


def test_old_badge():
    """A badge of the old standard, baked into a picture"""
    drop_one(found("baked", "ob2-json.png"), "ob2-json.png")
    take("kind-ob2", (1180, 1100))


def test_sealed():
    """A sealed European credential"""
    drop_one(found("elm", "mc-annex1-sealed.jsonld"), "mc-annex1-sealed.jsonld",
             "of 11 stated")
    take("kind-sealed", (1180, 1300))


def test_european():
    """The pages of a European credential as its issuer drew them, and the viewer"""
    drop_one(found("elm", "mc-bilingual-mandated-unsealed.json"),
             "Title of your learning achievement", "10 of 11 stated", "NETIS d.o.o.")
    take("kind-european", (1180, 1100), (370, 1100))
    screen.press("Page 2 of 4, as the issuer drew it")
    screen.see("Larger")
    screen.still_picture(PICTURES, "viewer")
    screen.keys("Lapel", "alt+Left")


def test_attachment():
    """A PDF with a credential attached"""
    path = documents.make_pdf(made("certificate.pdf"), "badge.json",
                              documents.badge(9001, "From a PDF"))
    drop_one(path, "From a PDF", "Example School", "certificate.pdf")


def test_archive():
    """A ZIP of several: the summary says where in it each lies"""
    path = documents.make_zip(made("backpack.zip"), {
        "2025/one.json": documents.badge(9002, "First from a ZIP"),
        "2025/two.json": documents.badge(9003, "Second from a ZIP"),
        "notes.txt": "Dear teacher"})
    drop(path)
    screen.wait("the summary", lambda: screen.is_open(SUMMARY))
    screen.see("2 credentials were added, 1 file was not.", top=SUMMARY)
    screen.see("backpack.zip › 2025/one.json", exact=False, top=SUMMARY)
    screen.still_picture(PICTURES, "kind-zip", SUMMARY)
    screen.press("Done", top=SUMMARY)
    screen.closed(SUMMARY)


def test_code():
    """A picture with a QR code in it"""
    path = documents.make_qr(made("poster.png"), documents.badge(9004, "From a QR code"))
    drop_one(path, "From a QR code", "Example School")


def test_technical():
    """Technical details open step by step, and are copied"""
    drop_one(sample("module-1.json"), "Spotting a need in the classroom", "Technical details")
    screen.resize("Lapel", 1180, 1100)
    screen.click("What was signed and with which key, step by step",
                 lambda: screen.find("Copy “Hash of the credential”"))
    screen.press("Copy All")
    screen.see("Copied")
    screen.still_picture(PICTURES, "technical")
    screen.resize("Lapel", 1180, 760)


def test_drawer():
    """500 mixed files end with one summary, in which each is one click away"""
    samples = [sample(name) for name in ("module-3.jwt", "module-4.png", "module-5.json")]
    paths, counts = documents.make_drawer(made("drawer"), samples)
    refused = 500 - counts["added"] - counts["there"]
    drop(*paths)
    screen.wait("the summary", lambda: screen.is_open(SUMMARY))
    screen.see(f"{counts['added']} credentials were added, {refused} files were not.", top=SUMMARY)
    screen.see(f"Already there {counts['there']}", top=SUMMARY)
    screen.still_picture(PICTURES, "summary-500", SUMMARY)
    screen.press("Done", top=SUMMARY)
    screen.closed(SUMMARY)


def test_stop():
    """An import is stopped half way; what was added stays, and the summary says so"""
    folder = made("many")
    os.makedirs(folder)
    for i in range(500):
        shutil.copy(sample("module-4.png"), os.path.join(folder, f"{i:03}.png"))
    drop(*(os.path.join(folder, name) for name in sorted(os.listdir(folder))))
    screen.press("Stop")
    screen.picture(PICTURES, "import-progress")
    screen.wait("the summary", lambda: screen.is_open("Nothing was added"))
    screen.see("You stopped after", exact=False, top="Nothing was added")
    screen.press("Done", top="Nothing was added")
    screen.closed("Nothing was added")


def test_dark():
    """The same in the dark"""
    scene.stop(scene.children[1])
    scene.start(LAPEL, sample("micro-credential.jwt"), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    screen.see("Micro-credential facts")
    take("dark", (1180, 1100), (370, 1100))


def test_quiet():
    """Nothing was complained about on the way"""
    scene.assert_quiet()


if __name__ == "__main__":
    if not os.path.isdir(CONFORMANCE):
        print("1..0 # SKIP no data")
        sys.exit(77)
    steps = [value for name, value in globals().items() if name.startswith("test_")]
    if shutil.which("qrencode") is None:
        steps.remove(test_code)
    sys.exit(scene.run(steps, PICTURES))
