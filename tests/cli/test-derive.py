#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-derive.py PROGRAM ROOT: showing a part of a credential with lapel-cli derive."""

import json
import os
import sys
import tempfile

from harness import Cli, Tap, read_bytes, write


class Test:
    def __init__(self, program, root):
        self.folder = tempfile.TemporaryDirectory()
        self.cli = Cli(program, os.path.join(self.folder.name, "wallet"))
        self.base = os.path.join(root, "tests", "samples", "selective.json")
        self.whole = os.path.join(root, "data", "samples", "module-1.json")

    def derive(self, *pointers):
        arguments = [part for pointer in pointers for part in ("--disclose", pointer)]
        text = self.cli("derive", *arguments, self.base).expect(0).out
        path = write(self.folder.name, "derived.json", text)
        report = self.cli("verify", "--json", path).expect(0).object()
        assert report["verdict"] == "verified", report
        return json.loads(text)

    def base_is_for_the_holder(self):
        """The credential as the issuer gave it is nothing to show, and the sentence says what to do."""
        report = self.cli("verify", "--json", self.base).expect(2).object()
        rows = [c for c in report["checks"] if c["question"] == "authentic"]
        assert [(c["outcome"], c["code"]) for c in rows] == [("unchecked", "proof-not-derived")], rows
        assert "for its holder alone" in self.cli("verify", self.base).expect(2).out

    def only_mandatory(self):
        derived = self.derive()
        assert "evidence" not in derived and "name" not in derived
        assert derived["credentialSubject"]["achievement"]["name"] == "Group Work in Class"
        assert "identifier" not in derived["credentialSubject"]

    def chosen_parts(self):
        derived = self.derive("/name", "/evidence/1", "/credentialSubject/role")
        assert derived["name"] == "Group Work in Class"
        assert [e["name"] for e in derived["evidence"]] == ["Second lesson"]
        assert derived["credentialSubject"]["role"] == "Participant"
        assert "identifier" not in derived["credentialSubject"]

    def everything(self):
        whole = json.loads(read_bytes(self.base))
        derived = self.derive("")
        del whole["proof"], derived["proof"]
        assert derived == whole

    def changed_afterwards(self):
        derived = self.derive("/evidence/0")
        derived["evidence"][0]["name"] = "Last lesson"
        path = write(self.folder.name, "changed.json", json.dumps(derived))
        report = self.cli("verify", "--json", path).expect(1).object()
        assert report["checks"][0]["code"] == "signature-mismatch", report

    def changed_before(self):
        """What the issuer did not sign is not passed on."""
        path = write(self.folder.name, "base.json", read_bytes(self.base).replace(b"Grade 5", b"Grade 9"))
        assert "signature-mismatch" in self.cli("derive", "--disclose", "/name", path).expect(65).err

    def into_a_file(self):
        path = os.path.join(self.folder.name, "out.json")
        assert self.cli("derive", "--disclose", "/name", "--out", path, self.base).expect(0).raw == b""
        self.cli("verify", path).expect(0)
        self.cli("derive", "--out", os.path.join(path, "no"), self.base).expect(73)

    def refused(self):
        for pointers in (["/nothing"], ["name"], ["/evidence/2"], ["/name~2"]):
            arguments = [part for pointer in pointers for part in ("--disclose", pointer)]
            assert "selection-impossible" in self.cli("derive", *arguments, self.base).expect(65).err
        assert "selection-impossible" in self.cli("derive", self.whole).expect(65).err
        derived = write(self.folder.name, "again.json", json.dumps(self.derive("/name")))
        assert "selection-impossible" in self.cli("derive", derived).expect(65).err
        self.cli("derive").expect(64)
        self.cli("derive", os.path.join(self.folder.name, "absent")).expect(74)


def main(program, root):
    tap = Tap()
    test = Test(program, root)
    for name in ("base_is_for_the_holder", "only_mandatory", "chosen_parts", "everything", "changed_afterwards",
                 "changed_before", "into_a_file", "refused"):
        tap.case(name.replace("_", " "), getattr(test, name))
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
