#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-bad-input.py LAPEL_CLI ROOT: what is damaged, hostile or in the way. Each input is refused or
shown as what it is, in a sentence and with the right exit status, and what was in the wallet stays
there unchanged. Prints TAP."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import sys
import tempfile

from harness import Cli, Skip, Tap, plain_png, read_bytes, write

NOBODY = 65534


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(header, payload, sign):
    text = f"{b64(json.dumps(header).encode())}.{payload}"
    return f"{text}.{b64(sign(text.encode()))}"


class Test:
    def __init__(self, program, samples):
        self.folder = tempfile.TemporaryDirectory()
        os.chmod(self.folder.name, 0o755)
        self.samples = samples
        self.program = program
        self.cli = Cli(program, os.path.join(self.folder.name, "wallet"))
        self.cli("import", os.path.join(samples, "module-2.png")).expect(0)
        self.before = self.kept()
        assert len(self.before[0]) == 1

    def kept(self):
        """All that the wallet holds: its list, and the original of its one credential."""
        entries = self.cli.list()
        return entries, self.cli("show", "--original", entries[0]["entry"]).raw

    def refused(self, name, data, code):
        """Not read, by verify and by import; and the wallet is as before."""
        path = write(self.folder.name, name, data)
        report = self.cli("verify", "--json", path).expect(65).object()
        assert report["verdict"] == "invalid" and "unreadable" in report["states"], report
        assert report["checks"][0]["code"] == code, report["checks"]

        words = self.cli("verify", path).expect(65).out
        assert "Cannot be read" in words and words.count(". ") + words.count(".\n") > 0, words
        result = self.cli("import", "--json", path).expect(65).object()
        assert result["outcome"] == "refused" and result["code"] == code, result
        assert self.kept() == self.before, "the wallet has changed"

    def jwt_parts(self):
        header, payload, _ = read_bytes(os.path.join(self.samples, "module-3.jwt")).decode().strip().split(".")
        return json.loads(base64.urlsafe_b64decode(header + "==")), payload

    def alg_none(self, alg):
        header, payload = self.jwt_parts()
        self.refused("none.jwt", token(dict(header, alg=alg), payload, lambda text: b""),
                     "jws-algorithm-refused")

    def keyed_with_the_public_key(self):
        """An HMAC whose secret is the issuer's public key, which everybody knows."""
        header, payload = self.jwt_parts()
        issuer = json.loads(base64.urlsafe_b64decode(payload + "=="))["iss"]
        secret = issuer.split(":")[2].encode()
        forged = token(dict(header, alg="HS256"), payload,
                       lambda text: hmac.new(secret, text, hashlib.sha256).digest())
        self.refused("hs256.jwt", forged, "jws-algorithm-refused")

    def changed_name(self):
        """It can be kept, and is shown as what it is."""
        credential = json.loads(read_bytes(os.path.join(self.samples, "module-1.json")))
        credential["credentialSubject"]["achievement"]["name"] += " (with distinction)"
        path = write(self.folder.name, "changed.json", json.dumps(credential))
        report = self.cli("verify", "--json", path).expect(1).object()
        assert report["verdict"] == "invalid" and report["states"] == ["invalid"], report
        assert "signature-mismatch" in [c["code"] for c in report["checks"]], report["checks"]
        assert "Not genuine" in self.cli("verify", path).expect(1).out

        result = self.cli("import", "--json", path).expect(0).object()
        assert (result["outcome"], result["verdict"]) == ("new", "invalid"), result
        self.cli("remove", result["entry"]).expect(0)
        assert self.kept() == self.before

    def hidden_end(self):
        """Module 5 has expired. Its end can be written so that the signature still fits, while nobody
        who looks for the member finds it."""
        original = json.loads(read_bytes(os.path.join(self.samples, "module-5.json")))
        end = original.pop("expirationDate")
        typed = {"@value": end, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
        forms = [
            {"https://www.w3.org/2018/credentials#expirationDate": typed},
            {"cred:expirationDate": typed},
            {"@nest": {"expirationDate": end}},
            {"@included": {"id": original["id"], "type": "VerifiableCredential",
                           "expirationDate": end}},
        ]
        for form in forms:
            path = write(self.folder.name, "hidden.json", json.dumps({**original, **form}))
            report = self.cli("verify", "--json", path).expect(2).object()
            assert report["verdict"] == "undecided", (form, report)
            codes = [c["code"] for c in report["checks"] if c["question"] == "authentic"]
            assert codes == ["member-not-compact"], (form, codes)

    def endless_file(self):
        """A file that says nothing of its size, and never ends, is not read to its end."""
        if not os.path.exists("/dev/zero"):
            raise Skip("no /dev/zero")
        report = self.cli("verify", "--json", "/dev/zero").expect(65).object()
        assert report["checks"][0]["code"] == "too-large", report["checks"]

    def empty_folder(self):
        folder = os.path.join(self.folder.name, "nothing")
        os.makedirs(os.path.join(folder, ".hidden"), exist_ok=True)
        report = self.cli("verify", "--json", folder).expect(65).object()
        assert report["checks"][0]["code"] == "no-credentials", report["checks"]

    def read_only_wallet(self):
        """Told to somebody who may read the folder but not write to it."""
        if os.geteuid() != 0:
            raise Skip("needs root, to become somebody else")
        wallet = os.path.join(self.folder.name, "read-only")
        shutil.copytree(self.cli.wallet, wallet)
        for path, _, files in os.walk(wallet):
            os.chmod(path, 0o555)
            for name in files:
                os.chmod(os.path.join(path, name), 0o444)
        program = os.path.join(self.folder.name, "lapel-cli")
        if not os.path.exists(program):
            shutil.copy(self.program, program)
        sample = shutil.copy(os.path.join(self.samples, "module-1.json"), self.folder.name)
        os.chmod(sample, 0o644)

        cli = Cli(program, wallet)
        answer = cli("import", sample, user=NOBODY, group=NOBODY, extra_groups=[],
                     env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/"},
                     cwd="/").expect(73)
        assert answer.out == "", answer.out
        assert "wallet-cannot-write" in answer.err, answer.err
        assert "cannot be changed" in answer.err, answer.err
        assert Cli(self.program, wallet).list() == self.before[0]

    def no_place_for_a_wallet(self):
        """The folder cannot even be made."""
        blocked = write(self.folder.name, "a-file", "")
        answer = Cli(self.program, os.path.join(blocked, "wallet"))("list").expect(73)
        assert "wallet-cannot-write" in answer.err, answer.err

    def full_disk(self):
        """In a file system of 1 MiB: what was reported as imported is there, and the rest is told."""
        if os.geteuid() != 0 or shutil.which("unshare") is None:
            raise Skip("needs root and unshare, to mount a small file system")
        disk = os.path.join(self.folder.name, "disk")
        inputs = os.path.join(self.folder.name, "inputs")
        os.makedirs(disk)
        os.makedirs(inputs)
        model = json.loads(read_bytes(os.path.join(self.samples, "module-1.json")))
        del model["credentialSubject"]["achievement"]["image"]  # small enough for more than one batch
        for i in range(1000):
            model["id"] = f"urn:full:{i}"
            write(inputs, f"{i:04}.json", json.dumps(model))
        script = ('mount -t tmpfs -o size=1m lapel "$1" || exit 99\n'
                  '"$2" --wallet "$1/wallet" import --json "$3"/*.json >"$4/printed" 2>"$4/errors"\n'
                  'echo $? >"$4/status"\n'
                  '"$2" --wallet "$1/wallet" list --json >"$4/listed" || echo "list: $?" >>"$4/errors"\n')
        done = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", disk, self.program, inputs,
                               self.folder.name], check=False, capture_output=True)
        if done.returncode == 99 or done.stderr.startswith(b"unshare:"):
            raise Skip("cannot mount a file system here")
        said = {name: read_bytes(os.path.join(self.folder.name, name)).decode()
                for name in ("printed", "errors", "status", "listed")}
        assert said["status"].strip() == "73", said
        assert "wallet-disk-full" in said["errors"] and "list:" not in said["errors"], said["errors"]
        reported = {json.loads(line)["entry"] for line in said["printed"].splitlines()}
        listed = {json.loads(line)["entry"] for line in said["listed"].splitlines()}
        assert reported and reported <= listed, f"{len(reported)} reported, {len(listed)} there"


def main(program, root):
    tap = Tap()
    samples = os.path.join(root, "data", "samples")
    test = Test(os.path.abspath(program), samples)
    credential = read_bytes(os.path.join(samples, "module-1.json"))
    baked = read_bytes(os.path.join(samples, "module-2.png"))
    inputs = [
        ("empty file", b"", "empty"),
        ("only white space", b" \n\t", "empty"),
        ("6 MiB of text", b'{"a":"' + b"x" * (6 << 20) + b'"}', "too-large"),
        ("33 MiB of picture", baked + b"\0" * (33 << 20), "too-large"),
        ("100,000 nested arrays", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "json-too-deep"),
        ("duplicate keys", credential.replace(b"{", b'{"name":1,"name":2,', 1), "json-duplicate-member"),
        ("NUL in a string", credential.replace(b'"type"', b'"ty\\u0000pe"', 1), "json-nul"),
        ("a bare NUL", credential.replace(b'"type"', b'"ty\0pe"', 1), "json-nul"),
        ("lone surrogate", credential.replace(b'"type"', b'"ty\\ud800pe"', 1), "json-surrogate"),
        ("invalid UTF-8", credential.replace(b'"type"', b'"ty\xffpe"', 1), "json-encoding"),
        ("cut text", credential[:len(credential) // 2], "json-syntax"),
        ("PNG without a credential", plain_png(), "picture-no-credential"),
        ("cut PNG", baked[:len(baked) // 2], "picture-damaged"),
        ("something else", b"shopping list\n", "not-recognised"),
    ]
    for name, data, code in inputs:
        tap.case(name, test.refused, name.replace(" ", "-").replace(",", ""), data, code)
    for alg in ("none", "None", "NONE"):
        tap.case(f"a token with alg {alg}", test.alg_none, alg)
    for name in ("keyed_with_the_public_key", "changed_name", "hidden_end", "endless_file",
                 "empty_folder", "read_only_wallet", "no_place_for_a_wallet", "full_disk"):
        tap.case(name.replace("_", " "), getattr(test, name))
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
