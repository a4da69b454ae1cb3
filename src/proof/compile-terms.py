#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns .terms files (data/contexts/README.md) into one C file of constant LapelJson trees.

usage: compile-terms.py OUTPUT FILE...
"""

import pathlib
import sys


def read_terms(lines, at, indent):
    """Reads the context definition that starts at line AT; gives it and the line behind it."""
    context = {}
    while at < len(lines) and lines[at].startswith(indent) and lines[at][len(indent)] != " ":
        name, *words = lines[at].split()
        at += 1
        if name == "@item":
            at -= 1
            break
        if name == "@version":
            context[name] = float(words[0])
        elif name == "@protected":
            context[name] = words[0] == "yes"
        elif name == "@vocab":
            context[name] = words[0]
        elif words[0] == "-":
            context[name] = None
        elif words[0] == "=":
            context[name] = words[1]
        else:
            context[name], at = read_definition(words[1:], lines, at, indent + "  ")
    return context, at


def read_definition(words, lines, at, indent):
    definition = {}
    for word in words:
        if word == "{-}":
            definition["@context"] = None
        elif word == "{}":
            definition["@context"], at = read_terms(lines, at, indent)
        elif word.startswith("^"):
            definition["@type"] = word[1:]
        elif word.startswith("%%"):
            definition["@container"] = ["@" + name for name in word[2:].split("+")]
        elif word.startswith("%"):
            definition["@container"] = "@" + word[1:]
        elif word.startswith("!"):
            definition["@protected"] = word == "!yes"
        else:
            definition["@id"] = word
    return definition, at


def read_body(lines):
    if not lines[0].startswith("@item"):
        return read_terms(lines, 0, "")[0]
    items = []
    at = 0
    while at < len(lines):
        words = lines[at].split()
        at += 1
        if len(words) > 1:
            items.append(words[1])
        else:
            item, at = read_terms(lines, at, "  ")
            items.append(item)
    return items


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    """Writes values bottom up: an array stands before what points at it."""

    def __init__(self):
        self.out = []
        self.count = 0

    def array(self, kind, items):
        if not items:
            return "NULL"
        name = f"v{self.count}"
        self.count += 1
        body = ",\n".join("  " + item for item in items)
        self.out.append(f"static const {kind} {name}[] = {{\n{body},\n}};\n")
        return name

    def value(self, value):
        if value is None:
            return "{ LAPEL_JSON_NULL, 0, { 0 } }"
        if isinstance(value, bool):
            return "{ LAPEL_JSON_%s, 0, { 0 } }" % ("TRUE" if value else "FALSE")
        if isinstance(value, float):
            return "{ LAPEL_JSON_NUMBER, 0, { .number = %r } }" % value
        if isinstance(value, str):
            return "{ LAPEL_JSON_STRING, %d, { .string = %s } }" % (len(value.encode()), quote(value))
        if isinstance(value, list):
            name = self.array("LapelJson", [self.value(item) for item in value])
            return "{ LAPEL_JSON_ARRAY, %d, { .items = %s } }" % (len(value), name)
        members = ["{ %s, %d, %s }" % (quote(k), len(k.encode()), self.value(v)) for k, v in value.items()]
        name = self.array("LapelJsonMember", members)
        return "{ LAPEL_JSON_OBJECT, %d, { .members = %s } }" % (len(value), name)


def main(output, files):
    writer = Writer()
    rows = []
    variants = []
    for number, path in enumerate(sorted(files)):
        text = pathlib.Path(path).read_text(encoding="utf-8")
        head, body = text.split("\n\n", 1)
        fields = [line.split() for line in head.splitlines()]
        kind, url = fields[0]
        digest = dict(f for f in fields if f[0] == "sha256")["sha256"]
        document = {"@context": read_body(body.splitlines())}
        writer.out.append(f"static const LapelJson document{number} = {writer.value(document)};\n")
        (rows if kind == "url" else variants).append((url, quote(digest), number))
        rows.extend((f[1], "NULL", number) for f in fields if f[0] == "alias")

    rows.sort()
    infos = "\n".join("  { %s, %s }," % (quote(url), digest) for url, digest, _ in rows + variants)
    roots = "\n".join(f"  &document{number}," for _, _, number in rows + variants)
    pathlib.Path(output).write_text(
        "/* Made by compile-terms.py from data/contexts. */\n"
        '#include "config.h"\n\n#include "lapel-contexts-private.h"\n\n'
        + "\n".join(writer.out)
        + f"\nconst LapelContextInfo lapel_bundled_info[] = {{\n{infos}\n  {{ NULL, NULL }},\n}};\n"
        + f"\nconst LapelJson *const lapel_bundled_roots[] = {{\n{roots}\n}};\n"
        + f"\nconst gsize lapel_bundled_count = {len(rows) + len(variants)};\n",
        encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
