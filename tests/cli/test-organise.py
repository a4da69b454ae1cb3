#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-organise.py LAPEL_CLI ROOT: what lapel-cli does to keep a wallet in order: list and its
options, tag, collection, bin, sources, kinds of identities. Prints TAP."""

import json
import os
import sys
import tempfile

from harness import Cli, Tap, read_bytes, write

MODULES = ["module-1.json", "module-2.png", "module-3.jwt", "module-5.json", "micro-credential.jwt"]


class Test:
    def __init__(self, program, samples):
        self.folder = tempfile.TemporaryDirectory()
        self.program = program
        self.samples = samples
        self.count = 0

    def sample(self, name):
        return os.path.join(self.samples, name)

    def new(self, *names):
        """lapel-cli with a new wallet of these samples, and their numbers."""
        self.count += 1
        cli = Cli(self.program, os.path.join(self.folder.name, f"wallet-{self.count}"))
        if not names:
            return cli
        results = cli("import", "--json", *map(self.sample, names)).expect(0).objects()
        return (cli, *[r["entry"] for r in results])

    def numbers(self, cli, *options):
        return [e["entry"] for e in cli("list", "--json", *options).expect(0).objects()]

    def by_state(self):
        cli, good, _, _, expired, _ = self.new(*MODULES)
        assert self.numbers(cli, "--state", "expired") == [expired]
        assert self.numbers(cli, "--state", "not-current") == [expired]
        assert good in self.numbers(cli, "--state", "verified")
        assert len(self.numbers(cli, "--state", "verified", "--state", "expired")) == 5
        cli("list", "--state", "excellent").expect(64)

    def by_kind(self):
        cli, *_, micro = self.new(*MODULES)
        assert self.numbers(cli, "--kind", "micro-credential") == [micro]
        assert len(self.numbers(cli, "--kind", "badge")) == 4
        assert self.numbers(cli, "--kind", "transcript") == []
        cli("list", "--kind", "medal").expect(64)

    def by_issuer(self):
        cli, *_, micro = self.new(*MODULES)
        entry = next(e for e in cli.list() if e["entry"] == micro)
        assert self.numbers(cli, "--issuer", entry["issuerId"]) == [micro]
        assert self.numbers(cli, "--issuer", entry["issuer"].upper()) == [micro]
        assert self.numbers(cli, "--issuer", "nobody") == []

    def by_year(self):
        cli, *_ = self.new(*MODULES)
        years = {int(e["awarded"][:4]) for e in cli.list()}
        assert sum(len(self.numbers(cli, "--year", y)) for y in years) == 5
        assert self.numbers(cli, "--year", 1999) == []
        cli("list", "--year", "soon").expect(64)

    def by_expiry(self):
        cli, *_, expired, _ = self.new(*MODULES)
        assert expired not in self.numbers(cli, "--expiring")
        ends = [e["validUntil"] or "~" for e in cli("list", "--json", "--sort", "expiry").objects()]
        assert ends == sorted(ends), ends

    def by_owner(self):
        cli, *entries = self.new(*MODULES)
        assert len(self.numbers(cli, "--yours", "unknown")) == 5
        cli("identity", "add", "someone@example.org").expect(0)
        assert len(self.numbers(cli, "--yours", "someone-else")) == 5
        cli("identity", "add", "Sample.Teacher@example.org").expect(0)
        assert sorted(self.numbers(cli, "--yours", "yes")) == sorted(entries)
        assert self.numbers(cli, "--yours", "nobody") == []
        report = cli("show", "--json", entries[0]).object()
        row = next(c for c in report["checks"] if c["question"] == "yours")
        assert row["detail"]["identity"] == "Sample.Teacher@example.org", row
        assert row["code"] == "recipient-lower-case", row
        cli("list", "--yours", "perhaps").expect(64)

    def sorted_by_name(self):
        cli, *_ = self.new(*MODULES)
        titles = [e["title"] for e in cli("list", "--json", "--sort", "name").objects()]
        assert titles == sorted(titles), titles
        cli("list", "--sort", "size").expect(64)

    def combined(self):
        cli, first, *_, expired, micro = self.new(*MODULES)
        cli("tag", "add", "course", first, expired, micro).expect(0)
        assert self.numbers(cli, "--tag", "course", "--state", "expired") == [expired]
        assert self.numbers(cli, "--tag", "course", "--kind", "micro-credential",
                            "--search", "assessment") == [micro]

    def tags(self):
        cli, one, two = self.new(*MODULES[:2])
        cli("tag", "add", "Maths", one, two).expect(0)
        listed = cli("tag", "add", "--json", "art", one).expect(0).objects()
        assert listed == [{"tag": "art", "entries": 1}, {"tag": "Maths", "entries": 2}] or \
               listed == [{"tag": "Maths", "entries": 2}, {"tag": "art", "entries": 1}], listed
        assert next(e for e in cli.list() if e["entry"] == one)["tags"] == ["art", "Maths"]
        assert self.numbers(cli, "--tag", "ART") == [one]
        assert self.numbers(cli, "--search", "maths") == self.numbers(cli)
        cli("tag", "remove", "maths", one, two).expect(0)
        assert cli("tag", "list", "--json").objects() == [{"tag": "art", "entries": 1}]
        cli("tag", "add", "maths", 99).expect(74)
        for wrong in (["tag", "add", "x"], ["tag", "add", "", "1"], ["tag", "add", "x", "y"],
                      ["tag", "list", "x"], ["tag"]):
            cli(*wrong).expect(64)

    def collections(self):
        cli, one, two = self.new(*MODULES[:2])
        cli("collection", "create", "For a job").expect(0)
        cli("collection", "create", "Later").expect(0)
        cli("collection", "create", "LATER").expect(73)
        cli("collection", "add", "for a job", one, two).expect(0)
        cli("collection", "add", "later", one).expect(0)
        moved = cli("collection", "move", "--json", "Later", 1).expect(0).objects()
        assert moved == [{"collection": "Later", "entries": 1}, {"collection": "For a job", "entries": 2}]
        assert next(e for e in cli.list() if e["entry"] == one)["collections"] == ["Later", "For a job"]
        assert self.numbers(cli, "--collection", "later") == [one]
        cli("list", "--collection", "none").expect(64)
        cli("collection", "rename", "Later", "Sooner").expect(0)
        cli("collection", "remove", "sooner", one).expect(0)
        assert self.numbers(cli, "--collection", "Sooner") == []
        cli("collection", "delete", "For a job").expect(0)
        assert cli("collection", "list", "--json").objects() == [{"collection": "Sooner", "entries": 0}]
        assert len(cli.list()) == 2
        cli("collection", "delete", "For a job").expect(74)
        cli("collection", "add", "Nothing", one).expect(74)
        for wrong in (["create"], ["create", ""], ["rename", "a"], ["move", "a", "b"], ["add", "a"],
                      ["list", "a"]):
            cli("collection", *wrong).expect(64)

    def bin(self):
        cli, one, two, three = self.new(*MODULES[:3])
        cli("remove", one, two, three).expect(0)
        binned = cli("bin", "list", "--json").expect(0).objects()
        assert {e["entry"] for e in binned} == {one, two, three}
        assert all(e["removed"] for e in binned)
        restored = cli("bin", "restore", "--json", one).expect(0).objects()
        assert restored == [{"entry": one, "outcome": "restored"}]
        cli("bin", "empty", one).expect(74)
        cli("bin", "empty", two).expect(0)
        assert [e["entry"] for e in cli("bin", "list", "--json").objects()] == [three]
        cli("bin", "empty").expect(0)
        assert cli("bin", "list").expect(0).out == "The bin is empty.\n"
        cli("show", three).expect(74)
        assert self.numbers(cli) == [one]
        for wrong in (["list", "1"], ["restore"], ["empty", "x"], ["burn"]):
            cli("bin", *wrong).expect(64)

    def imported_again(self):
        """What was removed comes back as it was, what is gone for good as something new."""
        cli, one = self.new(MODULES[0])
        cli("tag", "add", "maths", one).expect(0)
        cli("remove", one).expect(0)
        again = cli("import", "--json", self.sample(MODULES[0])).expect(0).object()
        assert again["entry"] == one
        assert cli.list()[0]["tags"] == ["maths"]
        cli("remove", one).expect(0)
        cli("bin", "empty").expect(0)
        again = cli("import", "--json", self.sample(MODULES[0])).expect(0).object()
        assert again["outcome"] == "new" and again["entry"] > one, again
        assert cli.list()[0]["tags"] == []

    def one_entry_three_sources(self):
        cli, one = self.new("module-2.png")
        text = cli("unbake", self.sample("module-2.png")).expect(0).raw
        path = write(self.folder.name, "unbaked.json", text)
        assert cli("import", "--json", path).expect(0).object()["outcome"] == "already"
        # Other bytes, the same credential: it is authentic in both forms.
        other = write(self.folder.name, "other.json", json.dumps(json.loads(text), indent=3))
        assert cli("import", "--json", other).expect(0).object()["outcome"] == "already"
        assert len(cli.list()) == 1
        shown = cli("show", "--json", one).expect(0).object()
        assert [s["name"] for s in shown["sources"]] == ["module-2.png", "unbaked.json", "other.json"]
        assert shown["sources"][0]["type"] == "image/png"
        assert shown["sources"][0]["size"] == len(read_bytes(self.sample("module-2.png")))
        assert [v["shown"] for v in shown["versions"]] == [True, False]
        words = cli("show", one).expect(0).out
        assert "unbaked.json" in words and "module-2.png" in words, words
        cli("show", "--version", shown["versions"][1]["version"], one).expect(0)
        cli("show", "--version", 99, one).expect(74)

    def changed_is_apart(self):
        """A changed text with the same id is no version of the good one."""
        cli, one = self.new(MODULES[0])
        changed = json.loads(read_bytes(self.sample(MODULES[0])))
        changed["validFrom"] = "2030-01-01T00:00:00Z"
        path = write(self.folder.name, "changed.json", json.dumps(changed))
        result = cli("import", "--json", path).object()
        assert result["outcome"] == "new" and result["entry"] != one, result
        assert all(e["earned"] == 1 for e in cli.list())

    def kinds_of_identities(self):
        cli = self.new()
        for text in ("Teacher@example.org", "did:key:z6Mk", "Tea Teacher", "https://example.org/tea"):
            cli("identity", "add", text).expect(0)
        cli("identity", "add", "--kind", "name", "tea@work").expect(0)
        kinds = {o["identity"]: o["kind"] for o in cli("identity", "list", "--json").objects()}
        assert kinds == {"Teacher@example.org": "email", "did:key:z6Mk": "did", "Tea Teacher": "name",
                         "https://example.org/tea": "url", "tea@work": "name"}, kinds
        cli("identity", "add", "--kind", "fax", "1").expect(64)


def main(program, root):
    tap = Tap()
    test = Test(os.path.abspath(program), os.path.join(root, "data", "samples"))
    for name in ("by_state", "by_kind", "by_issuer", "by_year", "by_expiry", "by_owner",
                 "sorted_by_name", "combined", "tags", "collections", "bin", "imported_again",
                 "one_entry_three_sources", "changed_is_apart", "kinds_of_identities"):
        tap.case(name.replace("_", " "), getattr(test, name))
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
