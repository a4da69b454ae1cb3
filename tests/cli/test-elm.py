#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-elm.py LAPEL_CLI: the European Digital Credentials of the conformance data through `verify --json`,
offline, each with what its README says of it, and the sealed ones broken in the README's four ways. There
is no manifest; the table below is taken from the README line by line. Prints TAP."""

import base64
import json
import os
import sys
import tempfile

from harness import Cli, Skip, Tap, conformance, read_bytes, write

AT = "2026-11-22T12:00:00Z"
INTACT = {"seal-authority-unknown", "certificate-path-holds", "certificate-not-withdrawn",
          "seal-qualified-certificate", "seal-time-self-stated"}

# file: format, states without "warning", codes among rows and notes, exit status
CASES = {
    "mc-annex1-sealed.jsonld": ("elm-3", {"signature-only"}, INTACT | {"issued-under-mandate", "seal-owner-matches"}, 2),
    "mc-annex1-unsealed.jsonld": ("elm-3", {"unverifiable"}, {"no-proof"}, 2),
    "mc-annex1-unsealed-wrapped.json": ("elm-3", {"unverifiable"}, {"no-proof"}, 2),
    "participation-sealed.jsonld": ("elm-3", {"signature-only"}, INTACT | {"participation-only"}, 2),
    "participation-unsealed.jsonld": ("elm-3", {"unverifiable"}, {"no-proof", "participation-only"}, 2),
    "minimal-expired-unsealed.jsonld": ("elm-3", {"unverifiable", "expired"}, {"date-without-zone"}, 2),
    "minimal-sealed-certexpired.jsonld": ("elm-3", {"signature-only", "expired"}, INTACT, 2),
    "jades-advanced-3certs.json": ("presentation", {"signature-only"}, INTACT, 2),
    "jades-lta-ocsp.json": ("presentation", {"signature-only"}, INTACT, 2),
    "mc-bilingual-mandated-unsealed.json": ("elm-3", {"unverifiable"}, {"issued-under-mandate"}, 2),
    "mc-as-open-badge-3.json": ("open-badges-3.0", {"unverifiable"}, {"no-proof"}, 2),
    "converted-elmo-und.json": ("elm-3", {"unverifiable"}, {"no-proof"}, 2),
    "elm-v2-unsealed.xml": ("elm-2", {"unverifiable"}, {"no-proof"}, 2),
    # The list of words that credentials use; no credential, so stored and not understood.
    "edc-ap-context.jsonld": ("unknown", {"unverifiable"}, {"not-understood"}, 2),
}


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def change_character(sealed):
    sealed["payload"] = sealed["payload"].replace("http", "hTtp", 1)
    return "seal-broken"


def add_space(sealed):
    sealed["payload"] = sealed["payload"].replace(",", ", ", 1)
    return "seal-broken"


def change_header(sealed, change):
    seal = sealed["signatures"][0]
    header = json.loads(decode(seal["protected"]))
    change(header)
    seal["protected"] = encode(json.dumps(header).encode())


def swap_certificate(sealed):
    values = [json.loads(decode(p)) for p in sealed["signatures"][0]["header"]["etsiU"]]
    other = next(v["xVals"] for v in values if "xVals" in v)[1]["x509Cert"]["val"]
    change_header(sealed, lambda header: header["x5c"].__setitem__(0, other))
    return "certificate-digest-mismatch"


def add_critical(sealed):
    change_header(sealed, lambda header: (header["crit"].append("madeUp"), header.update(madeUp=1)))
    return "seal-critical-header"


class Test:
    def __init__(self, program):
        self.source = conformance("elm")
        self.folder = tempfile.TemporaryDirectory()
        self.cli = Cli(program, self.folder.name)
        self.passed = 0

    def verify(self, path):
        answer = self.cli("verify", "--json", "--offline", "--at", AT, path)
        return answer.status, answer.object()

    def case(self, file):
        name, states, codes, status = CASES[file]
        got, report = self.verify(os.path.join(self.source, file))
        said = {row["code"] for row in report["checks"] + report["notes"]}
        assert got == status, f"exit {got}"
        assert report["format"] == name, report["format"]
        assert set(report["states"]) - {"warning"} == states, report["states"]
        assert codes <= said, f"missing {sorted(codes - said)}"
        self.passed += 1

    def broken(self, file, breaking):
        sealed = json.loads(read_bytes(os.path.join(self.source, file)))
        code = breaking(sealed)
        status, report = self.verify(write(self.folder.name, "broken.json", json.dumps(sealed)))
        failed = {row["code"] for row in report["checks"]
                  if row["question"] == "authentic" and row["outcome"] == "failed"}
        assert status == 1 and report["verdict"] == "invalid", report["verdict"]
        assert code in failed, f"{sorted(failed)} instead of {code}"


def no_data():
    conformance("elm")


def main(program):
    tap = Tap()
    try:
        test = Test(os.path.abspath(program))
    except Skip:
        tap.case("elm", no_data)
        tap.finish()
    for file in CASES:
        tap.case(file, test.case, file)
    print(f"# conformance elm, through lapel-cli: {test.passed} of {len(CASES)}")
    for file in CASES:
        if "seal-authority-unknown" in CASES[file][2]:
            for breaking in (change_character, add_space, swap_certificate, add_critical):
                tap.case(f"{file}: {breaking.__name__}", test.broken, file, breaking)
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
