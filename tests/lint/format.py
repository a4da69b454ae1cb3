#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""format.py [--check] FILE…: formats C as this project writes it: clang-format of Debian 12 with .clang-format,
and then, which clang-format 14 cannot, one parameter per line in every definition and prototype, with the
names aligned. --check changes nothing and names the files that would change."""

import re
import subprocess
import sys

# The head of a definition (name at the line's start, its type on the line before) or of a prototype.
DEFINITION = re.compile(r"^([a-z_][a-z_0-9]*) \(")
PROTOTYPE = re.compile(r"^(?:[A-Za-z_][\w ]*[ *]+)\**([a-z_][a-z_0-9]*) \(")
POINTER = re.compile(r"^typedef [\w ]+[ *]+\(\*(\w+)\) \(")


def closing(text, start):
    """The index of the bracket that closes the one at @start."""
    depth = 0
    for i in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return -1


def split_parameters(inside):
    """The parameters, cut at the commas that are not within brackets."""
    parts, depth, last = [], 0, 0
    for i, c in enumerate(inside):
        depth += {"(": 1, ")": -1}.get(c, 0)
        if c == "," and depth == 0:
            parts.append(inside[last:i])
            last = i + 1
    parts.append(inside[last:])
    return [" ".join(p.split()) for p in parts]


def line_up(head, parameters):
    """@head with the parameters one below the other, their names in one column."""
    cut = [re.match(r"^(.*?[\w\]])( ?)(\**)(\w+(?:\[[^]]*\])*)$", p) if " " in p or "*" in p else None
           for p in parameters]
    plain = [m for m in cut if m and "(" not in m[0]]
    width = max((len(m[1].rstrip()) for m in plain), default=0)
    stars = max((len(m[3]) for m in plain), default=0)
    lines = []
    for parameter, match in zip(parameters, cut):
        if match and "(" not in match[0] and len(parameters) > 1:
            kind = match[1].rstrip()
            lines.append(f"{kind:<{width}} {match[3]:>{stars}}{match[4]}")
        else:
            lines.append(parameter)
    return head + (",\n" + " " * len(head)).join(lines)


def one_per_line(text):
    lines = text.split("\n")
    out = []
    i = 0
    while i < len(lines):
        match = DEFINITION.match(lines[i]) or PROTOTYPE.match(lines[i]) or POINTER.match(lines[i])
        if not match or lines[i].startswith(("return ", "#", "else ", "G_D")):
            out.append(lines[i])
            i += 1
            continue
        j = i
        whole = lines[i]
        while closing(whole, match.end() - 1) < 0 and j - i < 30 and j + 1 < len(lines):
            j += 1
            whole += "\n" + lines[j]
        end = closing(whole, match.end() - 1)
        inside = whole[match.end():end] if end >= 0 else ""
        rest = whole[end + 1:]
        is_head = rest.lstrip().startswith((";", "G_GNUC")) or (rest == "" and lines[j + 1:j + 2] == ["{"])
        if end < 0 or not is_head or "/*" in inside or inside.strip() in ("void", ""):
            out.append(lines[i])
            i += 1
            continue
        head = whole[:match.end()]
        out.append(line_up(head, split_parameters(inside)) + ")" + re.sub(r"\s+", " ", rest).replace(" ;", ";"))
        i = j + 1
    return "\n".join(out)


def main(arguments):
    check = arguments[:1] == ["--check"]
    changed = 0
    for path in arguments[1:] if check else arguments:
        with open(path, encoding="utf-8") as f:
            before = f.read()
        plain = subprocess.run(["clang-format-14", "--assume-filename=" + path, path], capture_output=True, text=True,
                               check=True).stdout
        after = one_per_line(plain)
        if after != before:
            changed += 1
            print(path)
            if not check:
                with open(path, "w", encoding="utf-8") as f:
                    f.write(after)
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
