#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads published JSON-LD contexts and writes their term definitions in Lapel's own form.

usage: make-terms.py [--check] MANIFEST FOLDER

MANIFEST lists the published files beside it by URL and SHA-256; a file with another digest is
refused. FOLDER gets one .terms file for each; with --check it is compared instead, and the exit
status tells whether every byte is the same (77: there is no manifest). data/contexts/README.md
describes the form.
"""

import hashlib
import json
import pathlib
import sys

# What would switch checks off: catch-all vocabularies, and terms made for examples.
LEFT_OUT = {
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
    "https://www.w3.org/2018/credentials/examples/v1",
    "https://www.w3.org/ns/credentials/examples/v2",
    "https://w3id.org/citizenship/v4rc1",
}

# Earlier states of a published file that badges in the field were signed against.
VARIANTS = {"variants/ob-v3p0-3.0.3-2025-04.json"}


def one_word(text):
    if not isinstance(text, str) or not text or any(c.isspace() for c in text):
        raise ValueError(f"cannot be written as one word: {text!r}")
    return text


def flag(value):
    if not isinstance(value, bool):
        raise ValueError(f"no boolean: {value!r}")
    return "yes" if value else "no"


def term_line(name, value):
    """A term's own line, without its scoped context."""
    if value is None:
        return f"{one_word(name)} -"
    if isinstance(value, str):
        return f"{one_word(name)} = {one_word(value)}"

    words = [one_word(name), ":"]
    for key, item in value.items():
        if key == "@id":
            words.append(one_word(item))
        elif key == "@type":
            words.append("^" + one_word(item))
        elif key == "@container":
            many = isinstance(item, list)
            names = [one_word(n).removeprefix("@") for n in (item if many else [item])]
            words.append(("%%" if many else "%") + "+".join(names))
        elif key == "@protected":
            words.append("!" + flag(item))
        elif key == "@context":
            words.append("{}" if item is not None else "{-}")
        else:
            raise ValueError(f"{name}: no form for {key}")
    return " ".join(words)


def context_lines(context, indent):
    """The lines of one context definition."""
    lines = []
    for name, value in context.items():
        if name == "@version":
            lines.append(f"{indent}@version {value}")
        elif name == "@protected":
            lines.append(f"{indent}@protected {flag(value)}")
        elif name == "@vocab":
            lines.append(f"{indent}@vocab {one_word(value)}")
        elif name.startswith("@"):
            raise ValueError(f"no form for {name}")
        else:
            lines.append(indent + term_line(name, value))
            if isinstance(value, dict) and isinstance(value.get("@context"), dict):
                lines.extend(context_lines(value["@context"], indent + "  "))
    return lines


def document_lines(document):
    context = document["@context"]
    if isinstance(context, dict):
        return context_lines(context, "")
    lines = []
    for item in context:
        if isinstance(item, str):
            lines.append(f"@item {one_word(item)}")
        else:
            lines.append("@item")
            lines.extend(context_lines(item, "  "))
    return lines


def terms_text(entry, data, kind, aliases):
    digest = hashlib.sha256(data).hexdigest()
    if digest != entry["sha256"]:
        raise ValueError(f"SHA-256 is {digest}, the manifest says {entry['sha256']}")
    lines = [f"{kind} {entry['url']}"]
    lines.extend(f"alias {url}" for url in aliases)
    lines.extend([f"sha256 {digest}", ""])
    lines.extend(document_lines(json.loads(data)))
    return "\n".join(lines) + "\n"


def make_all(manifest_path):
    """The text of each .terms file by its name."""
    manifest = json.loads(manifest_path.read_bytes())
    wanted = [(e, "url") for e in manifest["contexts"] if e["url"] not in LEFT_OUT]
    wanted += [(e, "variant") for e in manifest["variants"] if e["file"] in VARIANTS]
    texts = {}
    for entry, kind in wanted:
        aliases = [a["url"] for a in manifest["aliases"] if kind == "url" and a["file"] == entry["file"]]
        path = manifest_path.parent / entry["file"]
        try:
            texts[path.stem + ".terms"] = terms_text(entry, path.read_bytes(), kind, aliases)
        except ValueError as error:
            sys.exit(f"{path}: {error}")
    return texts


def main(arguments):
    check = arguments[:1] == ["--check"]
    if len(arguments) != 2 + check:
        sys.exit(__doc__)
    manifest_path, folder = (pathlib.Path(a) for a in arguments[-2:])
    if check and not manifest_path.exists():
        print("skipped: no data")
        return 77

    texts = make_all(manifest_path)
    if not check:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return 0

    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.terms")}
    wrong = [name for name in sorted(texts | there) if texts.get(name) != there.get(name)]
    print(f"{len(texts) - len(wrong)} of {len(texts)} reproduced", *wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
