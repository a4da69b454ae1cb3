#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lint.py ROOT: the rules of the house that a compiler does not know. Prints TAP."""

import os
import re
import subprocess
import sys

# An outside library is included only by its owners (src/README.md). Keys are patterns of the header.
OWNERS = {
    r"sqlite3\.h": {"src/store/lapel-db.c"},
    # Certificates are OpenSSL's own world: what reads them, a statement on them or a time-stamp signed
    # with one hands its objects to the others, through the private header.
    r"openssl/.*": {"src/proof/lapel-crypto.c", "src/proof/lapel-key.c", "src/proof/lapel-certificate.c",
                    "src/proof/lapel-certificate-path.c", "src/proof/lapel-certificate-private.h",
                    "src/proof/lapel-revocation.c", "src/proof/lapel-timestamp.c"},
    r"sodium\.h": {"src/proof/lapel-crypto.c", "src/proof/lapel-key.c"},
    r"libsecret/.*": {"src/store/lapel-keyring.c"},
    r"zlib\.h": {"src/exchange/lapel-png.c", "src/exchange/lapel-png-chunk.c", "src/proof/lapel-gzip.c"},
    r"libxml/.*": {"src/exchange/helper/lapel-svg-reader.c"},
    r"archive(_entry)?\.h": {"src/exchange/helper/lapel-archive-reader.c"},
    r"poppler\.h": {"src/exchange/helper/lapel-pdf-helper.c"},
    r"zbar\.h": {"src/exchange/helper/lapel-qr-helper.c"},
    r"cmark\.h": {"src/ui/lapel-markdown.c"},
    r"gdk-pixbuf/.*": {"src/exchange/helper/lapel-decode.c", "src/exchange/helper/lapel-decode.h"},
}

# What a folder must not see at all, beyond what the build already refuses.
FORBIDDEN = {
    "src/proof/": [r"json-glib/", r"gio/", r"libsoup/", r"gtk/"],
    "src/credential/": [r"json-glib/", r"gio/", r"libsoup/", r"gtk/"],
    "src/pathway/": [r"json-glib/", r"gio/", r"libsoup/", r"gtk/"],
    "src/store/": [r"gtk/", r"adwaita"],
    "src/exchange/": [r"gtk/", r"adwaita"],
    "src/wallet/": [r"gtk/", r"adwaita"],
    "src/cli/": [r"gtk/", r"adwaita"],
}

# What reads the clock or the world has no place in the pure layers.
IMPURE = re.compile(
    r"\b(g_get_real_time|g_get_monotonic_time|g_date_time_new_now\w*|time \(|fopen|open \(|"
    r"g_file_\w+|g_getenv|g_thread_\w+|gettext|_ \(\")")

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MAX_LINES = 600


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = False

    def check(self, name, problems):
        self.count += 1
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for problem in problems[:20]:
            print(f"#   {problem}")
        self.failed = self.failed or bool(problems)

    def finish(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


def tracked(root):
    """The project's files: what git knows, or in a released archive all there is."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [f for f in listed.stdout.splitlines() if os.path.isfile(os.path.join(root, f))]
    return [os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs]


def main(root):
    files = tracked(root)
    sources = [f for f in files if f.endswith((".c", ".h"))]
    text = {}
    for name in files:
        with open(os.path.join(root, name), "rb") as f:
            data = f.read()
        if b"\0" not in data:
            text[name] = data.decode("utf-8", "replace")
    tap = Tap()

    def lines(names, pattern):
        pattern = re.compile(pattern) if isinstance(pattern, str) else pattern
        return [f"{n}:{i}: {line.strip()}" for n in names if n in text
                for i, line in enumerate(text[n].splitlines(), 1) if pattern.search(line)]

    house = [f for f in sources if f.startswith("src/")]
    tap.check("no include climbs out of its folder", lines(sources, r'#\s*include\s+"\.\./'))

    for header, owners in OWNERS.items():
        strangers = [f for f in house if f not in owners]
        tap.check(f"<{header}> is included by its owner only", lines(strangers, rf"#\s*include\s+<{header}>"))
    for folder, headers in FORBIDDEN.items():
        inside = [f for f in house if f.startswith(folder)
                  and not f.startswith("src/exchange/helper/")]
        tap.check(f"{folder} keeps out of what it may not use",
                  lines(inside, r"#\s*include\s+<(" + "|".join(headers) + ")"))

    pure = [f for f in house if f.startswith(("src/proof/", "src/credential/", "src/pathway/"))]
    tap.check("the pure layers touch no clock, file, thread or translation", lines(pure, IMPURE))
    tap.check("the pure layers have no mutable static", lines(pure, re.compile(
        r"^\s*static (?!const\b|inline\b|gboolean\b|void\b)[A-Za-z_][\w ]*[ *]\w+(\[[^]]*\])*\s*(=[^=].*)?;$")))

    tap.check("every source names its licence", [
        f for f in sources if "SPDX-License-Identifier: GPL-3.0-or-later" not in text[f].split("\n", 1)[0]])
    own = [f for f in files if f.startswith(("src/", "tests/", "data/", "README.md", "flatpak/"))
           and not f.startswith("tests/lint/")]
    tap.check("nothing is left for later", lines(own, UNFINISHED))
    tap.check(f"no source is longer than {MAX_LINES} lines", [
        f"{f}: {n}" for f in sources if (n := text[f].count("\n")) > MAX_LINES])
    tap.check("no line ends in white space", lines(
        [f for f in own if f.endswith((".c", ".h", ".ui", ".py", ".build", ".md", ".css"))], r"[ \t]+$"))

    tap.check("markup is never set from a variable outside its one file", lines(
        [f for f in house if f.startswith("src/ui/") and f != "src/ui/lapel-markdown.c"], r"_set_markup \("))

    listed = set(text.get("po/POTFILES.in", "").split())
    speaking = [f for f in files if f.startswith(("src/", "data/")) and f in text
                and not f.endswith((".md", ".py"))
                and re.search(r'\b_ \("|\bN_ \("|\bC_ \("|ngettext \(|translatable="yes"', text[f])]
    tap.check("po/POTFILES.in lists every file with text for people",
              [f for f in speaking if f not in listed] + [f"gone: {f}" for f in listed if f not in files])
    tap.check("po/POTFILES.in is sorted",
              [] if (p := text.get("po/POTFILES.in", "").split()) == sorted(p) else ["not sorted"])

    formatted = subprocess.run([sys.executable, os.path.join(root, "tests/lint/format.py"), "--check", *sources],
                               cwd=root, capture_output=True, text=True, check=False)
    tap.check("the formatter has nothing to change", formatted.stdout.splitlines() or
              ([formatted.stderr] if formatted.returncode else []))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
