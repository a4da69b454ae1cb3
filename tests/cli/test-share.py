#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-share.py LAPEL_CLI ROOT: the portfolio, signed with a key of the session's Secret Service. Run
by tests/with-keyring.sh; with its --no-service, that everything but signing works. Prints TAP."""

import json
import os
import stat
import sys
import tempfile

from harness import Cli, Tap, read_bytes, write


class Test:
    def __init__(self, program, root):
        self.folder = tempfile.TemporaryDirectory()
        self.samples = os.path.join(root, "data", "samples")
        self.env = dict(os.environ, LAPEL_DATA_DIR=os.path.join(root, "data"))
        self.program = program
        self.cli = self.new("wallet")
        names = ["module-1.json", "module-2.png", "module-3.jwt", "module-5.json"]
        self.cli("import", *[os.path.join(self.samples, n) for n in names]).expect(0)

    def new(self, name):
        return Cli(self.program, os.path.join(self.folder.name, name))

    def share(self, name, *options):
        """Both files of a portfolio."""
        out = os.path.join(self.folder.name, name)
        said = self.cli("share", "--json", "--out", out, *options, env=self.env).expect(0).object()
        assert said["page"] == os.path.join(out, "portfolio.html"), said
        assert said["presentation"] == os.path.join(out, "presentation.json"), said
        return said["presentation"], said["page"]

    def both_files_verify(self):
        """So does each credential in them; what is not named and not verified stays at home."""
        for path in self.share("both", "--to", "Sample School", "--purpose", "Application"):
            report = self.cli("verify", "--json", path).expect(0).object()
            assert report["format"] == "presentation", report["format"]
            assert [r["verdict"] for r in report["credentials"]] == ["verified"] * 3, report
            assert stat.S_IMODE(os.stat(path).st_mode) == 0o644

    def a_changed_byte_fails(self):
        for path in self.share("changed"):
            data = read_bytes(path)
            assert data.count(b"Spotting a need") > 0
            at = data.rindex(b"Spotting a need")
            changed = data[:at] + b"s" + data[at + 1:]
            self.cli("verify", write(self.folder.name, "changed" + path[-5:], changed)).expect(1)

    def audience_is_signed(self):
        path, _ = self.share("audience", "--domain", "school.example", "--challenge", "42")
        self.cli("verify", "--domain", "school.example", "--challenge", "42", path).expect(0)
        self.cli("verify", "--domain", "other.example", path).expect(1)
        self.cli("verify", "--challenge", "43", path).expect(1)

    def same_key_again(self):
        holders = {json.loads(read_bytes(self.share(f"again-{i}")[0]))["holder"] for i in range(2)}
        assert len(holders) == 1, holders

    def name_is_kept(self):
        _, page = self.share("named", "--name", "Sample <Teacher>")
        assert b"Sample &lt;Teacher&gt;" in read_bytes(page)
        _, page = self.share("named-again")
        assert b"Sample &lt;Teacher&gt;" in read_bytes(page)

    def one_that_is_named(self):
        """An expired badge is shared where she names it, and shown as expired."""
        entry = next(e["entry"] for e in self.cli.list() if e["verdict"] == "not-current")
        path, page = self.share("one", entry)
        report = self.cli("verify", "--json", path).expect(1).object()
        assert [r["verdict"] for r in report["credentials"]] == ["not-current"], report
        assert b"Expired" in read_bytes(page)

    def page_shows_progress(self):
        _, page = self.share("progress")
        assert b"3 of 6" in read_bytes(page)
        assert b"<script src" not in read_bytes(page) and b"https://cdn" not in read_bytes(page)

    def cannot_write(self):
        blocked = write(self.folder.name, "a-file", "")
        answer = self.cli("share", "--out", os.path.join(blocked, "out"), env=self.env).expect(73)
        assert "file-cannot-write" in answer.err, answer.err

    def nothing_to_share(self):
        self.new("empty")("share", "--out", os.path.join(self.folder.name, "none")).expect(64)
        self.cli("share", "--out", os.path.join(self.folder.name, "none"), 99).expect(74)
        assert not os.path.exists(os.path.join(self.folder.name, "none"))

    def without_a_service(self):
        out = os.path.join(self.folder.name, "unsigned")
        answer = self.cli("share", "--out", out).expect(73)
        assert "keyring-absent" in answer.err and "password store" in answer.err, answer.err
        assert not os.path.exists(out)
        assert len(self.cli.list()) == 4


def main(program, root):
    tap = Tap()
    test = Test(os.path.abspath(program), root)
    names = ["both_files_verify", "a_changed_byte_fails", "audience_is_signed", "same_key_again",
             "name_is_kept", "one_that_is_named", "page_shows_progress", "cannot_write",
             "nothing_to_share"]
    if os.environ.get("LAPEL_KEYRING_MODE") == "none":
        names = ["without_a_service"]
    for name in names:
        tap.case(name.replace("_", " "), getattr(test, name))
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
