#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-conformance-ob2.py LAPEL_CLI: the Open Badges 0.5 to 2.0 cases of the conformance data, each
with a web of its own, through `verify --json --documents`. Prints TAP."""

import json
import os
import shutil
import sys
import tempfile

from harness import Cli, Skip, Tap, conformance, write

# Judged otherwise than the manifest says; why is told in test-ob2-conformance.c.
ARGUED = {"1edtech/rdf-valid-badge-class-empty-criteria-type": "invalid"}

STATES = {"data-valid": "unverifiable", "verified-recipient-mismatch": "verified"}


def make_documents(case, source, folder):
    """A folder for --documents that answers what the case says there is on the web."""
    documents = {}
    for i, document in enumerate(case["documents"]):
        entry = {"status": document.get("status", 200), "type": document.get("contentType", "application/json")}
        if "file" in document:
            shutil.copy(os.path.join(source, document["file"]), os.path.join(folder, str(i)))
            entry["file"] = str(i)
        documents[document["url"]] = entry
    write(folder, "documents.json", json.dumps({"documents": documents}))


class Test:
    def __init__(self, program):
        self.program = program
        self.source = conformance("ob2")
        with open(os.path.join(self.source, "manifest.json"), encoding="utf-8") as f:
            self.cases = json.load(f)["cases"]
        self.passed = 0

    def verify(self, case):
        identity = ["--identity", case["recipient"]["value"]] if "recipient" in case else []
        with tempfile.TemporaryDirectory() as folder:
            make_documents(case, self.source, folder)
            return Cli(self.program, folder)(
                "verify", "--json", "--documents", folder, "--at", "2026-08-01T00:00:00Z",
                *identity, os.path.join(self.source, case["input"])).objects()[0]

    def case(self, case):
        report = self.verify(case)
        word = ARGUED.get(case["id"], case["expect"]["verdict"][0])
        said = set(report["states"])
        if word == "warning":
            wanted = {"verified", "warning"}
        else:
            wanted = {STATES.get(word, word)}
            said.discard("warning")
        if word == "invalid":
            said &= wanted
        assert said == wanted, f"{sorted(said)} instead of {sorted(wanted)}: {report['checks']}"
        if "recipient" in case and word not in ("invalid",):
            yours = "failed" if word == "verified-recipient-mismatch" else "passed"
            assert report["questions"]["yours"] == yours, report["checks"]
        self.passed += case["id"] not in ARGUED


def no_data():
    conformance("ob2")


def main(program):
    tap = Tap()
    try:
        test = Test(os.path.abspath(program))
    except Skip:
        tap.case("ob2", no_data)
        tap.finish()
    for case in test.cases:
        tap.case(case["id"], test.case, case)
    print(f"# conformance ob2, through lapel-cli: {test.passed} of {len(test.cases)}")
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
