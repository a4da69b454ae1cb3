#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-conformance.py LAPEL_CLI: the Open Badges 3.0 cases of the conformance data, through `verify
--json --documents`, all in one run. Prints TAP."""

import json
import os
import shutil
import sys
import tempfile

from harness import Cli, Skip, Tap, conformance, write

def did_web_url(did):
    path = did[len("did:web:"):].split(":")
    return "https://" + "/".join(path + ([".well-known"] if len(path) == 1 else [])) + "/did.json"


def make_documents(manifest, source, folder):
    """A folder for --documents that answers what the manifest says there is on the web."""
    documents = {}
    files = [(d["url"], d["file"]) for d in manifest["controllers"]["documents"]]
    files += [(did_web_url(d["did"]), d["file"]) for d in manifest["didDocuments"]]
    files += sorted({(s["url"], s["list"]) for c in manifest["cases"] for s in c.get("status") or []})
    for i, (url, file) in enumerate(files):
        shutil.copy(os.path.join(source, file), os.path.join(folder, f"{i}.json"))
        documents[url] = {"file": f"{i}.json", "type": "application/json"}
    write(folder, "documents.json", json.dumps({"documents": documents}))


class Test:
    def __init__(self, program):
        self.source = conformance("ob3")
        self.folder = tempfile.TemporaryDirectory()
        with open(os.path.join(self.source, "manifest.json"), encoding="utf-8") as f:
            self.manifest = json.load(f)
        make_documents(self.manifest, self.source, self.folder.name)
        self.cases = self.manifest["cases"]
        self.passed = 0
        answer = Cli(program, self.folder.name)(
            "verify", "--json", "--documents", self.folder.name, "--at", self.manifest["evaluateAt"],
            *[os.path.join(self.source, c["file"]) for c in self.cases])
        self.reports = {r["source"]: r for r in answer.objects()}

    def case(self, case):
        report = self.reports[os.path.join(self.source, case["file"])]
        wanted = set(case["expect"]["verdict"])
        said = set(report["states"])
        if "warning" not in wanted:
            said.discard("warning")
        if "invalid" in wanted:
            said.discard("unreadable")
        assert said == wanted, f"{sorted(said)} instead of {sorted(wanted)}: {report['checks']}"
        self.passed += 1


def no_data():
    conformance("ob3")


def main(program):
    tap = Tap()
    try:
        test = Test(os.path.abspath(program))
    except Skip:
        tap.case("ob3", no_data)
        tap.finish()
    for case in test.cases:
        tap.case(case["id"], test.case, case)
    print(f"# conformance ob3, through lapel-cli: {test.passed} of {len(test.cases)}")
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
