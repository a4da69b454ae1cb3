#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-commands.py LAPEL_CLI ROOT: every command, its output and its exit
status, on the sample credentials. Prints TAP."""

import hashlib
import json
import os
import pty
import re
import subprocess
import sys
import tempfile

from harness import Cli, Skip, Tap, conformance, plain_png, read_bytes, write


class Test:
    def __init__(self, program, samples):
        self.folder = tempfile.TemporaryDirectory()
        self.program = program
        self.samples = samples
        self.count = 0

    def new(self):
        """lapel-cli with a new wallet."""
        self.count += 1
        return Cli(self.program, os.path.join(self.folder.name, f"wallet-{self.count}"))

    def sample(self, name):
        return os.path.join(self.samples, name)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    # verify

    def verify_in_words(self):
        answer = self.new()("verify", self.sample("module-1.json")).expect(0)
        first = answer.out.splitlines()[0]
        assert first.startswith("✓ Verified"), first
        assert "\033" not in answer.out, "colours without a terminal"
        for question in ("Genuine", "In force", "Yours", "Issuer known", "Follows its standard"):
            assert question in answer.out, f"{question} is missing"

    def verify_in_json(self):
        report = self.new()("verify", "--json", self.sample("module-1.json")).expect(0).object()
        assert list(report) == ["source", "format", "title", "issuer", "verdict", "states",
                                "questions", "checks", "notes", "credentials"], list(report)
        assert report["verdict"] == "verified" and report["states"] == ["verified"], report
        assert report["source"] == self.sample("module-1.json")
        assert list(report["questions"]) == ["authentic", "current", "yours", "issuer", "conforms"]

    def verify_each_form(self):
        """JSON, token and baked picture; the worst counts for the exit status."""
        names = ["module-1.json", "module-2.png", "module-3.jwt", "micro-credential.jwt"]
        reports = self.new()("verify", "--json", *map(self.sample, names)).expect(0).objects()
        assert [r["verdict"] for r in reports] == ["verified"] * len(names), reports

    def verify_statuses(self):
        cli = self.new()
        expired = self.sample("module-5.json")
        good = self.sample("module-1.json")
        unsigned = json.loads(read_bytes(good))
        del unsigned["proof"]
        undecided = write(self.folder.name, "unsigned.json", json.dumps(unsigned))
        broken = write(self.folder.name, "broken.json", "{")

        cli("verify", good, expired).expect(1)
        cli("verify", good, undecided).expect(2)
        cli("verify", undecided, expired).expect(1)
        cli("verify", broken, expired, good).expect(65)
        cli("verify", self.path("absent.json"), broken).expect(74)

    def verify_nested(self):
        """What lies in a transcript, and who endorses a badge, have reports of their own, which count."""
        cli = self.new()
        good = json.loads(read_bytes(self.sample("module-1.json")))
        forged = json.loads(read_bytes(self.sample("module-1.json")))
        forged["name"] = "Another"
        transcript = {
            "@context": ["https://www.w3.org/ns/credentials/v2",
                         "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
                         "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": "urn:x:clr", "type": ["VerifiableCredential", "ClrCredential"], "name": "Transcript",
            "issuer": {"id": "urn:x:issuer", "type": "Profile"}, "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {"type": "ClrSubject", "verifiableCredential": [good]}}

        def verify(status):
            path = write(self.folder.name, "transcript.json", json.dumps(transcript))
            report = cli("verify", "--json", path).expect(status).object()
            assert report["format"] == "clr-2.0" and report["verdict"] == "undecided", report
            cli("verify", path).expect(status)
            return [(r["role"], r["verdict"]) for r in report["credentials"]]

        assert verify(2) == [("child", "verified")]
        transcript["endorsement"] = [forged]
        assert verify(1) == [("child", "verified"), ("endorsement", "invalid")]
        del transcript["endorsement"]
        transcript["credentialSubject"]["verifiableCredential"].append(forged)
        assert verify(1) == [("child", "verified"), ("child", "invalid")]

    def verify_unknown(self):
        """A record of no known kind is neither good nor bad."""
        path = write(self.folder.name, "record.json", '{"title": "A record", "answer": 42}')
        report = self.new()("verify", "--json", path).expect(2).object()
        assert (report["format"], report["title"]) == ("unknown", "A record"), report
        assert report["checks"][0]["code"] == "not-understood", report

    def every_input_gets_a_report(self):
        broken = write(self.folder.name, "broken.json", "{")
        reports = self.new()("verify", "--json", self.path("absent"), broken, "https://example.org/a",
                             self.sample("module-1.json")).expect(74).objects()
        assert [r["checks"][0]["code"] for r in reports] == ["file-cannot-read", "json-syntax",
                                                            "address-only", "ok"], reports
        assert "unreadable" in reports[0]["states"]

    def verify_stdin(self):
        data = read_bytes(self.sample("module-1.json"))
        report = self.new()("verify", "--json", "-", stdin=data).expect(0).object()
        assert report["source"] == "-"

    def verify_at(self):
        cli = self.new()
        expired = self.sample("module-5.json")
        until = next(c["detail"]["until"] for c in cli("verify", "--json", expired).object()["checks"]
                     if c["code"] == "expired")
        before = until[:3] + str(int(until[3]) - 1) + until[4:]
        report = cli("verify", "--json", "--at", before, expired).object()
        assert "expired" not in report["states"], report["states"]
        cli("verify", "--at", "yesterday", expired).expect(64)

    def verify_identity(self):
        """The samples are awarded to the hash of an address."""
        cli = self.new()

        def yours(*identities):
            options = [word for identity in identities for word in ("--identity", identity)]
            report = cli("verify", "--json", *options, self.sample("module-1.json")).expect(0).object()
            return report["questions"]["yours"]

        assert yours() == "unchecked"
        assert yours("someone.else@example.org") == "failed"
        assert yours("someone.else@example.org", "sample.teacher@example.org") == "passed"

    def explain(self):
        """What a proof signs: the canonical form is the one that canonicalize writes."""
        cli = self.new()
        sample = self.sample("module-1.json")
        report = cli("verify", "--explain", "--json", sample).expect(0).object()
        steps, = report["explain"]
        assert report["verdict"] == "verified" and steps["outcome"] == "ok"
        document = json.loads(read_bytes(sample))
        assert steps["signature"] == document.pop("proof")["proofValue"]
        path = write(self.folder.name, "without-proof.json", json.dumps(document))
        canonical = cli("canonicalize", "--rdfc", path).expect(0).raw
        assert steps["canonical-document"].encode() == canonical
        assert steps["document-hash"] == hashlib.sha256(canonical).hexdigest()
        assert steps["hash-data"] == steps["options-hash"] + steps["document-hash"]

        token = read_bytes(self.sample("module-3.jwt")).decode().strip()
        batch = cli("verify", "--batch", "--explain", stdin=token.encode() + b"\n{").expect(65).objects()
        assert batch[0]["explain"][0]["signing-input"] == token.rpartition(".")[0]
        assert batch[1]["explain"] == []
        words = cli("verify", "--explain", sample).expect(0).out
        assert steps["signed-bytes"] == steps["hash-data"]
        for value in ("canonical-document\n", steps["hash-data"], steps["key"],
                      "identifier (The identifier itself, which is the key)"):
            assert value in words, value
        assert "explain" not in cli("verify", "--json", sample).expect(0).object()

    def terminal_is_safe(self):
        """A title cannot steer the terminal."""
        credential = json.loads(read_bytes(self.sample("module-1.json")))
        credential["credentialSubject"]["achievement"]["name"] = "\033[2J\u202eevil\u0007"
        path = write(self.folder.name, "evil.json", json.dumps(credential))
        answer = self.new()("verify", path).expect(1)
        assert not set("\033\u202e\u0007") & set(answer.out), repr(answer.out)
        assert "evil" in answer.out

    def colours(self):
        """On a terminal only, and not for who asks for none."""
        def print_on_terminal(**more):
            try:
                ours, theirs = pty.openpty()
            except OSError as error:
                raise Skip("there are no terminals here") from error
            env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
            subprocess.run([self.program, "verify", self.sample("module-3.jwt")], stdout=theirs,
                           env=dict(env, **more), check=True)
            os.close(theirs)
            printed = os.read(ours, 1 << 16)
            os.close(ours)
            return printed

        assert b"\033[32m" in print_on_terminal()
        assert b"\033[32m" in print_on_terminal(NO_COLOR="")
        assert b"\033" not in print_on_terminal(NO_COLOR="1")

    def offline(self):
        """Accepted, and the documents of a folder are no network."""
        folder = self.path("offline")
        os.makedirs(folder)
        write(folder, "documents.json", json.dumps({"documents": {}}))
        self.new()("verify", "--offline", "--documents", folder, self.sample("module-1.json")).expect(0)

    def documents_folder(self):
        """Only what documents.json lists is answered, and never from outside the folder."""
        folder = self.path("documents")
        os.makedirs(folder)
        outside = write(self.folder.name, "secret.json", "{}")
        os.symlink(outside, os.path.join(folder, "link.json"))
        cli = self.new()
        cli("verify", "--documents", folder, self.sample("module-1.json")).expect(74)
        write(folder, "documents.json", "{]")
        cli("verify", "--documents", folder, self.sample("module-1.json")).expect(74)
        write(folder, "documents.json", json.dumps({"documents": {}}))
        cli("verify", "--documents", folder, self.sample("module-1.json")).expect(0)

    # the wallet

    def import_and_list(self):
        cli = self.new()
        assert cli.list() == []
        answer = cli("import", "--json", self.sample("module-1.json"), self.sample("module-2.png"),
                     self.sample("module-5.json"), self.sample("module-1.json")).expect(0)
        results = answer.objects()
        assert [r["outcome"] for r in results] == ["new", "new", "new", "already"], results
        assert results[3]["entry"] == results[0]["entry"]
        entries = {e["entry"]: e for e in cli.list()}
        assert len(entries) == 3
        assert entries[results[2]["entry"]]["verdict"] == "not-current"
        assert "Verified" in cli("list").expect(0).out

    def import_stdin(self):
        cli = self.new()
        result = cli("import", "--json", "-", stdin=read_bytes(self.sample("module-3.jwt"))).object()
        assert result["outcome"] == "new" and result["source"] == "-", result

    def import_mixed(self):
        """What cannot be read is refused by itself, and a missing file too."""
        cli = self.new()
        broken = write(self.folder.name, "broken.json", "{")
        answer = cli("import", "--json", broken, self.sample("module-1.json")).expect(65)
        assert [r["outcome"] for r in answer.objects()] == ["refused", "new"]
        assert answer.objects()[0]["code"] == "json-syntax"
        cli("import", self.path("absent.json")).expect(74)
        assert len(cli.list()) == 1

    def many_batches(self):
        """More than one transaction holds; a line for each, in order."""
        folder = self.path("many")
        os.makedirs(folder)
        model = json.loads(read_bytes(self.sample("module-1.json")))
        paths = []
        for i in range(150):
            model["id"] = f"urn:many:{i}"
            paths.append(write(folder, f"{i:03}.json", json.dumps(model)))
        cli = self.new()
        results = cli("import", "--json", *paths).expect(0).objects()
        assert [r["source"] for r in results] == [os.path.basename(p) for p in paths]
        assert len(cli.list()) == 150

    def show(self):
        cli = self.new()
        entry = cli("import", "--json", self.sample("module-2.png")).object()["entry"]
        assert cli("show", "--json", entry).expect(0).object()["source"] == "module-2.png"
        assert "Verified" in cli("show", entry).expect(0).out
        assert cli("show", "--original", entry).expect(0).raw == read_bytes(self.sample("module-2.png"))
        cli("show", "--verify", entry).expect(0)
        cli("show", 99).expect(74)
        cli("show", "one").expect(64)

    def european_facts(self):
        cli = self.new()
        entry = cli("import", "--json", self.sample("module-1.json")).object()["entry"]
        facts = cli("show", "--json", entry).expect(0).object()["facts"]
        assert facts["mandatory"] == 11 and facts["stated"] == sum(
            e["mandatory"] and e["state"] == "stated" for e in facts["elements"])
        elements = {e["element"]: e for e in facts["elements"]}
        assert len(elements) == 16
        assert elements["title"]["values"][0]["stated"] == "Spotting a need in the classroom", elements["title"]
        assert elements["prerequisites"] == {
            "element": "prerequisites", "mandatory": False, "state": "no-place", "values": []}
        out = cli("show", entry).expect(0).out
        assert f"{facts['stated']} of 11 stated" in out
        assert "This format has no place for it" in out

    def remove_and_undo(self):
        cli = self.new()
        entry = cli("import", "--json", self.sample("module-1.json")).object()["entry"]
        undo = cli("remove", entry).expect(0).out
        assert f"lapel-cli bin restore {entry}" in undo, undo
        assert cli.list() == []
        assert cli("bin", "restore", "--json", entry).expect(0).object()["outcome"] == "restored"
        assert [e["entry"] for e in cli.list()] == [entry]
        cli("remove", 99).expect(74)
        assert len(cli.list()) == 1

    def search(self):
        cli = self.new()
        cli("import", self.sample("module-1.json"), self.sample("pedagogical-mentor.json")).expect(0)
        found = cli("list", "--json", "--search", "MENTOR").expect(0).objects()
        assert len(found) == 1 and "entor" in found[0]["title"], found

    def identities(self):
        cli = self.new()
        cli("identity", "add", "teacher@example.org").expect(0)
        answer = cli("identity", "add", "--json", "did:key:z6Mk").expect(0)
        assert [o["identity"] for o in answer.objects()] == ["teacher@example.org", "did:key:z6Mk"]
        cli("identity", "remove", "teacher@example.org").expect(0)
        cli("identity", "remove", "teacher@example.org").expect(74)
        assert cli("identity", "list").expect(0).out.split() == ["DID", "did:key:z6Mk"]
        cli("identity", "forget", "x").expect(64)

    def identity_of_the_wallet(self):
        """What is in the wallet is compared with who she says she is."""
        cli = self.new()
        entry = cli("import", "--json", self.sample("module-1.json")).object()["entry"]
        assert cli("show", "--json", entry).object()["questions"]["yours"] == "unchecked"
        cli("identity", "add", "sample.teacher@example.org").expect(0)
        assert cli("show", "--json", entry).object()["questions"]["yours"] == "passed"

    def progress(self, pathways):
        if not os.path.isdir(pathways):
            raise Skip("no pathways")
        cli = self.new()
        env = dict(os.environ, LAPEL_DATA_DIR=os.path.dirname(pathways))
        modules = [n for n in sorted(os.listdir(self.samples)) if n.startswith("module-")]
        cli("import", *map(self.sample, modules)).expect(0)
        standings = cli("progress", "--json", env=env).expect(0).objects()
        course = next(s for s in standings if s["progress"]["total"] == 6)
        assert course["progress"]["done"] == 4, course
        lapsed = [m for p in course["progress"]["of"] for m in p["matches"] if m["reason"] == "expired"]
        assert len(lapsed) == 1, course
        words = cli("progress", env=env).expect(0).out
        assert "4 of 6" in words and "does not count: expired on" in words, words

    def own_pathway(self):
        """A pathway in the wallet's folder counts; a broken one is told of and stops nothing."""
        cli = self.new()
        cli("import", self.sample("module-1.json")).expect(0)
        achievement = json.loads(read_bytes(self.sample("module-1.json")))["credentialSubject"]["achievement"]
        folder = os.path.join(cli.wallet, "pathways")
        os.makedirs(folder)
        write(folder, "mine.lapel-pathway.json", json.dumps({
            "format": "lapel-pathway", "version": 1, "id": "urn:mine", "title": {"en": "My own"},
            "accept": {"state": ["valid"], "check": "intact"},
            "root": {"kind": "all", "of": [
                {"kind": "credential", "id": "m1", "match": {"achievement": [achievement["id"]]}}]}}))
        env = dict(os.environ, LAPEL_DATA_DIR=self.path("nowhere"))
        standing = cli("progress", "--json", env=env).expect(0).object()
        assert standing["pathway"] == "urn:mine" and standing["progress"]["state"] == "met", standing
        write(folder, "broken.lapel-pathway.json", "{}")
        answer = cli("progress", "--json", env=env).expect(65)
        assert answer.object()["pathway"] == "urn:mine"
        assert "pathway-malformed" in answer.err, answer.err

    # tools

    def canonicalize(self):
        cli = self.new()
        path = write(self.folder.name, "numbers.json", '{"b":1.0,"a":"\\u00e9"}')
        assert cli("canonicalize", "--jcs", path).expect(0).out == '{"a":"é","b":1}'
        quads = cli("canonicalize", "--rdfc", self.sample("module-1.json")).expect(0).out.splitlines()
        assert quads == sorted(quads) and all(quad.endswith(" .") for quad in quads)
        cli("canonicalize", path).expect(64)
        cli("canonicalize", "--jcs", "--rdfc", path).expect(64)
        cli("canonicalize", "--jcs", self.path("absent")).expect(74)

    def canonicalize_as_published(self):
        folder = conformance("jcs")
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
            cases = json.load(f)["cases"]
        cli = self.new()
        for case in cases:
            if "input" in case and case["input"].endswith(".json"):
                answer = cli("canonicalize", "--jcs", os.path.join(folder, case["input"])).expect(0)
                assert answer.raw == read_bytes(os.path.join(folder, case["expect"])), case["input"]

    def bake_and_unbake(self):
        cli = self.new()
        picture = write(self.folder.name, "plain.png", plain_png())
        baked = self.path("baked.png")
        cli("bake", picture, self.sample("module-1.json"), baked).expect(0)
        assert cli("unbake", baked).expect(0).raw == read_bytes(self.sample("module-1.json"))
        cli("verify", baked).expect(0)
        cli("unbake", picture).expect(65)
        cli("bake", picture, picture, baked).expect(65)
        cli("bake", picture, self.sample("module-1.json"), self.path("no/such/folder.png")).expect(73)

    # usage

    def usage(self):
        cli = self.new()
        cli().expect(64)
        cli("frobnicate").expect(64)
        cli("verify").expect(64)
        cli("verify", "--frobnicate").expect(64)
        cli("verify", "--batch", "file").expect(64)
        cli("list", "extra").expect(64)
        cli("share").expect(64)
        assert cli("--version").expect(0).out.startswith("lapel-cli ")
        overview = cli("--help").expect(0).out
        for name in ("verify", "import", "list", "show", "remove", "progress", "share", "identity",
                     "canonicalize", "derive", "bake", "unbake"):
            assert name in overview
            assert f"lapel-cli {name}" in cli(name, "--help").expect(0).out

    def stdout_is_full(self):
        if not os.path.exists("/dev/full"):
            raise Skip("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([self.program, "verify", "--json", self.sample("module-1.json")],
                                  stdout=full, check=False)
        assert done.returncode == 73, done.returncode

    def man_page(self, page, codes, sentences):
        """Every code stands in the man page, and every sentence just as the program says it."""
        text = " ".join(line for line in page.splitlines() if not line.startswith("."))
        text = text.replace("\\(cq", "’").replace("\\-", "-")
        missing = [c for c in codes if f".It Cm {c}\n" not in page.replace("\\-", "-")]
        missing += [s for s in sentences if s not in text]
        assert not missing, missing


def nicks(root):
    """All codes, out of the headers that define them: file, where the list begins, what an item is."""
    found = []
    for header, start, item in (
            ("src/proof/lapel-error.h", "#define LAPEL_ERROR_CODES(X)", r'X \([A-Z0-9_]+, "([a-z0-9-]+)"\)'),
            ("src/credential/lapel-codes.h", "#define LAPEL_CODES(X)", r'X \([A-Z0-9_]+, "([a-z0-9-]+)",'),
            ("src/exchange/lapel-exchange-codes.h", "", r'#define \w+ "([a-z0-9-]+)"')):
        with open(os.path.join(root, header), encoding="utf-8") as f:
            found += re.findall(item, f.read().partition(start)[2] if start else f.read())
    assert len(found) > 80, found
    return found


def sentences_of(root):
    """What the program says to each code, out of its source."""
    with open(os.path.join(root, "src/wallet/lapel-words-codes.c"), encoding="utf-8") as f:
        marked = re.findall(r'N_ \(((?:\s*"(?:[^"\\]|\\.)*")+)\)', f.read())
    assert len(marked) > 80, marked
    return ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)) for text in marked]


def main(program, root):
    tap = Tap()
    test = Test(os.path.abspath(program), os.path.join(root, "data", "samples"))
    for name in ("verify_in_words", "verify_in_json", "verify_each_form", "verify_statuses",
                 "verify_nested", "verify_unknown",
                 "every_input_gets_a_report", "verify_stdin", "verify_at", "verify_identity",
                 "explain", "terminal_is_safe", "colours", "offline", "documents_folder", "import_and_list", "import_stdin", "import_mixed",
                 "many_batches", "show", "european_facts", "remove_and_undo", "search", "identities", "identity_of_the_wallet", "own_pathway",
                 "canonicalize", "canonicalize_as_published", "bake_and_unbake", "usage",
                 "stdout_is_full"):
        tap.case(name.replace("_", " "), getattr(test, name))
    tap.case("progress", test.progress, os.path.join(root, "data", "pathways"))
    page = read_bytes(os.path.join(root, "data", "lapel-cli.1")).decode()
    tap.case("man page", test.man_page, page, nicks(root), sentences_of(root))
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
